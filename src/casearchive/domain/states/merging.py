"""Two states of one entity brought together, field by field, over their common ancestor.

What only one side has changed since the ancestor is taken from that side; what both have changed
is a conflict that somebody has to settle, and until then ours stays. Without an ancestor nobody
can tell who changed what: every field that differs is a conflict, and of lists nothing is lost.

All states are those of :mod:`casearchive.domain.states.state`; nothing here knows a session
or a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from casearchive.domain.base import Base
from casearchive.domain.case import Section
from casearchive.domain.states.state import State, bare_field, fields_of, links_of, owned_by
from casearchive.domain.teaching import Question, TeachingNote

Side: TypeAlias = Literal["mine", "theirs"]
Changed: TypeAlias = Literal["mine", "theirs", "joined", "both"]

ORDER = "order"  # the last part of the path of a list's order
TRASHED = "trashed_at"
# Who saved when and how often is no content: it is settled without asking.
SETTLED = ("version", "created_at", "updated_at")
# Members that are merged by their own fields. All others are one statement: half a figure of one
# side with the quotation of the other would be a figure nobody ever stated.
_BY_FIELD = (Section, Question, TeachingNote)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two states differ; values are plain data, None where there is nothing.

    `path` leads to it: ``("title",)``, ``("sections", id, "body")``, ``("sections", "order")``.
    `changed` says who did since the ancestor: ``joined`` both, and nothing is lost by taking both;
    ``both`` is a conflict.
    """

    path: tuple[str, ...]
    base: Any
    mine: Any
    theirs: Any
    changed: Changed

    @property
    def key(self) -> str:
        """The path as one word, by which a choice names the field."""
        return "/".join(self.path)

    @property
    def usual(self) -> Side:
        """The side that is taken when nobody chooses: ours, unless only theirs has changed."""
        return "theirs" if self.changed == "theirs" else "mine"


@dataclass(slots=True)
class Merged:
    """The state that two make together, and all in which they differed."""

    state: State = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Difference]:
        """The fields that both have changed, each in its own way."""
        return [difference for difference in self.differences if difference.changed == "both"]


Choose: TypeAlias = Callable[[Difference], Side | None]


def nobody_chooses(difference: Difference) -> None:
    """Leave every field to its usual side."""
    del difference


def content(state: State) -> State:
    """Return a state without what :data:`SETTLED` names: what two people would call the same."""
    return {key: value for key, value in state.items() if key not in SETTLED}


def merge_states(
    cls: type[Base],
    base: State | None,
    mine: State,
    theirs: State,
    choose: Choose = nobody_chooses,
) -> Merged:
    """Merge two states of an entity of class `cls`; `base` is None where no ancestor is known.

    `choose` is asked about every field that differs and answers with a side, or with None for the
    usual one. The result keeps our ``id``; its version and moments are the later ones.
    """
    work = _Merge(choose)
    three = _Three(UNKNOWN if base is None else base, mine, theirs)
    result = work.entity(cls, None, three, ())
    differences = work.differences
    if base is not None and (trashed := _trash_against_changes(differences)):
        differences[differences.index(trashed[0])] = trashed[1]
        result.pop(TRASHED, None)
        _put(result, TRASHED, work.pick(trashed[1]))
    _settle(result, mine, theirs)
    return Merged(result, differences)


def _settle(result: State, mine: State, theirs: State) -> None:
    for key in ("version", "updated_at"):
        later = [state[key] for state in (mine, theirs) if key in state]
        if later:
            result[key] = max(later)
    if "created_at" in mine or "created_at" in theirs:
        result["created_at"] = mine.get("created_at", theirs.get("created_at"))
    if mine.get(TRASHED) and theirs.get(TRASHED):
        result[TRASHED] = min(mine[TRASHED], theirs[TRASHED])


def _trash_against_changes(differences: list[Difference]) -> tuple[Difference, Difference] | None:
    """Return the difference of the trash and what it becomes: thrown away here, worked on there.

    No field of the two need be the same, but nobody may settle that without asking.
    """
    found = next((each for each in differences if each.path == (TRASHED,)), None)
    if found is None or found.changed == "both":
        return None
    other = "mine" if found.changed == "theirs" else "theirs"
    if not any(each.changed in (other, "both", "joined") for each in differences):
        return None
    return found, Difference(found.path, found.base, found.mine, found.theirs, "both")


class _Unknown:
    """Stands for what an ancestor that nobody knows may have held."""


UNKNOWN = _Unknown()


@dataclass(frozen=True, slots=True)
class _Three:
    """What one place holds in the ancestor, here and there; None where there is nothing."""

    base: Any
    mine: Any
    theirs: Any

    def at(self, key: str) -> _Three:
        """Return what the three hold under a key; a side that is absent holds nothing."""
        known = self.base if self.base is UNKNOWN else (self.base or {}).get(key)
        return _Three(known, (self.mine or {}).get(key), (self.theirs or {}).get(key))

    @property
    def changed(self) -> Changed:
        """Who has changed it, both if nobody knows."""
        if self.base is UNKNOWN:
            return "both"
        if self.base == self.mine:
            return "theirs"
        return "mine" if self.base == self.theirs else "both"

    def difference(self, path: tuple[str, ...], changed: Changed | None = None) -> Difference:
        """Return this as a difference at `path`."""
        known = None if self.base is UNKNOWN else self.base
        return Difference(path, known, self.mine, self.theirs, changed or self.changed)


