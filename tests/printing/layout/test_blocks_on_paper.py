"""Each block of a pack on paper: what a reader finds on the page, whatever the block holds."""

import math
import re
from pathlib import Path

import pytest
from PIL import Image

from casearchive.printing.blocks import (
    Bar,
    BarChart,
    Block,
    Column,
    Cover,
    DataTable,
    Fact,
    FactsTable,
    Figure,
    Heading,
    Index,
    IndexEntry,
    ListEntry,
    Note,
    NoteBox,
    Paragraph,
    Parallel,
    Part,
    Picture,
    Publication,
    Question,
    Questions,
    Quote,
    RouteSketch,
    Run,
    SketchStop,
    SourceEntry,
    SourceList,
    WriteLines,
    plain,
    texts_of,
)
from casearchive.printing.layout.tables import TableBox
from casearchive.printing.layout.tabling import Tabler
from casearchive.printing.pdf import render_pdf
from casearchive.printing.rendered import RenderedPdf
from casearchive.printing.setting.text import MISSING_MARK, printable
from casearchive.printing.setting.typesetting import Typesetter
from casearchive.printing.templates.loading import load_template, template_names
from tests.printing import samples

HOSTILE = (
    '</b><img src="file:///etc/passwd"> & {title} [[]] \\n \x00\u202e\ud800\U000f0000 '
    "\ufdd0 账本（！！）" + "长" * 90 + "W" * 200
)


def rendered(*blocks: Block, template: str = "casebook") -> RenderedPdf:
    publication = Publication("文字", (Part("文字", blocks),), contents=False)
    return render_pdf(publication, fonts=samples.fonts(), template=load_template(template))


def photo(folder: Path, size: tuple[int, int] = (800, 600)) -> Picture:
    path = folder / "photo.jpg"
    Image.new("RGB", size, "#507050").save(path)
    return Picture(str(path), "", "晒场改成的育苗棚", "村委会摄")


def images_on(result: RenderedPdf) -> list[int]:
    """Return how many pictures each page shows."""
    with samples.opened(result.data) as pdf:
        return [len(page.get_images()) for page in pdf.pages]


def test_a_picture_prints_over_its_caption(tmp_path: Path) -> None:
    result = rendered(Paragraph(plain(samples.STORY)), photo(tmp_path))
    assert images_on(result) == [1]
    assert "晒场改成的育苗棚（村委会摄）" in samples.text_of(result.data)


def test_a_picture_printed_twice_is_stored_once(tmp_path: Path) -> None:
    result = rendered(photo(tmp_path), photo(tmp_path))
    with samples.opened(result.data) as pdf:
        stored = [item for item in pdf.objects if getattr(item, "Subtype", None) == "/Image"]
        assert len(stored) == 1


def test_a_picture_that_does_not_fit_lets_the_text_run_on(tmp_path: Path) -> None:
    before = [Paragraph(plain(samples.STORY)) for _ in range(8)]
    after = [Paragraph(plain(f"其后第{n}段。" + samples.STORY)) for n in range(4)]
    result = rendered(*before, photo(tmp_path), *after)
    pages = samples.pages_of(result.data)
    assert images_on(result) == [0, 1]
    assert "其后第0段" in pages[0]  # no hole where the picture would have been


def test_pictures_keep_their_order(tmp_path: Path) -> None:
    pictures = [Picture(photo(tmp_path).path, "", f"第{n}张", "") for n in range(7)]
    text = samples.text_of(rendered(*pictures).data)
    assert re.findall(r"第(\d)张", text) == [str(n) for n in range(7)]


def test_a_picture_that_is_gone_is_a_sentence_and_the_pack_still_prints(tmp_path: Path) -> None:
    gone = Picture(str(tmp_path / "none.jpg"), "", "缺了的照片")
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(Path(photo(tmp_path).path).read_bytes()[:-40])
    text = samples.text_of(rendered(gone, Picture(str(broken), "", "坏了的照片")).data)
    assert text.count("此处的照片无法印出") == 2
    assert "缺了的照片" in text
    assert "坏了的照片" in text


def test_a_chart_says_its_unit_basis_and_source() -> None:
    bars = (Bar("2019年", 1.2, "1.2"), Bar("2021年", 3.5, "约3.5"), Bar("2022年", -0.5, "−0.5"))
    source = (Run("[1]", link="#source"),)
    result = rendered(
        BarChart("每棚收入", "万元", bars, "全年实收", source), Heading(2, "出处", "source")
    )
    text = samples.text_of(result.data)
    for said in ("每棚收入（单位：万元）", "口径：全年实收", "出处：[1]", "约3.5", "−0.5"):
        assert said in text


def test_bars_are_as_long_as_their_values() -> None:
    bars = tuple(Bar(f"{year}年", value, str(value)) for year, value in ((2019, 1.0), (2020, 4.0)))
    with samples.opened(rendered(BarChart("产量", "吨", bars)).data) as pdf:
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    widths = [float(w) for w in re.findall(r"[\d.]+ [\d.]+ ([\d.]+) [\d.]+ re f", code)]
    assert widths[1] / widths[0] == pytest.approx(4, rel=0.01)


