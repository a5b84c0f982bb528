"""The page a briefing pack is put together on, with its pages beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import read_pack
from casearchive.services.briefing.publishing import PrintedPack
from casearchive.services.library.browsing import case_ids
from casearchive.services.printing.checks.findings import Finding, Preflight
from casearchive.services.printing.logos import keep_logo
from casearchive.services.printing.templates import TemplateView, list_templates
from casearchive.services.views import PackItemView, PackView, Shelf
from casearchive.ui.look import Look
from casearchive.ui.packs.checks.checker import Checker
from casearchive.ui.packs.checks.page import ChecksPage
from casearchive.ui.packs.composition import Composition
from casearchive.ui.packs.contents.adding import Adding
from casearchive.ui.packs.contents.inspector import Inspector
from casearchive.ui.packs.contents.kinds import item_title, new_item
from casearchive.ui.packs.contents.pane import ContentsPage
from casearchive.ui.packs.dialogs import TextDialog
from casearchive.ui.packs.dress.page import DressPage
from casearchive.ui.packs.editions.keeper import Keeper
from casearchive.ui.packs.editions.page import EditionsPage
from casearchive.ui.packs.out.dialogs import FileWish
from casearchive.ui.packs.out.gate import Gate
from casearchive.ui.packs.out.kinds import PDF
from casearchive.ui.packs.out.output import Output, Ready, missing_told
from casearchive.ui.packs.press import Press
from casearchive.ui.packs.preview import PdfPreview
from casearchive.ui.packs.side import Side
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import InlineMessage, Toast
from casearchive.ui.widgets.shortcuts import on_keys

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class DeskContent:
    """What the desk needs from the archive to begin."""

    pack: PackView
    lost: frozenset[str]  # ids of cases that lie in the trash
    templates: tuple[TemplateView, ...]


def read_desk(archive: Archive, pack_id: str) -> DeskContent:
    """Read a pack and what there is to know about it; a worker's job. Raises PackIsGone."""
    trashed = frozenset(case_ids(archive, Shelf("trash")))
    return DeskContent(read_pack(archive, pack_id), trashed, list_templates(archive))


