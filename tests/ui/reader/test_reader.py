"""A case set as a page: text stays text, nothing is loaded, marks and tips are right."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.cases.reading import read_case
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.services.views import (
    AttachmentView,
    CaseView,
    Fact,
    FigureView,
    PlanStepView,
    QuestionView,
    SectionView,
    SourceView,
    TeachingNoteView,
    read_prose,
)
from casearchive.ui.look import Look
from casearchive.ui.reader.holding import JOINER, bare
from casearchive.ui.reader.pages import TIP
from casearchive.ui.reader.view import ReaderView

HOSTILE = "<img src=file:///etc/passwd><b>粗</b> &amp; <script>alert(1)</script>"
PROSE = """### 小标题

第一段，**加粗**，[网页](https://example.org/a?b=1)，[文件](file:///etc/passwd)。

- 一项
- 又一项

1. 第一
2. 第二

> 引文

| 栏 | 数 |
| --- | --- |
| 甲 | 1 |

![图名](file:///etc/passwd)
"""


def test_headings_go_the_way_of_the_case(qtbot: QtBot, look: Look) -> None:
    reader = ReaderView(look)
    qtbot.addWidget(reader)
    uyghur = "\u0626\u06c7 \u0626\u06d5"
    reader.show_case(replace(case_of("双一村"), facts=(Fact(uyghur, uyghur),)))
    block, ways = reader.document().begin(), {}
    while block.isValid():
        ways[block.text()] = block.textDirection()
        block = block.next()
    assert ways[uyghur] is Qt.LayoutDirection.LeftToRight  # beside Chinese values, not opposite
    reader.show_case(replace(case_of(uyghur), facts=(Fact(uyghur, uyghur),)))
    assert reader.document().begin().textDirection() is Qt.LayoutDirection.RightToLeft


def case_of(text: str, body: str = PROSE) -> CaseView:
    """Return a case all of whose texts are `text`."""
    return CaseView(
        id="a" * 32,
        code=text,
        kind=text,
        title=text,
        role=text,
        scope=text,
        status=text,
        abstract=text,
        themes=(text,),
        tags=(text,),
        facts=(Fact(text, text),),
        sections=(
            SectionView("b", text, text, read_prose(body), trainer_only=False),
            SectionView("c", text, "教师的一节", read_prose("只给教师。"), trainer_only=True),
        ),
        outcomes=(FigureView(text, text, text, text, text, 1, text),),
        questions=(QuestionView(text, text, "答案在此", "依据在此"),),
        teaching_note=TeachingNoteView(
            text, text, text, text, "要点在此", (PlanStepView(45, text, text),), 45
        ),
        sources=(SourceView("d", 1, text, "A", "https://example.org/source"),),
        updated_at="2026-01-02T03:04:05Z",
        version=1,
        evidence_grade="A",
        trashed=False,
        attachments=(attachment_of(text),),
    )


def attachment_of(text: str) -> AttachmentView:
    """Return an attached file all of whose texts are `text`."""
    return AttachmentView(
        id="f" * 32,
        sha256="0" * 64,
        name=text,
        caption=f"说明{text}",
        media_type=text,
        size=2_500_000,
        creator=text,
        licence=text,
        portrait_consent=text,
        expires="2027",
        hindrance=text,
        has_text=True,
    )


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> ReaderView:
    made = ReaderView(look)
    qtbot.addWidget(made)
    made.resize(800, 600)
    return made


def test_hostile_text_is_shown_as_it_is(view: ReaderView) -> None:
    view.show_case(case_of(HOSTILE, HOSTILE))
    shown = view.toPlainText()
    assert shown.count(HOSTILE) >= 15
    assert "￼" not in shown  # no picture, no object


def test_prose_is_set_with_its_lists_tables_and_links(view: ReaderView) -> None:
    view.show_case(case_of("平常"))
    shown = view.toPlainText()
    for text in ("小标题", "加粗", "• 一项".replace(" ", "\t"), "2.", "引文", "甲", "图名"):
        assert text in shown
    assert links(view.document()) == {
        "https://example.org/a?b=1",
        "https://example.org/source",
        "#source-1",
        "attachment:" + "f" * 32,
    }


def test_a_hard_line_end_is_one(view: ReaderView) -> None:
    view.show_case(case_of("题", "- 上\\\n  下\n\n第一行\\\n第二行"))
    assert "上\n下" in view.toPlainText()
    assert "第一行\n第二行" in view.toPlainText()


def test_a_note_reads_as_it_prints(view: ReaderView) -> None:
    case = case_of("题")
    assert case.teaching_note is not None
    note = replace(case.teaching_note, key_points="1. 先**算账**\n2. 再公示")
    view.show_case(replace(case, teaching_note=note))
    shown = view.toPlainText()
    assert "**" not in shown
    assert re.search(r"1\.\s先算账\n2\.\s再公示", shown)


def links(document: QTextDocument) -> set[str]:
    found = set()
    block = document.begin()
    while block.isValid():
        for part in block:  # type: ignore[attr-defined]  # PySide's stub has no iterator
            found.add(part.fragment().charFormat().anchorHref())
        block = block.next()
    return found - {""}


def test_nothing_is_ever_loaded(view: ReaderView) -> None:
    for name in ("file:///etc/hostname", "https://example.org/a.png", "qrc:/a"):
        loaded = view.loadResource(2, QUrl(name))
        assert isinstance(loaded, QImage)
        assert (loaded.width(), loaded.height()) == (1, 1)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org/", ["https://example.org/"]),
        ("file:///etc/passwd", []),
        ("javascript:alert(1)", []),
        ("mailto:a@example.org", []),
        ("#source-1", []),
    ],
)
def test_only_web_pages_are_opened(view: ReaderView, url: str, asked: list[str]) -> None:
    clicked: list[str] = []
    view.link_clicked.connect(clicked.append)
    view.show_case(case_of("平常"))
    view.anchorClicked.emit(QUrl(url))
    assert clicked == asked
    assert "平常" in view.toPlainText()  # still the case, nothing was navigated to


def test_a_figure_tells_its_quote(view: ReaderView) -> None:
    view.show_case(replace(case_of("平常"), tags=()))
    tips = set()
    block = view.document().begin()
    while block.isValid():
        for part in block:  # type: ignore[attr-defined]  # PySide's stub has no iterator
            tips.add(part.fragment().charFormat().property(TIP))
        block = block.next()
    assert "原文：平常" in tips


def test_attached_files_stand_at_the_end_for_trainers(view: ReaderView, qtbot: QtBot) -> None:
    view.show_case(replace(case_of("平常"), attachments=(attachment_of("账本.pdf"),)))
    name, about = view.toPlainText().split("附件\n")[1].split("\n")[:2]
    assert name == "账本.pdf　PDF · 2.4 MB"
    assert about == "说明账本.pdf　·　账本.pdf　·　账本.pdf"
    with qtbot.waitSignal(view.attachment_clicked) as clicked:
        view.anchorClicked.emit(QUrl("attachment:" + "f" * 32))
    assert clicked.args == ["f" * 32]
    view.use(zoom=0, trainee=True)
    assert "账本.pdf" not in view.toPlainText()


def test_a_hit_inside_a_file_leads_to_the_file_s_name(view: ReaderView) -> None:
    case = replace(case_of("平常", "段落。\n\n" * 80), attachments=(attachment_of("账本.pdf"),))
    view.show()
    view.show_case(case, "只在附件里的词", "附件：账本.pdf")
    bar = view.verticalScrollBar()
    assert bar.value() > bar.maximum() - view.viewport().height()
    view.show_case(replace(case, id="e" * 32), "只在附件里的词", "附件：别的.pdf")
    assert bar.value() == 0


def test_a_file_that_may_be_printed_says_so(view: ReaderView) -> None:
    file = replace(attachment_of("账本.pdf"), hindrance="", caption="账本")
    view.show_case(replace(case_of("平常"), attachments=(file,)))
    assert view.toPlainText().rstrip().endswith("账本.pdf　·　可以印发。")


def test_trainees_see_questions_without_what_trainers_know(view: ReaderView) -> None:
    view.show_case(case_of("平常"))
    secrets = ("答案在此", "依据在此", "要点在此", "只给教师", "教师的一节")
    assert all(secret in view.toPlainText() for secret in secrets)
    assert "共 45 分钟" in view.toPlainText()
    view.use(zoom=0, trainee=True)
    assert not any(secret in view.toPlainText() for secret in secrets)
    assert "思考题" in view.toPlainText()


def test_marks_stand_on_the_words_even_after_rare_characters(view: ReaderView) -> None:
    """𠮷 is one character to Python and two units to Qt."""
    view.show_case(case_of("𠮷𠮷村的辣椒"), typed="辣椒")
    marked = [mark.cursor.selectedText() for mark in view.extraSelections()]
    assert marked
    assert set(marked) == {"辣椒"}
    view.mark("")
    assert view.extraSelections() == []


def in_sight(view: ReaderView) -> bool:
    """Say whether the hit looked at lies in the visible part of the view."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.hits.places[view.hits.at][0])
    place = view.cursorRect(cursor)
    return place.top() >= 0 and place.bottom() <= view.viewport().height()


def test_the_hit_looked_at_is_in_sight_after_other_words(view: ReaderView) -> None:
    words = "辣椒。\n\n" + "段落。\n\n" * 60 + "合作社。\n\n" + "段落。\n\n" * 60 + "分红。"
    told: list[tuple[int, int]] = []
    view.hits.changed.connect(lambda at, total: told.append((at, total)))
    view.show()
    view.show_case(case_of("平常", words), "合作社")
    assert in_sight(view)
    view.mark("辣椒")  # above
    assert in_sight(view) and told[-1] == (1, 1)
    view.mark("分红")  # below
    assert in_sight(view) and told[-1] == (1, 1)
    before = view.verticalScrollBar().value()
    view.mark("段落")  # some of them are in sight already: nothing moves
    assert in_sight(view) and view.verticalScrollBar().value() == before
    assert told[-1][0] > 60
    view.show_case(case_of("平常", words + "改过"), "辣椒")  # read again, with other words
    assert in_sight(view)
    view.mark("")
    assert told[-1] == (0, 0)


def test_the_text_is_not_moved_under_a_reader_who_scrolled_on(view: ReaderView) -> None:
    view.show()
    view.show_case(case_of("平常", "辣椒。\n\n" + "段落。\n\n" * 90), "辣椒")
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    view.set_again()
    view.mark("辣椒")
    assert bar.value() == before


def line_ends(document: QTextDocument) -> list[str]:
    """Return the lines of a text as they are laid out, without joiners."""
    lines = []
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            shown = block.text()[line.textStart() : line.textStart() + line.textLength()]
            lines.append(bare(shown))
        block = block.next()
    return lines


@pytest.mark.parametrize("length", range(30, 52, 3))
def test_no_number_leaves_its_unit_at_a_line_s_end(view: ReaderView, length: int) -> None:
    value = "课" * length + "（90 分钟）"
    view.show()
    view.show_case(replace(case_of("平常"), facts=(Fact("课程", value),)), "90 分钟）")
    assert sum("90 分钟" in line for line in line_ends(view.document())) == 1
    assert [bare(mark.cursor.selectedText()) for mark in view.extraSelections()]
    view.selectAll()
    copied = view.createMimeDataFromSelection()
    assert value in copied.text() and JOINER not in copied.text() + copied.html()


def test_a_mark_over_a_held_number_keeps_its_place(view: ReaderView) -> None:
    view.show()
    view.show_case(replace(case_of("平常"), facts=(Fact("课程", "共 90 分钟，讲账目"),)))
    found = view.document().find("账目")
    ((part, text, start, end),) = view.marks.selected(found)
    assert (part, text[start:end]) == ("facts", "账目")
    assert "共 90 分钟，讲账目" in text
    cursor = QTextCursor(view.document())
    cursor.setPosition(found.selectionStart() - len("讲，"))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.setPosition(found.selectionStart(), QTextCursor.MoveMode.KeepAnchor)
    ((_part, text, start, end),) = view.marks.selected(cursor)
    assert text[start:end] == "共 90 分钟，讲"


def test_zoom_sets_larger_text(view: ReaderView) -> None:
    view.show()
    view.show_case(case_of("平常"))
    before = view.document().size().height()
    view.use(zoom=6, trainee=False)
    assert view.document().size().height() > before


def test_every_case_of_the_sample_is_set(view: ReaderView, sample: Archive) -> None:
    for case_id in case_ids(sample, Shelf()):
        case = read_case(sample, case_id)
        view.show_case(case)
        shown = view.toPlainText()
        assert case.title in shown
        assert all(source.citation in shown for source in case.sources)


@pytest.fixture(scope="module")
def one_view(_fonts_once: Look) -> ReaderView:
    return ReaderView(_fonts_once)


@given(st.text(max_size=80))
def test_any_text_can_be_set(one_view: ReaderView, text: str) -> None:
    one_view.show_case(case_of(text, text))


def test_the_place_is_kept_when_size_and_reader_change(view: ReaderView) -> None:
    paragraphs = "\n\n".join(f"第{number}段" + "，很长的一段话" * 12 for number in range(60))
    view.show_case(case_of("题", paragraphs))
    view.find_here("第40段")
    view.find_here("")
    before = first_line_of(view)
    for zoom, trainee in ((18, False), (18, True), (4, False)):
        view.use(zoom=zoom, trainee=trainee)
        assert first_line_of(view) == before, (zoom, trainee)


def first_line_of(view: ReaderView) -> str:
    return view.cursorForPosition(QPoint(view.width() // 2, 1)).block().text()[:4]