@pytest.mark.parametrize(
    "values", [(math.nan, 1.0), (math.inf, 2.0), (0.0, 0.0), (1.7e308, -1.7e308), (5e-324, 1.0)]
)
def test_no_number_breaks_a_chart(values: tuple[float, ...]) -> None:
    bars = tuple(Bar("某年", value, "数") for value in values)
    result = rendered(BarChart("产量", "吨", bars))
    with samples.opened(result.data) as pdf:
        code = pdf.pages[0].Contents.read_bytes().lower()
        assert pdf.check_pdf_syntax() == []
    assert b"nan" not in code
    assert b"inf" not in code


def test_a_chart_stays_together() -> None:
    before = [Paragraph(plain(samples.STORY)) for _ in range(11)]
    bars = tuple(Bar(f"{2000 + n}年", n, str(n)) for n in range(8))
    pages = samples.pages_of(rendered(*before, BarChart("产量", "吨", bars, "实收")).data)
    assert all(("产量" in page) == ("口径" in page) for page in pages)


def test_a_route_names_its_stops_and_times_in_order() -> None:
    stops = (
        SketchStop("县培训中心", 20),
        SketchStop("青禾村", 60, 35, "看账本"),
        SketchStop("石桥村", None, None),
    )
    text = samples.text_of(rendered(RouteSketch(stops, "示意图，不按比例。")).data)
    said = ("县培训中心", "停留20分钟", "路上约35分钟", "青禾村", "停留60分钟", "看账本")
    places = [text.index(words) for words in (*said, "路上用时未载", "石桥村", "不按比例")]
    assert places == sorted(places)


def test_lines_to_write_on_run_over_pages() -> None:
    result = rendered(WriteLines("记录", 60))
    assert result.pages == 2
    with samples.opened(result.data) as pdf:
        rules = sum(page.Contents.read_bytes().count(b"0.35 w") for page in pdf.pages)
    assert rules == 60


def test_a_form_leaves_room_to_write() -> None:
    columns = (Column("序号", 1), Column("任务", 5))
    rows = tuple((plain(str(n)), ()) for n in range(20))
    low, high = (rendered(DataTable(columns, rows, min_lines=lines)).pages for lines in (0, 6))
    assert (low, high) == (1, 3)


def test_a_row_higher_than_a_page_is_split_and_its_head_repeated() -> None:
    columns = (Column("事项"), Column("说明", 3))
    table = DataTable(columns, ((plain("账本"), plain(samples.STORY * 30)),))
    result = rendered(table)
    pages = samples.pages_of(result.data)
    assert len(pages) > 2
    assert all("说明" in page for page in pages)
    assert samples.text_of(result.data).count("先算账、再动工") == 30


def test_an_index_names_the_printed_pages_and_leads_there() -> None:
    parts = [samples.case_part(n) for n in (1, 2, 3)]
    entries = (
        IndexEntry("Q"),
        IndexEntry("青禾村", ("case-1", "case-1-ways", "case-3", "case-2")),
        IndexEntry("无处可去", ("nowhere",)),
    )
    index = Part("索引", (Heading(1, "索引", "index"), Index(entries)))
    cover = Cover("内部培训资料，非公文")
    result = render_pdf(Publication("汇编", (*parts, index), cover=cover), fonts=samples.fonts())
    pages = samples.pages_of(result.data)
    numbers = []
    for n in (1, 2, 3):
        (page,) = [p for p in pages if f"T-{n:03}" in p]
        found = re.search(r"第 (\d+) 页", page)
        assert found
        numbers.append(found.group(1))
    assert f"青禾村{'、'.join(numbers)}" in "".join(pages[-1].split())
    with samples.opened(result.data) as pdf:
        assert len(pdf.pages[-1].Annots) == 3


def test_a_long_index_fills_its_columns_and_loses_nothing() -> None:
    entries = tuple(IndexEntry(f"词条{n:04}", ("here",)) for n in range(500))
    result = rendered(Heading(1, "索引", "here"), Index(entries))
    text = samples.text_of(result.data)
    assert all(f"词条{n:04}1" in text for n in range(500))
    assert result.pages < 6


def test_parts_may_follow_each_other_on_a_page() -> None:
    parts = (
        Part("一", (Paragraph(plain("甲。")),)),
        Part("二", (Paragraph(plain("乙。")),), starts_page=False),
        Part("三", (Paragraph(plain("丙。")),)),
    )
    result = render_pdf(Publication("书", parts, contents=False), fonts=samples.fonts())
    assert [("甲" in p, "乙" in p, "丙" in p) for p in samples.pages_of(result.data)] == [
        (True, True, False),
        (False, False, True),
    ]


