"""A saved state of a case part by part, in the words of its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.model import Place, Source, Tag
from casearchive.domain.states.state import State
from casearchive.i18n import _, listed, named, with_aside
from casearchive.services.labels import label


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


def fields_of(session: DatabaseSession, state: State) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each field of a state: its path, what readers call it, and its text.

    What stands in a list, a section or a source, is a field of its own: ``sections.<id>``.
    """

    for field, name in _plain_names().items():
        value = str(state.get(field, "草稿" if field == "status" else ""))
        yield field, (name, label(field, value) if value else "")
    themes = (str(_bare(one, "word")) for one in state.get("themes", ()))
    yield "themes", (_("主题"), listed(label("theme", word) for word in themes))
    yield "endowments", (_("资源禀赋"), listed(state.get("endowments", ())))
    yield "tags", (_("标签"), listed(_names(session, Tag, state.get("tags", ()))))
    place = _names(session, Place, [state["place_id"]] if state.get("place_id") else ())
    yield "place_id", (_("地点"), listed(place))
    yield from _parts(session, state)
    yield "teaching_note", (_("使用说明"), _note(state.get("teaching_note") or {}))


def _parts(session: DatabaseSession, state: State) -> Iterator[tuple[str, tuple[str, str]]]:
    for section in state.get("sections", ()):
        name = section.get("title") or label("section_type", section["type"])
        aside = _("（仅教师可见）") if section.get("trainer_only") else ""
        yield f"sections.{section['id']}", (name, f"{aside}{section['body']}")
    for one in state.get("outcomes", ()):
        yield f"outcomes.{one['id']}", (_("成效数据"), _outcome(one))
    for one in state.get("questions", ()):
        yield f"questions.{one['id']}", (_("思考题"), _question(one))
    cited = [str(_bare(one, "source_id")) for one in state.get("cited_sources", ())]
    for key, title in zip(cited, _names(session, Source, cited), strict=True):
        yield f"cited_sources.{key}", (_("资料来源"), title)
    for one in state.get("attachments", ()):
        yield f"attachments.{one['id']}", (_("附件"), _attachment(one))


def order_of(state: State, name: str) -> list[str]:
    """Return the ids of what stands in a list of a state, in order."""
    return [part_id(one) for one in state.get(name, ())]


def part_id(one: Any) -> str:
    """Return what a member of a list is known by: its id, or the id it is."""
    return str(one.get("id") or one.get("source_id")) if isinstance(one, dict) else str(one)


def list_names() -> dict[str, str]:
    """Return the lists of a case whose members are restored one by one, and how they are called."""
    return {
        "sections": _("章节的顺序"),
        "outcomes": _("成效数据的顺序"),
        "questions": _("思考题的顺序"),
        "cited_sources": _("资料来源的顺序"),
        "attachments": _("附件的顺序"),
    }


def _bare(value: Any, key: str) -> Any:
    return value[key] if isinstance(value, dict) else value


def _names(session: DatabaseSession, cls: Any, ids: Sequence[str]) -> list[str]:
    found = (session.get(cls, UUID(str(key))) for key in ids)
    return [
        _("（已不在档案里）") if one is None else str(getattr(one, "title", "") or one.name)
        for one in found
    ]


def _outcome(one: State) -> str:
    upper = f"-{one['upper_value']}" if one.get("upper_value") else ""
    qualifier = one.get("qualifier", "=")
    year = one.get("year") or _("未载")
    amount = f"{one['value']}{upper}{one['unit']}"
    if qualifier != "=":
        amount = with_aside(amount, label("qualifier", qualifier))
    return named(f"{label('indicator', one['indicator'])} {amount} {year}", one["quote"])


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


def _attachment(one: State) -> str:
    told = (
        one.get("name", ""),
        one.get("caption", ""),
        one.get("creator", ""),
        label("licence", one["licence"]) if one.get("licence") else "",
        label("portrait_consent", one["portrait_consent"]) if one.get("portrait_consent") else "",
        _("到期 {day}").format(day=one["expires"]) if one.get("expires") else "",
    )
    return "\n".join(filter(None, told))
