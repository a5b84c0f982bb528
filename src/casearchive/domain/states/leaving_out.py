"""What does not leave the house: parts taken out of a state before it is handed on.

=============== ==================================================================================
``notes``       teaching notes, who reviewed a case, how a source's text was repaired
``trainer``     sections for the trainer alone, answers and evidence of questions
``internal``    sources graded E, with the figures, lecturers and programmes that rest on them
``unprintable`` attached files that may not be printed today
=============== ==================================================================================

A source graded E leaves a stub behind that says nothing of it: ``[2]`` in a text goes on meaning
the second source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casearchive.domain.base import Base
from casearchive.domain.case import Case
from casearchive.domain.evidence import Source, hindrance
from casearchive.domain.lecturer import Lecturer
from casearchive.domain.place import Place
from casearchive.domain.states.state import State
from casearchive.domain.training import Course, Pairing, Programme, Site

PARTS = ("notes", "trainer", "internal", "unprintable")
INTERNAL = "E"
_KEPT: tuple[str, ...] = ("id", "created_at", "updated_at")
_STUB = {"type": "Z", "title": "未随包交换的出处", "publisher": "未载", "grade": INTERNAL}


@dataclass(frozen=True, slots=True)
class Rule:
    """Which of :data:`PARTS` to leave out.

    `internal` holds the ids of the sources graded E, `unnamed` those of the lecturers that only
    these tell of.
    """

    parts: frozenset[str]
    internal: frozenset[str]
    unnamed: frozenset[str]
    today: datetime


def leave_out(cls: type[Base], state: State, rule: Rule, told: Counter[str]) -> State | None:
    """Return a state without what `rule` names, None where nothing of it may go.

    The state handed in stays as it is. `told` counts what was taken out, by part and kind, e.g.
    ``internal.outcomes``.
    """
    if not rule.parts:
        return state
    if _rests_on_internal(cls, state, rule):
        told[f"internal.{cls.__tablename__}"] += 1
        return None
    result = dict(state)
    if cls is Case:
        _case(result, rule, told)
    elif cls is Source:
        result = _source(result, rule, told)
    elif cls is Place:
        _figures(result, "figures", rule, told)
    elif cls is Programme:
        _figures(result, "counts", rule, told)
    elif cls is Course:
        _unname(result, rule, told)
    elif cls in (Site, Pairing) and result.get("source_id") in rule.internal:
        del result["source_id"]
        told[f"internal.{cls.__tablename__}_source"] += 1
    return result


def _rests_on_internal(cls: type[Base], state: State, rule: Rule) -> bool:
    """Say whether all that is known of a lecturer or programme comes from an internal source."""
    return cls in (Lecturer, Programme) and state.get("source_id") in rule.internal


def _source(state: State, rule: Rule, told: Counter[str]) -> State:
    if state["id"] in rule.internal:
        told["internal.source"] += 1
        kept = {key: state[key] for key in _KEPT if key in state}
        return kept | _STUB
    if "notes" in rule.parts and state.pop("repair_log", ""):
        told["notes.repair_log"] += 1
    return state


def _case(state: State, rule: Rule, told: Counter[str]) -> None:
    if "notes" in rule.parts:
        for key in ("teaching_note", "reviewed_by"):
            if state.pop(key, None) is not None:
                told[f"notes.{key}"] += 1
    if "trainer" in rule.parts:
        _keep(state, "sections", _for_all, "trainer.sections", told)
        _hide_answers(state, told)
    _figures(state, "outcomes", rule, told)
    if named := [key for key in state.get("lecturers", ()) if key in rule.unnamed]:
        told["internal.links"] += len(named)
        state["lecturers"] = [key for key in state["lecturers"] if key not in rule.unnamed]
        if not state["lecturers"]:
            del state["lecturers"]
    if "unprintable" in rule.parts:
        _keep(
            state,
            "attachments",
            lambda file: not _hindered(file, rule.today),
            "unprintable.attachments",
            told,
        )


def _unname(state: State, rule: Rule, told: Counter[str]) -> None:
    if any(each.get("lecturer_id") in rule.unnamed for each in state.get("sessions", ())):
        told["internal.links"] += 1
        state["sessions"] = [
            {k: v for k, v in each.items() if k != "lecturer_id" or v not in rule.unnamed}
            for each in state["sessions"]
        ]


def _for_all(section: State) -> bool:
    return not section.get("trainer_only")


def _hide_answers(state: State, told: Counter[str]) -> None:
    for place, question in enumerate(state.get("questions", ())):
        bare = {key: value for key, value in question.items() if key not in ("answer", "evidence")}
        if bare != question:
            told["trainer.answers"] += 1
            state["questions"] = [*state["questions"]]
            state["questions"][place] = bare


def _figures(state: State, key: str, rule: Rule, told: Counter[str]) -> None:
    _keep(
        state,
        key,
        lambda figure: figure.get("source_id") not in rule.internal,
        "internal.figures",
        told,
    )


def _keep(
    state: State, key: str, may_go: Callable[[State], bool], name: str, told: Counter[str]
) -> None:
    members = state.get(key, ())
    kept = [each for each in members if may_go(each)]
    if len(kept) < len(members):
        told[name] += len(members) - len(kept)
        state[key] = kept
        if not kept:
            del state[key]  # as states are written: what is empty is left out


def _hindered(file: State, today: datetime) -> bool:
    licence = file.get("licence", "未知(禁止印发)")
    consent = file.get("portrait_consent", "未取得(禁止印发)")
    return bool(hindrance(licence, consent, file.get("expires"), today))
