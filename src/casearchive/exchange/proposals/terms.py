"""Words of the vocabularies that a text speaks for: themes, industry, topics, terrain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache

from casearchive.exchange.proposals.result import Entry, Span, TermProposal, Vocabulary
from casearchive.resources import resource_path

_SINGLE = ("industry", "governance_topic", "income_path", "terrain")  # a case has one of each
_SEVERAL = ("endowment",)
_MOST_THEMES, _MOST_SPANS = 3, 12
_OF_NAMES = ("村", "乡", "镇", "县")
_FEWEST_CUES = 2  # different words that must speak for a theme
_SHARE = 0.4  # of the strongest theme's mentions, below which another one is not proposed


def find_terms(text: str, vocabulary: Vocabulary) -> tuple[TermProposal, ...]:
    """Return the words that the text speaks for, those of one vocabulary together."""
    found = list(_themes(text, vocabulary.get("theme", ())))
    for name in (*_SINGLE, *_SEVERAL):
        ranked = sorted(_named(text, name, vocabulary.get(name, ())), key=lambda t: -len(t.spans))
        found += ranked[:1] if name in _SINGLE else ranked[:3]
    return tuple(found)


def _named(text: str, vocabulary: str, entries: Sequence[Entry]) -> list[TermProposal]:
    """Return the words of a vocabulary that stand in the text, themselves or by a synonym."""
    proposals = []
    for entry in entries:
        words = (entry.word, *entry.word.split("/"), *entry.word.split("-")[1:], *entry.synonyms)
        # 草原村 and 山地县 are names, they do not say what the land is like.
        spans = tuple(
            (start, end)
            for start, end in _mentions(text, words)
            if text[end : end + 1] not in _OF_NAMES
        )
        if spans:
            proposals.append(TermProposal(vocabulary, entry.word, spans))
    return proposals


def _themes(text: str, entries: Sequence[Entry]) -> list[TermProposal]:
    cues = _cues()["theme"]
    weighed = []
    for entry in entries:
        words = (entry.word, *entry.synonyms, *cues.get(entry.word, ()))
        spans = _mentions(text, words)
        different = {text[start:end] for start, end in spans}
        if entry.word in different or len(different) >= _FEWEST_CUES:
            weighed.append((len(spans), TermProposal("theme", entry.word, spans)))
    weighed.sort(key=lambda pair: -pair[0])
    strongest = weighed[0][0] if weighed else 0
    chosen = [proposal for weight, proposal in weighed if weight >= _SHARE * strongest]
    return chosen[:_MOST_THEMES]


def _mentions(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    usable = sorted({word for word in words if len(word) >= 2}, key=len, reverse=True)
    if not usable:
        return ()
    pattern = re.compile("|".join(map(re.escape, usable)))
    return tuple(match.span() for match in pattern.finditer(text))[:_MOST_SPANS]


@cache
def _cues() -> dict[str, dict[str, list[str]]]:
    content: dict[str, dict[str, list[str]]] = json.loads(
        resource_path("cues.json").read_text(encoding="utf-8")
    )
    return content
