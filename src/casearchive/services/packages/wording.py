"""Fields and values of states in words: what a merge shows side by side."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from casearchive.domain.names import field_names
from casearchive.domain.states.merging import ORDER, Difference
from casearchive.domain.states.state import State
from casearchive.i18n import _, listed, named
from casearchive.services.labels import label

MOST = 6000  # characters of a value that are shown
_FINE = 600  # characters up to which texts are compared letter by letter
_PIECES = re.compile(r"[^。；！？，,.;!?\n]*[。；！？，,.;!?\n]?")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VOCABULARIES = {
    "status": "status",
    "kind": "kind",
    "role": "role",
    "licence": "licence",
    "portrait_consent": "portrait_consent",
    "grade": "source_grade",
    "type": "source_type",
}
Name = Callable[[str], str]  # id -> what a person calls the thing


def field_word(path: tuple[str, ...], mine: State, theirs: State) -> str:
    """Return what a field is called, e.g. 章节“主要做法”·正文."""
    words = field_names() | {ORDER: _("次序")}
    parts = [words.get(path[0], path[0])]
    for depth, key in enumerate(path[1:], 1):
        if _ID.fullmatch(key):
            member = _member(path[: depth + 1], theirs) or _member(path[: depth + 1], mine)
            if name := _member_name(member):
                parts[-1] = _("{what}“{name}”").format(what=parts[-1], name=name)
        else:
            parts.append(words.get(key, key))
    return " · ".join(parts)


def _member(path: tuple[str, ...], state: State) -> State:
    found: Any = state
    for key in path:
        if isinstance(found, list):
            found = next((each for each in found if each.get("id") == key), {})
        else:
            found = (found or {}).get(key, {})
    return found if isinstance(found, dict) else {}


def _member_name(member: State) -> str:
    for key in ("title", "type", "indicator", "stem", "name", "caption", "step", "text"):
        if member.get(key):
            return str(member[key])[:24]
    return ""


def value_word(difference: Difference, side: str, name: Name) -> str:
    """Return the value of one side as text; empty where there is nothing."""
    value = difference.mine if side == "mine" else difference.theirs
    key = difference.path[-1]
    if difference.path == ("trashed_at",):
        return _("在回收站中") if value else _("没有删除")
    text = _text(value, key, name)
    return text if len(text) <= MOST else text[:MOST] + "…"


def _text(value: Any, key: str, name: Name) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("是") if value else _("否")
        case list():
            apart = "\n" if any(isinstance(each, dict) for each in value) else _("、")
            return apart.join(_text(each, key, name) for each in value)
        case dict():
            return _record(value, name)
        case str() if _ID.fullmatch(value):
            return name(value)
        case str() if key in _VOCABULARIES:
            return label(_VOCABULARIES[key], value)
    return str(value)


def _record(value: State, name: Name) -> str:
    """Return a member's fields, one a line: ids of its own and hashes say nothing to a person."""
    words = field_names()
    lines = [
        named(words[key], _text(each, key, name))
        for key, each in value.items()
        if key in words and each not in (None, "")
    ]
    links = [name(value[key]) for key in ("case_id", "site_id", "search_id") if value.get(key)]
    return "\n".join([*([listed(links)] if links else []), *lines])


Spans = list[tuple[int, int]]


def marks(mine: str, theirs: str) -> tuple[Spans, Spans]:
    """Return the spans of both texts in which they differ: by letter, long ones by clause."""
    fine = len(mine) <= _FINE and len(theirs) <= _FINE
    one, other = (list(text) if fine else _PIECES.findall(text) for text in (mine, theirs))
    here, there = Spans(), Spans()
    starts, ends = _starts(one), _starts(other)
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            _add(here, starts[a], starts[b])
            _add(there, ends[c], ends[d])
    return here, there


def _starts(pieces: list[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _add(spans: Spans, start: int, end: int) -> None:
    if end > start:
        spans.append((start, end))
