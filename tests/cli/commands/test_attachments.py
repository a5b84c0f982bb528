"""Files attached to cases, on the command line."""

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange.made_files import make_docx, make_scan

CASE = "AL-2023-001"


def test_a_file_is_attached_shown_found_and_taken_out(sample: Run, tmp_path: Path) -> None:
    note = make_docx(tmp_path / "访谈.docx", "芍药地的账")
    code, out, err = sample("attach", CASE, str(note), "--caption", "支书谈话")
    assert (code, err) == (0, "")
    assert "访谈.docx（DOCX" in out
    shown = sample("show", CASE)[1]
    assert "## 附件" in shown
    assert "支书谈话  使用许可未知，不能印发。" in shown
    hits = json.loads(sample("search", "芍药地", "--json")[1])["hits"]
    assert [(hit["code"], hit["section"]) for hit in hits] == [(CASE, "附件：访谈.docx")]
    assert sample("detach", CASE, "访谈.docx")[0] == 0
    assert "附件" not in sample("show", CASE)[1]
    assert json.loads(sample("search", "芍药地", "--json")[1])["hits"] == []
    assert sample("detach", CASE, "访谈.docx")[0] == 3
    assert sample("check")[0] == 0


def test_several_files_are_attached_and_told_as_data(sample: Run, tmp_path: Path) -> None:
    files = [make_docx(tmp_path / "一.docx", "一"), make_scan(tmp_path / "二.pdf")]
    told = json.loads(sample("attach", CASE, *map(str, files), "--json")[1])
    assert [(file["name"], file["has_text"]) for file in told] == [
        ("一.docx", True),
        ("二.pdf", False),
    ]
    shown = json.loads(sample("show", CASE, "--json")[1])
    assert shown["attachments"] == told
    assert sample("detach", CASE, told[0]["id"])[0] == 0


def test_a_file_without_text_says_so(sample: Run, tmp_path: Path) -> None:
    out = sample("attach", CASE, str(make_scan(tmp_path / "扫描.pdf")))[1]
    assert "可能是扫描件" in out


def test_what_cannot_be_attached_is_one_line_and_a_code(sample: Run, tmp_path: Path) -> None:
    code, out, err = sample("attach", CASE, "没有.pdf")
    assert (code, out) == (2, "")
    assert "没有.pdf" in err
    assert "不存在" in err
    assert sample("attach", "没有的", str(make_docx(tmp_path / "a.docx", "一")))[0] == 3


def test_files_that_come_with_an_import_are_found(sample: Run, tmp_path: Path) -> None:
    sample("attach", CASE, str(make_docx(tmp_path / "访谈.docx", "芍药地的账")))
    sample("export", "全部.json")
    shutil.rmtree(tmp_path / "home" / "cache")
    sample("new", "另一个.casearchive")
    assert sample("import", "全部.json")[0] == 0
    hits = json.loads(sample("search", "芍药地", "--json")[1])["hits"]
    assert [hit["section"] for hit in hits] == ["附件：访谈.docx"]