def every_block(text: str, folder: Path) -> tuple[Block, ...]:
    """Return one block of every kind, all of whose texts are `text`."""
    runs = (Run(text), Run(text, bold=True), Run(text, link=text), Run("[1]", raised=True))
    columns = (Column(text), Column(text, math.nan), Column(text, -1.0))
    return (
        Heading(1, text, "a", in_contents=True, kicker=text),
        Heading(9, text, "b", in_contents=True),
        Paragraph(runs),
        Paragraph(runs, lead=True),
        Note(runs),
        ListEntry(runs, text[:8], depth=99),
        ListEntry(runs, continued=True),
        Quote(runs),
        FactsTable((Fact(text, runs),)),
        DataTable(columns, ((runs, runs, runs),), text, runs, min_lines=10**9),
        NoteBox(text, (runs,)),
        Questions((Question(runs, text, runs, runs),)),
        SourceList((SourceEntry(10**9, runs, "c"),)),
        Figure(text),
        Picture(str(folder / "gone.jpg"), text, text, text, -1, 10**12),
        BarChart(text, text, (Bar(text, 1.0, text),), text, runs),
        RouteSketch((SketchStop(text, -1, 10**9, text), SketchStop(text)), text),
        WriteLines(text, -5),
        WriteLines(text, 2),
        Parallel(((runs, runs),), (text, text)),
        Index((IndexEntry(text), IndexEntry(text, ("a", "b", "nowhere"))), text),
    )


@pytest.mark.parametrize("template", template_names())
def test_hostile_text_prints_as_text_in_every_block_and_template(
    template: str, tmp_path: Path
) -> None:
    blocks = every_block(HOSTILE, tmp_path)
    publication = Publication(
        HOSTILE,
        (Part(HOSTILE, blocks),),
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        watermark=HOSTILE,
        cover=Cover(HOSTILE, (Fact(HOSTILE, plain(HOSTILE)),)),
    )
    result = render_pdf(publication, fonts=samples.fonts(), template=load_template(template))
    with samples.opened(result.data) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert not any(
            "/URI" in str(note) for page in pdf.pages for note in page.get("/Annots", ())
        )
    found = samples.text_of(result.data)
    wanted = "".join(printable("账本（！！）").split())
    assert found.count(wanted) > len(blocks)
    assert MISSING_MARK in found


@pytest.mark.parametrize("template", template_names())
def test_empty_blocks_print_nothing_and_break_nothing(template: str, tmp_path: Path) -> None:
    result = rendered(*every_block("", tmp_path), template=template)
    with samples.opened(result.data) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_every_text_of_every_block_is_on_the_page(tmp_path: Path) -> None:
    blocks = every_block("公开的账本", tmp_path)
    result = rendered(*blocks)
    found = samples.text_of(result.data)
    wanted = sum(text.count("公开的账本") for block in blocks for text in texts_of(block))
    assert found.count("公开的账本") >= wanted


@pytest.mark.parametrize("rows", range(24, 34))
def test_the_note_of_a_table_never_stands_on_a_page_without_a_row(rows: int) -> None:
    columns = (Column("指标"), Column("数值"))
    cells = tuple((plain(f"农户之{n}"), plain("86户")) for n in range(rows))
    pages = samples.pages_of(rendered(DataTable(columns, cells, "成效", plain("照录。"))).data)
    (last,) = [page for page in pages if "照录" in page]
    assert f"农户之{rows - 1}" in last
    assert f"农户之{rows - 2}" in last  # nor with a lonely one


def test_a_very_long_note_runs_over_pages() -> None:
    columns = (Column("指标"), Column("数值"))
    table = DataTable(columns, ((plain("农户"), plain("86户")),), "成效", plain("照录。" * 3000))
    assert samples.text_of(rendered(table).data).count("照录。") == 3000


@pytest.mark.parametrize("before", range(12, 24))
def test_a_row_that_is_split_leaves_no_single_line_behind(before: int) -> None:
    columns = (Column("事项"), Column("说明", 3))
    lines = "".join(f"第{n:02}行" + "账" * 20 + "\n" for n in range(20)).rstrip()
    cells = [(plain("空"), plain("空")) for _ in range(before)]
    table = DataTable(columns, (*cells, (plain("账本"), plain(lines))))
    pages = samples.pages_of(rendered(table).data)
    counts = [len(re.findall(r"第\d\d行", page)) for page in pages]
    assert sum(counts) == 20
    assert 1 not in counts


def test_what_a_fact_is_called_is_not_parted() -> None:
    facts = [
        Fact(name, plain("甲")) for name in ("Governance", "Collective income", "集体经济路径")
    ]
    tabler = Tabler(load_template(), Typesetter(samples.fonts()))
    (box,) = tabler.facts(facts)
    assert isinstance(box, TableBox)
    labels = [cell for row in box.rows for cell in row.cells[::2]]
    assert [len(cell.lines) for cell in labels] == [1, 1, 1]
