"""A small pack held to what the benchmark's checker holds large ones to."""

import shutil
from pathlib import Path

import pytest

from benchmarks import pack_check
from benchmarks.pack_content import made_up_pack
from casearchive.printing.blocks import Publication
from casearchive.printing.pdf import render_pdf
from tests.printing import samples

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdffonts", "qpdf"))),
    reason="poppler-utils and qpdf are not installed",
)
READERS = {"pdfium": pack_check.pdfium_pages, "poppler": pack_check.poppler_pages}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Path]:
    folder = tmp_path_factory.mktemp("pack")
    publication = made_up_pack(3, photos=folder)
    path = folder / "pack.pdf"
    path.write_bytes(render_pdf(publication, fonts=samples.fonts()).data)
    return publication, path


@pytest.mark.parametrize("reader", READERS)
def test_two_readers_find_every_character_and_phrase(
    reader: str, pack: tuple[Publication, Path]
) -> None:
    publication, path = pack
    pages = READERS[reader](path)
    assert pack_check.characters_lost(publication, pages) == 0
    assert pack_check.phrases_lost(pages) == []
    lines, faults = pack_check.kinsoku_faults(pages)
    assert lines > 200
    assert faults == 0


def test_full_lines_reach_the_edge(pack: tuple[Publication, Path]) -> None:
    full, ragged = pack_check.ragged_lines(pack_check.printed_lines(pack[1], 1, 99))
    assert full > 150
    assert ragged < 0.03 * full


def test_contents_faces_and_file_are_sound(pack: tuple[Publication, Path]) -> None:
    publication, path = pack
    assert pack_check.wrong_contents(publication, pack_check.pdfium_pages(path)) == 0
    assert pack_check.unembedded_fonts(path) == []
    assert pack_check.qpdf_says(path) == ""


def test_the_checker_sees_what_is_wrong() -> None:
    pages = [
        "村里的账本人人能查，每月一号张贴在晒场的墙上\n，谁都可以来看一看问一问说一说想一想记一记"
    ]
    assert pack_check.kinsoku_faults(pages) == (2, 1)
    line = pack_check.PrintedLine
    full = [line("账" * 30, 70, 500 - (40 if n == 2 else 0), 100 + 18 * n) for n in range(6)]
    assert pack_check.ragged_lines([full]) == (5, 1)
    assert len(pack_check.phrases_lost(["没有"])) == 200
