"""The whole state of a case as it prints: with its place, its sources, its lecturers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casearchive.domain.case import Case
from casearchive.domain.names import field_name
from casearchive.domain.states.state import State, state_of
from casearchive.i18n import _
from casearchive.printing.composing.sources import sources_of
from casearchive.services.labels import label

_CARRIED = {"place": "place_id", "sources": "cited_sources"}  # whole, for the ids of a state
_NOT_CONTENT = frozenset({"updated_at", "created_at", "version", "trashed_at", "id"})


def printed_state(case: Case) -> State:
    """Return everything that can reach a page with a case, as what JSON can hold."""
    state = _content(state_of(case))
    state["place"] = _content(state_of(case.place)) if case.place else None
    state["sources"] = [_content(state_of(source)) for source in sources_of(case)]
    state["lecturers"] = [_content(state_of(one)) for one in case.lecturers]
    return state


def changed_fields(before: State, after: State) -> tuple[str, ...]:
    """Return what readers call the fields in which two states of a case differ."""
    names = dict.fromkeys(_changed(before, after))
    return tuple(names)


def _content(state: State) -> State:
    return {key: value for key, value in state.items() if key not in _NOT_CONTENT}


def _changed(before: State, after: State) -> Iterator[str]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if key == "sections":
            yield from _sections(old or [], new or [])
        else:
            yield field_name(_CARRIED.get(key, key))


def _sections(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the sections that were changed, added or removed, each by its heading."""
    before = {section.get("id"): section for section in old}
    after = {section.get("id"): section for section in new}
    for key, section in {**before, **after}.items():
        heading = section.get("title") or label("section_type", str(section.get("type", "")))
        if key not in after:
            yield _("删去章节“{heading}”").format(heading=heading)
        elif key not in before:
            yield _("新增章节“{heading}”").format(heading=heading)
        elif before[key] != after[key]:
            yield _("章节“{heading}”").format(heading=heading)
    if [s.get("id") for s in old if s.get("id") in after] != [
        s.get("id") for s in new if s.get("id") in before
    ]:
        yield _("章节次序")
