"""How the shipped words read in the language in force; needs no archive and nothing heavy."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from casearchive.domain.names import kind_names
from casearchive.i18n import _, language
from casearchive.resources import resource_path


def label(vocabulary: str, word: str) -> str:
    """Return how a word of a vocabulary or fixed list reads; a user's own reads as it is."""
    entry = _by_word().get((vocabulary, word), {})
    if language() == "zh":
        return str(entry.get("label", word))
    return str(entry.get("english") or word)


def kind_word(kind: str) -> str:
    """Return what entities of a kind of the JSON form are called."""
    return kind_names().get(kind, kind)


def with_unit(number: str, unit: str) -> str:
    """Return a number and its unit as they read: 50人, 50 people, 50%, 170 × 10,000 yuan."""
    read = label("unit", unit)
    if read[:1].isdigit():
        return f"{number} × {read}"
    return f"{number} {read}" if read[:1].isascii() and read[:1].isalpha() else f"{number}{read}"


def facet_names() -> dict[str, str]:
    """Return what is counted of the cases found, in order: a facet's key and how it reads."""
    return {
        "theme": _("主题"),
        "industry": _("产业"),
        "place": _("地点"),
        "year": _("年份"),
        "status": _("状态"),
        "tag": _("标签"),
        "has": _("有"),
    }


def hint_kinds() -> dict[str, str]:
    """Return what a word is that is suggested while somebody types."""
    return {
        "theme": _("主题"),
        "place": _("地点"),
        "tag": _("标签"),
        "industry": _("产业"),
        "indicator": _("指标"),
        "title": _("标题"),
        "word": _("词语"),
    }


def facet_value(facet: str, value: str) -> str:
    """Return how a value reads by which a list is narrowed: a word, or what a case has."""
    if facet == "has":
        return {"使用说明": _("使用说明"), "可印照片": _("可印照片")}.get(value, value)
    return label(facet, value)


def said_word(vocabulary: str, said: str) -> str:
    """Return how a word reads now that was said in whichever language; what is none stays."""
    for entry in shipped_words(vocabulary):
        if said in (entry["word"], entry.get("english"), entry.get("label")):
            return label(vocabulary, entry["word"])
    return said


def shipped_words(vocabulary: str) -> list[dict[str, Any]]:
    """Return the shipped entries: ``word``, ``english``, ``synonyms``, ``unit``, ``label``."""
    return _shipped().get(vocabulary, [])


@cache
def _shipped() -> dict[str, list[dict[str, Any]]]:
    text = resource_path("vocabularies.json").read_text(encoding="utf-8")
    loaded: dict[str, list[dict[str, Any]]] = json.loads(text)
    return loaded


@cache
def _by_word() -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (vocabulary, entry["word"]): entry
        for vocabulary, entries in _shipped().items()
        for entry in entries
    }
