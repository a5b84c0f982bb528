"""repair, propose and duplicates as they are typed."""

import json
from pathlib import Path

from tests.cli.conftest import Run

PAGE = """青竹村的辣椒產(chǎn)業(yè)
2023-05-20 10:00  來源:鄉(xiāng)村報
浙江省安吉縣孝豐鎮(zhèn)青竹村村民李秀英說:“先算賬。”去年村集體經(jīng)濟收入170萬元。
"""


def test_a_mangled_page_is_mended_and_written(run: Run, tmp_path: Path) -> None:
    Path("页.txt").write_text(PAGE, encoding="utf-8")
    code, out, _err = run("repair", "页.txt")
    assert code == 0
    assert out.startswith("青竹村的辣椒产业\n浙江省安吉县孝丰镇青竹村")
    code, out, _err = run("repair", "页.txt", "-o", "好.txt", "--changes")
    assert code == 0 and "发布日期：2023-05-20" in out and "删除注音" in out
    assert Path("好.txt").read_text(encoding="utf-8").startswith("青竹村的辣椒产业")
    answer = json.loads(run("repair", "页.txt", "--json")[1])
    assert answer["damaged"] and answer["changes"][0]["confidence"] == "certain"


def test_a_clean_text_is_left_alone_and_that_is_said(run: Run) -> None:
    Path("好.txt").write_text("五事共治的做法。", encoding="utf-8")
    assert run("repair", "好.txt")[1] == "五事共治的做法。\n"
    assert "没有改动" in run("repair", "好.txt", "--changes")[1]


def test_a_case_is_proposed_without_any_archive(run: Run) -> None:
    Path("页.txt").write_text(PAGE, encoding="utf-8")
    code, out, _err = run("propose", "页.txt")
    assert code == 0
    for told in ("标题：青竹村的辣椒产业", "330523105", "170 万元  2022", "“李秀英”建议改为"):
        assert told in out
    answer = json.loads(run("propose", "页.txt", "--json")[1])
    assert answer["proposal"]["outcomes"][0]["year_basis"].startswith("原文“去年”")


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    code, _out, err = run("propose", "没有.txt")
    assert code == 2 and "没有.txt" in err


def test_cases_are_compared_merged_and_the_merge_can_be_undone(sample: Run) -> None:
    assert "没有发现" in sample("duplicates")[1]
    code, out, _err = sample("duplicates", "AL-2023-001", "AL-2023-002")
    assert code == 0 and "标题：title" in out
    merged = json.loads(
        sample(
            *("duplicates", "AL-2023-001", "AL-2023-002", "--merge"),
            *("--take", "title=right", "--json"),
        )[1]
    )
    assert merged["taken"] >= 1
    assert "双一村" in sample("show", "AL-2023-001")[1]
    code, _out, err = sample("duplicates", "AL-2023-001", "AL-2023-003", "--merge", "--take", "x=y")
    assert code == 2 and "x=y" in err
    assert sample("duplicates", "AL-2023-001")[0] == 2
