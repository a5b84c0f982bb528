"""What can be done with the selected cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.actions.notice import Notice
from casearchive.ui.look import Look
from casearchive.ui.start import afterpages, later
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import ask_for_line


class CaseActions(QObject):
    """Carries out the commands on cases.

    `selected` says which cases are meant, in the order they are listed in, `current` which is to
    be edited.
    """

    draft_opened = Signal(object)  # a CaseDraft to be written on
    pack_opened = Signal(str)  # a pack's id
    told = Signal(object)  # a Notice

    def __init__(
        self,
        archive: Archive,
        tasks: Tasks,
        look: Look,
        selected: Callable[[], Sequence[str]],
        current: Callable[[], str],
    ) -> None:
        super().__init__(tasks)
        self._archive = archive
        self._tasks = tasks
        self._look = look
        self._selected, self._current = selected, current

    def new(self) -> None:
        """Begin a case."""
        self._tasks.run(later.new_draft, self._archive, on_done=self.draft_opened.emit)

    def edit(self) -> None:
        """Edit the current case."""
        if case_id := self._current():
            done = self.draft_opened.emit
            self._tasks.run(later.load_draft, self._archive, case_id, on_done=done)

    def trash(self, dropped: Sequence[str] | None = None) -> None:
        """Put cases, those selected unless others are named, into the trash; offer to undo it."""
        if ids := tuple(self._selected() if dropped is None else dropped):
            told = _("已把 {count} 个案例移到回收站。").format(count=len(ids))
            self._change(later.trash_cases, ids, Notice(told, "trash", undoes=True))

    def restore(self) -> None:
        """Take the cases out of the trash."""
        if ids := tuple(self._selected()):
            self._restore(ids)

    def _restore(self, ids: tuple[str, ...]) -> None:
        told = _("已恢复 {count} 个案例。").format(count=len(ids))
        self._change(later.restore_cases, ids, Notice(told, "restore"))

    def _change(self, function: Callable[..., None], ids: tuple[str, ...], notice: Notice) -> None:
        self._tasks.run(
            function,
            self._archive,
            ids,
            on_done=lambda _result: self.told.emit(notice),
            changes=Change("cases", ids),
        )

    # --- packs -----------------------------------------------------------------------------------

    def add_to(self, pack_id: str, name: str, dropped: Sequence[str] | None = None) -> None:
        """Add cases, those selected unless others are named, to a pack."""
        ids = tuple(self._selected() if dropped is None else dropped)

        def done(number: int) -> None:
            text = _("已把 {count} 个案例加入“{name}”。").format(count=number, name=name)
            if not number:
                text = _("选中的案例已经在“{name}”里。").format(name=name)
            go = partial(self.pack_opened.emit, pack_id)
            self.told.emit(Notice(text, "pack", _("打开材料包"), go))

        if ids:
            change = Change("packs", (pack_id,))
            self._tasks.run(
                later.add_to_pack, self._archive, pack_id, ids, on_done=done, changes=change
            )

    def new_pack(self) -> None:
        """Make a pack of the cases, ask for its name, and open it."""
        ids = tuple(self._selected())
        text = _("材料包是印给一个班的一组案例。")
        if ids:
            text = _("选中的 {count} 个案例会放进去。").format(count=len(ids))
        self._make_pack(_("新建材料包"), text, ids)

    def print(self) -> None:
        """Print the cases: printing is done from a pack, so one is made of them."""
        ids = tuple(self._selected())
        text = _("打印从材料包进行。会用选中的 {count} 个案例建一个材料包，预览后再打印。")
        if ids:
            self._make_pack(_("打印选中的案例"), text.format(count=len(ids)), ids)

    def export(self, *, trainee: bool) -> None:
        """Write the cases into a file without making a pack of them."""
        window, ids = self._tasks.parent(), tuple(self._selected())
        if ids and isinstance(window, QWidget):
            edition = "trainee" if trainee or self._archive.read_only else "trainer"
            door = afterpages.make_case_export(
                self._archive, self._tasks, self._look, window, self._tell_done
            )
            door.ask(ids, edition)

    def _tell_done(self, text: str, button: str, action: Callable[[], object]) -> None:
        self.told.emit(Notice(text, button=button, action=action))

    def _make_pack(self, title: str, text: str, ids: tuple[str, ...]) -> None:
        window = self._tasks.parent()
        if not isinstance(window, QWidget):
            return
        if name := ask_for_line(self._look, window, title, text, accept=_("新建")):
            self._tasks.run(
                later.create_pack,
                self._archive,
                name,
                ids,
                on_done=self.pack_opened.emit,
                changes=Change("packs"),
            )

    def fill_menu(self, menu: QMenu) -> None:
        """Fill the menu of packs while it is being opened."""
        menu.clear()
        waiting = menu.addAction(_("正在读取材料包…"))
        waiting.setEnabled(False)
        self._tasks.run(
            later.list_packs, self._archive, on_done=lambda rows: self._show_packs(menu, rows)
        )

    def _show_packs(self, menu: QMenu, rows: Sequence[object]) -> None:
        menu.clear()
        for row in rows:
            name, pack_id = row.name, row.id  # type: ignore[attr-defined]  # PackRow, imported late
            action = menu.addAction(self._look.icon("pack"), name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, i=pack_id, n=name: self.add_to(i, n))
        if rows:
            menu.addSeparator()
        new = menu.addAction(self._look.icon("plus"), _("新建材料包…"))
        new.triggered.connect(self.new_pack)
