"""Teaching decks: trainees' words on the slides, the trainer's in the notes, no overflow."""

import io
from pathlib import Path

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import Table

from casearchive.printing.blocks import (
    Bar,
    BarChart,
    Column,
    DataTable,
    Heading,
    Paragraph,
    Part,
    Publication,
    Question,
    Questions,
    Run,
    plain,
)
from casearchive.printing.office.slides.deck import write_pptx
from casearchive.printing.office.slides.fitting import cut_runs, em_of, shortened
from casearchive.printing.office.slides.house import BODY
from casearchive.printing.office.slides.tables import _height
from tests.printing import made_files


def opened(publication: Publication, trainers: Publication | None = None) -> Presentation:
    return pptx.Presentation(io.BytesIO(write_pptx(publication, trainers)))


def shown(slide: Slide) -> str:
    texts = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            texts.append(shape.text_frame.text)  # type: ignore[attr-defined]  # it has one
        if shape.has_table:
            texts += [cell.text for row in table_of(shape).rows for cell in row.cells]
    return "\n".join(texts)


def table_of(shape: BaseShape) -> Table:
    table: Table = shape.table  # type: ignore[attr-defined]  # asked before
    return table


def said(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame.text if frame else ""


def case(*blocks: object, title: str = "青禾村") -> Publication:
    head = Heading(1, title, "c", in_contents=True, kicker="T-1")
    return Publication(title, (Part(title, (head, *blocks)),), contents=False)  # type: ignore[arg-type]


def both() -> tuple[Publication, Publication]:
    stem, way = (
        plain("账本为什么要公开？"),
        (Heading(2, "主要做法"), Paragraph(plain("先公开旧账。"))),
    )
    trainees = case(
        *way, Heading(2, "思考题"), Questions((Question(stem), Question(plain("第二问"))))
    )
    trainers = case(
        *way,
        Heading(2, "提示（教师用）"),
        Paragraph(plain("秘密提示")),
        Heading(2, "思考题"),
        Questions(
            (Question(stem, "", plain("秘密答案"), plain("秘密依据")), Question(plain("第二问")))
        ),
        Heading(2, "使用说明"),
        DataTable((Column("分钟"),), ((plain("秘密步骤"),),)),
    )
    return trainees, trainers


def test_answers_stand_in_the_notes_of_their_question_only() -> None:
    slides = list(opened(*both()).slides)
    assert not [s for s in slides if "秘密" in shown(s)]
    (asked,) = [s for s in slides if "账本为什么要公开？" in shown(s)]
    assert said(asked) == "参考答案：秘密答案\n依据：秘密依据"
    assert [said(s) for s in slides if "第二问" in shown(s)] == [""]
    opening = said(slides[0])
    assert "秘密提示" in opening
    assert "秘密步骤" in opening
    assert "先公开旧账" not in opening


def test_a_trainees_deck_has_no_notes_at_all() -> None:
    data = write_pptx(both()[0])
    assert "秘密" not in made_files.whole_text(data)
    assert not [name for name, _content in made_files.parts_of(data) if "notesSlide" in name]


def test_bars_are_a_chart_of_the_programs_own_and_never_joined() -> None:
    bars = tuple(Bar(f"{2000 + n}", n + 0.5, f"约{n + 0.5}万元") for n in range(15))
    deck = opened(
        case(Heading(2, "数据"), BarChart("收入", "万元", bars, "年度口径", plain("[1]")))
    )
    charts = [shape.chart for s in deck.slides for shape in s.shapes if shape.has_chart]
    assert [chart.chart_type.name for chart in charts] == ["COLUMN_CLUSTERED"] * 2
    assert [v for chart in charts for v in chart.plots[0].series[0].values] == [
        b.value for b in bars
    ]
    assert charts[0].value_axis.minimum_scale == 0
    label = charts[0].plots[0].series[0].points[3].data_label
    assert label.text_frame.text == "约3.5万元"
    assert all("年度口径" in shown(s) for s in deck.slides if any(x.has_chart for x in s.shapes))


@pytest.mark.parametrize("length", [10, 300, 5_000])
def test_long_text_runs_on_over_slides_and_none_is_lost(length: int) -> None:
    text = "".join(f"第{n}句话说的是账本怎样公开。" for n in range(length // 14 + 1))
    slides = list(opened(case(Heading(2, "做法"), Paragraph(plain(text)))).slides)
    bodies = [s.placeholders[1].text_frame.text for s in slides[1:]]
    assert "".join(bodies) == text
    assert all(em_of(body) <= 420 for body in bodies)  # eleven lines of forty
    assert [s.shapes.title.text_frame.text for s in slides[2:]] == ["做法（续）"] * (
        len(slides) - 2
    )


def test_a_table_is_cut_into_slides_that_hold_it() -> None:
    rows = tuple((plain(f"行{n}"), plain("说" * (n * 7 % 200))) for n in range(60))
    table = DataTable((Column("名", 1), Column("说明", 4)), rows, "表")
    deck = opened(case(table, DataTable((Column("长"),), ((plain("长" * 4_000),),))))
    tables = [(s, x.table) for s in deck.slides for x in s.shapes if x.has_table]
    for _slide, made in tables:
        assert sum(row.height.pt for row in made.rows) <= BODY.height * 72 + 1
    first = [made.cell(n, 0).text for _s, made in tables for n in range(1, len(made.rows))]
    assert [text for text in first if text.startswith("行")] == [f"行{n}" for n in range(60)]
    assert sum(text.count("长") for text in first) == 4_000
    assert all(made.cell(0, 0).text in ("名", "长") for _s, made in tables)
    assert _height((plain("一"),), [100.0]) > 20


@pytest.mark.parametrize("text", made_files.HOSTILE, ids=range(len(made_files.HOSTILE)))
def test_whatever_is_typed_stays_text(tmp_path: Path, text: str) -> None:
    publication = made_files.every_block(tmp_path, text)
    deck = opened(publication, publication)
    everything = "".join(shown(s) for s in deck.slides)
    kept = [c for c in text if c.isalnum() and c.isprintable()][:40]
    assert set(kept) <= set(everything)
    for slide in deck.slides:
        outside = [r.target_ref for r in slide.part.rels.values() if r.is_external]
        assert set(outside) <= {"https://e.cn/a?b=c&d"}


def test_the_deck_is_wide_numbered_and_always_the_same(tmp_path: Path) -> None:
    publication = made_files.every_block(tmp_path)
    data = write_pptx(publication)
    assert data == write_pptx(publication)
    deck = pptx.Presentation(io.BytesIO(data))
    assert round((deck.slide_width or 0) / (deck.slide_height or 1), 2) == 1.78
    layouts = b"".join(c for n, c in made_files.parts_of(data) if "slideLayouts/slideLayout" in n)
    assert b'type="slidenum"' in layouts
    assert b"SECRETPLACE" not in b"".join(c for _n, c in made_files.parts_of(data))


def test_cutting_loses_nothing() -> None:
    runs = (Run("甲，乙。丙" * 50, bold=True), Run("丁" * 90), Run("end. Another one! "))
    pieces = list(cut_runs(runs, 60))
    assert "".join(r.text for p in pieces for r in p) == "".join(r.text for r in runs)
    assert all(em_of("".join(r.text for r in p)) <= 60 for p in pieces)
    assert shortened("甲" * 50, 10) == "甲" * 9 + "…"
