"""What was searched for lately: newest first, each once, whatever the file has become."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casearchive.services.searching.recent import (
    KEPT,
    MAX_LENGTH,
    forget_searches,
    note_search,
    recent_searches,
)
from casearchive.settings import Settings


def test_the_newest_comes_first_and_each_once(settings: Settings) -> None:
    for typed in ("辣椒", "五事共治", " 辣椒 ", "", "  \n"):
        note_search(settings, typed)
    assert recent_searches(settings) == ("辣椒", "五事共治")


def test_the_oldest_drop_out(settings: Settings) -> None:
    for number in range(KEPT + 3):
        note_search(settings, f"第{number}次")
    kept = recent_searches(settings)
    assert (kept[0], len(kept), kept[-1]) == (f"第{KEPT + 2}次", KEPT, "第3次")


def test_what_is_no_query_is_not_kept(settings: Settings) -> None:
    note_search(settings, "长" * (MAX_LENGTH + 1))
    assert recent_searches(settings) == ()
    note_search(settings, '甲\ud800\x00\n"两  格"')
    assert recent_searches(settings) == ('甲\ufffd\ufffd "两  格"',)


def test_forgetting_leaves_nothing_on_the_disk(settings: Settings) -> None:
    note_search(settings, "辣椒")
    forget_searches(settings)
    assert recent_searches(settings) == ()
    assert list(settings.config.iterdir()) == []
    forget_searches(settings)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"{", b"null", b'"text"', b'{"a": 1}', b"[" * 100_000, b"[1, null, []]"],
)
def test_a_damaged_file_is_an_empty_one(settings: Settings, content: bytes) -> None:
    settings.config.mkdir(parents=True)
    settings.recent_searches.write_bytes(content)
    assert recent_searches(settings) == ()
    note_search(settings, "辣椒")
    assert recent_searches(settings) == ("辣椒",)


@given(st.lists(st.one_of(st.text(), st.integers(), st.none())))
def test_whatever_the_file_lists_is_read_as_short_lines(
    tmp_path_factory: pytest.TempPathFactory, content: list[object]
) -> None:
    home = tmp_path_factory.mktemp("recent")
    settings = Settings(home, home, home)
    settings.recent_searches.write_text(json.dumps(content), encoding="utf-8")
    kept = recent_searches(settings)
    assert len(kept) == len(set(kept)) <= KEPT
    assert all(typed == typed.strip() and "\n" not in typed for typed in kept)


def test_a_home_that_cannot_be_written_is_no_reason_to_stop(
    settings: Settings, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    elsewhere = replace(settings, config=blocked / "config")
    note_search(elsewhere, "辣椒")
    assert recent_searches(elsewhere) == ()
