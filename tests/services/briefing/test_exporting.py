"""Packs and cases as files: every kind, the right edition in each, nothing half-written."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casearchive.domain.model import Case, Question, Section
from casearchive.errors import WorkWasCancelled
from casearchive.printing import files
from casearchive.printing.files import Material
from casearchive.printing.finishing.limits import PasswordDoesNotServe
from casearchive.progress import silent
from casearchive.services.archive import Archive
from casearchive.services.briefing import exporting
from casearchive.services.briefing.exporting import (
    KINDS,
    NothingIsWrittenAs,
    OnlyPdfTakesIt,
    Wish,
    export_case,
    export_pack,
    make_pack,
)
from casearchive.services.briefing.packs import PackIsGone, create_pack
from casearchive.services.briefing.publishing import PackIsEmpty, TemplateIsUnknown
from casearchive.services.cases.reading import find_case
from tests.printing import made_files, samples

OFFICE = ("docx", "pptx", "xlsx")
CODES = ("AL-2023-001", "AL-2023-002")


@pytest.fixture
def pack(sample: Archive) -> Archive:
    create_pack(sample, "册", CODES)
    return sample


def written(kind: str, data: bytes) -> str:
    """Return all that stands in a file, in whatever corner of it."""
    if kind == "pdf":
        return samples.text_of(data)
    if kind == "html":
        return data.decode()
    return made_files.whole_text(data)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_for_trainers_and_for_trainees(
    pack: Archive, tmp_path: Path, kind: str
) -> None:
    for edition, holds in (("trainer", True), ("trainee", False)):
        path = tmp_path / f"{edition}.{kind.upper()}"
        made = export_pack(pack, "册", path, Wish(edition))
        assert path.read_bytes() == made.data
        assert (made.pages > 0) == (kind == "pdf")
        text = written(kind, made.data)
        assert "村级集体经济收入" in text
        secret = "由一位学员转述" if kind == "xlsx" else "不能。集体收入和农户收入是两本账"
        assert (secret in text) == holds


WORDS = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=6, max_size=24)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, min_size=9, max_size=9, unique=True))
def test_no_word_for_trainers_reaches_a_trainees_file(pack: Archive, words: list[str]) -> None:
    secrets = [f"密{number}{word}密" for number, word in enumerate(words)]
    with pack.writing() as session:
        case = find_case(session, CODES[0])
        hide(case, secrets)
    for edition, expected in (("trainee", 0), ("trainer", len(secrets))):
        material = caught(pack, edition)
        texts = {kind: written(kind, files.write(kind, material, silent)) for kind in files.WRITERS}
        if edition == "trainee":
            assert not [(s, k) for s in secrets for k, text in texts.items() if s in text]
        else:
            found = [s for s in secrets if s in texts["docx"] and s in texts["html"]]
            assert len(found) == expected
            assert [s for s in secrets if s in texts["pptx"]] == secrets  # in the notes


def hide(case: Case, secrets: list[str]) -> None:
    """Put a secret into every field that only trainers read."""
    hidden = next((s for s in case.sections if s.trainer_only), None)
    if hidden is None:
        hidden = Section(type="教师提示", body="x", trainer_only=True, position=99)
        case.sections.append(hidden)
    hidden.title, hidden.body = secrets[0], f"- {secrets[1]}\n\n|{secrets[2]}|\n|-|\n|甲|\n"
    if not case.questions:
        case.questions.append(Question(stem="问"))
    case.questions[0].answer, case.questions[0].evidence = secrets[3], secrets[4]
    note = case.teaching_note
    assert note
    note.objectives, note.analysis, note.key_points = secrets[5], f"# {secrets[6]}", secrets[7]
    case.outcomes[0].quote = secrets[8]


def caught(archive: Archive, edition: str) -> Material:
    """Return what would be written, without a process for each kind."""
    with archive.reading() as session:
        material, shown = exporting._pack_material(archive, session, "册", Wish(edition), silent)
    assert shown == edition
    return material


def test_a_workbook_has_figures_and_cases_side_by_side(pack: Archive) -> None:
    made = make_pack(pack, "册", "xlsx", Wish("trainee"))
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    assert book.sheetnames == ["成效指标", "对比"]
    heads = [cell.value for cell in book["成效指标"][1]]
    row = dict(zip(heads, [cell.value for cell in book["成效指标"][2]], strict=True))
    assert row["数值"] == 170
    assert row["单位"] == "万元"
    assert row["年份"] == 2022
    assert "原文依据" not in heads
    assert book["对比"].max_column == 4 + 2 * len(CODES)


def test_one_case_becomes_a_deck(sample: Archive, tmp_path: Path) -> None:
    made = export_case(sample, CODES[0], tmp_path / "课件.pptx")
    assert made.edition == "trainer"
    assert "参考答案" in written("pptx", made.data)
    assert "参考答案" not in written(
        "pptx", export_case(sample, CODES[0], tmp_path / "b.pptx", Wish("trainee")).data
    )


def test_a_booklet_can_be_locked(pack: Archive, tmp_path: Path) -> None:
    made = export_pack(pack, "册", tmp_path / "b.pdf", Wish(password="密码", booklet=True))
    with pikepdf.open(tmp_path / "b.pdf", password="密码") as pdf:
        assert len(pdf.pages) == -(-made.pages // 4) * 2
        assert pdf.encryption.R == 6


def refused() -> Iterator[tuple[str, Wish, str, type[Exception]]]:
    yield "册", Wish(), "a.exe", NothingIsWrittenAs
    yield "册", Wish(), "a", NothingIsWrittenAs
    yield "册", Wish(password="x"), "a.docx", OnlyPdfTakesIt
    yield "册", Wish(booklet=True), "a.html", OnlyPdfTakesIt
    yield "册", Wish(password="x" * 128), "a.pdf", PasswordDoesNotServe
    yield "册", Wish(template="没有"), "a.docx", TemplateIsUnknown
    yield "没有", Wish(), "a.docx", PackIsGone
    yield "空", Wish(), "a.docx", PackIsEmpty


@pytest.mark.parametrize(("name", "wish", "path", "error"), list(refused()))
def test_what_cannot_be_is_refused_and_nothing_written(
    pack: Archive, tmp_path: Path, name: str, wish: Wish, path: str, error: type[Exception]
) -> None:
    create_pack(pack, "空")
    with pytest.raises(error):
        export_pack(pack, name, tmp_path / "out" / path, wish)
    assert not (tmp_path / "out").exists()


def test_a_cancelled_export_leaves_the_old_file(pack: Archive, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise WorkWasCancelled

    path = tmp_path / "册.docx"
    path.write_bytes(b"old")
    with pytest.raises(WorkWasCancelled):
        export_pack(pack, "册", path, progress=stop)
    assert [file.name for file in tmp_path.iterdir() if "册." in file.name] == ["册.docx"]
    assert path.read_bytes() == b"old"
