"""Lists of things to decide on: two lines each, at will with a box to tick, under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casearchive.i18n import _, listed
from casearchive.ui.lists.painting import Pen, mirrored, paint_box, paint_ground
from casearchive.ui.look import Look
from casearchive.ui.widgets import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ENTRY = Qt.ItemDataRole.UserRole
_HEIGHT, _ONE_LINE, _HEADING = 52, 36, 34
_BOX, _ICON, _SIDE = 16, 16, 14  # pixels


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. `key` is empty for a heading; `ticked` None has no box; `tone` colours the icon."""

    text: str
    note: str = ""
    key: str = ""
    icon: str = ""
    tone: str = "text2"
    ticked: bool | None = None

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        state = {None: "", True: _("已采用"), False: _("未采用")}[self.ticked]
        return listed([part for part in (self.text, self.note, state) if part])


class EntriesModel(QAbstractListModel):
    """The lines, replaced as a whole, or one by one where only their state changes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other lines; what is the same row for row is not reset."""
        new = list(entries)
        if [one.key for one in new] == [one.key for one in self._entries]:
            changed = [row for row, one in enumerate(new) if one != self._entries[row]]
            self._entries = new
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._entries = new
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return where a key stands, -1 where it does not."""
        return next((row for row, one in enumerate(self._entries) if one.key == key), -1)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return entry.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(entry.note) if entry.note else None
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:  # noqa: D102
        if index.isValid() and not self._entries[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class EntryDelegate(QStyledItemDelegate):
    """Box or icon, text, and a quieter line below it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a heading, of one line or of two."""
        del option
        entry: Entry = index.data(ENTRY)
        height = _HEADING if not entry.key else _HEIGHT if entry.note else _ONE_LINE
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one line."""
        entry: Entry = index.data(ENTRY)
        look = self._look
        pen = Pen(painter, look, mirrored(option, QRectF(option.rect)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        if not entry.key:
            room.setTop(room.top() + 8)
            pen.line(entry.text, room, look.font(12, bold=True), look.colour("text3"))
            painter.restore()
            return
        card = QRectF(option.rect).adjusted(6, 1, -6, -1)
        paint_ground(painter, look, option, card, 8)
        middle = room.center().y()
        if entry.ticked is not None:
            box = pen.place(QRectF(room.left(), middle - _BOX / 2, _BOX, _BOX))
            paint_box(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), on=entry.ticked)
            room.setLeft(room.left() + _BOX + 10)
        elif entry.icon:
            ratio = painter.device().devicePixelRatioF()
            picture = look.pixmap(entry.icon, entry.tone, _ICON, ratio)
            pen.picture(picture, QPointF(int(room.left()), int(middle) - _ICON // 2), _ICON)
            room.setLeft(room.left() + _ICON + 10)
        if entry.note:
            top = QRectF(room.left(), room.top() + 6, room.width(), 20)
            low = QRectF(room.left(), room.top() + 26, room.width(), 18)
            pen.line(entry.text, top, look.font(13), look.colour("text"))
            pen.line(entry.note, low, look.font(12), look.colour("text3"))
        else:
            pen.line(entry.text, room, look.font(13), look.colour("text"))
        painter.restore()


class EntryList(QListView):
    """A list of entries. `chosen` with the key of the current one, `toggled` when it is ticked.

    `pressed_key` hands on the keys that its owner knows what to do with.
    """

    chosen = Signal(str)
    toggled = Signal(str)
    pressed_key = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = EntriesModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(EntryDelegate(look, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        look.changed.connect(self.viewport().update)

    def _tell(self, current: QModelIndex) -> None:
        entry = current.data(ENTRY)
        if isinstance(entry, Entry) and entry.key:
            self.chosen.emit(entry.key)

    @property
    def current_key(self) -> str:
        """The key of the current line, empty where there is none."""
        entry = self.currentIndex().data(ENTRY)
        return entry.key if isinstance(entry, Entry) else ""

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the current one stays current where it is still there."""
        key = self.current_key
        self.entries.show(entries)
        row = self.entries.row_of(key) if key else -1
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.entries.index(row))

    def choose(self, key: str) -> None:
        """Make a line the current one."""
        row = self.entries.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.entries.index(row))
            self.scrollTo(self.entries.index(row))

    def step(self, by: int = 1) -> None:
        """Go on to the next line that is no heading."""
        row = self.currentIndex().row() + by
        while 0 <= row < self.entries.rowCount():
            entry = self.entries.index(row).data(ENTRY)
            if entry.key:
                self.setCurrentIndex(self.entries.index(row))
                return
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar and Enter; hand the letters on."""
        key, plain = self.current_key, not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ticking = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key and plain and ticking:
            self.toggled.emit(key)
        elif event.text().isalpha() and not event.modifiers():
            self.pressed_key.emit(event.text().lower())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick with a click on the box."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        entry = index.data(ENTRY)
        x = event.position().x()
        from_side = self.viewport().width() - x if self.isRightToLeft() else x
        on_box = from_side <= _SIDE + _BOX + 8
        if on_box and isinstance(entry, Entry) and entry.key and entry.ticked is not None:
            self.toggled.emit(entry.key)
