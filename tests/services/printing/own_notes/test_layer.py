"""A reader's own layer in print: all of it where it belongs, nothing of the trainer's let out."""

import io
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from casearchive.printing.blocks import HIGHLIGHTS, Block, NoteBox, Part, Questions, texts_of
from casearchive.services.archive import Archive
from casearchive.services.briefing.exporting import (
    NotesAreNotInThisKind,
    Wish,
    export_case,
    export_cases,
    make_pack,
)
from casearchive.services.briefing.packs import create_pack
from casearchive.services.briefing.publishing import print_pack
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.library import browsing
from casearchive.services.library.browsing import Shelf
from casearchive.services.opening import open_archive
from casearchive.services.printing.ready import ready_pack
from casearchive.services.printing.templates import list_templates
from casearchive.services.study import studying
from casearchive.services.views import CaseView

NOTE, ANSWER, SECRET = "回去问问老支书", "先把人组织起来", "这一句只给教师"


@pytest.fixture
def case(sample: Archive) -> CaseView:
    """A case with four colours of marks, notes, an answer, and a mark in the teaching note."""
    found = read_case(sample, browsing.case_ids(sample, Shelf(), "code")[0])
    texts = studying.part_texts(found)

    def mark(part: str, start: int, end: int, colour: str, note: str = "") -> None:
        passage = (part, texts[part], start, end)
        studying.mark_passage(sample, found, [passage], colour, note)

    for section, colour in zip(found.sections, HIGHLIGHTS, strict=False):
        start = len(section.heading) + 2
        mark(section.id, start, start + 14, colour, NOTE if colour == "yellow" else "")
    question = found.questions[0]
    mark("note", 3, 30, "pink", SECRET)
    answer = len(question.stem) + 2
    mark(f"question:{question.id}", answer, answer + 12, "blue", SECRET)
    studying.answer_question(sample, found.id, question.id, question.stem, ANSWER)
    return found


def printed(archive: Archive, case: CaseView, edition: str, template: str = "casebook") -> Part:
    name = create_pack(archive, f"{edition}{template}", [case.id])
    ready = ready_pack(archive, name, edition, template, own_notes=True)
    assert "附我的笔记" in ready.publication.edition
    return ready.publication.parts[0]


def highlights(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return what is marked in each colour, in the text and in the boxes."""
    found: dict[str, str] = {}

    def walk(value: object) -> None:
        if isinstance(value, tuple):
            for one in value:
                walk(one)
        elif colour := getattr(value, "highlight", ""):
            found[colour] = found.get(colour, "") + getattr(value, "text", "")
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                walk(getattr(value, name))

    walk(tuple(block for block in blocks if not isinstance(block, NoteBox)))
    return found


def test_marks_notes_and_answers_stand_where_they_belong(sample: Archive, case: CaseView) -> None:
    part = printed(sample, case, "trainer")
    marked = highlights(part.blocks)
    texts = studying.part_texts(case)
    for section, colour in zip(case.sections, HIGHLIGHTS, strict=False):
        start = len(section.heading) + 2
        words = "".join(texts[section.id][start : start + 14].split())
        assert words in "".join(marked[colour].split())
    boxes = [block for block in part.blocks if isinstance(block, NoteBox)]
    assert any(NOTE in text for box in boxes for text in texts_of(box))
    questions = next(block for block in part.blocks if isinstance(block, Questions))
    assert questions.items[0].own[0].text == ANSWER


def test_the_trainees_edition_lets_out_nothing_that_was_marked_for_trainers(
    sample: Archive, case: CaseView
) -> None:
    for template in list_templates(sample):
        if template.needs in ("", "case") and "case" in template.prints:
            told = "".join(texts_of(printed(sample, case, "trainee", template.name)))
            assert SECRET not in told
            assert "另有 2 处标注" in told
    assert SECRET in "".join(texts_of(printed(sample, case, "trainer")))


def test_what_is_printed_without_notes_is_what_it_was(sample: Archive, case: CaseView) -> None:
    name = create_pack(sample, "干净的", [case.id])
    bare = ready_pack(sample, name, "trainer").publication
    told = "".join(texts_of(bare))
    assert NOTE not in told
    assert ANSWER not in told
    assert "笔记" not in bare.edition


def test_every_word_of_the_case_is_still_there(sample: Archive, case: CaseView) -> None:
    name = create_pack(sample, "对照", [case.id])
    bare = ready_pack(sample, name, "trainer").publication.parts[0]
    noted = ready_pack(sample, name, "trainer", own_notes=True).publication.parts[0]
    rest = iter("".join(texts_of(noted)))
    assert all(letter in rest for letter in "".join(texts_of(bare)))  # in this order


def test_the_files_carry_them(sample: Archive, case: CaseView, tmp_path: Path) -> None:
    for kind in ("pdf", "docx", "html"):
        path = tmp_path / f"案例.{kind}"
        made = export_case(sample, case.id, path, Wish("trainee", own_notes=True))
        if kind == "pdf":
            pages = pypdfium2.PdfDocument(made.data)
            text = "".join(page.get_textpage().get_text_range() for page in pages)
        elif kind == "docx":
            text = ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()
            assert 'w:val="dotted"' in text
        else:
            text = path.read_text(encoding="utf-8")
            assert '<mark class="own-blue">' in text
        for words in (NOTE, ANSWER, "我的批注"):
            assert words in text, (kind, words)
        assert SECRET not in text
    with pytest.raises(NotesAreNotInThisKind):
        make_pack(sample, create_pack(sample, "幻灯", [case.id]), "pptx", Wish(own_notes=True))


def test_a_read_only_archive_prints_them_too(
    sample: Archive, case: CaseView, tmp_path: Path
) -> None:
    path, settings = sample.path, sample.settings
    name = create_pack(sample, "只读的", [case.id])
    sample.close()
    path.chmod(0o444)
    archive = open_archive(path, settings, read_only=True)
    try:
        assert print_pack(archive, name, own_notes=True).pages > 1
        both = browsing.case_ids(archive, Shelf(), "code")[:2]
        made = export_cases(archive, both, tmp_path / "两个.pdf", Wish("trainee", own_notes=True))
        assert made.pages > 4  # cover, contents and both cases
    finally:
        archive.close()


def test_marks_follow_a_case_that_was_changed(sample: Archive, case: CaseView) -> None:
    draft = load_draft(sample, case.id)
    draft.questions.clear()
    draft.sections[0].body = "完全是别的话。"
    save_draft(sample, draft)
    part = printed(sample, read_case(sample, case.id), "trainer")
    last = [block for block in part.blocks if isinstance(block, NoteBox)][-1]
    told = "".join(texts_of(last))
    assert NOTE in told  # its words are gone, the note is not
    assert ANSWER in told
