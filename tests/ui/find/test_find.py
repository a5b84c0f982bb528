"""Ctrl+F wherever one is: the case, the form, the pages of a pack, an import, windows of texts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack
from casearchive.services.briefing.publishing import print_pack
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.ui.find.anywhere import FindAnywhere
from casearchive.ui.find.bar import FindBar
from casearchive.ui.find.pages import PagesTarget
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look
from casearchive.ui.packs.preview import PdfPreview
from casearchive.ui.reader.history import HistoryWindow

# The offscreen screen cannot do everything a real one does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "keyToAscii")

OpenWindow = Callable[[Archive], MainWindow]


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def bar_of(window: MainWindow) -> FindBar:
    """The bar that Ctrl+F opens on the page in sight."""
    window.commands["find"].trigger()
    found = [bar for bar in window.findChildren(FindBar) if bar.isVisible()]
    assert len(found) == 1
    return found[0]


def marked(view: QTextEdit) -> list[str]:
    return [one.cursor.selectedText() for one in view.extraSelections()]


def enter(bar: FindBar, *, back: bool = False) -> None:
    keys = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(bar.field, Qt.Key.Key_Return, keys)


def test_in_the_case_then_in_the_archive(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    view = window.reader.view
    window.cases.search.set_text("报道")
    rest(qtbot, window)
    qtbot.waitUntil(lambda: set(marked(view)) == {"报道"}, timeout=10_000)
    window.cases.view.setFocus()
    window.commands["find"].trigger()  # from the list it is the archive that is searched
    assert isinstance(window.focusWidget(), QLineEdit)
    assert not [bar for bar in window.findChildren(FindBar) if bar.isVisible()]
    view.setFocus()
    bar = bar_of(window)
    bar.field.setText("村")
    assert set(marked(view)) == {"村"}
    total = len(marked(view))
    assert bar.told.text() == f"第 1 / {total} 处"
    enter(bar)
    window.commands["next_hit"].trigger()
    assert bar.told.text() == f"第 3 / {total} 处"
    enter(bar, back=True)
    assert bar.told.text() == f"第 2 / {total} 处"
    bar.field.setText("没有这样的话")
    assert bar.told.text() == "没有找到"
    window.commands["find"].trigger()
    assert not bar.isVisible()
    assert window.cases.search.isAncestorOf(window.focusWidget())
    assert set(marked(view)) == {"报道"}  # those of the search again


def test_in_the_form_over_all_its_pages(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    draft = load_draft(sample, case_ids(sample, Shelf(), "updated")[0])
    draft.sections[2].body = "第三节里有**石榴**，还有石榴。"
    draft.sources[0].title = "石榴报"
    draft.questions[0].stem = "石榴怎么卖？"
    save_draft(sample, draft)
    window = open_window(sample)
    rest(qtbot, window)
    window.case_actions.edit()
    rest(qtbot, window)
    form = window.pages.form
    assert form is not None
    bar = bar_of(window)
    bar.field.setText("石榴")
    assert bar.told.text() == "第 1 / 4 处"
    seen = []
    for _time in range(4):
        assert bar.field.hasFocus() or window.focusWidget() is bar.field
        fields = [one for one in form.findChildren(QTextEdit) if marked(one)]
        seen.append((form.parts.outline.currentRow(), len(fields)))
        enter(bar)
    assert [row for row, _fields in seen] == [1, 1, 3, 4]  # text, sources, questions
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is form  # Escape closes the bar, not the form
    assert not form.is_changed
    assert not [one for one in form.findChildren(QTextEdit) if marked(one)]


def test_in_the_pages_of_a_pack(qtbot: QtBot, look: Look, sample: Archive) -> None:
    pack = create_pack(sample, "找", case_ids(sample, Shelf(), "code")[:2])
    preview = PdfPreview(look)
    qtbot.addWidget(preview)
    preview.resize(900, 700)
    preview.show()
    preview.show_pdf(print_pack(sample, pack).data, (0,))
    target = PagesTarget(preview)
    bar = FindBar(look, preview, target)
    bar.open()
    bar.field.setText("五彩椒")
    qtbot.waitUntil(lambda: bar.told.text().startswith("第 1 / "), timeout=10_000)
    qtbot.waitUntil(lambda: not target._on.isActive(), timeout=10_000)
    marks = preview.view._marks
    assert sum(len(found) for found in marks.values()) > 5
    for page, found in marks.items():
        width, height = preview.sheets.size(page).width(), preview.sheets.size(page).height()
        for mark, _looked_at in found:
            assert all(0 < a.left() < a.right() < width for a in mark.areas)
            assert all(0 < a.top() < a.bottom() < height for a in mark.areas)
    before = preview.view.verticalScrollBar().value()
    enter(bar, back=True)  # to the last, pages on
    assert preview.view.verticalScrollBar().value() > before
    preview.show_pdf(print_pack(sample, pack, "trainer").data, (0,))
    qtbot.waitUntil(lambda: "处" in bar.told.text(), timeout=10_000)
    bar.field.setText("没有这样的话")
    qtbot.waitUntil(lambda: bar.told.text() == "没有找到", timeout=10_000)
    bar.leave()
    assert preview.view._marks == {}


def test_in_the_history_and_in_an_import(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, tmp_path: Path
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    case = window.reader.view.case
    assert case is not None
    draft = load_draft(sample, case.id)
    draft.title, draft.abstract = f"石榴{draft.title}", f"石榴{draft.abstract}"
    save_draft(sample, draft)
    window.commands["history"].trigger()
    rest(qtbot, window)
    history = window.findChild(HistoryWindow)
    assert history is not None
    qtbot.waitUntil(lambda: len(history.findChildren(QTextEdit)) >= 2, timeout=10_000)
    history.find_bar.open()
    history.find_bar.field.setText("石榴")
    assert history.find_bar.told.text() == "第 1 / 2 处"
    history.find_bar.step(1)
    assert history.find_bar.told.text() == "第 2 / 2 处"
    history.close()
    path = tmp_path / "石榴村.txt"
    path.write_text("石榴村\n\n合作社统一收购石榴。", encoding="utf-8")
    desk = window.pages.show_import()
    desk.add_paths([path])
    rest(qtbot, window)
    qtbot.waitUntil(desk.reader.isVisible, timeout=10_000)
    bar = bar_of(window)
    bar.field.setText("石榴")
    assert set(marked(desk.reader)) == {"石榴"}
    assert window.pages.findChild(FindAnywhere) is not None
    desk.begin_anew()
