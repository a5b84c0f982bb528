"""A saved state of a case part by part, in the words of its readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.model import Lecturer, Place, Source, Tag
from casearchive.domain.names import field_name
from casearchive.domain.prose.reading import ListItem, Picture, Prose, Table, read_prose, text_of
from casearchive.domain.states.state import State
from casearchive.i18n import _, listed, named, with_aside
from casearchive.services.labels import label

_PLAIN = (
    *("title", "code", "abstract", "kind", "role", "scope", "status", "industry"),
    *("governance_topic", "income_path", "period", "reviewed_by"),
)
# Lists whose members are compared, restored and merged one by one.
LISTS = ("sections", "outcomes", "questions", "cited_sources", "attachments")
_WORDS = {"themes": "theme", "endowments": "endowment"}
_NAMED: dict[str, type[Any]] = {
    "tags": Tag,
    "lecturers": Lecturer,
    "place_id": Place,
    "cited_sources": Source,
}


def fields_of(session: DatabaseSession, state: State) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each field of a state: its path, what readers call it, and its text.

    What stands in a list, a section or a source, is a field of its own: ``sections.<id>``.
    """
    for key in (*_PLAIN, "themes", "endowments", "tags", "place_id"):
        value = state.get(key, "草稿" if key == "status" else "")
        yield key, (field_name(key), told(session, key, value))
    for key in LISTS:
        for one in state.get(key, ()):
            name = heading_of(one) if key == "sections" else field_name(key)
            yield f"{key}.{part_id(one)}", (name, told(session, key, one))
    note = told(session, "teaching_note", state.get("teaching_note"))
    yield "teaching_note", (field_name("teaching_note"), note)


def told(session: DatabaseSession, key: str, value: Any) -> str:
    """Return what stands in a field, of one of `LISTS` in one member; empty where nothing does."""
    if not value:
        return ""
    if key in _WORDS:
        return listed(label(_WORDS[key], str(_bare(one, "word"))) for one in value)
    if key in _NAMED:
        ids = value if isinstance(value, list) else [_bare(value, "source_id")]
        return listed(_name(session, _NAMED[key], str(one)) for one in ids)
    if key in _TELLERS:
        return _TELLERS[key](value)
    return label(key, str(value))


def told_plainly(body: str) -> str:
    """Return a body as it is read, a line each block: no marks, but bullets, numbers and cells."""
    return "\n".join(line for block in read_prose(body) for line in _lines(block))


def _lines(block: Prose) -> Iterator[str]:
    match block:
        case ListItem(runs, marker, depth, continued):
            sign = "" if continued else f"{marker or '•'} "
            yield f"{'　' * depth}{sign}{text_of(runs)}"
        case Table(rows):
            yield from (" │ ".join(text_of(cell) for cell in row) for row in rows)
        case Picture(_target, caption):
            yield _("［图片］{caption}").format(caption=caption)
        case _:
            yield text_of(block.runs)


def heading_of(section: State) -> str:
    """Return the heading of a section, its kind where it has no title of its own."""
    return section.get("title") or label("section_type", section["type"])


def order_of(state: State, name: str) -> list[str]:
    """Return the ids of what stands in a list of a state, in order."""
    return [part_id(one) for one in state.get(name, ())]


def part_id(one: Any) -> str:
    """Return what a member of a list is known by: its id, or the id it is."""
    return str(one.get("id") or one.get("source_id")) if isinstance(one, dict) else str(one)


def _bare(value: Any, key: str) -> Any:
    return value[key] if isinstance(value, dict) else value


def _name(session: DatabaseSession, cls: type[Any], key: str) -> str:
    one = session.get(cls, UUID(key))
    if one is None:
        return _("（已不在档案里）")
    return str(getattr(one, "title", "") or one.name)


def _section(one: State) -> str:
    aside = _("（仅教师可见）") + "\n\n" if one.get("trainer_only") else ""
    return f"{aside}{one['body']}"


def _outcome(one: State) -> str:
    upper = f"-{one['upper_value']}" if one.get("upper_value") else ""
    qualifier = one.get("qualifier", "=")
    year = one.get("year") or _("未载")
    amount = f"{one['value']}{upper}{one['unit']}"
    if qualifier != "=":
        amount = with_aside(amount, label("qualifier", qualifier))
    return named(f"{label('indicator', one['indicator'])} {amount} {year}", one["quote"])


def _question(one: State) -> str:
    kind = label("question_type", one.get("type", ""))
    return "\n".join(filter(None, (one["stem"], one.get("answer"), one.get("evidence"), kind)))


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


_TELLERS: dict[str, Callable[[State], str]] = {
    "sections": _section,
    "outcomes": _outcome,
    "questions": _question,
    "attachments": _attachment,
    "teaching_note": _note,
}
