"""Small widgets: what users typed stays text wherever it is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casearchive.ui.look import Look
from casearchive.ui.widgets import ElidedLabel, EmptyState, InlineMessage, Toast, label, plain_tip
from casearchive.ui.widgets.buttons import IconButton

HOSTILE = "<b>粗</b><img src=file:///etc/passwd> & 很长的一行字" * 4


def test_a_tip_shows_markup_as_text() -> None:
    assert plain_tip("平常 & 简单") == "平常 & 简单"
    assert plain_tip("<b>粗</b>") == "<qt>&lt;b&gt;粗&lt;/b&gt;</qt>"


def test_a_label_that_is_cut_tells_the_whole_as_text(qtbot: QtBot, look: Look) -> None:
    cut = ElidedLabel(look, HOSTILE)
    qtbot.addWidget(cut)
    cut.resize(120, 24)
    cut.show()
    cut.grab()
    assert cut.toolTip() == plain_tip(HOSTILE)
    assert "<img" not in cut.toolTip()
    cut.resize(cut.sizeHint())
    cut.grab()
    assert cut.toolTip() == ""


def test_what_stands_alone_leads_from_the_side_the_window_is_read_from(
    qapp: QApplication, look: Look
) -> None:
    try:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        number, prose = label(look, "3 / 6"), label(look, "一段中文。", wrap=True)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    absolute = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    assert number.alignment() & absolute == absolute
    assert not prose.alignment() & Qt.AlignmentFlag.AlignAbsolute  # goes its own way


def test_messages_keep_markup_as_text(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    toast, bar = Toast(look, window), InlineMessage(look, window)
    empty = EmptyState(look, "search", HOSTILE, HOSTILE)
    qtbot.addWidget(empty)
    toast.show_text(HOSTILE)
    bar.show_text(HOSTILE)
    labels = [part for owner in (toast, bar, empty) for part in owner.findChildren(QLabel)]
    shown = [part for part in labels if part.text() == HOSTILE]
    assert len(shown) == 4
    assert all(part.textFormat() is Qt.TextFormat.PlainText for part in shown)


def test_a_toast_does_what_it_offers_once(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toast = Toast(look, window)
    done: list[int] = []
    toast.show_text("已移走。", button="撤销", action=lambda: done.append(1))
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    toast.button.click()
    assert done == [1]
    assert not toast.isVisible()


def test_an_icon_has_a_name_and_tells_its_keys(qtbot: QtBot, look: Look) -> None:
    button = IconButton(look, "plus", "新建案例", shortcut="Ctrl+N")
    qtbot.addWidget(button)
    assert button.accessibleName() == "新建案例"
    assert button.toolTip() == "新建案例  Ctrl+N"
    assert not button.icon().isNull()