class _Merge:
    """One merge under way: who chooses, and the differences seen so far."""

    def __init__(self, choose: Choose) -> None:
        self._choose = choose
        self.differences: list[Difference] = []

    def entity(
        self, cls: type[Base], parent: type[Base] | None, three: _Three, path: tuple[str, ...]
    ) -> State:
        """Merge all that a state of `cls` names, in the order in which states are written."""
        result: State = {}
        for column in fields_of(cls, parent):
            key = column.key
            if parent is None and key in SETTLED:
                continue
            value = three.at(key)
            if key == "id" or (key == TRASHED and value.mine and value.theirs):
                _put(result, key, value.mine)
            else:
                _put(result, key, self._value((*path, key), value))
        for relation in owned_by(cls):
            member, value, here = relation.mapper.class_, three.at(relation.key), relation.key
            if not relation.uselist:
                _put(result, here, self._member(member, cls, value, (*path, here)))
            elif bare_field(member, cls) or not _identified(value):
                _put(result, here, self._value((*path, here), value))
            else:
                _put(result, here, self._members(member, cls, value, (*path, here)))
        for link in links_of(cls):
            _put(result, link.key, self._links((*path, link.key), three.at(link.key)))
        return result

    def pick(self, difference: Difference) -> Any:
        """Return the value of the side that is chosen."""
        side = self._choose(difference) or difference.usual
        return difference.theirs if side == "theirs" else difference.mine

    def _take(self, difference: Difference) -> Any:
        self.differences.append(difference)
        return self.pick(difference)

    def _value(self, path: tuple[str, ...], value: _Three) -> Any:
        return value.mine if value.mine == value.theirs else self._take(value.difference(path))

    def _links(self, path: tuple[str, ...], value: _Three) -> list[str] | None:
        mine, theirs = set(value.mine or ()), set(value.theirs or ())
        if mine == theirs:
            return sorted(mine) or None
        unknown = value.base is UNKNOWN
        before = set() if unknown else set(value.base or ())
        lists = _Three(value.base if unknown else sorted(before), sorted(mine), sorted(theirs))
        difference = lists.difference(path, "joined" if lists.changed == "both" else None)
        self.differences.append(difference)
        if difference.changed == "joined" and self._choose(difference) is None:
            return sorted((mine & theirs) | ((mine | theirs) - before)) or None
        return self.pick(difference) or None

    def _member(
        self, cls: type[Base], parent: type[Base], value: _Three, path: tuple[str, ...]
    ) -> State | None:
        """Merge what one owner has at most once, or one member of its list."""
        if value.mine is None and value.theirs is None:
            return None
        if value.mine is None or value.theirs is None:
            merged = self._presence(path, value)
        elif issubclass(cls, _BY_FIELD):
            merged = self.entity(cls, parent, value, path)
        else:
            merged = self._value(path, value)
        return merged  # type: ignore[no-any-return]  # a state, as what went in

    def _presence(self, path: tuple[str, ...], value: _Three) -> Any:
        """Settle what stands on one side only: added there, or taken out on the other."""
        if value.base is UNKNOWN or value.base is None:  # without an ancestor nothing is taken out
            return self._take(value.difference(path, "theirs" if value.mine is None else "mine"))
        return self._value(path, value)

    def _members(
        self, cls: type[Base], parent: type[Base], value: _Three, path: tuple[str, ...]
    ) -> list[State] | None:
        unknown = value.base is UNKNOWN
        before = {} if unknown else _by_id(value.base)
        mine, theirs = _by_id(value.mine), _by_id(value.theirs)
        kept: dict[str, State] = {}
        for key in dict.fromkeys((*mine, *theirs)):
            old = UNKNOWN if unknown else before.get(key)
            each = _Three(old, mine.get(key), theirs.get(key))
            state = self._member(cls, parent, each, (*path, key))
            if state is not None:
                kept[key] = state
        orders = _Three(value.base if unknown else list(before), list(mine), list(theirs))
        return [kept[key] for key in self._order((*path, ORDER), orders, kept.keys())] or None

    def _order(self, path: tuple[str, ...], orders: _Three, kept: Set[str]) -> list[str]:
        """Return the ids in order: what both have as one side has it, the rest behind its anchor.

        The answer does not depend on which side is asked, unless both have moved things.
        """
        mine = [key for key in orders.mine if key in kept]
        theirs = [key for key in orders.theirs if key in kept]
        shared = set(mine) & set(theirs)
        here, there = ([key for key in side if key in shared] for side in (mine, theirs))
        known = orders.base if orders.base is UNKNOWN else [k for k in orders.base if k in shared]
        common = self._value(path, _Three(known, here, there))
        runs: dict[str, list[list[str]]] = {}
        for side in (mine, theirs):
            _gather_runs(side, shared, runs)
        result: list[str] = []
        for anchor in ("", *common):
            result += [anchor] if anchor else []
            for run in sorted(runs.get(anchor, ())):
                result += run
        return result


def _gather_runs(side: Sequence[str], shared: Set[str], runs: dict[str, list[list[str]]]) -> None:
    """Put what only one side has into runs, each by the shared member it follows."""
    anchor, run = "", list[str]()
    for key in (*side, None):
        if key is not None and key not in shared:
            run.append(key)
            continue
        if run:
            runs.setdefault(anchor, []).append(run)
        anchor, run = key or "", []


def _identified(value: _Three) -> bool:
    """Say whether every member of these lists has an id of its own, as all but old files write."""
    lists = (side for side in (value.base, value.mine, value.theirs) if isinstance(side, list))
    return all(isinstance(each, dict) and "id" in each for side in lists for each in side)


def _by_id(states: Iterable[State] | None) -> dict[str, State]:
    return {state["id"]: state for state in states or ()}


def _put(result: State, key: str, value: Any) -> None:
    if value is not None:
        result[key] = value
