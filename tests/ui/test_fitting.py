"""What the screens showed to be amiss: cut words, blank panes, boxes lost in the dark, margins."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QStyleOptionViewItem,
    QTabBar,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casearchive.i18n import use_language
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack, list_packs
from casearchive.services.views import ListItem, Run, Shelf
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.lists.ordering import ENTRY
from casearchive.ui.lists.painting import paint_box
from casearchive.ui.lists.rows import RowsModel
from casearchive.ui.lists.two_lines import TwoLines, Words
from casearchive.ui.look import Look, Scheme
from casearchive.ui.look.mirroring import MarginMirror, mirror
from casearchive.ui.packs.out.dialogs import ExportDialog, PrintDialog
from casearchive.ui.reader.pages import Page
from casearchive.ui.reader.prose import ProseSetter
from casearchive.ui.widgets import ElidedLabel
from tests.ui.conftest import OpenWindow

# What the offscreen screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SMALLEST = (1280, 800)


def rest(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)


def cut(top: QWidget) -> Iterator[str]:
    """Yield the words that have less room than they need."""
    for part in top.findChildren(QWidget):
        if not part.isVisible():
            continue
        if isinstance(part, QLabel) and part.text() and not isinstance(part, ElidedLabel):
            if part.wordWrap():
                if part.height() < part.heightForWidth(part.width()):
                    yield part.text()
            elif part.width() < part.sizeHint().width():
                yield part.text()
        elif isinstance(part, QAbstractButton) and part.text():
            if part.width() < part.sizeHint().width():
                yield part.text()
        elif isinstance(part, QTabBar):
            metrics = part.fontMetrics()
            for tab in range(part.count()):
                if part.tabRect(tab).width() < metrics.horizontalAdvance(part.tabText(tab)):
                    yield part.tabText(tab)


@pytest.fixture(params=["zh", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("zh")


def test_a_wider_window_gives_its_room_to_the_reader(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    cases, reader = window.cases.width(), window.reader.width()
    window.resize(1500, 800)
    qtbot.waitUntil(lambda: window.reader.width() >= reader + 219, timeout=5_000)
    assert abs(window.cases.width() - cases) <= 1


def test_every_page_fits_the_smaller_screen(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive, spoken: str
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    found = [*cut(window)]
    window.commands["notes"].setChecked(True)
    window.case_actions.edit()
    rest(qtbot, window)
    form = window.pages.form
    assert form is not None
    for row in range(form.parts.outline.count()):
        form.parts.outline.setCurrentRow(row)
        qtbot.wait(10)
        found += cut(window)
    form.leave()
    for go in (
        window.commands["import"].trigger,
        window.commands["mend"].trigger,
        window.commands["duplicates"].trigger,
        lambda: window.library.pack_chosen.emit(list_packs(sample)[0].id),
    ):
        go()
        rest(qtbot, window)
        found += cut(window)
    desk = window.pages.desk
    assert desk is not None
    for tab in range(desk.pane.tabs.count()):
        desk.pane.tabs.setCurrentIndex(tab)
        qtbot.wait(10)
        found += cut(window)
    assert found == []
    assert (window.width(), window.height()) == SMALLEST, "something has pushed the window apart"
    needed = window.minimumSizeHint()
    assert needed.width() <= SMALLEST[0]
    assert needed.height() <= SMALLEST[1]


def test_the_dialogs_of_a_pack_are_as_high_as_their_words(
    qtbot: QtBot, look: Look, spoken: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for dialog in (ExportDialog(look, parent), PrintDialog(look, ["PDF"], 21, parent)):
        dialog.show()
        qtbot.wait(10)
        layout = dialog.layout()
        assert layout is not None
        assert dialog.height() == layout.totalHeightForWidth(dialog.width())
        assert [*cut(dialog)] == []
        dialog.close()


def test_an_empty_archive_has_a_word_in_every_pane(
    qtbot: QtBot, open_window: OpenWindow, empty: Archive
) -> None:
    window = open_window(empty)
    rest(qtbot, window)
    said = [part.text() for part in window.reader.findChildren(QLabel) if part.isVisible()]
    assert "正文显示在这里" in said
    window.commands["notes"].setChecked(True)
    panel = window.reader.desk.panel
    assert panel is not None
    assert not panel.read.isVisible(), "there is nothing to be called read"
    assert any("标注" in part.text() for part in panel.findChildren(QLabel) if part.isVisible())
    window.commands["facets"].trigger()
    qtbot.waitUntil(lambda: window.narrowing.panel is not None, timeout=5_000)
    facets = window.narrowing.panel
    assert facets is not None
    qtbot.waitUntil(facets.empty.isVisible, timeout=20_000)


def test_a_search_that_finds_nothing_leaves_no_pane_blank(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    window.commands["facets"].trigger()
    window.cases.search.set_text("不存在的词")
    facets = window.narrowing.panel
    assert facets is not None
    qtbot.waitUntil(facets.empty.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: window.reader.desk.studied is None, timeout=5_000)
    said = [part.text() for part in window.reader.findChildren(QLabel) if part.isVisible()]
    assert "选择一个案例开始阅读" not in said
    window.cases.search.set_text("")
    qtbot.waitUntil(lambda: window.reader.desk.studied is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not facets.empty.isVisible(), timeout=20_000)


def test_findings_of_one_pack_are_not_shown_for_an_empty_one(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    window.library.pack_chosen.emit(list_packs(sample)[0].id)
    rest(qtbot, window)
    desk = window.pages.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.checker.found is not None, timeout=60_000)
    window.library.pack_chosen.emit(create_pack(sample, "空包", []))
    rest(qtbot, window)
    assert desk.pack.items == ()
    assert desk.checker.found is None
    assert desk.checks.empty.title.text() == "还没有可检查的"


def test_the_text_is_as_far_from_both_edges_with_a_scroll_bar_and_without(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    view = window.reader.view

    def sides() -> tuple[int, int]:
        text = view.viewport().geometry()
        return text.left(), view.width() - text.right() - 1

    assert view.verticalScrollBar().isVisible()
    left, right = sides()
    assert left == right
    view.document().setPlainText("短")
    qtbot.waitUntil(lambda: not view.verticalScrollBar().isVisible(), timeout=5_000)
    assert sides() == (left, right)


@pytest.mark.parametrize("marker", ["", "1.", "10."])
def test_every_line_of_a_list_begins_at_one_edge(look: Look, qtbot: QtBot, marker: str) -> None:
    paper = QTextEdit()
    qtbot.addWidget(paper)
    paper.resize(360, 300)
    page = Page(paper.document(), look)
    ProseSetter(page, 16).set([ListItem((Run("年份是推定的，原文写的是去年。" * 4),), marker)])
    paper.show()
    cursor = QTextCursor(paper.document().firstBlock())
    cursor.setPosition(cursor.block().text().index("\t") + 1)
    first = paper.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.Down)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    second = paper.cursorRect(cursor)
    assert second.top() > first.top()
    assert abs(second.left() - first.left()) <= 1


@pytest.mark.parametrize("scheme", list(Scheme)[1:])
@pytest.mark.parametrize("on", [True, False])
def test_a_box_shows_on_every_ground(look: Look, scheme: Scheme, on: bool) -> None:
    look.use(scheme)
    ground = look.colour("sidebar")
    picture = QImage(24, 24, QImage.Format.Format_ARGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    paint_box(painter, QRectF(4, 4, 16, 16), on=on)
    painter.end()
    inside = QColor(picture.pixelColor(8, 16))
    wanted = (
        look.colour("accent") if on else QGuiApplication.palette().color(QPalette.ColorRole.Base)
    )
    assert inside == wanted
    edge = picture.pixelColor(4, 12)
    assert abs(edge.lightness() - ground.lightness()) > 40


def test_a_row_of_two_lines_is_mirrored_and_cut(look: Look, qtbot: QtBot) -> None:
    words = Words("题目" * 40, "说明", aside="旁注")
    model = RowsModel[Words](look, lambda one: one.title)
    model.show([words])
    delegate = TwoLines(look, model, lambda entry: entry)
    edges = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        option = QStyleOptionViewItem()
        option.direction = direction
        option.rect = QRectF(0, 0, 300, 54).toRect()
        picture = QImage(300, 54, QImage.Format.Format_ARGB32)
        picture.fill(look.colour("field"))
        painter = QPainter(picture)
        delegate.paint(painter, option, model.index(0))
        painter.end()
        inked = [x for x in range(300) if picture.pixelColor(x, 36) != look.colour("field")]
        edges.append((min(inked), max(inked)))
        whole = [x for x in range(300) for y in (18, 20) if _is_inked(picture, x, y, look)]
        assert 8 < min(whole) < max(whole) < 292, "cut inside the margins"
    (left, _), (_, right) = edges
    assert left < 60
    assert right > 240
    assert model.index(0).data(ENTRY) is words


def _is_inked(picture: QImage, x: int, y: int, look: Look) -> bool:
    return picture.pixelColor(x, y) != look.colour("field")


def test_margins_are_mirrored_once_and_only_where_they_should_be(
    qapp: QApplication, qtbot: QtBot
) -> None:
    def made() -> QWidget:
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(20, 1, 8, 2)
        row = QHBoxLayout()
        row.setContentsMargins(5, 0, 0, 0)
        column.addLayout(row)
        told = QLabel("甲")
        told.setContentsMargins(3, 0, 0, 0)
        row.addWidget(told)
        return outer

    def margins(part: QWidget) -> QMargins:
        layout = part.layout()
        assert layout is not None
        return layout.contentsMargins()

    plain = made()
    mirror(plain)
    mirror(plain)
    assert margins(plain) == QMargins(8, 1, 20, 2)
    watcher = MarginMirror(qapp)
    watcher.use(True)
    shown = made()
    qtbot.addWidget(shown)
    shown.show()
    watcher.use(False)
    assert margins(shown) == QMargins(8, 1, 20, 2)
    inner = shown.findChild(QLabel)
    assert isinstance(inner, QLabel)
    assert inner.contentsMargins() == QMargins(0, 0, 3, 0)
    other = made()
    qtbot.addWidget(other)
    other.show()
    assert margins(other) == QMargins(20, 1, 8, 2)


def test_the_keyboard_goes_back_where_it_was_after_the_tour(
    qtbot: QtBot, open_window: OpenWindow, sample: Archive
) -> None:
    window = open_window(sample)
    rest(qtbot, window)
    window.activateWindow()
    window.cases.view.setFocus()
    window.commands["tour"].trigger()
    tour = next(part for part in window.findChildren(QWidget) if type(part).__name__ == "Tour")
    assert not window.cases.view.hasFocus()
    tour.end()  # type: ignore[attr-defined]
    assert window.cases.view.hasFocus()
    assert window.catalogue.shelf == Shelf()
