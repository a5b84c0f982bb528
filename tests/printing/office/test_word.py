"""Word documents: every word in them, headings and lists that Word knows, nothing that runs."""

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from casearchive.printing.blocks import Heading, ListEntry, Paragraph, Part, Publication, Run, plain
from casearchive.printing.office.word.writer import write_docx
from casearchive.printing.templates.loading import load_template
from tests.printing import made_files


def write(publication: Publication) -> bytes:
    return write_docx(publication, load_template())


def opened(publication: Publication) -> Document:
    return docx.Document(io.BytesIO(write(publication)))


def body_text(document: Document) -> str:
    texts = document.element.body.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    return "".join(piece.text or " " for piece in texts)


def test_every_word_of_the_blocks_is_in_the_document(tmp_path: Path) -> None:
    publication = made_files.every_block(tmp_path)
    text = made_files.squeezed(body_text(opened(publication)))
    markers = {"1.", "2.", "3)"}  # these lists are Word's own: it counts, and nothing is typed
    for said in made_files.texts_in(publication):
        if said not in markers and said != publication.watermark:
            assert made_files.squeezed(said) in text, said


def test_headings_and_contents_are_words_own(tmp_path: Path) -> None:
    document = opened(made_files.every_block(tmp_path))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == ["青禾村：育苗棚与集体账本之1"]
    fields = "".join(f.text or "" for f in document.element.body.iter(qn("w:instrText")))
    assert 'TOC \\o "1-2"' in fields
    assert "PAGEREF" in fields
    kinds = [f.get(qn("w:fldCharType")) for f in document.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    document = opened(made_files.every_block(tmp_path))
    places = {b.get(qn("w:name")) for b in document.element.body.iter(qn("w:bookmarkStart"))}
    links = list(document.element.body.iter(qn("w:hyperlink")))
    inside = {link.get(qn("w:anchor")) for link in links} - {None}
    assert inside <= places  # of the index too, which names a place that is not there
    outside = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert set(outside) == {"https://e.cn/a?b=c&d"}


def test_lists_keep_the_numbers_they_were_typed_with() -> None:
    entries = [("3.", 0), ("4.", 0), ("", 1), ("", 1), ("5.", 0), ("1)", 0), ("9.", 0)]
    blocks = tuple(ListEntry(plain(f"项{n}"), m, d) for n, (m, d) in enumerate(entries))
    document = opened(Publication("单", (Part("单", blocks),), contents=False))
    numbering = document.part.numbering_part.element
    starts = {
        n.get(qn("w:numId")): n.find(f".//{qn('w:startOverride')}").get(qn("w:val"))
        for n in numbering.findall(qn("w:num"))
    }
    shown: list[str] = []
    counted: dict[str, int] = {}
    for paragraph in document.paragraphs:
        number = paragraph._p.find(f".//{qn('w:numId')}")
        level = paragraph._p.find(f".//{qn('w:ilvl')}")
        if number is not None and level is not None:
            key = str(number.get(qn("w:val")))
            counted[key] = counted.get(key, int(starts[key]) - 1) + 1
            shown.append("•" if level.get(qn("w:val")) != "0" else str(counted[key]))
    assert shown == ["3", "4", "•", "•", "5", "1", "9"]


def test_tables_repeat_their_head_and_keep_rows_whole(tmp_path: Path) -> None:
    document = opened(made_files.every_block(tmp_path))
    heads = [
        t
        for t in document.element.body.iter(qn("w:tbl"))
        if t.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) >= 3
    for table in heads:
        first, *others = table.findall(qn("w:tr"))
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in others)


def test_text_from_the_right_is_marked_so() -> None:
    publication = Publication(
        "u", (Part("u", (Paragraph(plain(made_files.UYGHUR)),)),), contents=False
    )
    (paragraph,) = (p for p in opened(publication).paragraphs if "123" in p.text)
    assert paragraph.text == made_files.UYGHUR
    assert paragraph._p.find(f".//{qn('w:bidi')}") is not None
    marked = [
        r.text
        for r in paragraph.runs
        if r._r.rPr is not None and r._r.rPr.find(qn("w:rtl")) is not None
    ]
    assert "ئۇيغۇرچە" in "".join(marked)
    assert "123" not in "".join(marked)


def test_faces_and_languages_are_said(tmp_path: Path) -> None:
    styles = opened(made_files.every_block(tmp_path)).styles
    fonts = {s.name: s.element.find(f".//{qn('w:rFonts')}") for s in styles}
    assert fonts["Normal"].get(qn("w:eastAsia")) == "宋体"
    assert fonts["Heading 1"].get(qn("w:eastAsia")) == "黑体"
    lang = styles.element.find(f".//{qn('w:lang')}")
    assert lang.get(qn("w:eastAsia")) == "zh-CN"


def test_the_watermark_stands_in_every_header(tmp_path: Path) -> None:
    data = write(made_files.every_block(tmp_path))
    heads = [
        c.decode() for n, c in made_files.parts_of(data) if "header" in n and n.endswith("xml")
    ]
    assert len(heads) == 3
    assert all('string="育苗棚"' in head for head in heads)


def test_a_photo_comes_stripped_and_small(tmp_path: Path) -> None:
    data = write(made_files.every_block(tmp_path))
    images = [c for n, c in made_files.parts_of(data) if n.startswith("word/media/")]
    assert len(images) == 2  # the logo, and the photo
    assert all(b"SECRETPLACE" not in image and len(image) < 30_000 for image in images)


@pytest.mark.parametrize("text", made_files.HOSTILE, ids=range(len(made_files.HOSTILE)))
def test_whatever_is_typed_stays_text(tmp_path: Path, text: str) -> None:
    document = opened(made_files.every_block(tmp_path, text))
    kept = [c for c in text if c.isalnum() and c.isprintable()][:40]
    assert set(kept) <= set(body_text(document)) | {"\ud800"}
    assert not [
        r for r in document.part.rels.values() if r.is_external and "e.cn" not in r.target_ref
    ]
    assert "instrText" not in body_text(document)


def test_same_publication_same_bytes(tmp_path: Path) -> None:
    publication = made_files.every_block(tmp_path)
    data = write(publication)
    assert data == write(publication)
    core = next(c for n, c in made_files.parts_of(data) if n == "docProps/core.xml").decode()
    assert "<dc:title>育苗棚</dc:title>" in core
    assert "created" not in core


def test_headings_left_out_of_the_contents_stay_out() -> None:
    blocks = (
        Heading(1, "甲", "a", in_contents=True),
        Heading(2, "乙", "b"),
        Paragraph((Run("丙"),)),
    )
    fields = opened(Publication("册", (Part("甲", blocks),))).element.body.iter(qn("w:instrText"))
    assert 'TOC \\o "1-1"' in "".join(f.text or "" for f in fields)


def test_headings_are_numbered_where_the_template_numbers_them(tmp_path: Path) -> None:
    publication = made_files.every_block(tmp_path)
    document = docx.Document(io.BytesIO(write_docx(publication, load_template("bulletin"))))
    number = document.styles["Heading 2"].element.find(f".//{qn('w:numId')}")
    assert number is not None
    levels = [
        (level.find(qn("w:numFmt")).get(qn("w:val")), level.find(qn("w:lvlText")).get(qn("w:val")))
        for level in document.part.numbering_part.element.iter(qn("w:lvl"))
        if level.find(qn("w:pStyle")) is not None
    ]
    assert levels[:2] == [("none", ""), ("chineseCounting", "%2、")]
    assert opened(publication).styles["Heading 2"].element.find(f".//{qn('w:numId')}") is None
