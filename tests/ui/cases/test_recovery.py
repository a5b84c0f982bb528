"""After trouble the list comes by itself: it is said once, and tried until it goes well."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.ui.cases import recovery
from casearchive.ui.cases.recovery import Recovery
from casearchive.ui.frame.window import MainWindow

OpenWindow = Callable[[Archive], MainWindow]


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "FIRST", 20)
    monkeypatch.setattr(recovery, "LONGEST", 80)


def test_it_is_told_once_for_what_is_asked_and_tried_until_it_goes_well(qtbot: QtBot) -> None:
    made, told, tried = Recovery(), list[str](), list[str]()
    made.told.connect(told.append)
    made.again.connect(lambda: tried.append("again"))
    made.hinder("磁盘已满")
    for number in range(1, 4):
        made.hinder("磁盘已满")  # as the facets of the same list, or the next try
        qtbot.waitUntil(lambda number=number: len(tried) == number)  # type: ignore[misc]
    assert told == ["磁盘已满"]
    assert made.end() is True
    assert made.end() is False
    made.ask_anew()
    made.hinder("磁盘已满")
    assert len(told) == 2
    made.end()


def shown(widget: QWidget | None) -> list[str]:
    """Return the words that stand on what is to be seen of a widget."""
    labels = widget.findChildren(QLabel) if widget else ()
    return [label.text() for label in labels if label.isVisible()]


def block_the_folder(archive: Archive) -> Path:
    """Put a file where the folder of indexes belongs: no index can be opened."""
    folder = archive.index_path.parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.touch()
    return folder


def block_the_building(archive: Archive) -> Path:
    """Put a folder where the lock file belongs: an index can be opened, but not be built."""
    folder = archive.index_path.with_suffix(".lock")
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("block", [block_the_folder, block_the_building])
def test_what_was_typed_in_trouble_is_listed_when_it_is_over(
    block: Callable[[Archive], Path], qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    in_the_way = block(sample)
    window = open_window(sample)
    told: list[str] = []
    window.catalogue.failed.connect(told.append)
    window.commands["facets"].trigger()
    window.cases.search.set_text("五彩椒")
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: window.toast.isVisible() and window.toast.text.text() == told[-1])
    assert "缓存文件夹" in told[-1]
    qtbot.waitUntil(lambda: told[-1] in " ".join(shown(window.cases)))
    qtbot.waitUntil(lambda: told[-1] in shown(window.narrowing.panel))
    assert not any("条" in text for text in shown(window.cases))  # nobody knows how many

    in_the_way.unlink() if in_the_way.is_file() else in_the_way.rmdir()
    qtbot.waitUntil(lambda: len(window.catalogue.model.ids) == 1)
    assert window.cases.view.isVisible()
    panel = window.narrowing.panel
    qtbot.waitUntil(lambda: panel is not None and panel.model.rowCount() > 0)
