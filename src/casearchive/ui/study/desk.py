"""Joins the text, its marks and the panel beside it with what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casearchive.services.archive import Archive
from casearchive.ui.reader.marks import Shown
from casearchive.ui.reader.view import ReaderView
from casearchive.ui.study import work
from casearchive.ui.study.colours import MARK_COLOURS
from casearchive.ui.study.swatches import SwatchBar
from casearchive.ui.tasks import Change, Tasks

if TYPE_CHECKING:
    from casearchive.services.study.studying import Mark
    from casearchive.ui.look import Look
    from casearchive.ui.study.panel import StudyPanel
    from casearchive.ui.study.work import Studied

_LOOKED_AT = 2000  # milliseconds a case lies open before it counts as opened
_SCROLLED = 800  # milliseconds after the last scrolling before the place is kept


class StudyDesk(QObject):
    """Carries out what a reader does to the text; `panel_wanted` comes with a note to be written.

    `read` comes when how far was read has been kept: shelves of the library have changed.
    """

    panel_wanted = Signal()
    read = Signal()

    def __init__(self, archive: Archive, tasks: Tasks, look: Look, view: ReaderView) -> None:
        super().__init__(view)
        self._archive, self._tasks, self._view = archive, tasks, view
        self.studied: Studied | None = None
        self.panel: StudyPanel | None = None
        self._note_next = ""  # the mark whose note is to be written once the panel shows it
        self._seen = 0.0
        self.bar = SwatchBar(look, view.viewport())
        self.bar.coloured.connect(self.colour)
        self.bar.noted.connect(self.note)
        self.bar.removed.connect(self.remove)
        view.colour_asked.connect(self.colour)
        view.note_asked.connect(self.note)
        view.unmark_asked.connect(self.remove)
        view.selection_rested.connect(self._offer)
        view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._keep_place)
        tasks.changed.connect(self._take_change)

    # --- what is shown ---------------------------------------------------------------------------

    def show(self, studied: Studied) -> None:
        """Take the layer of the case that is being shown; the text is set by the reader."""
        other = self.studied is None or self.studied.case.id != studied.case.id
        if other and self.panel:
            self.panel.keep_all()
        self.studied = studied
        self.bar.hide()
        if other:
            self._seen = 0.0
            self._rest.start(_LOOKED_AT)
        if self.panel:
            self.panel.show_studied(studied)
            self._write_next_note()

    def show_nothing(self) -> None:
        """Let go of the case: none is shown."""
        if self.panel:
            self.panel.keep_all()
            self.panel.show_nothing()
        self.studied = None
        self._rest.stop()
        self.bar.hide()

    def attach(self, panel: StudyPanel) -> None:
        """Use a panel from now on."""
        self.panel = panel
        panel.chosen.connect(self._view.marks.go_to)
        panel.noted.connect(self._write_note)
        panel.removed.connect(lambda mark: self._do(work.remove_marks, [mark]))
        panel.answered.connect(self._answer)
        panel.read_toggled.connect(self.count_as_read)
        panel.place_asked.connect(self._go_to_place)
        if self.studied:
            panel.show_studied(self.studied)
            self._write_next_note()

    # --- what a reader does ----------------------------------------------------------------------

    def colour(self, colour: str) -> None:
        """Mark what is selected, or give the mark under the cursor another colour."""
        passages = self._view.marks.selected(self._view.textCursor())
        if passages and self.studied:
            self._do(work.mark_passage, self.studied.case, passages, colour)
            self._clear_selection()
        elif shown := self._under_cursor():
            self._do(work.recolour, shown.mark, colour)
        self.bar.hide()

    def note(self) -> None:
        """Write a note beside what is selected, or beside the mark under the cursor."""
        passages = self._view.marks.selected(self._view.textCursor())
        shown = self._under_cursor()
        self.bar.hide()
        if passages and self.studied:
            done = self._marked_for_note
            self._do(work.mark_passage, self.studied.case, passages, MARK_COLOURS[0], on_done=done)
            self._clear_selection()
        elif shown:
            self._note_next = shown.mark.id
            self.panel_wanted.emit()
            self._write_next_note()

    def remove(self) -> None:
        """Take away the marks in the selection, or the one under the cursor."""
        cursor = self._view.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if cursor.hasSelection():
            marks = [s.mark for s in self._view.marks.shown if s.start < last and s.end > first]
        else:
            shown = self._under_cursor()
            marks = [shown.mark] if shown else []
        if marks:
            self._do(work.remove_marks, marks)
        self.bar.hide()

    def count_as_read(self, on: bool) -> None:
        """Count the case as read, or as unread again."""
        if self.studied:
            self._do(work.finish_reading, [self.studied.case], on)

    def turn_read(self) -> None:
        """Count the case as read where it was not, and the other way round."""
        if self.studied:
            self.count_as_read(not self.studied.study.finished)

    def close(self) -> None:
        """Keep what is being written."""
        if self.panel:
            self.panel.keep_all()

    def _marked_for_note(self, marks: tuple[Mark, ...]) -> None:
        if marks:
            self._note_next = marks[0].id
            self.panel_wanted.emit()

    def _write_next_note(self) -> None:
        if self.panel and self.panel.has_card(self._note_next):
            wanted, self._note_next = self._note_next, ""
            panel = self.panel
            QTimer.singleShot(0, panel, lambda: panel.edit_note(wanted))

    def _write_note(self, mark: Mark, note: str) -> None:
        self._do(work.write_note, mark.id, note)

    def _answer(self, question: str, stem: str, text: str) -> None:
        if self.studied:
            self._do(work.answer_question, self.studied.case.id, question, stem, text)

    def _do(self, function: Callable[..., object], *arguments: object, **also: object) -> None:
        if self.studied:
            change = Change("study", (self.studied.case.id,))
            on_done = also.get("on_done")
            self._tasks.run(
                function,
                self._archive,
                *arguments,
                on_done=on_done if callable(on_done) else None,
                changes=change,
            )

    def _take_change(self, change: Change) -> None:
        if change.kind == "study" and self.studied:
            case = self.studied.case
            self._tasks.run(work.read_study, self._archive, case, on_done=self._show_again)

    def _show_again(self, studied: Studied) -> None:
        if self.studied is None or studied.case is not self.studied.case:
            return  # another case, or the same read anew, has come meanwhile
        same = studied.study.marks == self.studied.study.marks
        self.show(studied)
        self._view.marks.take(studied.study)
        if not same:
            self._view.set_again()

    # --- the selection, the place -----------------------------------------------------------------

    def _under_cursor(self) -> Shown | None:
        return self._view.marks.at(self._view.textCursor().position())

    def _clear_selection(self) -> None:
        cursor = self._view.textCursor()
        cursor.clearSelection()
        self._view.setTextCursor(cursor)

    def _offer(self) -> None:
        cursor = self._view.textCursor()
        shown = self._under_cursor()
        if not (cursor.hasSelection() and self._view.marks.selected(cursor)) and shown is None:
            self.bar.hide()
            return
        begin = self._view.textCursor()
        begin.setPosition(cursor.selectionStart())
        at = self._view.cursorRect(begin).topLeft()
        self.bar.show_above(at, marked=shown is not None)

    def _scrolled(self) -> None:
        self.bar.hide()
        if self.studied:
            bar = self._view.verticalScrollBar()
            length = bar.maximum() + bar.pageStep()
            self._seen = max(self._seen, (bar.value() + bar.pageStep()) / max(1, length))
            if not self._rest.isActive() or self._rest.interval() == _SCROLLED:
                self._rest.start(_SCROLLED)

    def _keep_place(self) -> None:
        if self.studied is None or not self._view.isVisible():
            return
        bar = self._view.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() else 1.0
        case = self.studied.case
        seen = self._seen if bar.maximum() else 1.0
        self._tasks.run(work.note_place, self._archive, case, place, seen, on_done=self._place_kept)

    def _place_kept(self, studied: Studied) -> None:
        self.read.emit()
        if self.studied and studied.case.id == self.studied.case.id:
            study = replace(self.studied.study, reading=studied.study.reading)
            self.studied = replace(self.studied, study=study)  # the case may be a newer one by now
            if self.panel:
                self.panel.show_progress(self.studied)

    def _go_to_place(self, place: float) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(round(place * bar.maximum()))
