"""The page of an import: files come in, are looked at, become drafts, and may go again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases.duplicates.finding import Duplicate, find_duplicates
from casearchive.services.importing.batches import ImportRow, list_imports
from casearchive.services.importing.candidates import (
    PACKAGE,
    Candidate,
    ImportOutcome,
    ReadDraft,
    guess_mapping,
)
from casearchive.services.importing.checking import text_to_check
from casearchive.services.importing.errors import write_error_sheet
from casearchive.services.importing.session import ImportSession
from casearchive.services.importing.undoing import UndoReport
from casearchive.services.undoing import undo_imports
from casearchive.ui.imports.arrivals import clipboard_files, clipboard_text
from casearchive.ui.imports.asking import asked_error_sheet, asked_files, asked_folder
from casearchive.ui.imports.face import Face
from casearchive.ui.imports.history import ImportsDialog
from casearchive.ui.imports.report import sum_of, undone_lines
from casearchive.ui.look import Look
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import ask
from casearchive.ui.widgets.shortcuts import on_keys

if TYPE_CHECKING:
    from casearchive.ui.reader.view import ReaderView  # see face.py


class ImportDesk(Face):
    """Imports files. `closed` comes when the page is done with.

    `pairs_asked` with ids of imported cases that somebody wants compared with others like them,
    `check_asked` with the WebText of a draft that somebody wants to go through first,
    `package_asked` with the path of an exchange package, which is looked at elsewhere.
    """

    MANUAL = "importing"  # the chapter on this page

    closed = Signal()
    package_asked = Signal(object)
    check_asked = Signal(object)
    pairs_asked = Signal(object)

    def __init__(
        self,
        archive: Archive,
        tasks: Tasks,
        look: Look,
        reader: ReaderView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, reader, parent)
        self._archive, self._tasks = archive, tasks
        self._session: ImportSession | None = None
        self._batches: list[str] = []
        self.made: list[str] = []
        self._checked: tuple[Candidate, ReadDraft] | None = None
        self.message.button.clicked.connect(self._ask_for_pairs)
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "files": self.ask_files,
            "folder": self.ask_folder,
            "paste": self.take_clipboard,
        }
        self.back.clicked.connect(self.leave)
        self.empty.chosen.connect(lambda key: does[key]())
        self.files.clicked.connect(self.ask_files)
        self.folder.clicked.connect(self.ask_folder)
        self.paste.clicked.connect(self.take_clipboard)
        self.history.clicked.connect(self._read_history)
        self.clear.clicked.connect(self.begin_anew)
        self.go.clicked.connect(self.run)
        self.split.clicked.connect(self._switch_split)
        self.check.clicked.connect(self._ask_to_check)
        self.package.chosen.connect(self._look_at_package)
        self.tree.chosen.connect(self.show_candidate)
        self.tree.changed.connect(self._show_state)
        self.tree.removed.connect(self._remove)
        self.mapping.mapped.connect(self._map)
        self.mapping.sheet_chosen.connect(self._choose_sheet)
        self.mapping.errors_asked.connect(self._save_errors)
        self.report.undo_asked.connect(lambda: self._undo(self._batches))
        self.report.more_asked.connect(self.begin_anew)
        self.report.closed.connect(self._close)
        keys_of = {"Esc": self.leave, "Ctrl+Return": self.run, "F4": self._ask_to_check}
        for keys, act in keys_of.items():
            on_keys(self, keys, act)

    # --- files come in ---------------------------------------------------------------------------

    @property
    def candidates(self) -> list[Candidate]:
        """What is on the list."""
        return self._session.candidates if self._session else []

    def ask_files(self) -> None:
        """Ask for files."""
        if paths := asked_files(self, self._archive.path.parent):
            self.add_paths(paths)

    def ask_folder(self) -> None:
        """Ask for a folder."""
        if paths := asked_folder(self, self._archive.path.parent):
            self.add_paths(paths)

    def take_clipboard(self) -> None:
        """Take the files or the text that were copied."""
        if paths := clipboard_files():
            self.add_paths(paths)
        elif text := clipboard_text():
            self.add_text(text)
        else:
            self.message.show_text(_("剪贴板里没有文件，也没有一段像案例的文字（至少 40 字）。"))

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Look at files and folders."""
        if len(paths) == 1 and paths[0].suffix.lower() == PACKAGE and paths[0].is_file():
            self.package_asked.emit(paths[0])
            return
        session = self._open()
        self._tasks.run(
            session.add_paths,
            list(paths),
            title=_("正在读取文件"),
            on_done=lambda _added: self._list(),
            on_failed=self._list_what_came,
        )

    def add_text(self, text: str) -> None:
        """Look at a text."""
        session = self._open()
        self._tasks.run(
            session.add_text,
            text,
            title=_("正在读取文字"),
            on_done=lambda _added: self._list(),
            on_failed=self._list_what_came,
        )

    def _open(self) -> ImportSession:
        if self._session is None:
            self._session = ImportSession(self._archive)
        if self._stack.currentWidget() is self.report:
            self._stack.setCurrentWidget(self.empty)
        self.message.hide()
        self._busy(on=True)
        return self._session

    def _list_what_came(self, error: CaseArchiveError) -> None:
        self._list()
        if not isinstance(error, WorkWasCancelled):
            self.message.show_text(error.message)

    def _list(self) -> None:
        self._busy(on=False)
        self.tree.show_candidates(self.candidates)
        if self.candidates:
            self._stack.setCurrentWidget(self._work)
            self.tree.setFocus()
        elif self._session:
            self.message.show_text(_("这里没有可以导入的文件。"))
        if self._session and self._session.notes:
            self.message.show_text(" ".join(self._session.notes[:3]))
        self._show_state()

    def _remove(self, candidate: Candidate) -> None:
        self.candidates.remove(candidate)
        if self.candidates:
            self.tree.show_candidates(self.candidates)
            self._show_state()
        else:
            self.begin_anew()

    # --- what is shown ---------------------------------------------------------------------------

    def _show_state(self) -> None:
        wanted = [candidate for candidate in self.candidates if candidate.wanted]
        count = sum(candidate.count for candidate in wanted)
        self.says.setText(sum_of(self.candidates))
        self.go.setText(_("导入 {count} 个案例").format(count=count))
        self.go.setEnabled(bool(wanted))
        self._bottom.setVisible(self._stack.currentWidget() is self._work)

    def _busy(self, *, on: bool) -> None:
        for part in (self.files, self.folder, self.paste, self.history, self.go, self.clear):
            part.setEnabled(not on)

    def _switch_split(self) -> None:
        candidate = self.tree.current
        if candidate is not None:
            candidate.splits = not candidate.splits
            self.tree.refresh(candidate)
            self.show_candidate(candidate, -1)
            self._show_state()

    def _look_at_package(self) -> None:
        candidate = self.tree.current
        if candidate is not None and candidate.path is not None:
            self.package_asked.emit(candidate.path)

    def _ask_to_check(self) -> None:
        """Have the draft that is shown gone through, change by change and proposal by proposal."""
        candidate, number = self.tree.current, max(0, self.tree.number)
        if candidate is None or self.check.isHidden() or not self._bottom.isVisible():
            return
        if (text := text_to_check(candidate, number)) is not None:
            self._checked = candidate, candidate.drafts[number]
            self.check_asked.emit(text)

    def set_aside(self) -> int:
        """Leave out the draft that was gone through; return how many there are still to import."""
        if self._checked is not None:
            candidate, draft = self._checked
            self._checked = None
            candidate.set_aside(draft)
            self.tree.show_candidates(self.candidates)
            self._show_state()
        return sum(candidate.count for candidate in self.candidates if candidate.wanted)

    def _map(self, candidate: Candidate) -> None:
        if self._session is not None:
            self._session.map_rows(candidate)
            self.mapping.show_rows()
            self.tree.refresh(candidate)
            self._show_state()

    def _choose_sheet(self, candidate: Candidate, number: int) -> None:
        if candidate.read is not None:
            candidate.sheet = number
            candidate.mapping = guess_mapping(candidate.read.sheets[number])
            self._map(candidate)
            self.mapping.show_candidate(candidate)

    def _save_errors(self, candidate: Candidate) -> None:
        stem = Path(candidate.name).stem
        path = asked_error_sheet(self, self._archive.path.parent, stem)
        if path is None:
            return
        try:
            count = write_error_sheet(candidate, path)
        except CaseArchiveError as error:
            self.message.show_text(error.message)
        else:
            text = _("{count} 行存到了 {name}。改好以后，把它拖进来再导入。")
            self.message.show_text(text.format(count=count, name=path.name))

    # --- importing -------------------------------------------------------------------------------

    def run(self) -> None:
        """Import what is ticked."""
        if self._session is None or not self.go.isEnabled() or not self._bottom.isVisible():
            return
        self._busy(on=True)
        self._tasks.run(
            self._session.run,
            title=_("正在导入"),
            on_done=self._tell,
            on_failed=self._tell_failure,
            changes=Change("archive"),
        )

    def _tell(self, outcome: ImportOutcome) -> None:
        self._busy(on=False)
        self._batches = list(outcome.batches)
        self._end_session()
        self.report.show_outcome(outcome)
        self._stack.setCurrentWidget(self.report)
        self._show_state()
        self.made = [case[0] for file in outcome.files for case in file.cases]
        if self.made:
            self._tasks.run(
                find_duplicates, self._archive, among=self.made, on_done=self._offer_pairs
            )

    def _offer_pairs(self, pairs: Sequence[Duplicate]) -> None:
        """Offer to compare what was imported with cases that are nearly the same."""
        if pairs and self._stack.currentWidget() is self.report:
            text = _("有 {count} 对案例相近，可能重复。可以逐项对照，再决定合并哪些。")
            self.message.show_text(text.format(count=len(pairs)), button=_("逐项对照…"))

    def _ask_for_pairs(self) -> None:
        self.message.hide()
        self.pairs_asked.emit(list(self.made))

    def _tell_failure(self, error: CaseArchiveError) -> None:
        self._busy(on=False)
        self.message.show_text(error.message)
        self._show_state()

    def _undo(self, batches: Sequence[str]) -> None:
        self._busy(on=True)
        self._tasks.run(
            undo_imports,
            self._archive,
            list(batches),
            title=_("正在撤销导入"),
            on_done=self._tell_undone,
            on_failed=self._tell_failure,
            changes=Change("archive"),
        )

    def _tell_undone(self, report: UndoReport) -> None:
        self._busy(on=False)
        self._batches = []
        self.made = []
        self.report.show_undone(undone_lines(report))
        self._stack.setCurrentWidget(self.report)
        self._show_state()

    def _read_history(self) -> None:
        self._tasks.run(list_imports, self._archive, on_done=self._show_history)

    def _show_history(self, rows: Sequence[ImportRow]) -> None:
        dialog = ImportsDialog(self._look, rows, self)
        dialog.undo_asked.connect(lambda batch_id: self._undo([batch_id]))
        dialog.exec()
        dialog.deleteLater()

    # --- leaving ---------------------------------------------------------------------------------

    def begin_anew(self) -> None:
        """Empty the list."""
        self._end_session()
        self.message.hide()
        self.tree.show_candidates(())
        self._stack.setCurrentWidget(self.empty)
        self._show_state()

    def leave(self) -> None:
        """Close the page; what is listed and not imported is asked about."""
        waiting = self._stack.currentWidget() is self._work and self.go.isEnabled()
        if waiting and not ask(
            self,
            _("放弃这次导入？"),
            _("列表里的文件还没有导入。文件本身不受影响。"),
            accept=_("放弃"),
            reject=_("继续导入"),
        ):
            return
        self._close()

    def _close(self) -> None:
        self.begin_anew()
        self.closed.emit()

    def end(self) -> None:
        """End the reading process; the window has closed and no worker is left."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _end_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            self._tasks.run(session.close)
