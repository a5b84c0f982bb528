"""The work on the trainee's layer, imported when it is first needed; see ui/start/later.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casearchive.errors import CaseArchiveError
from casearchive.ui.start import later

if TYPE_CHECKING:
    from casearchive.services.archive import Archive
    from casearchive.services.study.studying import Mark, Placed, Placing, Study
    from casearchive.services.views import CaseView
    from casearchive.ui.look import Look
    from casearchive.ui.reader.marks import Passage
    from casearchive.ui.study.panel import StudyPanel


@dataclass(frozen=True, slots=True)
class Studied:
    """A case with what its reader has added: marks in their places, and those that lost theirs."""

    case: CaseView
    study: Study
    placed: tuple[Placed, ...]
    orphans: tuple[Mark, ...]


def read_studied_case(archive: Archive, case_id: str) -> Studied:
    """Return a whole case with the layer over it."""
    return read_study(archive, later.read_case(archive, case_id))


def read_study(archive: Archive, case: CaseView) -> Studied:
    """Return the layer over a case; one that cannot be read keeps nobody from the case."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    try:
        study = studying.study_of(archive, case.id)
    except (CaseArchiveError, ValueError):
        study = studying.Study(case.id)
    placing = studying.place_marks(study, studying.part_texts(case))
    return Studied(case, study, placing.placed, placing.orphans)


def place_marks(study: Study, texts: Mapping[str, str]) -> Placing:
    """Return where a layer's marks stand in texts."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    return studying.place_marks(study, texts)


def mark_passage(
    archive: Archive, case: CaseView, passages: Sequence[Passage], colour: str
) -> tuple[Mark, ...]:
    """Highlight passages of a case."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    return studying.mark_passage(archive, case, passages, colour)


def recolour(archive: Archive, mark: Mark, colour: str) -> Mark:
    """Give a mark another colour."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    return studying.recolour(archive, mark, colour)


def write_note(archive: Archive, mark_id: str, note: str) -> None:
    """Write the note beside a mark, as the mark is now; one that is gone takes none."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    if mark := studying.find_mark(archive, mark_id):
        studying.write_note(archive, mark, note)


def remove_marks(archive: Archive, marks: Sequence[Mark]) -> None:
    """Take marks away."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    found = (studying.find_mark(archive, mark.id) for mark in marks)
    studying.remove_marks(archive, [mark for mark in found if mark])


def answer_question(archive: Archive, case_id: str, question: str, stem: str, text: str) -> None:
    """Keep the reader's answer to a question."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    studying.answer_question(archive, case_id, question, stem, text)


def note_place(archive: Archive, case: CaseView, place: float, seen: float) -> Studied:
    """Keep how far a case was read, and return its layer."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    studying.note_place(archive, case, place, seen)
    return read_study(archive, case)


def finish_reading(archive: Archive, cases: Sequence[CaseView], on: bool) -> None:
    """Count cases as read, or as unread."""
    from casearchive.services.study import studying  # noqa: PLC0415 - after the first paint

    studying.finish_reading(archive, cases, on=on)


def make_study_panel(look: Look) -> StudyPanel:
    """Return the panel beside the text."""
    from casearchive.ui.study.panel import StudyPanel  # noqa: PLC0415 - at its first use

    return StudyPanel(look)
