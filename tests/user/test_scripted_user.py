"""Somebody uses the real program, in a process of its own, from a pasted text to a printed pack.

Keys and clicks go through the window's event queue, Chinese comes by the clipboard; the program is
killed in the middle of a sentence and started again.
"""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from casearchive.services.opening import create_archive
from casearchive.settings import user_settings
from tests.user.sitting import AIM, INDICATOR, PACK, TITLE, UNSAVED

ROOT = Path(__file__).parents[2]
TIME = 300  # seconds, for a machine that has much else to do


def sit_down(act: str, archive: Path, pdf: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.user.sitting", act, str(archive), str(pdf)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def text_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())


@pytest.mark.skipif(os.name == "nt", reason="the clipboard is everybody's there")
def test_from_a_pasted_text_to_a_printed_pack_and_through_a_kill(tmp_path: Path) -> None:
    path, pdf = tmp_path / "档案.casearchive", tmp_path / "账目公开班.pdf"
    create_archive(path, user_settings(), sample=True).close()

    sitting = sit_down("first", path, pdf)
    assert sitting.stdout is not None
    line = sitting.stdout.readline()
    if line != "writing\n":
        _rest, complaints = sitting.communicate(timeout=TIME)
        pytest.fail(complaints)
    sitting.kill()
    sitting.communicate(timeout=TIME)

    printed = text_of(pdf)
    for words in (PACK, TITLE, "三百户人家", "170万元", INDICATOR, "245户"):
        assert words in printed
    assert AIM not in printed, "the teaching note is for trainers, this is the trainees' edition"
    assert UNSAVED not in printed

    sitting = sit_down("second", path, pdf)
    _told, complaints = sitting.communicate(timeout=TIME)
    assert sitting.returncode == 0, complaints
    assert "Traceback" not in complaints
