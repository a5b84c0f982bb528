"""The proof desk: pages in sight, sizes, thumbnails, and the way from a page to its place."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from casearchive.ui.look import Look
from casearchive.ui.packs.preview import PdfPreview
from casearchive.ui.packs.proof.page_view import LARGEST_FITTED, Fit

# The offscreen screen cannot pass on the least size of a window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

STARTS = (2, 5, 6)


def pdf_of(pages: int, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF of blank pages, the first two called i and ii."""
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page(page_size=size)
    labels = [0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D)]
    document.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_large_page_far_down_gets_its_room(preview: PdfPreview, qtbot: QtBot) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(200))) as document:
        document.add_blank_page(page_size=(1190, 842))
        data = io.BytesIO()
        document.save(data)
    preview.show_pdf(data.getvalue(), STARTS)
    assert preview.pages == 201
    qtbot.waitUntil(lambda: preview.sheets.size(200).width() == 1190)
    place = preview.view._lay.place(200)
    assert place.width() == pytest.approx(2 * preview.view._lay.place(199).width(), rel=0.01)


@pytest.fixture
def preview(_fonts_once: Look, qtbot: QtBot) -> Iterator[PdfPreview]:
    made = PdfPreview(_fonts_once)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_pdf(pdf_of(9), STARTS)
    yield made


def test_pages_stay_fitted_until_somebody_zooms(preview: PdfPreview) -> None:
    before = preview.view.scale
    assert preview.fit_width.isChecked()
    preview.larger.click()
    larger = preview.view.scale
    assert larger > before
    assert not preview.fit_width.isChecked()
    preview.resize(700, 700)
    assert preview.view.scale == larger
    preview.fit_width.click()
    assert preview.view.scale < larger
    preview.fit_page.click()
    place = preview.view._lay.place(0)
    assert place.height() <= preview.view.viewport().height()
    preview.resize(3000, 900)
    preview.view.fit_to(Fit.WIDTH)
    assert preview.view.scale == LARGEST_FITTED


def test_a_typed_number_is_taken_for_the_label_first(preview: PdfPreview) -> None:
    for typed, page in (("ii", 1), ("1", 2), ("99", 8), ("7", 8), ("i", 0)):
        preview.number.setFocus()
        preview.number.selectAll()
        QTest.keyClicks(preview.number, typed)
        QTest.keyClick(preview.number, Qt.Key.Key_Return)
        bar = preview.view.verticalScrollBar()
        assert preview.view.page == page or bar.value() == bar.maximum()
    QTest.keyClicks(preview.number, "<b>")
    QTest.keyClick(preview.number, Qt.Key.Key_Return)
    assert preview.number.text() == "i"


def test_keys_go_through_the_pages(preview: PdfPreview) -> None:
    view = preview.view
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.page == 1
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.page == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 8
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0
    assert "第 i 页" in view.accessibleDescription()


def test_as_an_opened_book_two_pages_lie_side_by_side(preview: PdfPreview) -> None:
    preview.book.click()
    lay = preview.view._lay
    assert lay.place(1).top() == lay.place(2).top()
    QTest.keyClick(preview.view, Qt.Key.Key_Right)
    assert preview.view.page == 1
    QTest.keyClick(preview.view, Qt.Key.Key_Right)
    assert preview.view.page == 3


def test_thumbnails_follow_and_lead(preview: PdfPreview, qtbot: QtBot) -> None:
    QAbstractItemModelTester(
        preview.thumbnails.pages, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    preview.all_pages.click()
    assert preview.thumbnails.isVisible()
    index = preview.thumbnails.pages.index(3)
    preview.thumbnails.scrollTo(index)
    at = preview.thumbnails.visualRect(index).center()
    QTest.mouseClick(
        preview.thumbnails.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        at,
    )
    assert preview.view.page == 3
    QTest.keyClick(preview.view, Qt.Key.Key_Home)
    assert preview.thumbnails.currentIndex().row() == 0
    preview.show_pdf(pdf_of(4), STARTS)
    assert preview.thumbnails.pages.rowCount() == 4
    preview.show_nothing("没有页面")
    assert preview.thumbnails.pages.rowCount() == 0


def test_a_click_on_a_page_tells_its_place(preview: PdfPreview, qtbot: QtBot) -> None:
    assert [preview.place_of(page) for page in range(9)] == [-1, -1, 0, 0, 0, 1, 2, 2, 2]
    preview.view.go_to(4)
    with qtbot.waitSignal(preview.place_clicked) as told:
        QTest.mouseClick(
            preview.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(450, 60),
        )
    assert told.args == [0]
    with qtbot.waitSignal(preview.place_opened) as told:
        QTest.mouseDClick(
            preview.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(450, 60),
        )
    assert told.args == [0]


def test_a_chosen_place_comes_into_sight_and_is_framed(preview: PdfPreview) -> None:
    preview.choose(1)
    assert preview.view.page == 5
    assert preview.view._chosen == range(5, 6)
    preview.choose(0, go=False)
    assert preview.view.page == 5
    assert preview.view._chosen == range(2, 5)
    preview.choose(-1)
    assert not preview.view._chosen


def test_new_pages_stand_where_the_old_ones_were_read(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.view.go_to(6)
    for _time in range(20):  # as fast as somebody types
        preview.show_pdf(pdf_of(9), STARTS)
        qtbot.wait(5)
    assert preview.view.page == 6
    qtbot.waitUntil(lambda: any(page == 6 for page, _width in preview.sheets._kept))
