"""Freezes the pack, lists its editions, prints one again, tells what has changed since."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _, clauses, listed
from casearchive.services.archive import Archive
from casearchive.services.briefing.publishing import PrintedPack
from casearchive.services.printing.editions import changes
from casearchive.services.printing.editions.changes import CaseChange
from casearchive.services.printing.editions.freezing import (
    EditionRow,
    Reprint,
    freeze_pack,
    list_editions,
    reprint,
)
from casearchive.services.views import PackView
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import LineInput
from casearchive.ui.look import Look
from casearchive.ui.packs.dialogs import TitledDialog
from casearchive.ui.packs.editions.page import EditionsPage
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import label


class FreezeDialog(TitledDialog):
    """Asks what the edition was made for."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, _("定版"), _("定版"), parent)
        self.setMinimumWidth(440)
        told = _("把现在的内容、版式和每个案例的样子记下来，给它一个版次号。以后重印，一字不差。")
        self.column.addWidget(label(look, told, 13, tone="second", wrap=True))
        self.note = LineInput(_("例如 春季班第一期发放"))
        self.column.addWidget(Field(look, _("备注"), self.note))
        self.note.setFocus()


class Keeper(QObject):
    """Works for the page of editions. `told` (text), `failed` (error), `printed` (PrintedPack)."""

    told = Signal(str)
    failed = Signal(object)
    printed = Signal(object)

    def __init__(self, archive: Archive, tasks: Tasks, look: Look, page: EditionsPage) -> None:
        super().__init__(page)
        self._archive, self._tasks, self._look, self._page = archive, tasks, look, page
        self._pack: PackView | None = None
        page.reprint_asked.connect(self._reprint)
        page.changes_asked.connect(self._compare)
        if archive.read_only:
            page.freeze.setEnabled(False)

    def show(self, pack: PackView) -> None:
        """List the editions of a pack."""
        if self._pack is None or self._pack.id != pack.id:
            self._page.show_editions(())
        self._pack = pack
        self._list()

    def _list(self) -> None:
        if (pack := self._pack) is None:
            return

        def done(rows: Sequence[EditionRow]) -> None:
            if self._pack and pack.id == self._pack.id:
                self._page.show_editions(rows)

        self._tasks.run(list_editions, self._archive, pack.id, on_done=done)

    def freeze(self, pack: PackView, *, allow_missing: bool) -> None:
        """Ask for a note, then freeze the pack as it stands in the archive."""
        dialog = FreezeDialog(self._look, self._page)
        if dialog.ask():
            self.freeze_as(pack, dialog.note.value(), allow_missing=allow_missing)
        dialog.deleteLater()

    def freeze_as(self, pack: PackView, note: str, *, allow_missing: bool) -> None:
        """Freeze the pack, with the progress in the status bar."""

        def done(result: tuple[EditionRow, bytes]) -> None:
            self.told.emit(_("已定版，这是第 {number} 版。").format(number=result[0].number))
            self._list()

        self._tasks.run(
            freeze_pack,
            self._archive,
            pack.id,
            pack.edition,
            pack.template,
            note=note,
            allow_missing=allow_missing,
            on_done=done,
            on_failed=self.failed.emit,
            title=_("正在定版"),
            changes=Change("cases", ()),
        )

    def _reprint(self, number: int) -> None:
        if (pack := self._pack) is None:
            return

        def done(again: Reprint) -> None:
            if not again.identical:
                self.told.emit(not_identical(again))
            row = again.row
            self.printed.emit(PrintedPack(again.data, again.pages, (), row.edition, row.template))

        self._tasks.run(
            reprint,
            self._archive,
            pack.id,
            number,
            on_done=done,
            on_failed=self.failed.emit,
            title=_("正在重印"),
        )

    def _compare(self, number: int) -> None:
        if (pack := self._pack) is None:
            return

        def done(found: Sequence[CaseChange]) -> None:
            if number == self._page.number:
                self._page.show_changes(changes_told(found))

        def failed(error: CaseArchiveError) -> None:
            self._page.show_changes(error.message)

        self._tasks.run(
            changes.edition_changes,
            self._archive,
            pack.id,
            number,
            on_done=done,
            on_failed=failed,
        )


def not_identical(again: Reprint) -> str:
    """Say why a reprint is not byte for byte what was frozen."""
    told = _("重印与定版时不完全相同：{why}。")
    return told.format(why=clauses(again.differences))


def changes_told(found: Sequence[CaseChange]) -> str:
    """Return what has changed since an edition, a line each; what is the same is counted."""
    told = {
        changes.CHANGED: _("《{title}》改过：{fields}"),
        changes.TRASHED: _("《{title}》已在回收站"),
        changes.DESTROYED: _("《{title}》已彻底删除"),
        changes.REMOVED: _("《{title}》已移出材料包"),
        changes.ADDED: _("《{title}》是后来加入的"),
        changes.DAMAGED: _("《{title}》存下的样子已损坏"),
    }
    lines = [
        told[one.state].format(title=one.title, fields=listed(one.fields))
        for one in found
        if one.state in told
    ]
    same = sum(one.state == changes.UNCHANGED for one in found)
    if not lines:
        return _("定版以来，{count} 个案例都没有改动。").format(count=same)
    if same:
        lines.append(_("其余 {count} 个案例没有改动。").format(count=same))
    return "\n".join(lines)
