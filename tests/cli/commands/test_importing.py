"""The commands on imports: all formats by one door, a dry run, errors to correct, undoing."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two good files, a sheet with one bad row, and a file nobody reads."""
    folder = tmp_path / "材料"
    folder.mkdir()
    text = "甲村的路\n\n一、背景\n村里没有路。\n\n二、做法\n大家修路。\n"
    (folder / "甲.txt").write_bytes(text.encode("gb18030"))
    (folder / "旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("案例名称", "村", "收入（万元）"),
        ("乙村", "乙村", "约3.5"),
        ("丙村", "丙村", "很多"),
    ):
        sheet.append(row)
    book.save(folder / "名单.xlsx")
    return folder


def test_a_folder_is_tried_then_imported_then_undone(sample: Run, folder: Path) -> None:
    code, out, err = sample("import", str(folder), "--dry-run")
    assert code == 0
    assert "会新增 2 个草稿案例" in out
    assert "第 3 行" in out
    assert "应是数字" in out
    assert "旧.doc" in err
    assert json.loads(sample("info", "--json")[1])["counts"]["cases"] == 7
    code, out, err = sample("import", str(folder), "--errors", "错误.xlsx")
    assert code == 0
    assert "2 个案例" in out
    assert "1 行有错" in err
    assert len(json.loads(sample("list", "--json")[1])) == 9
    assert "没有重复导入" in sample("import", str(folder))[1]
    newest, *_older = json.loads(sample("imports", "--json")[1])
    assert (newest["cases"], newest["refused"]) == (2, 1)
    assert sample("imports", "undo", newest["id"])[0] == 0
    assert len(json.loads(sample("list", "--json")[1])) == 7
    assert "已撤销" in sample("imports")[1]


def test_a_corrected_error_sheet_goes_in(sample: Run, folder: Path, tmp_path: Path) -> None:
    sample("import", str(folder / "名单.xlsx"), "--errors", "错误.xlsx")
    book = load_workbook(tmp_path / "错误.xlsx")
    sheet = book.active
    assert sheet is not None
    assert sheet["D2"].value == "“收入（万元）”应是数字，写的是“很多”"
    sheet["C2"] = "12"
    book.save(tmp_path / "错误.xlsx")
    assert sample("import", "错误.xlsx")[0] == 0
    assert [row["title"] for row in json.loads(sample("list", "--json")[1])][-2:] == [
        "乙村",
        "丙村",
    ]


def test_a_column_is_mapped_by_hand(sample: Run, tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text("叫什么,说明\n丁村,一段话\n", "utf-8")
    code, out, _err = sample(
        "import", "表.csv", "--map", "叫什么=title", "--map", "说明=section:主要做法", "--json"
    )
    assert code == 0
    assert [title for _id, title in json.loads(out)["files"][0]["cases"]] == ["丁村"]
    code, _out, err = sample("import", "表.csv", "--again", "--map", "没有=title")
    assert code == 2
    assert "没有叫“没有”的列" in err


def test_nothing_taken_is_an_error_with_one_line_a_file(sample: Run, folder: Path) -> None:
    code, out, err = sample("import", str(folder / "旧.doc"), str(folder / "没有.txt"))
    assert (code, out) == (2, "")
    assert [("旧.doc" in line, "没有.txt" in line) for line in err.splitlines()] == [
        (True, False),
        (False, True),
    ]
