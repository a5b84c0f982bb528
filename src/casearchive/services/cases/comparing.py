"""The history of a case: its saved states, what differs between two, and one field taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import format_moment, now
from casearchive.domain.case import Case
from casearchive.domain.history import Revision
from casearchive.domain.model import Place, Source, Tag
from casearchive.domain.state import State, apply_state, state_of
from casearchive.errors import NothingWasFound
from casearchive.i18n import _, listed
from casearchive.services.archive import Archive
from casearchive.services.cases.history import record_revisions
from casearchive.services.cases.reading import find_case
from casearchive.services.labels import label
from casearchive.services.refusals import told_in_words
from casearchive.services.retelling import retold
from casearchive.services.searching.indexing import after_saving
from casearchive.services.steps import recorded

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
    """One field that differs; `field` is its path (``title``, ``sections.<id>``)."""

    field: str
    name: str
    before: str
    after: str


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
        before, after = _told(session, case, older), _told(session, case, newer)
    fields = dict.fromkeys((*before, *after))
    return tuple(
        FieldChange(field, (after.get(field) or before[field])[0], *texts)
        for field in fields
        if (texts := (_text(before, field), _text(after, field)))[0] != texts[1]
    )


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
        if name == "sections" and part:
            wanted["sections"] = _with_section(wanted.get("sections", []), old, part)
        elif name in old:
            wanted[name] = old[name]
        else:
            wanted.pop(name, None)
    return wanted


def _with_section(sections: list[State], old: State, part: str) -> list[State]:
    """Return the sections with one as it was: changed back, put back in its place, or left out."""
    before = old.get("sections", [])
    was = next((one for one in before if one["id"] == part), None)
    ids = [one["id"] for one in sections]
    if part in ids:
        kept = (was if one["id"] == part else one for one in sections)
        return [one for one in kept if one is not None]
    if was is None:
        return sections
    at = min(before.index(was), len(sections))
    return [*sections[:at], was, *sections[at:]]


def _state(session: DatabaseSession, case: Case, number: int) -> State:
    if number == PRESENT:
        return state_of(case)
    query = select(Revision).where(Revision.entity_id == case.id, Revision.number == number)
    found = session.scalars(query).first()
    if found is None or not found.intact:
        raise RevisionIsGone(number)
    state: State = json.loads(found.state)
    return state


# --- in words -------------------------------------------------------------------------------------


def _told(session: DatabaseSession, case: Case, number: int) -> dict[str, tuple[str, str]]:
    """Return each field's name and text, by its path."""
    return dict(_fields(session, _state(session, case, number)))


def _text(told: Mapping[str, tuple[str, str]], field: str) -> str:
    return told[field][1] if field in told else ""


def _plain_names() -> dict[str, str]:
    return {
        "title": _("标题"),
        "code": _("编号"),
        "abstract": _("摘要"),
        "kind": _("类型"),
        "role": _("角色"),
        "scope": _("范围"),
        "status": _("状态"),
        "industry": _("产业"),
        "governance_topic": _("治理主题"),
        "income_path": _("增收路径"),
        "period": _("时间"),
        "reviewed_by": _("评述者"),
    }


def _fields(session: DatabaseSession, state: State) -> Iterator[tuple[str, tuple[str, str]]]:
    for field, name in _plain_names().items():
        value = str(state.get(field, "草稿" if field == "status" else ""))
        yield field, (name, label(field, value) if value else "")
    themes = (str(_bare(one, "word")) for one in state.get("themes", ()))
    yield "themes", (_("主题"), listed(label("theme", word) for word in themes))
    yield "endowments", (_("资源禀赋"), listed(state.get("endowments", ())))
    yield "tags", (_("标签"), listed(_names(session, Tag, state.get("tags", ()))))
    place = _names(session, Place, [state["place_id"]] if state.get("place_id") else ())
    yield "place_id", (_("地点"), listed(place))
    for section in state.get("sections", ()):
        name = section.get("title") or label("section_type", section["type"])
        aside = _("（仅教师可见）") if section.get("trainer_only") else ""
        yield f"sections.{section['id']}", (name, f"{aside}{section['body']}")
    yield "outcomes", (_("成效数据"), _lines(state, "outcomes", _outcome))
    yield "questions", (_("思考题"), _lines(state, "questions", _question))
    yield "teaching_note", (_("使用说明"), _note(state.get("teaching_note") or {}))
    cited = [_bare(one, "source_id") for one in state.get("cited_sources", ())]
    yield "cited_sources", (_("资料来源"), "\n".join(_names(session, Source, cited)))
    files = (one.get("name") or one["caption"] for one in state.get("attachments", ()))
    yield "attachments", (_("附件"), "\n".join(files))


def _bare(value: Any, key: str) -> Any:
    return value[key] if isinstance(value, dict) else value


def _names(session: DatabaseSession, cls: Any, ids: Sequence[str]) -> list[str]:
    found = (session.get(cls, UUID(str(key))) for key in ids)
    return [
        _("（已不在档案里）") if one is None else str(getattr(one, "title", "") or one.name)
        for one in found
    ]


def _lines(state: State, key: str, told: Any) -> str:
    return "\n".join(told(one) for one in state.get(key, ()))


def _outcome(one: State) -> str:
    upper = f"-{one['upper_value']}" if one.get("upper_value") else ""
    qualifier = one.get("qualifier", "=")
    about = "" if qualifier == "=" else f"（{qualifier}）"
    year = one.get("year") or _("未载")
    amount = f"{one['value']}{upper}{one['unit']}{about}"
    return f"{label('indicator', one['indicator'])} {amount} {year}：{one['quote']}"


def _question(one: State) -> str:
    return "\n".join(filter(None, (one["stem"], one.get("answer"), one.get("evidence"))))


def _note(note: State) -> str:
    names = ("audience", "objectives", "analysis", "theory", "key_points")
    texts = [str(note[name]) for name in names if note.get(name)]
    steps = [
        _("{minutes} 分钟　{step}").format(minutes=step["minutes"], step=step["step"])
        for step in note.get("plan", ())
    ]
    return "\n".join([*texts, *steps])
