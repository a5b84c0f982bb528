"""Export commands: kinds by their ending, passwords never among the words of a command."""

import io
import json
import os
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Run

CODE = "AL-2023-001"


@pytest.fixture
def pack(sample: Run) -> Run:
    assert sample("pack", "new", "册", CODE)[0] == 0
    return sample


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx"])
def test_a_pack_is_written_by_its_ending(pack: Run, tmp_path: Path, ending: str) -> None:
    code, out, _err = pack("pack", "export", "册", "-o", f"册.{ending}", "--edition", "trainer")
    assert code == 0
    assert str(tmp_path / f"册.{ending}") in out


def test_a_case_is_written_too(pack: Run, tmp_path: Path) -> None:
    code, out, _err = pack("case", "export", CODE, "-o", "课.pptx", "--json")
    assert code == 0
    assert json.loads(out)["edition"] == "trainer"
    assert (tmp_path / "课.pptx").read_bytes()[:2] == b"PK"


def test_a_password_comes_from_a_file(pack: Run, tmp_path: Path) -> None:
    (tmp_path / "密").write_text("\ufeff村口的井\r\n第二行", encoding="utf-8")
    assert (
        pack("pack", "export", "册", "-o", "锁.pdf", "--password-file", "密", "--booklet")[0] == 0
    )
    with pikepdf.open(tmp_path / "锁.pdf", password="村口的井") as pdf:
        assert pdf.encryption.R == 6


def test_a_password_comes_from_the_terminal_or_a_pipe(
    pack: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("管道\n"))
    assert pack("pack", "export", "册", "-o", "锁.pdf", "--password-prompt")[0] == 0
    with pikepdf.open(tmp_path / "锁.pdf", password="管道") as pdf:
        assert len(pdf.pages) > 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "册.odt"), ".docx"),
        (("-o", "册.pdf", "--password-file", "没有"), "不存在"),
        (("-o", "册.docx", "--booklet"), "PDF"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(pack: Run, words: tuple[str, ...], told: str) -> None:
    code, out, err = pack("pack", "export", "册", *words)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("出处.ris", ()),
        ("出处.csljson", ()),
        ("出处.csl.json", ()),
        ("指标.xlsx", ()),
        ("案例", ("--edition", "trainee")),
        ("出处.txt", ("--as", "ris")),
        ("全部.json", ()),
    ],
)
def test_the_archive_is_written_in_the_form_asked_for(
    sample: Run, tmp_path: Path, name: str, words: tuple[str, ...]
) -> None:
    code, out, _err = sample("export", name, *words)
    assert code == 0
    assert str(tmp_path / name) in out
    assert (tmp_path / name).exists()


def test_an_unclear_ending_is_asked_about(sample: Run) -> None:
    code, _out, err = sample("export", "案例.doc")
    assert code == 2
    assert "--as" in err


@pytest.mark.skipif(os.name != "posix", reason="CUPS is for Unix")
def test_a_pack_goes_to_a_printer_as_a_booklet(
    pack: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lp = tmp_path / "bin" / "lp"
    lp.parent.mkdir()
    lp.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/words"\ncat > "{tmp_path}/sent.pdf"\n')
    lp.chmod(0o700)
    monkeypatch.setenv("PATH", f"{lp.parent}:/usr/bin:/bin")
    code, out, err = pack("pack", "paper", "册", "--printer", "HP 1", "--booklet", "--copies", "2")
    assert (code, err) == (0, "")
    assert "HP 1" in out
    assert "-n 2 -o sides=two-sided-short-edge -o media=A3" in (tmp_path / "words").read_text()
    with pikepdf.open(tmp_path / "sent.pdf") as pdf:
        assert round(float(pdf.pages[0].mediabox[2])) == 1191


@pytest.mark.skipif(os.name != "posix", reason="CUPS is for Unix")
def test_without_a_print_service_that_is_told(pack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, _out, err = pack("pack", "paper", "册", "--printer", "HP")
    assert code == 2
    assert "lp" in err
