"""Each entity of a package set against ours: new, changed on which side, in conflict, identical."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.evidence import Source
from casearchive.domain.history import canonical, digest
from casearchive.domain.model import BriefingPack, Collection, SavedSearch, Tag, Term
from casearchive.domain.place import LEVELS, Place
from casearchive.domain.states.leaving_out import PARTS, Rule, leave_out
from casearchive.domain.states.merging import Merged, content, merge_states
from casearchive.domain.states.references import name_of, repointed
from casearchive.domain.states.state import State, state_of, whole_of
from casearchive.exchange.json_form import ROOTS
from casearchive.exchange.packages.form import Ancestry
from casearchive.services.packages.choosing import Choices
from casearchive.services.packages.exporting import internal_sources, lecturers_of
from casearchive.services.packages.lineages import AT_ONCE, Lineage, lineages_of, undone_batches
from casearchive.services.packages.opening import OpenPackage

# new: we have never had it; there: only they have changed it; here: only we; both: each another
# field; conflict: the same field; deleted: we had it and took it out; same: nothing differs.
GROUPS = ("conflict", "both", "there", "new", "deleted", "here", "same")
_NATURAL: dict[type[Base], tuple[str, ...]] = {
    Tag: ("name",),
    Term: ("vocabulary", "word"),
    Place: ("name", *LEVELS, "code"),
    Source: ("type", "title", "author", "publisher", "published", "issue", "url", "grade"),
}
_MOMENTS = ("id", "created_at", "updated_at")
_DELETABLE = (BriefingPack, Collection, SavedSearch)
_NOTHING = Ancestry()


@dataclass(slots=True)
class Compared:
    """One entity of the package beside ours. `theirs` has its links moved to what is ours.

    `twin` is the id of a thing of ours that stands for it. `sent` is the hash of the state as it
    came, `kept` that of `theirs`. `merged` is what the two make, unless one of them is missing.
    """

    kind: str
    cls: type[Base]
    id: str
    group: str
    theirs: State
    ancestry: Ancestry
    sent: str
    mine: State | None = None
    merged: Merged | None = None
    forward: bool = False  # ours is an ancestor of theirs
    twin: str = ""
    known: frozenset[str] = frozenset()  # the states of it that we knew before

    @property
    def kept(self) -> str:
        """The hash of what we make of their state."""
        return digest(canonical(self.theirs))

    @property
    def names(self) -> tuple[str, ...]:
        """What a choice may call it."""
        own = self.mine or self.theirs
        return (self.id, *(str(own[key]) for key in ("code", "name") if own.get(key)))

    @property
    def title(self) -> str:
        """What a person calls it."""
        return name_of(self.mine or self.theirs)


class Comparer:
    """Compares the parts of one package, in their order, with the archive of `session`.

    `same` grows as it goes: their id -> the id of ours that stands for it.
    """

    def __init__(self, session: DatabaseSession, package: OpenPackage, choices: Choices) -> None:
        self._session = session
        self._choices = choices
        self._ancestry = package.ancestry()
        self._undone = undone_batches(session)
        self._needed = _needed(package)
        self._today = datetime.now().astimezone()
        self._internal = internal_sources(session) | {
            key for key, each in self._ancestry.items() if "internal" in each.omitted
        }
        self._unnamed = lecturers_of(session, self._internal)
        self.same: dict[str, str] = {}

    def compare(self, kind: str, states: Sequence[State]) -> list[Compared]:
        """Return the entities of one part, each beside ours."""
        cls = ROOTS[kind]
        ids = [UUID(state["id"]) for state in states]
        ours = self._ours(cls, ids)
        lineages = lineages_of(self._session, ids, self._undone)
        twins = self._twins(cls, [state for state in states if state["id"] not in ours])
        result = []
        for raw, key in zip(states, ids, strict=True):
            each = Compared(
                kind=kind,
                cls=cls,
                id=str(key),
                group="same",
                theirs=repointed(cls, raw, self.same),
                ancestry=self._ancestry.get(str(key), _NOTHING),
                sent=digest(canonical(raw)),
                mine=ours.get(str(key)),
                twin=twins.get(str(key), ""),
                known=frozenset(lineages[key].known),
            )
            if each.twin:
                self.same[each.id] = each.twin
            elif each.mine is None:
                each.group = self._absent(each, lineages[key])
            else:
                self._present(each, each.mine, lineages[key])
            result.append(each)
        return result

    def brings_back(self, each: Compared) -> bool:
        """Say whether something we took out is to come again."""
        return self._choices.whole(*each.names) == "theirs"

    def _ours(self, cls: type[Base], ids: Sequence[UUID]) -> dict[str, State]:
        found = {}
        for start in range(0, len(ids), AT_ONCE):
            query = select(cls).where(cls.id.in_(ids[start : start + AT_ONCE]))  # type: ignore[attr-defined]
            for entity in self._session.scalars(query.options(*whole_of(cls))):
                state = state_of(entity)
                found[state["id"]] = state
        return found

    def _twins(self, cls: type[Base], new: Sequence[State]) -> dict[str, str]:
        """Return for new entities the ids of ours that are the same thing under another id.

        Words are the same when they read the same. A place or source is ours only when nothing
        they say of it contradicts, or goes beyond, what we have.
        """
        if cls not in _NATURAL or not new:
            return {}
        natural = _NATURAL[cls]
        head = natural[0] if cls in (Tag, Place) else natural[1]
        column = getattr(cls, head)
        by_key: dict[tuple[object, ...], State] = {}
        wanted = sorted({state[head] for state in new})
        for start in range(0, len(wanted), AT_ONCE):
            query = select(cls).where(column.in_(wanted[start : start + AT_ONCE]))
            for entity in self._session.scalars(query.options(*whole_of(cls))):
                state = state_of(entity)
                by_key.setdefault(tuple(state.get(key) for key in natural), state)
        twins = {}
        for state in new:
            ours = by_key.get(tuple(state.get(key) for key in natural))
            if ours is not None and self._is_safe(cls, ours, state):
                twins[state["id"]] = ours["id"]
        return twins

    def _is_safe(self, cls: type[Base], ours: State, theirs: State) -> bool:
        if cls in (Tag, Term):
            return True
        if cls is Source and "internal" in self._ancestry.get(theirs["id"], _NOTHING).omitted:
            return False  # all stubs look alike
        told = {key: value for key, value in theirs.items() if key not in _MOMENTS}
        return ours["id"] not in self._ancestry and told.items() <= ours.items()

    def _absent(self, each: Compared, lineage: Lineage) -> str:
        needed = each.cls not in _DELETABLE or each.id in self._needed
        return "deleted" if lineage.known and not needed else "new"

    def _present(self, each: Compared, mine: State, lineage: Lineage) -> None:
        """Find out who has changed what, and what the two make together."""
        here, there = digest(canonical(mine)), {*each.ancestry.known, each.sent}
        visible, omitted = self._visible(each, mine), each.ancestry.omitted
        lacking = lineage.omitted - omitted  # what had been left out, and comes now
        behind = each.sent in lineage.known | {here} and not lacking
        each.forward = here in there and not behind
        if content(visible) == content(each.theirs) or behind:
            each.group = "same" if content(visible) == content(each.theirs) else "here"
            return
        base = mine if each.forward else lineage.newest_of(there & lineage.known)
        if base is not None and omitted:
            base = self._visible(each, base)
        choose = self._choices.of(*each.names)
        merged = merge_states(each.cls, base, visible, each.theirs, choose)
        if omitted:  # what they never had stays as it is with us
            whole = merge_states(each.cls, visible, mine, merged.state)
            merged = Merged(whole.state, merged.differences)
        each.merged = merged
        each.group = _group(merged)
        if each.group == "here" and content(merged.state) != content(mine):
            each.group = "there"  # what nobody is asked about: both threw it away, they earlier

    def _visible(self, each: Compared, state: State) -> State:
        """Return of a state of ours what the sender could see."""
        omitted = each.ancestry.omitted
        if not omitted:
            return state
        rule = Rule(
            omitted & frozenset(PARTS),
            self._internal if "internal" in omitted else frozenset(),
            self._unnamed if "internal" in omitted else frozenset(),
            self._today,
        )
        return leave_out(each.cls, state, rule, Counter()) or state


def _group(merged: Merged) -> str:
    who = {difference.changed for difference in merged.differences}
    if "both" in who:
        return "conflict"
    if "joined" in who or {"mine", "theirs"} <= who:
        return "both"
    return "there" if "theirs" in who else "here"


def _needed(package: OpenPackage) -> set[str]:
    """Return the ids of searches and folders that other things in the package point at."""
    kinds = {"collections", "briefing_packs"}
    if not kinds & package.unpacked.manifest.counts.keys():
        return set()
    needed: set[str] = set()
    for _kind, states in package.parts(kinds):
        for state in states:
            needed |= set(_pointing(state))
    return needed


def _pointing(state: State) -> Iterable[str]:
    if parent := state.get("parent_id"):
        yield parent
    for item in state.get("items", ()):
        if search := item.get("search_id"):
            yield search