class PackDesk(QWidget):
    """Composes one pack at a time. What is changed is saved by itself, a moment later.

    `pack_changed` after each saving, `case_asked` (id) to read a case, `closed` when the desk is
    done with.
    """

    MANUAL = "packs"  # the chapter on this page

    pack_changed = Signal()
    case_asked = Signal(str)
    closed = Signal()

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._composition = Composition(self)
        self._rows: list[tuple[int, int]] = []  # (page, row) where an item begins
        self.press = Press(archive, tasks, self)
        self.adding = Adding(archive, tasks, look, self)
        self.contents = ContentsPage(look, self.adding)
        self.inspector = Inspector(archive, tasks, self.contents.parts)
        self.dress = DressPage(look)
        self.checks = ChecksPage(look)
        self.checker = Checker(archive, tasks, self.checks)
        self.editions = EditionsPage(look)
        self.keeper = Keeper(archive, tasks, look, self.editions)
        self.pane = Side(look, self.contents, self.dress, self.checks, self.editions, parent=self)
        self.preview = PdfPreview(look, self)
        self.message = InlineMessage(look)
        self.toast = Toast(look, self.preview)
        self.output = Output(archive, tasks, look, self.toast, self)
        self.gate = Gate(self.press, self.checker, lambda: self.pack, self)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.message)
        right.addWidget(self.preview, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane)
        row.addLayout(right, 1)
        self._connect_pane()
        self._connect_contents()
        self._connect_checks()
        self._connect_press()
        if archive.read_only:
            self.pane.lock()

    def _connect_pane(self) -> None:
        pane, composition = self.pane, self._composition
        steps = composition.steps
        composition.changed.connect(self._take_step)
        steps.canUndoChanged.connect(pane.undo.setEnabled)
        steps.canRedoChanged.connect(pane.redo.setEnabled)
        pane.back.clicked.connect(self.leave)
        pane.undo.clicked.connect(steps.undo)
        pane.redo.clicked.connect(steps.redo)
        pane.renamed.connect(composition.rename)
        self.dress.edition_chosen.connect(composition.set_edition)
        self.dress.template_chosen.connect(composition.set_template)
        self.dress.option_typed.connect(composition.set_option)
        self.dress.logo.chosen.connect(self._choose_logo)
        self.dress.logo.dropped.connect(lambda: composition.set_option("logo", ""))
        pane.stop.clicked.connect(self.press.stop)
        pane.export.clicked.connect(
            lambda: self.gate.once_checked(self.output.export, _("仍要导出"))
        )
        pane.print.clicked.connect(lambda: self.gate.once_checked(self.output.print, _("仍要打印")))
        on_keys(self, QKeySequence.StandardKey.Undo, steps.undo)
        on_keys(self, QKeySequence.StandardKey.Redo, steps.redo)
        on_keys(self, QKeySequence.StandardKey.Cancel, self.leave)

    def _connect_contents(self) -> None:
        contents, preview = self.contents, self.preview
        contents.list.move_asked.connect(self._move)
        contents.list.remove_asked.connect(self._remove)
        contents.list.current_changed.connect(self._show_item)
        contents.text_asked.connect(self._write_text)
        contents.case_asked.connect(self._read_case)
        self.adding.text_asked.connect(lambda: self._write_text(-1))
        self.adding.added.connect(self._add)
        self.inspector.changed.connect(self._change_item)
        preview.place_clicked.connect(lambda place: self._choose_row(self._row_of(place)))
        preview.place_opened.connect(lambda place: contents.open(self._row_of(place)))

    def _connect_checks(self) -> None:
        keeper = self.keeper
        self.checker.checked.connect(self._show_checked)
        self.checks.opened.connect(self._go_to_finding)
        self.gate.refused.connect(lambda: self.pane.turn_to(self.checks))
        self.gate.nothing.connect(self._tell_empty)
        self.editions.freeze_asked.connect(
            lambda: self.gate.once_checked(self._freeze, _("仍要定版"))
        )
        keeper.told.connect(self.toast.show_text)
        keeper.failed.connect(lambda error: self.message.show_text(error.message))
        as_it_was = FileWish(PDF)
        keeper.printed.connect(lambda pages: self.output.export_as(self.gate.out(pages), as_it_was))

    def _connect_press(self) -> None:
        self.press.saved.connect(self.pack_changed)
        self.press.began.connect(lambda: self.pane.show_busy(0, 0))
        self.press.began.connect(self.checker.forget)
        self.press.progressed.connect(self.pane.show_busy)
        self.press.ready.connect(self._show_pages)
        self.press.stopped.connect(self._show_stopped)
        self.press.failed.connect(self._show_failure)
        self.output.failed.connect(lambda error: self.message.show_text(error.message))
        self._tasks.changed.connect(self._take_change)

    # --- the pack --------------------------------------------------------------------------------

    @property
    def pack(self) -> PackView:
        """The pack as it stands on the desk."""
        return self._composition.pack

    def show_pack(self, pack_id: str) -> None:
        """Take up a pack; what was changed in the one before is saved first."""
        self.press.flush()
        self._tasks.run(
            read_desk, self._archive, pack_id, on_done=self._begin, on_failed=self._show_failure
        )

    def _begin(self, content: DeskContent) -> None:
        self.inspector.forget()
        self.checker.forget()  # an empty pack is not checked: nothing would send this away
        self._composition.begin(content.pack)
        self.gate.forget()
        self._rows = []
        self.message.hide()
        self.toast.hide()
        self.contents.show_lost(content.lost)
        self.dress.offer_templates(content.templates)
        self._show_pack()
        self.keeper.show(content.pack)
        self.preview.show_nothing(_("正在排版……"))
        self.contents.list.setFocus()
        self.press.begin(content.pack)

    def _take_step(self) -> None:
        self.message.hide()
        self.toast.hide()  # what it offers to undo is no longer the last step
        self._show_pack()
        self.press.want(self.pack)

    def _show_pack(self) -> None:
        self.pane.show_pack(self.pack)
        self._show_item(self.contents.list.row)

    def _show_item(self, row: int) -> None:
        """Show what there is to tick of an item, and where it stands among the pages."""
        items = self.pack.items
        self.inspector.show(self.pack, items[row] if 0 <= row < len(items) else None)
        places = [place for place, (_page, at) in enumerate(self._rows) if at == row]
        self.preview.choose(places[0] if places else -1)

    def _choose_row(self, row: int) -> None:
        """Choose an item whose page was clicked; the page is in sight already."""
        if row >= 0:
            self.pane.turn_to(self.contents)
            self.contents.list.choose(row)

    def _move(self, row: int, to: int) -> None:
        self._composition.move(row, to)
        self.contents.list.choose(to)

    def _add(self, items: Sequence[PackItemView]) -> None:
        present = {item.case_id for item in self.pack.items if item.case_id}
        new = [item for item in items if not item.case_id or item.case_id not in present]
        if new:
            self.contents.list.choose(self._composition.add(new, self.contents.list.row))
        else:
            self.toast.show_text(_("选中的案例已经在材料包里。"), icon="pack")

    def _change_item(self, item: PackItemView) -> None:
        rows = [row for row, one in enumerate(self.pack.items) if one.id == item.id]
        if rows:
            self._composition.change(rows[0], item)

    def _read_case(self, case_id: str) -> None:
        self.leave()
        self.case_asked.emit(case_id)

    def _choose_logo(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("选择封面标志"), str(Path.home()), _("图片 (*.png *.jpg *.jpeg)")
        )
        if chosen:
            self._tasks.run(
                keep_logo,
                self._archive,
                Path(chosen),
                on_done=lambda sha256: self._composition.set_option("logo", sha256),
                on_failed=lambda error: self.message.show_text(error.message),
            )

    def _remove(self, row: int) -> None:
        item = self._composition.remove(row)
        self.contents.list.choose(min(row, len(self.pack.items) - 1))
        told = _("已把“{title}”移出材料包。").format(title=item_title(item))
        self.toast.show_text(told, button=_("撤销"), action=self._composition.steps.undo)

    def _write_text(self, row: int) -> None:
        old = self.pack.items[row] if row >= 0 else None
        dialog = TextDialog(self._look, old.title if old else "", old.text if old else "", self)
        if dialog.ask():
            title, text = dialog.title.value().strip(), dialog.body.value()
            written = replace(old or new_item("text"), title=title, text=text)
            if old:
                self._composition.change(row, written)
            else:
                self._add((written,))
        dialog.deleteLater()

    # --- its pages -------------------------------------------------------------------------------

    def _show_pages(self, printed: PrintedPack) -> None:
        self._rows = self._rows_by_page(printed)
        self.preview.show_pdf(printed.data, [page for page, _row in self._rows])
        self._show_item(self.contents.list.row)
        self.checker.want(self.pack)
        self.pane.show_idle(_("共 {pages} 页").format(pages=printed.pages))
        self.message.show_text(missing_told(printed.missing) if printed.missing else "")
        self.gate.open(printed)

    def _rows_by_page(self, printed: PrintedPack) -> list[tuple[int, int]]:
        """Return where each item begins, as (page, row): the two orders may differ."""
        rows = {item.id: row for row, item in enumerate(self.pack.items)}
        return sorted((page, rows[key]) for key, page in printed.starts.items() if key in rows)

    def _row_of(self, place: int) -> int:
        return self._rows[place][1] if 0 <= place < len(self._rows) else -1

    def _show_stopped(self) -> None:
        self.gate.forget()
        if self.pack.items:
            self.pane.show_idle(_("已停止排版，左边再有改动时会重新开始。"))
            return
        self.pane.show_idle("")
        self.checks.show_nothing(
            _("还没有可检查的"), _("加入案例或文字页以后，这里列出印前要改的地方。")
        )
        self.preview.show_nothing(
            _("还没有页面可看"), _("加入案例或文字页以后，这里就是印出来的样子。")
        )

    def _show_failure(self, error: CaseArchiveError) -> None:
        self.gate.forget()
        self.pane.show_idle("")
        self.message.show_text(error.message)
        if not self.preview.pages:
            self.preview.show_nothing(_("这份材料包现在排不出来"), error.message)

    def _tell_empty(self) -> None:
        self.toast.show_text(_("材料包还是空的，请先加入案例。"), icon="warning")

    # --- checks and editions ---------------------------------------------------------------------

    def _show_checked(self, found: Preflight | None) -> None:
        number = len(found.findings) if found else 0
        told = _("检查 {count}").format(count=number) if number else _("检查")
        self.pane.name_page(self.checks, told)

    def _go_to_finding(self, finding: Finding) -> None:
        """Bring into sight where a finding stands: the item, its pages, or the pack's dress."""
        rows = [at for at, one in enumerate(self.pack.items) if one.id == finding.where.item_id]
        if rows:
            self.contents.list.choose(rows[0])
            self._show_item(rows[0])
        elif finding.kind in ("logo_file", "needs"):
            self.pane.turn_to(self.dress)

    def _freeze(self, out: Ready) -> None:
        if self.output.accepts_missing(out.printed, _("仍要定版")):
            self.keeper.freeze(self.pack, allow_missing=bool(out.printed.missing))

    # --- others ----------------------------------------------------------------------------------

    def _take_change(self, change: Change) -> None:
        """Read anew what somebody else has changed, while it is in sight."""
        if change is self.press.change or not (self.isVisible() and self.pack.id):
            return
        if change.kind != "packs" or not change.ids or self.pack.id in change.ids:
            self._tasks.run(read_desk, self._archive, self.pack.id, on_done=self._compare)

    def _compare(self, content: DeskContent) -> None:
        self.contents.show_lost(content.lost)
        if self.press.is_ahead or content.pack.id != self.pack.id:
            return  # what is being typed here comes first
        if _without_ids(content.pack) != _without_ids(self.pack):
            self._begin(content)
        else:
            self.press.begin(self.pack)

    # --- leaving ---------------------------------------------------------------------------------

    def leave(self) -> None:
        """Save what is still resting and close the desk."""
        self.press.flush()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is still resting when something else is shown or the window goes."""
        if self.window().isVisible():
            self.press.flush()
        elif not event.spontaneous():  # not merely minimised
            self.press.save_now()
        super().hideEvent(event)


def _without_ids(pack: PackView) -> PackView:
    """Return the pack without the ids of its items: a text gets its own when it is saved."""
    return replace(pack, items=tuple(replace(item, id="") for item in pack.items))
