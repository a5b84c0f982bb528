"""Paper: the file itself goes to CUPS as it is; pictures have white ground and all pages."""

import json
import os
import stat
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from casearchive.errors import WorkWasCancelled
from casearchive.services.briefing.paper import PaperJob, PaperWasRefused, send_file
from casearchive.ui.packs.out.paper import print_pictures

# A stand-in for CUPS's own program: it writes down what it was given.
LP = """#!/usr/bin/env python3
import json, pathlib, sys
data = sys.stdin.buffer.read()
here = pathlib.Path(__file__).parent
(here / "seen.json").write_text(json.dumps({"arguments": sys.argv[1:], "size": len(data)}))
if "坏的" in sys.argv:
    sys.exit("lp: The printer or class does not exist.")
"""


@pytest.fixture
def lp(tmp_path: Path) -> Path:
    path = tmp_path / "lp"
    path.write_text(LP, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def pdf(tmp_path: Path, qapp: QGuiApplication) -> bytes:
    """Two pages of A5 with a bar across each."""
    path = tmp_path / "two.pdf"
    writer = QPdfWriter(str(path))
    size = QPageSize(QPageSize.PageSizeId.A5)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    painter.fillRect(0, 500, 3000, 400, Qt.GlobalColor.black)
    writer.newPage()
    painter.fillRect(0, 500, 3000, 400, Qt.GlobalColor.black)
    painter.end()
    return path.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="CUPS is for Unix")
def test_the_file_goes_to_the_printer_with_its_options(lp: Path) -> None:
    job = PaperJob("办公室 HP", copies=3, both_sides=True, title="--help")
    send_file(str(lp), b"%PDF-1.7 ...", job)
    seen = json.loads((lp.parent / "seen.json").read_text())
    expected = ["-d", "办公室 HP", "-n", "3", "-o", "sides=two-sided-long-edge", "-t", "help"]
    assert seen == {"arguments": expected, "size": 12}


@pytest.mark.skipif(os.name != "posix", reason="CUPS is for Unix")
def test_a_booklet_goes_onto_a3_turned_at_the_short_edge(lp: Path) -> None:
    send_file(str(lp), b"%PDF-1.7 ...", PaperJob("HP", both_sides=False, booklet=True))
    seen = json.loads((lp.parent / "seen.json").read_text())
    assert seen["arguments"][4:8] == ["-o", "sides=two-sided-short-edge", "-o", "media=A3"]


def test_what_the_printer_says_against_it_is_told(lp: Path) -> None:
    with pytest.raises(PaperWasRefused, match="does not exist"):
        send_file(str(lp), b"", PaperJob("坏的"))


def test_pictures_keep_page_count_and_size_and_are_white(pdf: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    print_pictures(pdf, PaperJob("", title="两页"), into=out)
    pages = pypdfium2.PdfDocument(out)
    assert len(pages) == 2
    assert pages[0].get_size() == pytest.approx((420, 595), abs=1)
    picture = pages[0].render().to_pil().convert("L")
    assert picture.getpixel((200, 300)) == 255
    darkest, _lightest = picture.getextrema()
    assert darkest < 128
    pages.close()


def test_printing_stops_when_it_is_cancelled(pdf: bytes, tmp_path: Path) -> None:
    def progress(done: int, total: int, /) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        print_pictures(pdf, PaperJob(""), progress, into=tmp_path / "out.pdf")
