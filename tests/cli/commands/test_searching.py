"""Searches, saved ones, suggestions and likenesses on the command line."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from casearchive.cli.words import typed
from casearchive.domain.saved_search import OUTCOME, SORTS
from casearchive.services.searching.recent import note_search, recent_searches
from casearchive.settings import user_settings
from tests.cli.conftest import Run

INDICATOR = "村级集体经济收入"


def answer(run: Run, *words: str) -> dict[str, Any]:
    code, out, err = run(*words, "--json")
    told: dict[str, Any] = json.loads(out)
    assert (code, err) == (0 if told["count"] else 3, "")
    return told


def codes(run: Run, *words: str) -> list[str]:
    return [hit["code"] for hit in answer(run, *words)["hits"]]


# --- search --------------------------------------------------------------------------------------


def test_a_search_says_how_many_there_are_beside_those_it_lists(sample: Run) -> None:
    told = answer(sample, "search", "村", "--limit", "2")
    assert len(told["hits"]) == 2 < told["count"]
    assert set(told) == {"count", "hits"}
    assert str(told["count"]) in sample("search", "村", "--limit", "2")[1].splitlines()[-1]


def test_cases_are_sorted_as_asked(sample: Run) -> None:
    by_code = codes(sample, "search", "村", "--sort", "code")
    assert by_code == sorted(by_code)
    assert sorted(codes(sample, "search", "村", "--sort", "title")) == by_code
    assert codes(sample, "search", "村", "--sort", f"outcome:{INDICATOR}")[0] == "AL-2023-001"


def test_groups_are_stretches_of_the_list(sample: Run) -> None:
    told = answer(sample, "search", "村", "--group", "place")
    starts = [group["start"] for group in told["groups"]]
    counts = [group["count"] for group in told["groups"]]
    assert starts == [sum(counts[:place]) for place in range(len(counts))]
    assert sum(counts) == told["count"]
    said = sample("search", "村", "--group", "place")[1]
    assert all(f"【{group['name']}】{group['count']} 个" in said for group in told["groups"])


def test_facets_count_what_a_choice_would_leave(sample: Run) -> None:
    told = answer(sample, "search", "村", "--facets")["facets"]
    for theme in told["theme"]:
        chosen = answer(sample, "search", "村", f"主题={theme['value']}")
        assert chosen["count"] == theme["count"]
    assert "主题：" in sample("search", "村", "--facets")[1]


def test_what_helps_is_told_where_nothing_is_found(sample: Run) -> None:
    code, out, err = sample("search", "辣交")
    assert (code, err) == (3, "")
    assert "没有找到“辣交”" in out
    assert "要找 辣椒 吗？" in out
    told = answer(sample, "search", "五彩椒", "没有这样的词")["advice"]
    best = told["drops"][0]
    assert best["part"] == "没有这样的词"
    assert answer(sample, "search", best["typed"])["count"] == best["cases"]
    assert "不写“没有这样的词”" in sample("search", "五彩椒", "没有这样的词")[1]


def test_where_nothing_helps_that_is_told_too(sample: Run) -> None:
    code, out, _err = sample("search", "😀")
    assert code == 3
    assert "换一个说法" in out


def test_the_orders_are_those_that_an_archive_keeps() -> None:
    assert typed.ORDERS == SORTS
    assert typed.OUTCOME == OUTCOME


def test_an_order_that_cannot_be_is_refused(sample: Run) -> None:
    code, out, err = sample("search", "村", "--sort", "outcome:没有的指标")
    assert (code, out) == (2, "")
    assert INDICATOR in err
    for wrong in ("colour", "outcome:", ""):
        assert sample("search", "村", "--sort", wrong)[0] == 2
    assert sample("search", "村", "--group", "colour")[0] == 2


# --- saved searches ------------------------------------------------------------------------------


def test_a_saved_search_finds_what_its_text_finds(sample: Run) -> None:
    words = ("村", "-椒", "--sort", "code", "--group", "theme")
    assert sample("searches", "save", "没有椒的", *words)[0] == 0
    saved = answer(sample, "searches", "run", "没有椒的")
    assert saved == answer(sample, "search", *words)
    (listed,) = json.loads(sample("searches", "--json")[1])
    assert (listed["name"], listed["typed"], listed["order"], listed["group"], listed["cases"]) == (
        *("没有椒的", "村 -椒", "code", "theme", saved["count"]),
    )
    assert answer(sample, "searches", "run", listed["id"]) == saved
    assert sample("searches", "list") == sample("searches")
    assert f"没有椒的  （{saved['count']} 个案例）" in sample("searches")[1]


def test_a_saved_search_that_finds_nothing_says_so(sample: Run) -> None:
    assert sample("searches", "save", "空的", "没有这样的词")[0] == 0
    assert sample("searches", "run", "空的")[0] == 3


def test_a_name_is_taken_unless_it_is_to_be_replaced(sample: Run) -> None:
    assert sample("searches", "save", "治理", "治理")[0] == 0
    code, out, err = sample("searches", "save", "治理", "共治")
    assert (code, out) == (2, "")
    assert "同名" in err
    assert sample("searches", "save", "治理", "共治", "--replace")[0] == 0
    (search,) = json.loads(sample("searches", "--json")[1])
    assert search["typed"] == "共治"
    assert sample("searches", "save", "没有的", "共治", "--replace")[0] == 3
    assert sample("searches", "save", "治理二", "共治", "--sort", "outcome:没有的")[0] == 2


def test_a_deleted_search_is_gone(sample: Run) -> None:
    assert sample("searches", "save", "治理", "五事共治")[0] == 0
    assert "五事共治" in sample("searches", "delete", "治理")[1]
    assert sample("searches", "run", "治理")[0] == 3
    assert sample("searches", "delete", "治理")[0] == 3
    assert "还没有智能列表" in sample("searches")[1]
    assert json.loads(sample("searches", "--json")[1]) == []


def test_lately_typed_searches_are_forgotten_on_request(sample: Run) -> None:
    note_search(user_settings(), "辣椒")
    assert sample("searches", "save", "治理", "治理")[0] == 0
    assert sample("searches", "forget")[0] == 0
    assert recent_searches(user_settings()) == ()
    assert len(json.loads(sample("searches", "--json")[1])) == 1


def test_a_pack_of_a_saved_search_prints_what_is_found_then(sample: Run, tmp_path: Path) -> None:
    assert sample("searches", "save", "治理", "一站十岗")[0] == 0
    assert sample("pack", "new", "治理班", "--search", "治理")[0] == 0
    assert "1 个智能列表" in sample("pack")[1]
    assert sample("searches", "save", "治理", "五事共治", "--replace")[0] == 0
    assert sample("pack", "print", "治理班", "-o", "治理班.pdf")[0] == 0
    document = pypdfium2.PdfDocument((tmp_path / "治理班.pdf").read_bytes())
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "双一村" in text
    assert "15分钟实践圈" not in text
    assert sample("searches", "delete", "治理")[0] == 2
    assert sample("pack", "new", "另一班", "--search", "没有的")[0] == 3
    assert sample("pack", "new", "另一班", "--search", "治理", "--all")[0] == 2
    assert sample("pack", "new", "另一班", "--search", "治理", "AL-2023-001")[0] == 2


# --- suggestions, likenesses ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(["wsgz"], "五事共治"), (["治理", "wucai"], "五彩椒"), (["五事"], "五事共治")],
)
def test_a_word_is_suggested_for_what_is_typed_of_it(
    sample: Run, typed: list[str], meant: str
) -> None:
    code, out, _err = sample("suggest", *typed, "--json")
    assert code == 0
    first = json.loads(out)[0]
    assert meant in first["text"]
    assert meant in sample("suggest", *typed)[1]
    assert len(json.loads(sample("suggest", *typed, "--limit", "1", "--json")[1])) == 1


def test_where_no_word_is_known_that_is_told(sample: Run) -> None:
    code, out, err = sample("suggest", "qqqqq")
    assert (code, err) == (3, "")
    assert "qqqqq" in out
    assert json.loads(sample("suggest", "qqqqq", "--json")[1]) == []


def test_similar_cases_come_with_reasons(sample: Run) -> None:
    code, out, _err = sample("similar", "AL-2023-002", "--json")
    assert code == 0
    cases = json.loads(out)
    assert "AL-2023-002" not in {case["code"] for case in cases}
    assert all(case["reasons"] and case["title"] for case in cases)
    assert cases[0]["title"] in sample("similar", "AL-2023-002")[1]
    several = json.loads(sample("similar", "AL-2023-002", "AL-2023-003", "--json")[1])
    assert not {"AL-2023-002", "AL-2023-003"} & {case["code"] for case in several}
    assert len(json.loads(sample("similar", "AL-2023-002", "--limit", "1", "--json")[1])) == 1
    assert sample("similar", "没有的")[0] == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["searches", "save", "search", "search", "-村"],
        ["pack", "new", "search", "--query", "村"],
    ],
)
def test_a_word_that_is_a_command_elsewhere_is_only_a_word(
    sample: Run, arguments: list[str]
) -> None:
    assert sample(*arguments)[0] == 0
