"""Cases and folders under way from one pane to another: their ids, by kinds of our own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from casearchive.i18n import _
from casearchive.ui.look import Look

CASES = "application/x-casearchive-cases"
FOLDER = "application/x-casearchive-folder"


def cases_in(data: QMimeData) -> list[str]:
    """Return the ids of the cases that are being dragged."""
    return bytes(data.data(CASES).data()).decode("ascii", "replace").split()


def folder_in(data: QMimeData) -> str:
    """Return the id of the folder that is being dragged."""
    return bytes(data.data(FOLDER).data()).decode("ascii", "replace")


def drag_cases(look: Look, source: QWidget, ids: Sequence[str]) -> None:
    """Drag cases until they are let go."""
    data = QMimeData()
    data.setData(CASES, "\n".join(ids).encode("ascii"))
    _drag(look, source, data, _("{count} 个案例").format(count=len(ids)))


def drag_folder(look: Look, source: QWidget, folder: str, name: str) -> None:
    """Drag a folder until it is let go."""
    data = QMimeData()
    data.setData(FOLDER, folder.encode("ascii"))
    _drag(look, source, data, name)


def _drag(look: Look, source: QWidget, data: QMimeData, text: str) -> None:
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(_picture(look, text, source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-12, -8))
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    drag.exec(actions, Qt.DropAction.CopyAction)


def _picture(look: Look, text: str, ratio: float) -> QPixmap:
    """Return a small label that says what is being dragged."""
    source = QWidget()
    source.setFont(look.font(12.5, bold=True))
    width = min(260, source.fontMetrics().horizontalAdvance(text) + 28)
    picture = QPixmap(round(width * ratio), round(30 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    room = QRectF(0, 0, width, 30)
    painter.drawRoundedRect(room, 8, 8)
    painter.setPen(look.colour("on_accent"))
    painter.setFont(source.font())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.end()
    return picture
