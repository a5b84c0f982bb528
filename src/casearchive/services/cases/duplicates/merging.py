"""Two cases made one, field by field as somebody chooses; undone like an import.

The one that is kept takes over what was chosen of the other, and its place in folders, packs,
teaching sites and courses; the other goes to the trash. Both states are in the histories, and the
whole is one step that `undo_imports` takes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.domain.names import field_name
from casearchive.domain.states.state import State, apply_state, state_of
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases.duplicates.fields import LEFT, RIGHT, Item, items_of, union
from casearchive.services.cases.history import record_revisions
from casearchive.services.cases.parts import heading_of, told
from casearchive.services.cases.reading import find_case
from casearchive.services.importing.batches import begin_batch, recorded
from casearchive.services.importing.steps import note_imports
from casearchive.services.library.repointing import repoint
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving

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


def plan_merge(archive: Archive, kept: str, other: str) -> MergePlan:
    """Return two cases side by side. Raises CaseIsGone, CasesAreTheSame."""
    with archive.reading() as session:
        one, two = _both(session, kept, other)
        items = items_of(state_of(one), state_of(two))
        return MergePlan(
            *(one.id.hex, two.id.hex, one.code, two.code, one.title, two.title),
            tuple(_field(session, item) for item in items),
        )


def merge_cases(archive: Archive, kept: str, other: str, choices: Choices) -> Merge:
    """Make two cases one, as one unit of work with its histories; the other goes to the trash.

    `choices` holds sides by field; fields not named are merged as is usual. Raises CaseIsGone,
    CasesAreTheSame, ChoiceIsNotOffered, SchemaRefusedIt, ArchiveIsReadOnly; nothing is changed
    then.
    """
    with told_in_words(), archive.writing() as session:
        one, two = _both(session, kept, other)
        state, taken = _merged(one, two, choices)
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


def _merged(one: Case, two: Case, choices: Choices) -> tuple[State, int]:
    """Return the state of the kept case after the merge, and how many fields the other gave."""
    mine, theirs = state_of(one), state_of(two)
    items = {item.key: item for item in items_of(mine, theirs)}
    for key, side in choices.items():
        if key not in items or side not in items[key].sides:
            raise ChoiceIsNotOffered(key, side)
    state = deepcopy(mine)
    taken = 0
    for key, item in items.items():
        side = choices.get(key, item.usual)
        if side == LEFT or item.left == item.right:
            continue
        value = item.right if side == RIGHT else union(item.left, item.right)
        if value != item.left:
            item.put(state, value)
            taken += 1
    return {key: value for key, value in state.items() if value not in (None, [])}, taken


def _field(session: DatabaseSession, item: Item) -> MergeField:
    left, right = (_told(session, item.name, value) for value in (item.left, item.right))
    label, same = field_name(item.name), left == right
    return MergeField(item.key, label, left, right, same, item.sides, item.usual)


def _told(session: DatabaseSession, name: str, value: Any) -> str:
    text = told(session, name, value)
    return f"{heading_of(value)}\n{text}" if name == "sections" and value else text
