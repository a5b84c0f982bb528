"""The page a briefing pack is put together on, with its pages beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.browsing import case_ids
from casearchive.services.packs import read_pack
from casearchive.services.publishing import PrintedPack, templates
from casearchive.services.views import PackView, Shelf
from casearchive.ui.look import Look
from casearchive.ui.packs.composition import Composition
from casearchive.ui.packs.dialogs import TextDialog
from casearchive.ui.packs.item_pane import ItemPane
from casearchive.ui.packs.output import Output, missing_told
from casearchive.ui.packs.press import Press
from casearchive.ui.packs.preview import PdfPreview
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import InlineMessage, Toast

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class DeskContent:
    """What the desk needs from the archive to begin."""

    pack: PackView
    lost: frozenset[str]  # ids of cases that lie in the trash
    templates: tuple[str, ...]


def read_desk(archive: Archive, pack_id: str) -> DeskContent:
    """Read a pack and what there is to know about it; a worker's job. Raises PackIsGone."""
    trashed = frozenset(case_ids(archive, Shelf("trash")))
    return DeskContent(read_pack(archive, pack_id), trashed, templates())


class PackDesk(QWidget):
    """Composes one pack at a time. What is changed is saved by itself, a moment later.

    `pack_changed` after each saving, `closed` when the desk is done with.
    """

    pack_changed = Signal()
    closed = Signal()

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._composition = Composition(self)
        self._when_ready: Callable[[PrintedPack], object] | None = None
        self.press = Press(archive, tasks, self)
        self.pane = ItemPane(look)
        self.preview = PdfPreview(look)
        self.message = InlineMessage(look)
        self.toast = Toast(look, self.preview)
        self.output = Output(tasks, look, self.toast, self)
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
        pane.list.move_asked.connect(self._move)
        pane.list.remove_asked.connect(self._remove)
        pane.text_asked.connect(self._write_text)
        pane.cover.edition_chosen.connect(composition.set_edition)
        pane.cover.template_chosen.connect(composition.set_template)
        pane.cover.option_typed.connect(composition.set_option)
        pane.stop.clicked.connect(self.press.stop)
        pane.export.clicked.connect(
            lambda: self._once_ready(lambda pages: self.output.export(self.pack.name, pages))
        )
        pane.print.clicked.connect(
            lambda: self._once_ready(lambda pages: self.output.print(self.pack.name, pages))
        )
        self._on(QKeySequence.StandardKey.Undo, steps.undo)
        self._on(QKeySequence.StandardKey.Redo, steps.redo)
        self._on(QKeySequence.StandardKey.Cancel, self.leave)

    def _connect_press(self) -> None:
        self.press.saved.connect(self.pack_changed)
        self.press.began.connect(lambda: self.pane.show_busy(0, 0))
        self.press.progressed.connect(self.pane.show_busy)
        self.press.ready.connect(self._show_pages)
        self.press.stopped.connect(self._show_stopped)
        self.press.failed.connect(self._show_failure)
        self.output.failed.connect(lambda error: self.message.show_text(error.message))
        self._tasks.changed.connect(self._take_change)

    def _on(self, keys: QKeySequence.StandardKey, act: Act) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

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
        self._composition.begin(content.pack)
        self._when_ready = None
        self.message.hide()
        self.toast.hide()
        self.pane.show_lost(content.lost)
        self.pane.cover.offer_templates(content.templates)
        self.pane.show_pack(content.pack)
        self.preview.show_nothing(_("正在排版……"))
        self.pane.list.setFocus()
        self.press.begin(content.pack)

    def _take_step(self) -> None:
        self.message.hide()
        self.toast.hide()  # what it offers to undo is no longer the last step
        self.pane.show_pack(self.pack)
        self.press.want(self.pack)

    def _move(self, row: int, to: int) -> None:
        self._composition.move(row, to)
        self.pane.list.choose(to)

    def _remove(self, row: int) -> None:
        item = self._composition.remove(row)
        self.pane.list.choose(min(row, len(self.pack.items) - 1))
        told = _("已把“{title}”移出材料包。").format(title=item.title)
        self.toast.show_text(told, button=_("撤销"), action=self._composition.steps.undo)

    def _write_text(self, row: int) -> None:
        old = self.pack.items[row] if row >= 0 else None
        dialog = TextDialog(self._look, old.title if old else "", old.text if old else "", self)
        if dialog.ask():
            title, text = dialog.title.value().strip(), dialog.body.value()
            if old:
                self._composition.change_text(row, title, text)
            else:
                self._composition.add_text(title, text)
                self.pane.list.choose(len(self.pack.items) - 1)
        dialog.deleteLater()

    # --- its pages -------------------------------------------------------------------------------

    def _show_pages(self, printed: PrintedPack) -> None:
        self.preview.show_pdf(printed.data)
        self.pane.show_idle(_("共 {pages} 页").format(pages=printed.pages))
        self.message.show_text(missing_told(printed.missing) if printed.missing else "")
        act, self._when_ready = self._when_ready, None
        if act:
            act(printed)

    def _show_stopped(self) -> None:
        self._when_ready = None
        if self.pack.items:
            self.pane.show_idle(_("已停止排版，左边再有改动时会重新开始。"))
            return
        self.pane.show_idle("")
        self.preview.show_nothing(
            _("还没有页面可看"), _("加入案例或文字页以后，这里就是印出来的样子。")
        )

    def _show_failure(self, error: CaseArchiveError) -> None:
        self._when_ready = None
        self.pane.show_idle("")
        self.message.show_text(error.message)
        if not self.preview.pages:
            self.preview.show_nothing(_("这份材料包现在排不出来"), error.message)

    def _once_ready(self, act: Callable[[PrintedPack], object]) -> None:
        """Do `act` with the pages, as soon as they show the pack as it stands."""
        if not self.pack.items:
            self.toast.show_text(_("材料包还是空的，请先加入案例。"), icon="warning")
        elif printed := self.press.printed:
            act(printed)
        else:
            self._when_ready = act
            self.press.want(self.pack)

    # --- others ----------------------------------------------------------------------------------

    def _take_change(self, change: Change) -> None:
        """Read anew what somebody else has changed, while it is in sight."""
        if change is self.press.change or not self.isVisible():
            return
        if change.kind != "packs" or not change.ids or self.pack.id in change.ids:
            self._tasks.run(read_desk, self._archive, self.pack.id, on_done=self._compare)

    def _compare(self, content: DeskContent) -> None:
        self.pane.show_lost(content.lost)
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
