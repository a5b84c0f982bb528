"""Templates as data: what ships, what a centre adds, and what a wrong file is told."""

from pathlib import Path

import pytest

from casearchive.printing.blocks import Cover, Fact, Heading, Paragraph, Part, Publication, plain
from casearchive.printing.measures import MM
from casearchive.printing.pdf import render_pdf
from casearchive.printing.rendered import RenderedPdf
from casearchive.printing.templates.keys import TemplateIsWrong
from casearchive.printing.templates.loading import (
    ThereIsNoSuchTemplate,
    load_template,
    template_names,
)
from tests.printing import samples


def written(folder: Path, text: str, name: str = "ours") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_template_that_ships_can_be_read() -> None:
    assert {"bulletin", "casebook", "handout"} <= set(template_names())
    for name in template_names():
        assert load_template(name).label != name  # a word for readers


def test_a_centre_adds_a_template_by_a_file_that_says_what_differs(tmp_path: Path) -> None:
    written(tmp_path, 'label = "本中心"\n[page]\nwidth_mm = 297\nheight_mm = 210\n')
    assert "ours" in template_names([tmp_path])
    ours, usual = load_template("ours", [tmp_path]), load_template()
    assert ours.label == "本中心"
    assert (ours.page.width, ours.page.height) == (297 * MM, 210 * MM)
    assert ours.styles == usual.styles


def test_a_template_may_extend_another_of_the_folder(tmp_path: Path) -> None:
    written(tmp_path, "[styles.body]\nsize = 14\nleading = 26\n", "large")
    written(tmp_path, 'extends = "large"\n[styles.body]\nleading = 28\n')
    body = load_template("ours", [tmp_path]).styles["body"]
    assert (body.size, body.leading) == (14, 28)


def test_a_centre_may_alter_the_casebook_itself(tmp_path: Path) -> None:
    written(tmp_path, 'extends = "casebook"\n[styles.body]\nsize = 12\n', "casebook")
    assert load_template("casebook", [tmp_path]).styles["body"].size == 12
    assert load_template("bulletin", [tmp_path]).page.grid  # the others still stand


def test_templates_that_extend_each_other_are_told_so(tmp_path: Path) -> None:
    written(tmp_path, 'extends = "b"\n', "a")
    written(tmp_path, 'extends = "a"\n', "b")
    with pytest.raises(TemplateIsWrong, match="extends"):
        load_template("a", [tmp_path])


def test_a_composer_finds_its_own_table_untouched(tmp_path: Path) -> None:
    written(tmp_path, '[compose]\norder = ["facts", "figures"]\n')
    assert load_template("ours", [tmp_path]).compose == {"order": ["facts", "figures"]}


