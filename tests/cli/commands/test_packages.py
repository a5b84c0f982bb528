"""Packages and keys from the command line, as two centres would use them."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_package_goes_from_one_archive_to_another(sample: Run, tmp_path: Path) -> None:
    code, said, _err = sample("package", "out", "给邻县", "--sign", "甲县党校")
    assert code == 0
    assert "签名：甲县党校" in said
    assert (tmp_path / "给邻县.casepack").is_file()
    sample("new", "邻县.casearchive")
    there = ("给邻县.casepack", "--archive", "邻县.casearchive")
    code, said, _err = sample("package", "look", *there)
    assert code == 0
    assert "由本单位签名" in said
    assert "AL-2023-001" in said
    code, said, _err = sample(
        "package", "merge", "给邻县.casepack", "--archive", "邻县.casearchive"
    )
    assert code == 0
    assert "casearchive imports undo" in said
    code, said, _err = sample("package", "merge", "给邻县.casepack", "--json")
    assert code == 0
    assert json.loads(said)["batch_id"] == ""


def test_choosing_what_goes(sample: Run, tmp_path: Path) -> None:
    code, said, _err = sample(
        *("package", "out", "一个.casepack", "--case", "AL-2023-001", "--without", "trainer"),
        *("--without", "notes", "--unsigned", "--json"),
    )
    report = json.loads(said)
    assert code == 0
    assert report["counts"]["cases"] == 1
    assert report["left_out"]["notes.teaching_note"] == 1
    assert report["signed_by"] == ""


def test_wrong_words_are_told(sample: Run) -> None:
    for arguments, answer in (
        (("package", "out", "a", "--everything", "--without", "notes"), "不能与 --without"),
        (("package", "out", "a", "--history"), "历史版本里有要略去的内容"),
        (("package", "out", "a", "--folder", "没有"), "找不到文件夹"),
        (("package", "look", "没有.casepack"), "不能读取交换包"),
        (("package", "merge", "示例.casearchive"), "这不是交换包"),
        (("package", "merge", "x", "--choose", "title"), "不是选择"),
        (("keys", "show"), "还没有密钥"),
        (("keys", "add", "甲", "abc"), "这不是公钥"),
        (("keys", "remove", "甲"), "没有名为"),
    ):
        code, _out, err = sample(*arguments)
        assert code in (2, 3), arguments
        assert answer in err, (arguments, err)


def test_keys_are_made_shown_trusted_and_removed(sample: Run) -> None:
    assert sample("package")[0] == 0
    code, said, _err = sample("keys", "show", "--name", "甲县党校")
    assert code == 0
    key = said.splitlines()[1]
    assert len(key) == 44
    assert sample("keys", "show")[1].splitlines()[1] == key
    assert sample("keys", "add", "邻县", key)[0] == 0
    assert "邻县" in sample("keys")[1]
    assert "改名" in sample("keys", "rename", "邻县", "邻县党校")[1]
    assert sample("keys", "remove", "邻县党校")[0] == 0
    Path("公钥.txt").write_text(said, encoding="utf-8")
    assert sample("keys", "add", "邻县", "公钥.txt")[0] == 0
    assert key in sample("keys", "list")[1]
    assert sample("keys", "remove", "邻县")[0] == 0
    assert json.loads(sample("keys", "list", "--json")[1])["trusted"] == []


def test_importing_a_package_names_the_commands_for_it(sample: Run, tmp_path: Path) -> None:
    sample("package", "out", "给邻县", "--unsigned")
    code, _said, err = sample("import", "给邻县.casepack")
    assert code == 2
    (line,) = err.strip().splitlines()[-1:]
    assert "给邻县.casepack" in line
    assert "package look" in line
    assert "package merge" in line
    folder = tmp_path / "材料"
    folder.mkdir()
    (tmp_path / "给邻县.casepack").rename(folder / "给邻县.casepack")
    (folder / "甲.txt").write_text("甲村修路\n" + "先开会，后动工。" * 9, encoding="utf-8")
    code, said, err = sample("import", "材料")
    assert code == 0
    assert "1 个案例" in said
    assert "package look" in err
