"""Packs checked, frozen, printed again and compared from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_an_edition_is_frozen_listed_printed_again_and_compared(
    sample: Run, tmp_path: Path
) -> None:
    assert sample("pack", "new", "治理班", "AL-2023-001")[0] == 0
    assert "还没有定版" in sample("pack", "editions", "治理班")[1]
    code, out, _err = sample("pack", "freeze", "治理班", "-o", "1.pdf", "--note", "开班")
    assert code == 0
    assert "第 1 版" in out
    assert "开班" in sample("pack", "editions", "治理班")[1]
    code, out, _err = sample("pack", "reprint", "治理班", "1", "-o", "2.pdf")
    assert code == 0
    assert "逐字节相同" in out
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    (change,) = json.loads(sample("pack", "changes", "治理班", "--json")[1])
    assert change["state"] == "unchanged"
    assert "未变" in sample("pack", "changes", "治理班", "1")[1]
    assert sample("pack", "reprint", "治理班", "9", "-o", "3.pdf")[0] == 3


def test_a_check_says_what_is_found_and_fails_on_errors(sample: Run) -> None:
    sample("pack", "new", "治理班", "AL-2023-001")
    code, out, _err = sample("pack", "check", "治理班")
    assert code == 0
    assert "没有发现问题" in out
    code, out, err = sample("pack", "check", "治理班", "--template", "route")
    assert code == 2
    assert "教学路线" in out
    assert "1 处要先改" in err


def test_templates_are_listed_with_where_one_s_own_go(sample: Run) -> None:
    out = sample("pack", "templates")[1]
    assert "案例卡片" in out
    assert "templates" in out
    names = [one["name"] for one in json.loads(sample("pack", "templates", "--json")[1])]
    assert {"casebook", "card", "comparison", "handout", "bulletin"} <= set(names)
