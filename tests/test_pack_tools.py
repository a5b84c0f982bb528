"""The sample pack as other people's tools see it; skipped where poppler and qpdf are not."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import read_pack
from casearchive.services.briefing.publishing import print_pack, write_pdf
from casearchive.services.cases.reading import read_case
from casearchive.services.opening import create_archive
from casearchive.services.views import CaseView, Table
from casearchive.settings import Settings

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdffonts", "qpdf"))),
    reason="poppler-utils and qpdf are not installed",
)
SENTENCE_END = re.compile(r"(?<=[。！？；])|\n")
FURNITURE = re.compile(r"第\d+页/共\d+页")
NO_LINE_START = "，。、；：？！）》〉」』】〕”’…—％"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("sample")
    settings = Settings(folder / "documents", folder / "cache", folder / "config")
    archive = create_archive(folder / "示例.casearchive", settings, sample=True)
    yield archive
    archive.close()


@pytest.fixture(scope="module", params=["trainer", "trainee"])
def printed(
    request: pytest.FixtureRequest, archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    edition = str(request.param)
    path = tmp_path_factory.mktemp("pdf") / f"{edition}.pdf"
    write_pdf(path, print_pack(archive, "示例材料包", edition).data)
    return edition, path


def output_of(*command: str | Path) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, check=True)
    return done.stdout.decode()


def sentences(case: CaseView, edition: str) -> Iterator[str]:
    """Yield the sentences that a reader of this edition sees in the case's text."""
    texts = [case.abstract, *(question.stem for question in case.questions)]
    for section in case.sections:
        if section.trainer_only and edition == "trainee":
            continue
        for block in section.prose:
            if isinstance(block, Table):
                texts += ["".join(run.text for run in cell) for row in block.rows for cell in row]
            elif hasattr(block, "runs"):
                texts.append("".join(run.text for run in block.runs))
    for text in texts:
        yield from (part for part in SENTENCE_END.split(text) if part)


def test_every_sentence_is_in_the_text(printed: tuple[str, Path], archive: Archive) -> None:
    edition, path = printed
    pages = output_of("pdftotext", path, "-").split("\f")
    # A sentence may go over to the next page; its running heads and number stand between.
    bodies = ["".join(page.split("\n", 4)[4:]) if page.count("\n") > 4 else page for page in pages]
    shown = FURNITURE.sub("", re.sub(r"\s", "", "".join(bodies)))
    whole = FURNITURE.sub("", re.sub(r"\s", "", "".join(pages)))
    cases = [
        read_case(archive, item.case_id)
        for item in read_pack(archive, "示例材料包").items
        if item.case_id
    ]
    assert len(cases) == 7
    wanted = [re.sub(r"\s", "", part) for case in cases for part in sentences(case, edition)]
    assert len(wanted) > 150
    assert [part for part in wanted if part not in whole and part not in shown] == []


def test_every_font_is_embedded(printed: tuple[str, Path]) -> None:
    lines = output_of("pdffonts", printed[1]).splitlines()[2:]
    assert lines
    for line in lines:
        embedded, subset, unicode = line.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), line


def test_the_file_is_sound(printed: tuple[str, Path]) -> None:
    assert "No syntax or stream encoding errors" in output_of("qpdf", "--check", printed[1])


def test_no_line_begins_with_what_must_not_begin_one(printed: tuple[str, Path]) -> None:
    lines = [line.strip() for line in output_of("pdftotext", printed[1], "-").splitlines()]
    assert [line for line in lines if line and line[0] in NO_LINE_START] == []
