"""The parts of an item to tick: long names end in … inside the panel."""

import pytest
from pytestqt.qtbot import QtBot

from casearchive.ui.look import Look
from casearchive.ui.packs.contents.parts import PartsPanel, Tick


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_long_name_is_cut_with_an_ellipsis_and_told_whole(qtbot: QtBot, look: Look) -> None:
    panel = PartsPanel(look)
    qtbot.addWidget(panel)
    panel.resize(320, 300)
    name = "很长的小标题<b>" * 12
    panel.show_ticks("印哪些部分", (Tick("a", "短", on=True), Tick("b", name, on=True)))
    panel.show()
    qtbot.waitExposed(panel)
    box = panel.boxes["b"]
    box.grab()
    assert box.mapTo(panel, box.rect().topRight()).x() < panel.width()
    assert "很长的小标题&lt;b&gt;" in box.toolTip()
    panel.boxes["a"].grab()
    assert panel.boxes["a"].toolTip() == ""
