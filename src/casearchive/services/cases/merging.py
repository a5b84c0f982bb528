"""Two cases made one, field by field as somebody chooses; undone like an import.

The one that is kept takes over what was chosen of the other, and its place in folders, packs,
teaching sites and courses; the other goes to the trash. Both states are in the histories, and the
whole is one step that `undo_imports` takes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.domain.evidence import Source
from casearchive.domain.lecturer import Lecturer
from casearchive.domain.place import Place
from casearchive.domain.states.state import State, apply_state, state_of
from casearchive.domain.tag import Tag
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _, listed, with_aside
from casearchive.services.archive import Archive
from casearchive.services.cases.history import record_revisions
from casearchive.services.cases.reading import find_case
from casearchive.services.importing.batches import begin_batch, recorded
from casearchive.services.importing.steps import note_imports
from casearchive.services.labels import label
from casearchive.services.library.repointing import repoint
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving

LEFT, RIGHT, BOTH = "left", "right", "both"
SIDES = (LEFT, RIGHT, BOTH)

_SETTLED = ("id", "code", "version", "created_at", "updated_at", "trashed_at", "reviewed_by")
_LISTS = ("sections", "outcomes", "questions", "attachments", "cited_sources")
_LINKS = ("themes", "tags", "lecturers", "endowments")
_ORDER = (
    *("title", "kind", "role", "scope", "status", "abstract", "themes", "place_id", "period"),
    *("industry", "governance_topic", "income_path", "endowments", "tags", "lecturers"),
    *_LISTS,
    "teaching_note",
)
_SAME_TEXT = 0.6  # of two texts of one kind, from which on they are versions of each other
_CITED = re.compile(r"\[(\d+)\](?!\()")

Choices: TypeAlias = Mapping[str, str]


class CasesAreTheSame(InputIsInvalid):
    """A case cannot be merged with itself."""

    def __init__(self) -> None:
        super().__init__(_("这是同一个案例，不能与自己合并。"))


class ChoiceIsNotOffered(InputIsInvalid):
    """A field or a side was named that these two cases do not have."""

    def __init__(self, key: str, choice: str) -> None:
        super().__init__(_("没有“{key}={choice}”这个选择。").format(key=key, choice=choice))


@dataclass(frozen=True, slots=True)
class MergeField:
    """A field of two cases as its reader sees it; `left` is of the one that is kept.

    `sides` are the choices there are, `usual` the one taken unless another is named: what only one
    of the two has is kept.
    """

    key: str
    label: str
    left: str
    right: str
    same: bool
    sides: tuple[str, ...]
    usual: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Two cases side by side, field by field; ids are hex, codes and titles for people."""

    kept: str
    other: str
    kept_code: str
    other_code: str
    kept_title: str
    other_title: str
    fields: tuple[MergeField, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that was carried out; `batch` takes it back."""

    batch: str
    kept: str
    other: str
    taken: int


@dataclass(slots=True)
class _Item:
    """A field as it is merged: values of both sides, and what puts the chosen one in."""

    key: str
    label: str
    left: Any
    right: Any
    sides: tuple[str, ...]
    show: Callable[[Any], str]
    put: Callable[[State, Any], None]

    @property
    def usual(self) -> str:
        if BOTH in self.sides:
            return BOTH
        return RIGHT if not self.left and self.right else LEFT


def plan_merge(archive: Archive, kept: str, other: str) -> MergePlan:
    """Return two cases side by side. Raises CaseIsGone, CasesAreTheSame."""
    with archive.reading() as session:
        one, two = _both(session, kept, other)
        items = _items(session, state_of(one), state_of(two))
        return MergePlan(
            *(one.id.hex, two.id.hex, one.code, two.code, one.title, two.title),
            tuple(_field(item) for item in items),
        )


def merge_cases(archive: Archive, kept: str, other: str, choices: Choices) -> Merge:
    """Make two cases one, as one unit of work with its histories; the other goes to the trash.

    `choices` holds sides by field; fields not named are merged as is usual. Raises CaseIsGone,
    CasesAreTheSame, ChoiceIsNotOffered, SchemaRefusedIt, ArchiveIsReadOnly; nothing is changed
    then.
    """
    with told_in_words(), archive.writing() as session:
        one, two = _both(session, kept, other)
        state, taken = _merged(session, one, two, choices)
        batch = begin_batch(session, "merge", one.title)
        with recorded(session, batch.id) as note:
            note.changing(one)
            note.changing(two)
            version = one.version
            with session.no_autoflush:
                apply_state(one, state, session.get)
            one.version, one.updated_at = version + 1, now()
            repoint(session, note, one, two)
            two.version += 1
            two.trashed_at = two.updated_at = now()
            record_revisions(session, [one], _("合并重复的案例"))
        merge = Merge(batch.id.hex, one.id.hex, two.id.hex, taken)
        label = _("合并重复的案例到“{title}”").format(title=one.title)
    after_saving(archive)
    note_imports(archive, label, [merge.batch])
    return merge


def _both(session: DatabaseSession, kept: str, other: str) -> tuple[Case, Case]:
    one, two = find_case(session, kept), find_case(session, other)
    if one is two:
        raise CasesAreTheSame
    return one, two


def _merged(session: DatabaseSession, one: Case, two: Case, choices: Choices) -> tuple[State, int]:
    """Return the state of the kept case after the merge, and how many fields the other gave."""
    mine, theirs = state_of(one), state_of(two)
    items = {item.key: item for item in _items(session, mine, theirs)}
    for key, side in choices.items():
        if key not in items or side not in items[key].sides:
            raise ChoiceIsNotOffered(key, side)
    state = deepcopy(mine)
    taken = 0
    for key, item in items.items():
        side = choices.get(key, item.usual)
        if side == LEFT or item.left == item.right:
            continue
        value = item.right if side == RIGHT else _union(item.left, item.right)
        if value != item.left:
            item.put(state, value)
            taken += 1
    return {key: value for key, value in state.items() if value not in (None, [])}, taken


def _union(left: Sequence[Any], right: Sequence[Any]) -> list[Any]:
    return [*left, *(value for value in right if value not in left)]


def _field(item: _Item) -> MergeField:
    left, right = item.show(item.left), item.show(item.right)
    return MergeField(item.key, item.label, left, right, left == right, item.sides, item.usual)


def _items(session: DatabaseSession, mine: State, theirs: State) -> list[_Item]:
    """Return the fields in which the two may be brought together, in the order of the form."""
    found: list[_Item] = []
    renumbered = _renumbered(mine, theirs)
    keys = [*_ORDER, *sorted((mine.keys() | theirs.keys()) - {*_ORDER, *_SETTLED})]
    for key in keys:
        if key in _LISTS:
            found += _members(session, key, mine.get(key, []), theirs.get(key, []), renumbered)
        elif key in _LINKS:
            show = _shower(session, key)
            sides = SIDES
            found.append(
                _Item(
                    key, _label(key), mine.get(key, []), theirs.get(key, []), sides, show, _put(key)
                )
            )
        elif mine.get(key) is not None or theirs.get(key) is not None:
            value = theirs.get(key)
            if key == "teaching_note" and value is not None:
                value = _renamed(value, {})
            show = _shower(session, key)
            found.append(
                _Item(key, _label(key), mine.get(key), value, (LEFT, RIGHT), show, _put(key))
            )
    return found


def _put(key: str) -> Callable[[State, Any], None]:
    def put(state: State, value: Any) -> None:
        state[key] = value

    return put


# --- members of lists ----------------------------------------------------------------------------


def _members(
    session: DatabaseSession,
    key: str,
    mine: list[Any],
    theirs: list[Any],
    renumbered: Mapping[int, int],
) -> list[_Item]:
    """Return one field for each member, paired with the other side's version of it."""
    show = _shower(session, key)
    left_over = list(theirs)
    found = []
    for member in mine:
        partner = max(left_over, key=lambda one: _likeness(key, member, one), default=None)
        if partner is not None and _likeness(key, member, partner) < _SAME_TEXT:
            partner = None
        if partner is not None:
            left_over.remove(partner)
        found.append(_member(key, member, partner, show, renumbered))
    found += [_member(key, None, member, show, renumbered) for member in left_over]
    return found


def _member(
    key: str, mine: Any, theirs: Any, show: Callable[[Any], str], renumbered: Mapping[int, int]
) -> _Item:
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

    return _Item(f"{key}/{name}", _label(key), mine, theirs, (LEFT, RIGHT), show, put)


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
    joined = _union(ours, others)
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


# --- how fields read -----------------------------------------------------------------------------


def _label(key: str) -> str:
    return {
        "title": _("标题"),
        "kind": _("类型"),
        "role": _("角色"),
        "scope": _("范围"),
        "status": _("状态"),
        "abstract": _("摘要"),
        "themes": _("主题"),
        "place_id": _("地点"),
        "period": _("时期"),
        "industry": _("产业"),
        "governance_topic": _("治理专题"),
        "income_path": _("集体经济路径"),
        "endowments": _("资源禀赋"),
        "tags": _("标签"),
        "lecturers": _("师资"),
        "sections": _("章节"),
        "outcomes": _("成效指标"),
        "questions": _("思考题"),
        "attachments": _("附件"),
        "cited_sources": _("出处"),
        "teaching_note": _("使用说明"),
    }.get(key, key)


def _shower(session: DatabaseSession, key: str) -> Callable[[Any], str]:
    def name(cls: type[Any], key: str, attribute: str) -> str:
        entity = session.get(cls, UUID(key))
        return str(getattr(entity, attribute, "")) if entity else ""

    showers: dict[str, Callable[[Any], str]] = {
        "place_id": lambda value: name(Place, value, "path"),
        "tags": lambda value: listed([name(Tag, one, "name") for one in value]),
        "lecturers": lambda value: listed([name(Lecturer, one, "name") for one in value]),
        "themes": lambda value: listed([label("theme", one) for one in value]),
        "endowments": lambda value: listed([label("endowment", one) for one in value]),
        "sections": _section,
        "outcomes": _outcome,
        "questions": lambda value: f"{label('question_type', value['type'])}\n{value['stem']}",
        "attachments": lambda value: f"{value.get('name', '')}\n{value['caption']}",
        "cited_sources": lambda value: name(Source, value, "title"),
        "teaching_note": _note,
    }
    usual = showers.get(key, lambda value: label(key, str(value)))
    return lambda value: "" if value in (None, [], "") else usual(value)


def _section(value: State) -> str:
    heading = value.get("title") or label("section_type", value["type"])
    return f"{heading}\n{value['body']}"


def _outcome(value: State) -> str:
    qualifier = value.get("qualifier", "=")
    said = "" if qualifier == "=" else label("qualifier", qualifier) + " "
    upper = f"–{value['upper_value']}" if value.get("upper_value") else ""
    year = value.get("year") or _("未载")
    amount = f"{said}{value['value']}{upper} {value['unit']}"
    return with_aside(f"{value['indicator']} {amount}", year) + f"\n{value['quote']}"


def _note(value: State) -> str:
    names = ("audience", "objectives", "analysis", "theory", "key_points")
    return "\n".join(str(value[name]) for name in names if value.get(name))
