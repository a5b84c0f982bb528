"""The history of a case: its saved states, what differs between two, and one field taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import format_moment, now
from casearchive.domain.case import Case
from casearchive.domain.history import Revision
from casearchive.domain.model import Source
from casearchive.domain.names import field_name
from casearchive.domain.states.state import State, apply_state, state_of
from casearchive.errors import NothingWasFound
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases.history import record_revisions
from casearchive.services.cases.parts import LISTS, fields_of, order_of, part_id, told_plainly
from casearchive.services.cases.reading import find_case
from casearchive.services.refusals import told_in_words
from casearchive.services.retelling import retold
from casearchive.services.searching.indexing import after_saving
from casearchive.services.steps import recorded
from casearchive.storage.attachments import stored_file

Told: TypeAlias = Mapping[str, tuple[str, str]]  # by its path, a field's name and text
_SHOWN = 30  # characters of a member where only its place is told
PRESENT = 0  # stands for the case as it is now


class RevisionIsGone(NothingWasFound):
    """A case has no saved state of this number, or it is spoilt."""

    def __init__(self, number: int) -> None:
        super().__init__(_("没有第 {number} 版，或者它已损坏。").format(number=number))


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One saved state; `saved_at` is ISO 8601 in UTC. `intact` says its hash still fits."""

    number: int
    saved_at: str
    reason: str
    intact: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs; `field` is its path (``title``, ``sections.<id>``).

    `hindrance` says why it cannot be made what it was, empty where it can.
    """

    field: str
    name: str
    before: str
    after: str
    hindrance: str = ""


def case_history(archive: Archive, case_id: str) -> tuple[RevisionRow, ...]:
    """Return the saved states of a case, the newest first."""
    with archive.reading() as session:
        case = find_case(session, case_id)
        query = select(Revision).where(Revision.entity_id == case.id)
        found = session.scalars(query.order_by(Revision.number.desc()))
        return tuple(
            RevisionRow(one.number, format_moment(one.saved_at), retold(one.reason), one.intact)
            for one in found
        )


def compare(
    archive: Archive, case_id: str, older: int, newer: int = PRESENT
) -> tuple[FieldChange, ...]:
    """Return the fields in which two states differ; PRESENT is the case as it is now."""
    with archive.reading() as session:
        case = find_case(session, case_id)
        was, is_now = _state(session, case, older), _state(session, case, newer)
        before, after = dict(fields_of(session, was)), dict(fields_of(session, is_now))
        changes = [
            FieldChange(
                field,
                (after.get(field) or before[field])[0],
                *(_as_read(texts) if field.startswith("sections.") else texts),
                _hindrance(archive, session, was, is_now, field),
            )
            for field in dict.fromkeys((*before, *after))
            if (texts := (_text(before, field), _text(after, field)))[0] != texts[1]
        ]
        return (*changes, *_moved(was, is_now, before, after))


def _text(told: Told, field: str) -> str:
    return told[field][1] if field in told else ""


def _as_read(texts: tuple[str, str]) -> tuple[str, str]:
    """Return texts of a body as they are read, or with their marks where only those differ."""
    was, is_now = (told_plainly(text) for text in texts)
    return (was, is_now) if was != is_now else texts


def _moved(was: State, is_now: State, before: Told, after: Told) -> Iterator[FieldChange]:
    """Yield the lists whose members, those of both states, stand in another order."""
    for name in LISTS:
        old, new = order_of(was, name), order_of(is_now, name)
        both = set(old) & set(new)
        if [key for key in old if key in both] != [key for key in new if key in both]:
            texts = (
                "\n".join(_first_line(told, name, key) for key in keys)
                for told, keys in ((before, old), (after, new))
            )
            title = _("{list}的顺序").format(list=field_name(name))
            yield FieldChange(name, title, *texts)


def _first_line(told: Told, name: str, key: str) -> str:
    title, text = told[f"{name}.{key}"]
    line = title if name == "sections" else text.partition("\n")[0]
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _hindrance(
    archive: Archive, session: DatabaseSession, was: State, is_now: State, field: str
) -> str:
    """Say why a part cannot be put back, or taken away again."""
    name, _dot, key = field.partition(".")
    if name == "cited_sources":
        if key in order_of(was, name):
            gone = session.get(Source, UUID(key)) is None
            return _("这条出处已不在档案里，不能恢复。") if gone else ""
        used = any(str(one.get("source_id")) == key for one in is_now.get("outcomes", ()))
        return _("有成效指标引用这条出处，请先恢复或删去那些指标。") if used else ""
    if name == "attachments" and key in order_of(was, name):
        sha256 = next(one["sha256"] for one in was[name] if part_id(one) == key)
        if not stored_file(archive.files, str(sha256)).is_file():
            return _("这个附件的文件已不在档案旁边，不能恢复。")
    return ""


def restore_fields(archive: Archive, case_id: str, number: int, fields: Sequence[str] = ()) -> None:
    """Make fields of a case what they were in a saved state; without `fields` all of it.

    A new state is saved for it, so that nothing is lost. Raises RevisionIsGone, SchemaRefusedIt.
    """
    with told_in_words(), recorded(archive) as (session, step):
        case = find_case(session, case_id)
        step.label = _("恢复“{title}”第 {number} 版的内容").format(title=case.title, number=number)
        step.before_case(case)
        old, present = _state(session, case, number), state_of(case)
        wanted = _merged(present, old, fields) if fields else _whole(present, old)
        version = case.version
        with session.no_autoflush:
            apply_state(case, wanted, session.get)
        case.version, case.updated_at = version + 1, now()
        record_revisions(session, [case], _("恢复第 {number} 版").format(number=number))
    after_saving(archive)


_LEFT_ALONE = ("id", "version", "created_at", "updated_at", "trashed_at")


def _whole(present: State, old: State) -> State:
    kept = {key: present[key] for key in _LEFT_ALONE if key in present}
    return {key: value for key, value in old.items() if key not in _LEFT_ALONE} | kept


def _merged(present: State, old: State, fields: Sequence[str]) -> State:
    wanted = dict(present)
    for field in fields:
        name, _dot, part = field.partition(".")
        if part:
            wanted[name] = _with_part(wanted.get(name, []), old.get(name, []), part)
        elif name in LISTS:
            wanted[name] = _in_order(wanted.get(name, []), order_of(old, name))
        elif name in old:
            wanted[name] = old[name]
        else:
            wanted.pop(name, None)
    return wanted


def _with_part(parts: list[Any], before: list[Any], key: str) -> list[Any]:
    """Return a list with one member as it was: changed back, put back in its place, or left out."""
    was = next((one for one in before if part_id(one) == key), None)
    if any(part_id(one) == key for one in parts):
        kept = (was if part_id(one) == key else one for one in parts)
        return [one for one in kept if one is not None]
    if was is None:
        return parts
    at = min(before.index(was), len(parts))
    return [*parts[:at], was, *parts[at:]]


def _in_order(parts: list[Any], order: Sequence[str]) -> list[Any]:
    """Return a list in an older order; what came later stays behind what it stood behind."""
    places = {key: number for number, key in enumerate(order)}
    ranks: list[tuple[int, int]] = []
    last = -1
    for number, one in enumerate(parts):
        last = places.get(part_id(one), last)
        ranks.append((last, number))
    return [one for _rank, one in sorted(zip(ranks, parts, strict=True), key=lambda pair: pair[0])]


def _state(session: DatabaseSession, case: Case, number: int) -> State:
    if number == PRESENT:
        return state_of(case)
    query = select(Revision).where(Revision.entity_id == case.id, Revision.number == number)
    found = session.scalars(query).first()
    if found is None or not found.intact:
        raise RevisionIsGone(number)
    state: State = json.loads(found.state)
    return state
