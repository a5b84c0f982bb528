"""The window: builds the panes and is the only one that connects them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.precedence import going_first
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import Shelf
from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.commands.commands import EDITING, Commands, fill_main_menu
from casearchive.ui.frame.pages import Pages
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.frame.statusbar import StatusBar
from casearchive.ui.frame.upkeep import Upkeep
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.look import Look
from casearchive.ui.start import later
from casearchive.ui.start.faults import told
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets.labels import surface
from casearchive.ui.widgets.messages import InlineMessage
from casearchive.ui.widgets.room import resize_to_fit

if TYPE_CHECKING:
    from casearchive.errors import CaseArchiveError
    from casearchive.ui.actions.archives import ArchiveActions
    from casearchive.ui.actions.attachments import AttachmentActions
    from casearchive.ui.actions.case_menu import CaseMenu
    from casearchive.ui.actions.cases import CaseActions
    from casearchive.ui.actions.closing import Closing
    from casearchive.ui.actions.folders import FolderActions
    from casearchive.ui.actions.going import Going
    from casearchive.ui.actions.notice import Notice
    from casearchive.ui.actions.packs import PackActions
    from casearchive.ui.actions.personal import Personal
    from casearchive.ui.actions.undoing import Undoing
    from casearchive.ui.facets.narrowing import Narrowing
    from casearchive.ui.frame.choices import Choices
    from casearchive.ui.frame.extras import Extras
    from casearchive.ui.frame.panes import Panes
    from casearchive.ui.imports.arrivals import Arrivals
    from casearchive.ui.packages.door import PackageDoor
    from casearchive.ui.reader.likenesses import Likenesses
    from casearchive.ui.reader.pane import ReaderPane
    from casearchive.ui.search.searching import Searching
    from casearchive.ui.texts.flow import Texts
    from casearchive.ui.widgets import Toast

SIZE = QSize(1440, 900)
_SMALLEST = QSize(960, 600)
_PATIENCE = 3000  # milliseconds: the first case may be slow to come, the rest does not wait longer
_PAINTS = 20  # milliseconds in which the first case is painted
_READER = 440  # pixels: the least width of the reader
_OPENING = {"outer": [236, 1204], "inner": [404, 800]}  # widths of the panes at the first start


class MainWindow(QMainWindow):
    """One archive in one window.

    The library and the list are painted first; `furnishing.py` adds the reader and all that acts.
    """

    archive_opened = Signal(object)  # another Archive is to be shown instead
    window_wanted = Signal(str)  # one made anew; the command to go on with there, if any
    began = Signal()  # all that acts is there

    reader: ReaderPane
    packs: QMenu
    searching: Searching
    narrowing: Narrowing
    likenesses: Likenesses
    case_actions: CaseActions
    archive_actions: ArchiveActions
    attachments: AttachmentActions
    choices: Choices
    folders: FolderActions
    pack_actions: PackActions
    extras: Extras
    closing: Closing
    undoing: Undoing
    personal: Personal
    case_menu: CaseMenu
    panes: Panes
    arrivals: Arrivals
    texts: Texts
    package_door: PackageDoor
    toast: Toast
    going: Going

    def __init__(self, archive: Archive, look: Look, preferences: Preferences) -> None:
        super().__init__()
        self._archive, self._look, self._preferences = archive, look, preferences
        self._painted = self._begun = self._settled = False
        self.opens_on = ""  # the case to begin with, if it is listed
        self._allow_commands: Callable[..., None]
        self.setWindowTitle(_("{archive} — 案例档案").format(archive=archive.name))
        self.tasks = Tasks(self)
        self.commands = Commands(look, self)
        self.catalogue = Catalogue(archive, self.tasks, self)
        self.menu = QMenu(_("菜单"), self)
        self.library = LibraryPane(look, self.menu)
        self.cases = CasesPane(look, self.catalogue, self.commands["new"], self.commands["facets"])
        self.status = StatusBar(look, archive.name, read_only=archive.read_only)
        self.notice = InlineMessage(look, icon="lock")
        self.upkeep = Upkeep(self, archive)
        self._arrange()
        self._show_choices()
        self.catalogue.list_first_page()
        self.cases.take_focus()

    # --- building --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._browse = QSplitter(Qt.Orientation.Horizontal)
        self._browse.addWidget(self.cases)
        self._sheet = surface("paper")  # where the reader will be
        self._sheet.setMinimumWidth(_READER)
        self._browse.addWidget(self._sheet)
        self.pages = Pages(self._archive, self.tasks, self._look, self._browse)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self._outer = QSplitter(Qt.Orientation.Horizontal)
        self._outer.addWidget(self.library)
        self._outer.addWidget(content)
        for name, splitter in (("outer", self._outer), ("inner", self._browse)):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(1, 1)
            splitter.setSizes(_OPENING[name])
            splitter.restoreState(self._preferences.shape(name))
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._outer, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(whole)
        self.setMinimumSize(_SMALLEST)
        if not resize_to_fit(self, SIZE):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.restoreGeometry(self._preferences.shape("window"))

    def _show_choices(self) -> None:
        """Show at once what was chosen of that which is painted first."""
        preferences = self._preferences
        if preferences.folded is not None:
            self.library.model.folded = preferences.folded
        self.catalogue.use(preferences.order, preferences.search_order, preferences.group)
        self.cases.view.show_columns(preferences.columns)
        alone = preferences.switch("alone")
        self.library.setVisible(preferences.switch("library", default=True) and not alone)
        self.cases.setVisible(not alone)
        if self._archive.read_only:
            self.notice.show_text(self._archive.read_only_reason)
            self.commands.enable(EDITING, False)

    def _furnish(self) -> None:
        """Build and connect what the first paint did not wait for."""
        from casearchive.ui.commands import wiring  # noqa: PLC0415 - as it says
        from casearchive.ui.frame import furnishing  # noqa: PLC0415 - as it says

        furnishing.furnish(self, self._archive, self._look, self._preferences)
        self._browse.replaceWidget(1, self.reader)
        self._browse.setStretchFactor(1, 1)  # Qt keeps it with the widget
        self._sheet.deleteLater()
        self._connect_panes()
        wiring.connect_commands(self, self._look)
        self._allow_commands = wiring.allow_commands
        self.choices.restore()
        self.panes.restore()
        self._allow()

    def _connect_panes(self) -> None:
        self.library.shelf_chosen.connect(self._show_shelf)
        self.library.pack_chosen.connect(self._open_pack)
        self.cases.chosen.connect(self._show_selection)
        self.cases.opened.connect(lambda _id: self.reader.view.setFocus())
        self.cases.act.connect(lambda key: self.commands[key].trigger())
        self.cases.menu_asked.connect(lambda at: self.case_menu.show(self, at))
        self.catalogue.listed.connect(self._mark_reader)
        self.catalogue.indexing.connect(self.status.show_indexing)
        self.catalogue.failed.connect(self._warn)
        self.reader.view.link_clicked.connect(lambda url: QDesktopServices.openUrl(QUrl(url)))
        self.reader.view.attachment_clicked.connect(
            lambda key: self.attachments.open_in(self.reader.view.case, key)
        )
        self.attachments.failed.connect(self._warn)
        self.reader.view.case_clicked.connect(self.going.to_case)
        self.reader.view.zoomed.connect(self.choices.zoom)
        self.choices.language_wanted.connect(lambda: self._make_anew(""))
        self.extras.window_wanted.connect(self._make_anew)
        self.reader.section_of = self.catalogue.section_of
        self.tasks.started.connect(self.status.follow)
        self.tasks.failed.connect(self._tell_failure)
        self.tasks.changed.connect(self.upkeep.take)
        self.case_actions.draft_opened.connect(self.pages.show_form)
        self.case_actions.pack_opened.connect(self._open_pack)
        door, standing = self.package_door.told, self.reader.standing.told
        for notices in (
            *(self.case_actions.told, self.archive_actions.told, self.searching.saved.told, door),
            *(self.folders.told, self.undoing.told, self.personal.told, self.extras.told),
            *(self.closing.told, self.texts.told, standing, self.pack_actions.told),
        ):
            notices.connect(self._tell)
        self.going.serve(self.extras)
        self.library.dropped.connect(self.case_menu.take_dropped)
        self.library.acted.connect(lambda key: self.commands[key].trigger())
        self.reader.desk.read.connect(self.upkeep.count)
        self.archive_actions.opened.connect(self.archive_opened)
        self.pages.switched.connect(self._allow)
        self.pages.saved.connect(self.cases.choose)
        self.pages.left.connect(self.go_back)
        self.pages.case_asked.connect(self.going.to_case)
        self.packs.aboutToShow.connect(lambda: self.case_actions.fill_menu(self.packs))

    # --- the life of the window ------------------------------------------------------------------

    @going_first()  # what has changed is painted in here
    def event(self, event: QEvent) -> bool:
        """Begin the slow part after the first paint; look for changes when coming back."""
        done = super().event(event)
        if event.type() is QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.begin)
        elif event.type() is QEvent.Type.WindowActivate and self._begun:
            self.upkeep.look()
        return done

    @property
    def has_begun(self) -> bool:
        """Whether the slow part has been started, all of it."""
        return self._settled

    def begin(self) -> None:
        """Open the first case; what nobody waits for comes after it."""
        if self._begun:
            return
        self._furnish()
        self._begun = True
        self.reader.answered.connect(self._settle_soon)
        if self.catalogue.model.row_of(self.opens_on) >= 0:
            self.cases.choose(self.opens_on)
        else:
            self.cases.choose_first()
        self.cases.take_focus()
        if self.cases.selected:
            QTimer.singleShot(_PATIENCE, self, self._settle)
        else:
            self._settle_soon()
        self.began.emit()

    def _settle_soon(self) -> None:
        self.reader.answered.disconnect(self._settle_soon)
        QTimer.singleShot(_PAINTS, self, self._settle)

    def _settle(self) -> None:
        """Read what stands around the case, bring the search index up to date."""
        if self._settled:
            return
        self._settled = True
        self.catalogue.list_on()
        self.upkeep.read_all()
        self.commands.begin()
        fill_main_menu(self.menu, self.commands)
        self.undoing.look()
        self.extras.begin()
        self.catalogue.begin()
        self.tasks.run(later.read_waiting_files, self._archive)

    def remember(self) -> None:
        """Keep the window's shape for the next one."""
        if not self._begun:
            return
        self.panes.remember()
        self._preferences.folded = self.library.model.folded
        self._preferences.keep_shape("window", self.saveGeometry())
        self._preferences.keep_shape("outer", self._outer.saveState())
        self._preferences.keep_shape("inner", self._browse.saveState())
        self._preferences.save()

    @told
    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the form ask first; then remember the shape and end every thread."""
        if self._begun and not self._may_close():
            event.ignore()
            return
        self.remember()
        self.catalogue.searcher.close()
        self.tasks.close()
        super().closeEvent(event)

    def _may_close(self) -> bool:
        """Say whether nothing is left to ask or to do; else begin it, and close after it."""
        if self.pages.would_lose:
            self.pages.when_free(self.close)
            return False
        self.reader.desk.close()
        if self.closing.is_due:
            self.closing.back_up(then=self.close)
            return False
        return True

    # --- showing ---------------------------------------------------------------------------------

    def _show_shelf(self, shelf: Shelf, name: str) -> None:
        def go() -> None:
            self.pages.show_browse()
            self.cases.head.heading.setText(name)
            self.searching.show_shelf(shelf)

        self.pages.when_free(go, otherwise=lambda: self.library.mark_shelf(self.catalogue.shelf))

    def _show_selection(self, ids: list[str]) -> None:
        self.reader.show_selection(ids, self.catalogue.question.words)
        self._allow()

    def _mark_reader(self) -> None:
        self.reader.tell_listed(len(self.catalogue.model.ids))
        self.reader.mark(self.catalogue.question.words)

    def _allow(self) -> None:
        self._allow_commands(self, writable=not self._archive.read_only)

    # --- the other pages -------------------------------------------------------------------------

    def _open_pack(self, pack_id: str) -> None:
        def go() -> None:
            self.library.choose_pack(pack_id)
            self.pages.show_pack(pack_id)

        self.pages.when_free(go)

    def go_back(self) -> None:
        """Show the list and the reader again."""
        self.library.mark_shelf(self.catalogue.shelf)
        self.pages.show_browse()
        self.cases.take_focus()
        self.upkeep.look()

    # --- telling and choosing --------------------------------------------------------------------

    def tell_at_start(self, text: str) -> None:
        """Say above everything why this archive is shown, and offer to choose another."""
        self.notice.show_icon("warning")
        self.notice.show_text(text, button=_("打开档案…"))
        self.notice.button.clicked.connect(self.commands["open"].trigger)

    def _tell(self, notice: Notice) -> None:
        button, action = notice.button, notice.action
        if notice.undoes:
            button, action = _("撤销"), self.undoing.undo
        self.toast.show_text(
            notice.text, icon=notice.icon, button=button, action=action, stays=notice.stays
        )

    def _tell_failure(self, title: str, error: CaseArchiveError) -> None:
        del title
        self._warn(error.message)

    def _warn(self, text: str) -> None:
        self.toast.show_text(text, icon="warning")

    def _make_anew(self, command: str) -> None:
        self.pages.when_free(lambda: self.window_wanted.emit(command))
