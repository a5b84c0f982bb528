"""The command line as its users and other programs see it."""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casearchive.cli.words import chinese, typed
from tests.cli.conftest import Run


def found(run: Run, text: str, *more: str) -> list[dict[str, Any]]:
    code, out, err = run("search", text, "--json", *more)
    hits: list[dict[str, Any]] = json.loads(out)["hits"]
    assert (code, err) == (0 if hits else 3, "")
    return hits


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("辣椒", "AL-2023-001"),
        ("五彩椒", "AL-2023-001"),
        ("椒", "AL-2023-001"),
        ("170万元", "AL-2023-001"),
        ("治理", "AL-2023-002"),
        ("五事共治", "AL-2023-002"),
        ("一站十岗", "AL-2023-003"),
        ("余村", "AL-2023-004"),
        ("草莓", "AL-2023-007"),
        ("東斟灌", "AL-2023-001"),
    ],
)
def test_a_search_finds_the_case_first(sample: Run, text: str, code: str) -> None:
    best = found(sample, text)[0]
    assert best["code"] == code
    assert set(best) >= {"id", "code", "title", "section", "snippet"}
    assert best["section"]


NOTHING = [
    '"',
    "*",
    "(",
    "AND",
    "NEAR(",
    "%",
    "'; drop",
    "😀",
    "没有这样的词",
    "-",
    "--",
    "\ud800",
    " ",
]


@pytest.mark.parametrize("text", NOTHING)
def test_whatever_is_typed_is_only_searched_for(sample: Run, text: str) -> None:
    assert found(sample, text) == []


def test_a_dash_excludes_and_limit_limits(sample: Run) -> None:
    everything = found(sample, "村")
    assert len(found(sample, "村", "--limit", "2")) == 2
    assert len(everything) > len(found(sample, "村", "-椒")) > 0
    assert found(sample, "村", "-椒") == found(sample, "村 -椒")


def test_a_case_is_shown_by_code_and_by_id(sample: Run) -> None:
    hit = found(sample, "五事共治")[0]
    by_code, by_id = sample("show", hit["code"]), sample("show", hit["id"])
    assert by_code == by_id
    assert "大事集体定" in by_code[1]
    shown = json.loads(sample("show", hit["code"], "--json")[1])
    assert shown["id"] == hit["id"]


def test_a_pack_is_made_added_to_and_printed(sample: Run, tmp_path: Path) -> None:
    assert sample("pack", "new", "治理班", "--query", "治理")[0] == 0
    assert "1" in sample("pack", "add", "治理班", "AL-2023-001")[1]
    code, out, _err = sample(
        "pack", "print", "治理班", "-o", "治理班.pdf", "--edition", "trainer", "--json"
    )
    assert code == 0
    assert json.loads(out)["pages"] > 3
    assert (tmp_path / "治理班.pdf").read_bytes().startswith(b"%PDF")
    names = [pack["name"] for pack in json.loads(sample("pack", "--json")[1])]
    assert names == ["治理班", "示例材料包"]


def test_export_and_import_go_round(sample: Run, tmp_path: Path) -> None:
    assert sample("export", "1.json")[0] == 0
    assert sample("new", "二.casearchive")[0] == 0
    assert sample("import", "1.json")[0] == 0
    assert sample("export", "2.json")[0] == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_check_backup_and_info_answer(sample: Run) -> None:
    assert json.loads(sample("check", "--json")[1])["faults"] == []
    copy = json.loads(sample("backup", "备份", "--json")[1])["path"]
    assert sample("--archive", copy, "list")[0] == 0
    assert sample("backups", "add", "U盘")[0] == 0
    assert sample("backup", "--automatic")[0] == 0
    assert len(list(Path("U盘").glob("*-auto-*.casearchive"))) == 1
    assert "U盘" in sample("backups")[1]
    assert sample("backups", "remove", "U盘")[0] == 0
    assert sample("backups", "remove", "U盘")[0] == 3
    assert json.loads(sample("centre", "--name", "某县委党校", "--json")[1])["name"] == "某县委党校"
    assert sample("centre", "--logo", "没有.png")[0] == 2
    assert json.loads(sample("info", "--json")[1])["counts"]["cases"] == 7


