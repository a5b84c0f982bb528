"""Saved searches: kept by the bar, listed in the library, renamed, updated, deleted, undone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.library.browsing import Shelf
from casearchive.services.searching.saved_searches import list_searches, save_search
from casearchive.services.undoing import undo
from casearchive.ui.actions.notice import Notice
from casearchive.ui.library.model import ENTRY
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.look import Look
from casearchive.ui.search.bar import SearchBar
from casearchive.ui.search.saved import SavedSearches
from casearchive.ui.tasks import Change, Tasks

# The offscreen screen can neither raise a dialog nor pass on its least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass
class Desk:
    """The bar, the library and what joins them, with what they told."""

    archive: Archive
    tasks: Tasks
    bar: SearchBar
    library: LibraryPane
    saved: SavedSearches
    told: list[Notice] = field(default_factory=list)

    def rest(self, qtbot: QtBot) -> None:
        """Wait until nothing is under way."""
        qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)

    @property
    def names(self) -> list[str]:
        """The smart lists in the library."""
        model = self.library.model
        entries = [model.index(row).data(ENTRY) for row in range(model.rowCount())]
        return [e.text for e in entries if e.shelf and e.shelf.kind == "search"]


@pytest.fixture
def desk(qtbot: QtBot, look: Look, tasks: Tasks, empty: Archive, bar: SearchBar) -> Iterator[Desk]:
    """An empty archive's desk."""
    menu = QMenu()
    library = LibraryPane(look, menu)
    qtbot.addWidget(library)
    qtbot.addWidget(menu)
    library.show()
    saved = SavedSearches(
        empty, tasks, look, library=library, bar=bar, now=lambda: (bar.text(), "title", "theme")
    )
    made = Desk(empty, tasks, bar, library, saved)
    saved.told.connect(made.told.append)

    def hear(change: Change) -> None:
        assert change.kind == "searches"
        saved.read()

    tasks.changed.connect(hear)
    yield made
    made.rest(qtbot)


def answer(name: str) -> None:
    """Type a name into the dialog that is about to come, and accept it."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        entry = dialog.findChild(QLineEdit)
        assert isinstance(entry, QLineEdit)
        entry.setText(name)
        yes = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
        yes.click()

    QTimer.singleShot(0, fill)


def given(desk: Desk, qtbot: QtBot, *names: str) -> list[str]:
    ids = [save_search(desk.archive, name, f"找{name}") for name in names]
    desk.saved.read()
    desk.rest(qtbot)
    return ids


def run(desk: Desk, qtbot: QtBot, action: Callable[[], object] | None) -> None:
    assert action
    action()
    desk.rest(qtbot)


def take_back(desk: Desk, qtbot: QtBot) -> None:
    """Do what the window does where a notice says that it undoes."""
    assert desk.told[-1].undoes
    undo(desk.archive)
    desk.saved.read()
    desk.rest(qtbot)


def test_a_search_is_saved_with_its_order_and_opened(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_text("辣椒 主题=产业振兴")
    answer("辣椒 <b>村</b>")
    desk.bar.field.keep.trigger()
    desk.rest(qtbot)
    (row,) = list_searches(desk.archive)
    assert (row.name, row.typed) == ("辣椒 <b>村</b>", "辣椒 主题=产业振兴")
    assert (row.order, row.group) == ("title", "theme")
    assert desk.names == ["辣椒 <b>村</b>"]
    with qtbot.waitSignal(desk.library.shelf_chosen) as chosen:
        run(desk, qtbot, desk.told[-1].action)
    assert chosen.args == [Shelf("search", row.id), "辣椒 <b>村</b>"]
    assert desk.bar.text() == ""


def test_nothing_typed_saves_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.bar.set_text("   ")
    desk.saved.save()
    desk.rest(qtbot)
    assert list_searches(desk.archive) == ()


def test_a_name_that_is_taken_can_be_changed(desk: Desk, qtbot: QtBot) -> None:
    given(desk, qtbot, "甲")
    desk.bar.set_text("辣椒")
    answer("甲")
    desk.saved.save()
    desk.rest(qtbot)
    assert desk.told[-1].icon == "warning"
    answer("乙")
    run(desk, qtbot, desk.told[-1].action)
    assert desk.names == ["甲", "乙"]


def test_f2_renames(desk: Desk, qtbot: QtBot) -> None:
    (search,) = given(desk, qtbot, "甲")
    desk.library.choose_shelf(Shelf("search", search))
    answer("乙")
    QTest.keyClick(desk.library.view, Qt.Key.Key_F2)
    desk.rest(qtbot)
    assert desk.names == ["乙"]
    assert desk.library.shelf == Shelf("search", search)


def test_delete_deletes_and_undo_puts_back(desk: Desk, qtbot: QtBot) -> None:
    first, _second = given(desk, qtbot, "甲", "乙")
    before = list_searches(desk.archive)
    desk.library.choose_shelf(Shelf("search", first))
    QTest.keyClick(desk.library.view, Qt.Key.Key_Delete)
    desk.rest(qtbot)
    assert desk.names == ["乙"]
    assert desk.library.shelf == Shelf(), "the list that is gone is shown no more"
    take_back(desk, qtbot)
    assert list_searches(desk.archive) == before
    assert desk.names == ["甲", "乙"]


def test_delete_belongs_to_the_window_anywhere_else(desk: Desk, qtbot: QtBot) -> None:
    (search,) = given(desk, qtbot, "甲")
    taken = []
    for shelf in (Shelf(), Shelf("search", search)):
        desk.library.choose_shelf(shelf)
        event = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier
        )
        event.ignore()
        QApplication.sendEvent(desk.library.view, event)
        taken.append(event.isAccepted())
    assert taken == [False, True]


def test_update_means_the_present_search_and_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    (search,) = given(desk, qtbot, "甲")
    before = list_searches(desk.archive)
    desk.bar.set_text("五彩椒")
    run(desk, qtbot, lambda: desk.saved.update(search))
    (row,) = list_searches(desk.archive)
    assert (row.name, row.typed, row.order) == ("甲", "五彩椒", "title")
    take_back(desk, qtbot)
    assert list_searches(desk.archive) == before


def test_counts_are_shown_once_known_and_dropped_with_the_query(desk: Desk, qtbot: QtBot) -> None:
    (search,) = given(desk, qtbot, "甲")
    model = desk.library.model

    def count() -> int | None:
        number: int | None = model.entry(model.row_of(Shelf("search", search))).count
        return number

    assert count() is None
    desk.library.show_search_counts({search: 12})
    assert count() == 12
    desk.saved.read()
    desk.rest(qtbot)
    assert count() == 12
    desk.bar.set_text("五彩椒")
    run(desk, qtbot, lambda: desk.saved.update(search))
    assert count() is None
