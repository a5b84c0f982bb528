"""What the list shows of each case besides, and the number it is sorted by."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.frame.window import MainWindow

# The offscreen screen cannot do everything a real one does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "keyToAscii")


def test_columns_are_chosen_kept_and_the_number_sorted_by_is_shown(
    qtbot: QtBot, open_window: Callable[[Archive], MainWindow], sample: Archive
) -> None:
    window = open_window(sample)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    head, model = window.cases.head, window.cases.view.cases_model
    delegate = window.cases.view.cases_delegate
    for action in head.columns.actions():
        action.setChecked(action.data() in ("industry", "code"))
    row = model.listed(0).row
    assert row
    assert delegate._shown_columns(row) == f"{row.code} · {row.industry}"
    assert Preferences(sample.settings).columns == {"industry", "code"}
    assert row.figure == ""
    qtbot.waitUntil(lambda: len(head.outcomes.actions()) > 1, timeout=20_000)
    order = next(a for a in head.outcomes.actions() if "集体经济" in a.text())
    order.trigger()

    def figure() -> str:
        row = model.listed(0).row
        return row.figure if row else ""

    qtbot.waitUntil(lambda: figure() == "170万元 2022", timeout=20_000)
    told = [model.listed(number).row for number in range(model.rowCount())]
    assert [one.figure for one in told if one][1:] == ["未载"] * 6
    window.cases.head.order_chosen.emit("title")
    qtbot.waitUntil(lambda: figure() == "", timeout=20_000)
