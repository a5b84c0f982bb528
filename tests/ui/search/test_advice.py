"""Where nothing was found: what is offered instead, to mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from casearchive.search.results import Advice, Drop, Repair
from casearchive.services.library.browsing import Shelf
from casearchive.ui.look import Look, Scheme
from casearchive.ui.search.advice import AdviceLine, RepairHint
from casearchive.ui.search.empties import CasesEmpty

# The offscreen screen cannot pass on the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

REPAIR = Repair("辣焦", "辣椒", "辣椒 合作社", 1204)
DROP = Drop("合作社", "辣焦", 3)
HOSTILE = "<img src=file:///etc/passwd>\n\u202e" + "很长" * 1000


def lines(empty: CasesEmpty) -> list[AdviceLine]:
    return [line for line in empty.findChildren(AdviceLine) if not line.isHidden()]


def searched(qtbot: QtBot, look: Look, shelf: Shelf | None = None) -> CasesEmpty:
    empty = CasesEmpty(look)
    qtbot.addWidget(empty)
    empty.resize(300, 480)
    empty.explain(shelf or Shelf(), "辣焦 合作社")
    empty.show()
    return empty


def test_advice_is_lines_that_search(qtbot: QtBot, look: Look) -> None:
    empty = searched(qtbot, look)
    assert lines(empty) == []
    empty.advise(Advice((REPAIR,), (DROP,)))
    assert [line.text() for line in lines(empty)] == [
        "要找“辣椒”吗？（1,204 条）",
        "去掉“合作社”：找到 3 条",
    ]
    heard: list[str] = []
    empty.typed.connect(heard.append)
    QTest.mouseClick(lines(empty)[0], Qt.MouseButton.LeftButton)
    QTest.keyClick(lines(empty)[1], Qt.Key.Key_Return)
    assert heard == ["辣椒 合作社", "辣焦"]


def test_a_shelf_offers_all_cases(qtbot: QtBot, look: Look) -> None:
    empty = searched(qtbot, look, Shelf("theme", "产业振兴"))
    empty.advise(None, everywhere=31)
    heard: list[str] = []
    empty.chosen.connect(heard.append)
    QTest.mouseClick(lines(empty)[0], Qt.MouseButton.LeftButton)
    assert "31" in lines(empty)[0].text()
    assert heard == ["everywhere"]


def test_advice_goes_with_the_search_it_was_for(qtbot: QtBot, look: Look) -> None:
    empty = searched(qtbot, look)
    empty.advise(Advice((REPAIR,), ()))
    empty.explain(Shelf(), "别的词")
    assert lines(empty) == []
    empty.advise(Advice())
    assert lines(empty) == []


def test_long_and_hostile_parts_are_cut_before_the_number(qtbot: QtBot, look: Look) -> None:
    empty = searched(qtbot, look)
    drops = (Drop(HOSTILE, "x", 7),) * 9
    empty.advise(Advice((), drops))
    assert 0 < len(lines(empty)) < 9
    assert all(line.width() <= 300 and line.text().endswith("找到 7 条") for line in lines(empty))
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.use(scheme)
        empty.grab()
    assert "<img" not in lines(empty)[0].toolTip()


def test_much_advice_makes_no_window_grow(qtbot: QtBot, look: Look) -> None:
    empty = searched(qtbot, look)
    empty.advise(Advice((REPAIR,) * 5, ()))
    empty.resize(300, 150)
    assert empty.height() == 150
    page, last = empty.currentWidget(), lines(empty)[-1]
    assert isinstance(page, QScrollArea)
    assert page.verticalScrollBar().maximum() > 0
    page.ensureWidgetVisible(last)
    assert last.visibleRegion().boundingRect() == last.rect()


def test_a_hint_above_a_list_can_be_taken_or_sent_away(qtbot: QtBot, look: Look) -> None:
    hint = RepairHint(look)
    qtbot.addWidget(hint)
    hint.show_repair(None)
    assert hint.isHidden()
    hint.show_repair(REPAIR)
    assert hint.isVisible()
    (line,) = hint.findChildren(AdviceLine)
    with qtbot.waitSignal(hint.typed) as heard:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert heard.args == ["辣椒 合作社"]
