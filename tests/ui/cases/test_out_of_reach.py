"""A stick that is pulled out: the window says so, stays whole, and goes on when it is back."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.ui.frame.window import MainWindow

OpenWindow = Callable[[Archive], MainWindow]


def shown(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_the_window_outlives_its_archive_for_a_while(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    model, away = window.catalogue.model, sample.path.with_suffix(".away")
    ids = list(model.ids)
    sample.path.rename(away)
    model.forget_rows()  # what scrolling a long list comes to
    window.cases.view.viewport().grab()
    qtbot.waitUntil(lambda: "U 盘" in window.toast.text.text())
    window.cases.choose(ids[-1])
    qtbot.waitUntil(lambda: any("U 盘" in text for text in shown(window.reader)))
    window.upkeep.look()
    assert list(model.ids) == ids
    assert model.listed(0).row is None

    away.rename(sample.path)
    window.upkeep.look()
    window.cases.view.viewport().grab()
    row = model.listed(0).row
    assert row is not None
    assert row.title


def test_it_closes_without_its_archive(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    sample.path.rename(sample.path.with_suffix(".away"))
    assert window.close()
