"""Labels and grounds: plain text in the look's faces, surfaces by name."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from casearchive.ui.look import Look

_RIGHT = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
BAR = 56  # pixels: the height of the bar over every pane, so that their lines meet


def label(
    look: Look,
    text: str = "",
    pixels: float = 13,
    *,
    tone: str = "",
    bold: bool = False,
    wrap: bool = False,
) -> QLabel:
    """Return a label of plain text; `tone` is ``second``, ``muted``, ``accent``, ``warning``."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setFont(look.font(pixels, bold=bold))
    result.setWordWrap(wrap)
    if result.isRightToLeft() and (bold or not wrap):  # Qt would go by the letters alone
        result.setAlignment(_RIGHT)
    if tone:
        result.setProperty("tone", tone)
    return result


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it is: Qt would take markup in it for markup."""
    may_be_markup = "<" in text or "&lt;" in text  # all that Qt::mightBeRichText looks for
    if not may_be_markup:
        return text
    from html import escape  # noqa: PLC0415 - rarely needed, and its entities cost the start 1 ms

    return f"<qt>{escape(text)}</qt>"


def surface(name: str, parent: QWidget | None = None) -> QWidget:
    """Return a widget with a ground of the style sheet: ``sidebar``, ``list``, ``bar``, ..."""
    result = QWidget(parent)
    result.setProperty("surface", name)
    result.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return result


def hairline() -> QFrame:
    """Return a line across."""
    result = QFrame()
    result.setProperty("surface", "line")
    return result


def head_bar() -> QWidget:
    """Return the bar over a pane, for its title and its buttons."""
    result = surface("bar")
    result.setFixedHeight(BAR)
    return result


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; the whole text is its tooltip then."""

    def __init__(self, look: Look, text: str = "", pixels: float = 13, *, bold: bool = False):
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(pixels, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Leave room for a few letters, for no more than there are."""
        whole = super().minimumSizeHint()
        return QSize(min(self.fontMetrics().averageCharWidth() * 4, whole.width()), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        del event
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)
