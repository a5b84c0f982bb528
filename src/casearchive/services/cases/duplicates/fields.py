"""The fields in which two cases that are one can be brought together, each with its choices."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from uuid import uuid4

from casearchive.domain.states.state import State
from casearchive.services.cases.parts import LISTS

LEFT, RIGHT, BOTH = "left", "right", "both"
SIDES = (LEFT, RIGHT, BOTH)

_SETTLED = ("id", "code", "version", "created_at", "updated_at", "trashed_at", "reviewed_by")
_LINKS = ("themes", "tags", "lecturers", "endowments")
_ORDER = (
    *("title", "kind", "role", "scope", "status", "abstract", "themes", "place_id", "period"),
    *("industry", "governance_topic", "income_path", "endowments", "tags", "lecturers"),
    *("sections", "outcomes", "questions", "attachments", "cited_sources", "teaching_note"),
)
_SAME_TEXT = 0.6  # of two texts of one kind, from which on they are versions of each other
_CITED = re.compile(r"\[(\d+)\](?!\()")


@dataclass(slots=True)
class Item:
    """A field, or a member of a list, of both sides, and what puts the chosen one in."""

    key: str
    left: Any
    right: Any
    sides: tuple[str, ...]
    put: Callable[[State, Any], None]

    @property
    def name(self) -> str:
        """The field of a case it is, or is a member of."""
        return self.key.partition("/")[0]

    @property
    def usual(self) -> str:
        """The side that is taken when nobody chooses: what only one of the two has is kept."""
        if BOTH in self.sides:
            return BOTH
        return RIGHT if not self.left and self.right else LEFT


def items_of(mine: State, theirs: State) -> list[Item]:
    """Return the fields in which the two may be brought together, in the order of the form."""
    found: list[Item] = []
    renumbered = _renumbered(mine, theirs)
    for key in (*_ORDER, *sorted((mine.keys() | theirs.keys()) - {*_ORDER, *_SETTLED})):
        left, right = mine.get(key), theirs.get(key)
        if key in LISTS:
            found += _members(key, left or [], right or [], renumbered)
        elif key in _LINKS:
            found.append(Item(key, left or [], right or [], SIDES, _put(key)))
        elif left is not None or right is not None:
            if key == "teaching_note" and right is not None:
                right = _renamed(right, {})
            found.append(Item(key, left, right, (LEFT, RIGHT), _put(key)))
    return found


def union(left: Sequence[Any], right: Sequence[Any]) -> list[Any]:
    """Return what both have, ours first."""
    return [*left, *(value for value in right if value not in left)]


def _put(key: str) -> Callable[[State, Any], None]:
    def put(state: State, value: Any) -> None:
        state[key] = value

    return put


# --- members of lists ----------------------------------------------------------------------------


def _members(
    key: str, mine: list[Any], theirs: list[Any], renumbered: Mapping[int, int]
) -> list[Item]:
    """Return one field for each member, paired with the other side's version of it."""
    left_over = list(theirs)
    found = []
    for member in mine:
        partner = max(left_over, key=lambda one: _likeness(key, member, one), default=None)
        if partner is not None and _likeness(key, member, partner) < _SAME_TEXT:
            partner = None
        if partner is not None:
            left_over.remove(partner)
        found.append(_member(key, member, partner, renumbered))
    return found + [_member(key, None, member, renumbered) for member in left_over]


def _member(key: str, mine: Any, theirs: Any, renumbered: Mapping[int, int]) -> Item:
    known = mine if mine is not None else theirs
    name = known["id"] if isinstance(known, dict) else str(known)
    if isinstance(theirs, dict):
        theirs = _as_ours(theirs, mine, renumbered)

    def put(state: State, value: Any) -> None:
        members = state.setdefault(key, [])
        if mine is None:
            members.append(value)
        elif value is None:
            members.remove(mine)
        else:
            members[members.index(mine)] = value

    return Item(f"{key}/{name}", mine, theirs, (LEFT, RIGHT), put)


def _as_ours(theirs: State, mine: State | None, renumbered: Mapping[int, int]) -> State:
    """Return a member of the other case with our member's id, or a new one, and our numbers."""
    adopted = _renamed(theirs, {theirs["id"]: mine["id"]} if mine else {})
    if "body" in adopted:

        def number(match: re.Match[str]) -> str:
            return f"[{renumbered.get(int(match[1]), int(match[1]))}]"

        adopted["body"] = _CITED.sub(number, adopted["body"])
    return adopted


def _renamed(state: State, known: Mapping[str, str]) -> State:
    """Return a state with ids of ours, its own and of what it owns: no row is in two cases."""
    fresh = deepcopy(state)
    if "id" in fresh:
        fresh["id"] = known.get(fresh["id"]) or str(uuid4())
    for value in fresh.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value[:] = [_renamed(member, known) for member in value]
    return fresh


def _renumbered(mine: State, theirs: State) -> dict[int, int]:
    """Return the number each of the other's sources has once they stand behind ours."""
    ours, others = mine.get("cited_sources", []), theirs.get("cited_sources", [])
    joined = union(ours, others)
    return {number: joined.index(one) + 1 for number, one in enumerate(others, 1)}


def _likeness(key: str, one: Any, other: Any) -> float:
    if not isinstance(one, dict):
        return float(one == other)
    same: dict[str, tuple[str, ...]] = {
        "outcomes": ("indicator", "value", "unit", "year"),
        "attachments": ("sha256",),
    }
    if fields := same.get(key):
        return float(all(one.get(name) == other.get(name) for name in fields))
    first, second = (str(it.get("body") or it.get("stem") or "") for it in (one, other))
    alike = float(SequenceMatcher(None, first, second, autojunk=False).quick_ratio())
    return alike if one.get("type") == other.get("type") else alike - 0.2
