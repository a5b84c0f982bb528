"""Saved searches: kept under a name, listed as smart lists, renamed, updated and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.library.browsing import Shelf
from casearchive.services.searching import saved_searches
from casearchive.services.searching.saved_searches import SavedSearch
from casearchive.ui.actions.notice import Notice, may_write
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.look import Look
from casearchive.ui.search.advice import short
from casearchive.ui.search.bar import SearchBar
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import ask_for_line

Now = Callable[[], tuple[str, str, str]]  # what is typed, its order and grouping
CHANGE = Change("searches")


class SavedSearches(QObject):
    """Joins the bar, where searches are saved, with the library, where they are listed.

    `now` returns the present search. Whoever hears of a Change of ``searches`` calls :meth:`read`.
    """

    told = Signal(object)  # a Notice
    listed = Signal()

    def __init__(
        self,
        archive: Archive,
        tasks: Tasks,
        look: Look,
        *,
        library: LibraryPane,
        bar: SearchBar,
        now: Now,
    ) -> None:
        super().__init__(library)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._library, self._bar, self._now = library, bar, now
        self._rows: Sequence[SavedSearch] = ()
        bar.save_wanted.connect(self.save)
        bar.saved_chosen.connect(self._open)
        library.search_menu_asked.connect(self._show_menu)
        library.search_rename_asked.connect(self.rename)
        library.search_delete_asked.connect(self.delete)

    @property
    def ids(self) -> list[str]:
        """The ids of all saved searches, in their order."""
        return [row.id for row in self._rows]

    def read(self) -> None:
        """Read the saved searches again and show them."""
        self._tasks.run(saved_searches.list_searches, self._archive, on_done=self._show)

    def save(self) -> None:
        """Ask for a name and keep the present search under it."""
        typed, order, group = self._now()
        if typed.strip() and may_write(self._archive, self.told.emit):
            self._save(short(typed, 30), typed, order, group)

    def rename(self, search: str) -> None:
        """Ask for another name."""
        row = self._row(search)
        if row is None or not may_write(self._archive, self.told.emit):
            return
        text = _("智能列表里的案例不变，只换名字。")
        name = self._ask(_("改名"), text, _("改名"), row.name)
        if name and name != row.name:
            self._change(saved_searches.rename_search, search, name)

    def update(self, search: str) -> None:
        """Let a saved search mean the present one, and offer to undo it."""
        row = self._row(search)
        if row is None or not may_write(self._archive, self.told.emit):
            return
        text = _("“{name}”从现在起按这个搜索列出案例。").format(name=short(row.name))
        notice = Notice(text, "bookmark", undoes=True)
        self._change(saved_searches.update_search, search, *self._now(), notice=notice)

    def delete(self, search: str) -> None:
        """Delete a saved search, and offer to undo it."""
        if self._row(search) is None or not may_write(self._archive, self.told.emit):
            return

        def done(deleted: SavedSearch) -> None:
            if self._library.shelf == Shelf("search", search):
                self._library.choose_shelf(Shelf())
            text = _("已删除智能列表“{name}”，案例都还在。").format(name=short(deleted.name))
            self.told.emit(Notice(text, "trash", undoes=True))

        self._tasks.run(
            saved_searches.delete_search, self._archive, search, on_done=done, changes=CHANGE
        )

    # --- inside ----------------------------------------------------------------------------------

    def _save(self, name: str, typed: str, order: str, group: str) -> None:
        text = _("它会列在左边的“智能列表”里，每次打开都重新找一遍，新案例自动进来。")
        name = self._ask(_("保存这个搜索"), text, _("保存"), name)
        if not name:
            return

        def done(search: str) -> None:
            text = _("已存成智能列表“{name}”。").format(name=short(name))
            self.told.emit(Notice(text, "bookmark", _("打开"), partial(self._open, search)))

        def failed(error: CaseArchiveError) -> None:
            again = partial(self._save, name, typed, order, group)
            self.told.emit(Notice(error.message, "warning", _("换个名字"), again))

        self._tasks.run(
            saved_searches.save_search,
            self._archive,
            name,
            typed,
            order,
            group,
            on_done=done,
            on_failed=failed,
            changes=CHANGE,
        )

    def _change(
        self, function: Callable[..., object], *arguments: object, notice: Notice | None = None
    ) -> None:
        self._tasks.run(
            function,
            self._archive,
            *arguments,
            on_done=lambda _result: self.told.emit(notice) if notice else None,
            changes=CHANGE,
        )

    def _show(self, rows: Sequence[SavedSearch]) -> None:
        self._rows = rows
        self._library.show_searches(rows)
        self._bar.know_saved(rows)
        self.listed.emit()

    def _open(self, search: str) -> None:
        self._bar.set_text("")
        self._library.choose_shelf(Shelf("search", search))

    def _show_menu(self, search: str, at: QPoint) -> None:
        menu = QMenu(self._library)
        look, writable = self._look, not self._archive.read_only
        typed = self._now()[0].strip()
        for icon, text, do, on in (
            ("edit", _("改名…"), self.rename, True),
            ("refresh", _("改成现在的搜索"), self.update, bool(typed)),
            ("trash", _("删除智能列表"), self.delete, True),
        ):
            action = menu.addAction(look.icon(icon), text, partial(do, search))
            action.setEnabled(writable and on)
        menu.exec(at)
        menu.deleteLater()

    def _ask(self, title: str, text: str, accept: str, value: str) -> str:
        parent = self._library.window()
        return ask_for_line(self._look, parent, title, text, accept=accept, value=value)

    def _row(self, search: str) -> SavedSearch | None:
        return next((row for row in self._rows if row.id == search), None)