def test_without_a_display_the_main_job_is_done_all_the_same(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "没有图形显示" in out
    path = Path(out.strip().splitlines()[-1].strip())
    assert path.read_bytes().startswith(b"%PDF")
    assert run()[0] == 0  # and again on the archive that is there now


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "没有的"], 3),
        (["import", "没有的.json"], 2),
        (["--archive", "没有的.casearchive", "list"], 3),
        (["pack", "print", "没有的", "-o", "x.pdf"], 3),
        (["pack", "new", "示例材料包"], 2),
        (["new", "示例.casearchive"], 2),
        (["search"], 2),
        (["没有这个命令"], 2),
        (["search", "椒", "--limit", "0"], 2),
        (["pack", "print", "示例材料包", "-o", "/proc/nowhere/x.pdf"], 4),
    ],
)
def test_errors_are_sentences_with_documented_codes(
    sample: Run, arguments: list[str], code: int
) -> None:
    ended, out, err = sample(*arguments)
    assert ended == code
    assert "Traceback" not in err
    assert out == ""
    assert re.search("[一-鿿]", err.splitlines()[-1])


def test_a_file_that_is_no_archive_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    code, _out, err = run("--archive", "照片.jpg", "list")
    assert code == 4
    assert len(err.splitlines()) == 1


def test_debug_shows_where_it_came_from(run: Run) -> None:
    assert "Traceback" in run("show", "x", "--debug")[2]


def commands() -> list[list[str]]:
    single = [
        "new",
        "import",
        "export",
        "list",
        "show",
        "search",
        "check",
        "backup",
        "backups",
        "centre",
        "info",
        "open",
        "suggest",
        "similar",
        "attach",
        "detach",
        "imports",
    ]
    of_packs = (
        "new",
        "add",
        "print",
        "templates",
        "check",
        "freeze",
        "editions",
        "reprint",
        "changes",
    )
    packs = [["pack", name] for name in of_packs]
    searches = [["searches", name] for name in ("list", "save", "delete", "run", "forget")]
    imports = [["imports", "list"], ["imports", "undo"]]
    imports += [["backups", name] for name in ("list", "add", "remove")]
    return [[], *imports, *([name] for name in [*single, "pack", "searches"]), *packs, *searches]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_help_is_chinese_with_an_example(run: Run, command: list[str]) -> None:
    code, out, _err = run(*command, "--help")
    assert code == 0
    assert "例：casearchive" in out
    english = set(re.findall("[A-Za-z]{3,}", out))
    words_of_ours = {"casearchive", "json", "pdf", "JSON", "PDF", "help", "archive", "debug"}
    known = {"limit", "sample", "all", "query", "output", "edition", "template", "version", "media"}
    editions = {"trainer", "trainee", "usb", "caption", "docx", "allow", "missing", "note", "card"}
    others = {"keys", "case", "Markdown", "package", "paper", "Zotero", "csl", "ris", "csljson"}
    others |= {"automatic", "logo", "PNG", "JPEG", "name", "own", "notes"}
    others |= {"repair", "propose", "duplicates", "merge", "markdown"}
    imports = {"Word", "xlsx", "dry", "run", "whole", "again", "map", "errors", "imports"}
    orders = {"sort", "group", "facets", "replace", "wsgz", "outcome", *typed.ORDERS}
    names = {name for line in commands() for name in line}
    assert english <= words_of_ours | known | editions | orders | names | imports | others | {
        "theme"
    }


def test_help_is_english_where_the_system_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEARCHIVE_LANG", "en")
    out = run("--help")[1]
    assert not re.search("[一-鿿]", out.replace("五事共治", ""))


# What argparse says of a mistake in the program itself, or of what these commands do not use.
NEVER_SAID = (
    *("callable", "positionals", "defined", "ambiguous", "with mode", "can't open", "parser arg"),
    *("merge", "conflicting", "dest=", "conflict_resolution", "option string", "be optional"),
    *("one of the arguments", "deprecated", "warning"),
)


def test_every_word_argparse_may_say_is_translated() -> None:
    source = Path(argparse.__file__).read_text(encoding="utf-8")
    quoted = re.findall(r"""_\((['"])((?:[^\\]|\\.)+?)\1""", source)
    said = {word.replace("\\n", "\n") for _quote, word in quoted}
    assert "unrecognized arguments: %s" in said
    untold = {word for word in said if not any(part in word for part in NEVER_SAID)}
    assert untold <= set(chinese._CHINESE)


def test_a_program_reads_utf8_whatever_the_locale(sample: Run, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "casearchive", "search", "五彩椒", "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout.decode())["hits"][0]["code"] == "AL-2023-001"
