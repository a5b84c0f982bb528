"""What lies right of the library: the list with the reader, the case form, the pack composer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casearchive.precedence import going_first
from casearchive.services.archive import Archive
from casearchive.ui.look import Look
from casearchive.ui.start import later
from casearchive.ui.tasks import Tasks

if TYPE_CHECKING:
    from casearchive.services.cases.draft_keeping import KeptDraft
    from casearchive.services.cases.drafts import CaseDraft
    from casearchive.services.packages.keys import SignatureView
    from casearchive.services.packages.previewing import PackagePreview
    from casearchive.ui.form.case_form import CaseForm
    from casearchive.ui.imports.desk import ImportDesk
    from casearchive.ui.packages.merge_page import MergePage
    from casearchive.ui.packs.pack_desk import PackDesk

Go = Callable[[], object]


class Pages(QStackedWidget):
    """Makes the form and the composer when they are first needed, and asks before leaving a form.

    `switched` comes with every other page, `left` when form or composer are done with, `saved`
    with the id of a case the form has saved, `mending_asked` with a mangled text in the form,
    `pairs_asked` with ids of imported cases to be compared.
    """

    switched = Signal()
    left = Signal()
    case_asked = Signal(str)  # to be read
    saved = Signal(str)
    mending_asked = Signal(str)
    merge_asked = Signal(object, object)  # a PackagePreview, Choices
    trust_asked = Signal(object)  # a SignatureView
    pairs_asked = Signal(object)
    package_asked = Signal(object)  # a path
    check_asked = Signal(object)  # a WebText out of the list of an import

    def __init__(self, archive: Archive, tasks: Tasks, look: Look, browse: QWidget) -> None:
        super().__init__()
        self._archive, self._tasks, self._look = archive, tasks, look
        self._browse = browse
        self.form: CaseForm | None = None
        self.desk: PackDesk | None = None
        self.imports: ImportDesk | None = None
        self.package: MergePage | None = None
        self._asked = ""  # the pack the composer was asked for last
        self.addWidget(browse)
        self.currentChanged.connect(lambda _number: self.switched.emit())

    @property
    def browsing(self) -> bool:
        """Whether the list and the reader are shown."""
        return self.currentWidget() is self._browse

    @property
    def would_lose(self) -> bool:
        """Whether a form is open with something that is not saved."""
        return self.form is not None and self.currentWidget() is self.form and self.form.is_changed

    def when_free(self, go: Go, otherwise: Go | None = None) -> None:
        """Go on once the form, if it is open, may be left; `otherwise` comes before it asks."""
        if self.form is not None and self.currentWidget() is self.form:
            if otherwise:
                otherwise()
            self.form.leave(then=go)
        else:
            go()

    @going_first()
    def show_browse(self) -> None:
        """Show the list and the reader."""
        self.setCurrentWidget(self._browse)

    def go_on_with(self, kept: KeptDraft) -> None:
        """Show the form with a draft on it that was left unsaved."""
        if not kept.draft.id:
            self.show_form(later.empty_draft(), kept)
            return
        go_on = partial(self.show_form, kept=kept)
        self._tasks.run(later.load_draft, self._archive, kept.draft.id, on_done=go_on)

    @going_first()
    def show_form(self, draft: CaseDraft, kept: KeptDraft | None = None) -> None:
        """Show the form with a draft on it."""
        if self.form is None:
            self.form = later.make_form(self._archive, self._tasks, self._look, self)
            self.form.saved.connect(self.saved)
            self.form.closed.connect(self.left)
            self.form.mending_asked.connect(self.mending_asked)
            self.addWidget(self.form)
        self.form.edit(draft, kept)
        self.setCurrentWidget(self.form)

    @going_first()
    def show_pack(self, pack_id: str) -> None:
        """Show the composer with a pack on it; one that is open keeps its steps."""
        shown = self.desk.pack.id if self.desk and self.currentWidget() is self.desk else ""
        if pack_id == self._asked == shown:
            return
        self._asked = pack_id
        if self.desk is None:
            self.desk = later.make_desk(self._archive, self._tasks, self._look, self)
            self.desk.closed.connect(self.left)
            self.desk.case_asked.connect(self.case_asked)
            self.addWidget(self.desk)
        self.desk.show_pack(pack_id)
        self.setCurrentWidget(self.desk)

    @going_first()
    def show_import(self) -> ImportDesk:
        """Show the page of imports, with whatever is on it already, and return it."""
        if self.imports is None:
            from casearchive.ui.reader.view import ReaderView  # noqa: PLC0415 - see later.py

            self.imports = later.make_import_desk(
                self._archive, self._tasks, self._look, ReaderView(self._look), self
            )
            self.imports.closed.connect(self.left)
            self.imports.pairs_asked.connect(self.pairs_asked)
            self.imports.report.closed.connect(self._read_imported)
            self.imports.package_asked.connect(self.package_asked)
            self.imports.check_asked.connect(self.check_asked)
            self.addWidget(self.imports)
        self.setCurrentWidget(self.imports)
        return self.imports

    def _read_imported(self) -> None:
        """Go to the first of the cases that were imported, if they are still there."""
        if self.imports is not None and self.imports.made:
            self.case_asked.emit(self.imports.made[0])

    def show_page(self, page: QWidget) -> None:
        """Show a page that somebody else has made."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    def show_signer(self, signature: SignatureView) -> None:
        """Say on the page of a package who has signed it, as it is known now."""
        if self.package is not None:
            self.package.show_signer(signature)

    @going_first()
    def show_package(self, preview: PackagePreview) -> None:
        """Show what a package would do."""
        if self.package is None:
            self.package = later.make_merge_page(self._look, self)
            self.package.merge_asked.connect(self.merge_asked)
            self.package.trust_asked.connect(self.trust_asked)
            self.package.closed.connect(self.left)
            self.addWidget(self.package)
        self.package.show_preview(preview)
        self.setCurrentWidget(self.package)