def test_a_name_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ThereIsNoSuchTemplate, match="casebook"):
        load_template("../casebook")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[page", "TOML"),
        ("[paeg]\nwidth_mm = 1", "paeg.*page"),
        ("[page]\nwidth = 210", "page.width.*width_mm"),
        ("[page]\nwidth_mm = 5", "page.width_mm.*40"),
        ('[page]\nwidth_mm = "210"', "page.width_mm.*数"),
        ("[page]\nwidth_mm = nan", "page.width_mm.*数"),
        ("[page]\nmirrored = 1", "page.mirrored.*true"),
        ('[page]\nfit = "shrink"', "page.fit.*flow"),
        ('page = "a4"', "page.*表"),
        ('[colours]\nink = "red"', "colours.ink.*#RRGGBB"),
        ('[styles.body]\ncolour = "gold"', "styles.body.colour.*accent"),
        ('[styles.body]\nface = "Arial"', "styles.body.face.*song"),
        ("[styles.body]\nsize = 1000", "styles.body.size.*200"),
        ("[styles.body]\nweight = 700", "styles.body.weight.*leading"),
        ("styles = []", "styles.*表"),
        ('[furniture]\nfoot = "{page.__class__}"', "furniture.foot.*page"),
        ('[furniture]\nfoot = "{0}"', "furniture.foot.*page"),
        ("[page]\ninner_mm = 180", "page.*页边距"),
        ("[styles.new]\nsize = 10", "face.*缺少"),
        ('extends = "nothing"', "extends.*casebook"),
        ("label = 3", "label"),
    ],
)
def test_a_wrong_file_is_named_with_key_and_what_is_allowed(
    text: str, told: str, tmp_path: Path
) -> None:
    written(tmp_path, text)
    with pytest.raises(TemplateIsWrong, match=told) as caught:
        load_template("ours", [tmp_path])
    assert "ours.toml" in str(caught.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(TemplateIsWrong, match=r"ours\.toml"):
        load_template("ours", [tmp_path])


# --- what templates make of pages ----------------------------------------------------------------


def rendered(publication: Publication, text: str, folder: Path) -> RenderedPdf:
    written(folder, text)
    template = load_template("ours", [folder])
    return render_pdf(publication, fonts=samples.fonts(), template=template)


def card(paragraphs: int) -> Publication:
    body = tuple(Paragraph(plain(samples.STORY)) for _ in range(paragraphs))
    part = Part("卡片", (Heading(1, "青禾村", "a"), *body))
    return Publication("卡片", (part,), contents=False)


FIT = '[page]\nfit = "page"\nwidth_mm = 148\nheight_mm = 210\n'


def test_a_card_that_fits_is_set_at_its_own_size(tmp_path: Path) -> None:
    result = rendered(card(2), FIT, tmp_path)
    assert (result.pages, result.overfull) == (1, ())


def test_a_card_that_nearly_fits_is_set_smaller_but_not_below_nine_points(tmp_path: Path) -> None:
    fits = [rendered(card(n), FIT, tmp_path) for n in range(3, 8)]
    assert [result.pages for result in fits if not result.overfull] == [1] * sum(
        not result.overfull for result in fits
    )
    sizes = set()
    for result in fits:
        with samples.opened(result.data) as pdf:
            code = pdf.pages[0].Contents.read_bytes().decode("ascii").split()
        sizes |= {float(code[n - 1]) for n, word in enumerate(code) if word == "Tf"}
    assert min(size for size in sizes if size != 9) > 9
    assert any(9 < size < 10.5 for size in sizes)


def test_a_card_that_does_not_fit_says_how_many_lines_are_too_many(tmp_path: Path) -> None:
    over = [rendered(card(n), FIT, tmp_path).overfull for n in (12, 13)]
    assert [fault.title for faults in over for fault in faults] == ["卡片", "卡片"]
    (fewer,), (more,) = over
    assert 0 < fewer.lines < more.lines < fewer.lines + 8


def test_landscape_pages_hold_their_text(tmp_path: Path) -> None:
    result = rendered(samples.publication(1), "[page]\nwidth_mm = 297\nheight_mm = 210", tmp_path)
    with samples.opened(result.data) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        box = [float(side) for side in pdf.pages[0].MediaBox]
    assert box[2] > box[3]
    assert "先算账、再动工" in samples.text_of(result.data)


def test_pages_before_the_text_are_labelled_in_roman() -> None:
    result = render_pdf(samples.publication(2), fonts=samples.fonts())
    with samples.opened(result.data) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[:6] == ["i", "ii", "iii", "iv", "1", "2"]


def test_a_head_stands_above_the_text_where_there_is_no_cover(tmp_path: Path) -> None:
    publication = Publication(
        "公开账本",
        (Part("一", (Paragraph(plain(samples.STORY)),)),),
        "第1期",
        "教师版",
        cover=Cover("内部培训资料", (Fact("单位", plain("某县")), Fact("日期", plain("某日")))),
        contents=False,
    )
    result = rendered(publication, '[page]\ncover = "head"', tmp_path)
    (page,) = samples.pages_of(result.data)
    text = "".join(page.split())
    places = [text.index(words) for words in ("内部培训资料", "第1期", "某县", "某日", "先算账")]
    assert places == sorted(places)


def test_a_handout_numbers_its_lines_and_rules_a_column_for_notes() -> None:
    body = tuple(Paragraph(plain(samples.STORY)) for _ in range(12))
    publication = Publication("讲义", (Part("讲义", body),), contents=False)
    template = load_template("handout")
    result = render_pdf(publication, fonts=samples.fonts(), template=template)
    pages = samples.pages_of(result.data)
    for page in pages[:-1]:
        numbers = [int(line) for line in page.splitlines() if line.isdecimal()]
        assert numbers == list(range(5, 5 * len(numbers) + 1, 5))
        assert len(numbers) > 5
    assert template.page.notes
    for number in (1, 2):
        left = template.page.notes_left(number)
        text = template.page.left(number)
        outside = left > text if number == 1 else left < text
        assert outside
    with samples.opened(result.data) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b"0.35 w") > 25
