"""The view of the library's lines: keys of its own, and a place to drop cases and folders on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from casearchive.i18n import _
from casearchive.ui.library.delegate import LibraryDelegate
from casearchive.ui.library.model import Entry, LibraryModel
from casearchive.ui.lists.dragging import CASES, FOLDER, cases_in, drag_folder, folder_in
from casearchive.ui.look import Look
from casearchive.ui.widgets.viewport import give_viewport

_ARROW = 24  # pixels from a folder's edge in which its arrow is hit
_STEP = 14
_TAKES = ("collection", "starred", "trash")  # shelves that cases can be dropped on


class LibraryView(QListView):
    """The lines. On a smart list, a folder or a pack F2 renames and Delete deletes, whatever they
    do elsewhere; left and right fold a folder.
    """

    rename_asked = Signal(str)
    delete_asked = Signal(str)
    folder_rename_asked = Signal(str)
    folder_delete_asked = Signal(str)
    pack_rename_asked = Signal(str)
    pack_delete_asked = Signal(str)
    dropped = Signal(str, str, list)  # kind of shelf or "pack", its id, the cases' ids
    folder_moved = Signal(str, str)

    def __init__(self, look: Look, model: LibraryModel) -> None:
        super().__init__()
        give_viewport(self)
        self._look, self._model = look, model
        self._pressed = QPoint(-1, -1)
        self._target = QModelIndex()
        self.setModel(model)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(LibraryDelegate(look, self))
        self.setMouseTracking(True)
        self.setAccessibleName(_("资料库"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        look.changed.connect(self.viewport().update)

    def arrow_pressed(self, index: QModelIndex) -> bool:
        """Say whether the last press was on the arrow of a folder."""
        room, step = self.visualRect(index), self._model.entry(index.row()).depth * _STEP
        x = self._pressed.x() - room.left()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = room.right() - self._pressed.x()
        return step <= x <= step + _ARROW

    # --- keys ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the window, which would put the selected cases into the trash."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._own
            and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to rename or delete the smart list or folder the reader is on; fold a folder."""
        key, entry = event.key(), self._current
        folder = entry.folder if entry else ""
        if self._own and key in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            one, rename, delete = self._own
            (rename if key == Qt.Key.Key_F2 else delete).emit(one)
        elif entry and entry.holds and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if entry.folded is (key == Qt.Key.Key_Right):
                row = self.currentIndex().row()
                self._model.fold(folder)
                self.setCurrentIndex(self._model.index(row))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the press was: on a folder's arrow it folds."""
        self._pressed = event.position().toPoint()
        if self.indexAt(self._pressed).isValid():  # a press beside the lines chooses nothing else
            super().mousePressEvent(event)

    @property
    def _current(self) -> Entry | None:
        index = self.currentIndex()
        return self._model.entry(index.row()) if index.isValid() else None

    @property
    def _own(self) -> tuple[str, SignalInstance, SignalInstance] | None:
        """What the reader is on that has a name of its own: its id, how to rename and delete it."""
        entry, search = self._current, self._model.search_at(self.currentIndex())
        if search:
            return search, self.rename_asked, self.delete_asked
        if entry and entry.folder:
            return entry.folder, self.folder_rename_asked, self.folder_delete_asked
        if entry and entry.pack:
            return entry.pack, self.pack_rename_asked, self.pack_delete_asked
        return None

    # --- dragging --------------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the folder that was pressed."""
        del actions
        entry = self._current
        if entry and entry.folder:
            drag_folder(self._look, self, entry.folder, entry.text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cases and folders of ours."""
        if event.mimeData().hasFormat(CASES) or event.mimeData().hasFormat(FOLDER):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would be dropped."""
        self._aim(self._taker(event))
        if self._target.isValid():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Aim at nothing any more."""
        del event
        self._aim(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped on which line."""
        index = self._taker(event)
        self._aim(QModelIndex())
        if not index.isValid():
            return
        entry, data = self._model.entry(index.row()), event.mimeData()
        event.acceptProposedAction()
        if folder := folder_in(data):
            self.folder_moved.emit(folder, entry.folder)
        elif entry.pack:
            self.dropped.emit("pack", entry.pack, cases_in(data))
        elif entry.shelf:
            self.dropped.emit(entry.shelf.kind, entry.shelf.value, cases_in(data))

    def _taker(self, event: QDropEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not self._model.writable:
            return QModelIndex()
        entry, data = self._model.entry(index.row()), event.mimeData()
        if folder := folder_in(data):
            takes = entry.group == "collection" or (bool(entry.folder) and entry.folder != folder)
        else:
            takes = bool(entry.pack) or bool(entry.shelf and entry.shelf.kind in _TAKES)
        return index if takes else QModelIndex()

    def _aim(self, index: QModelIndex) -> None:
        self._target = index
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ring around the line that would be dropped on."""
        super().paintEvent(event)
        if self._target.isValid():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.colour("accent"), 1.5))
            room = QRectF(self.visualRect(self._target)).adjusted(10.5, 1.5, -10.5, -1.5)
            painter.drawRoundedRect(room, 8, 8)
            painter.end()
