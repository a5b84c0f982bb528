"""An index that cannot be kept for a while: it is said, answered from, and brought up again."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from casearchive.search import files
from casearchive.search.store.connection import IndexCannotBeKept
from casearchive.services.archive import Archive
from casearchive.services.cases import editing
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.editing import save_draft
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.services.searching import finding
from casearchive.services.searching.finding import Finder, Request


def write_into(archive: Archive, word: str) -> str:
    case_id = case_ids(archive, Shelf(), "code")[0]
    draft = load_draft(archive, case_id)
    draft.sections[0].body += f"又种了{word}。"
    save_draft(archive, draft)
    return case_id


def take_away(archive: Archive) -> None:
    shutil.rmtree(archive.index_path.parent)


def replace(archive: Archive) -> None:
    with closing(Finder(archive)) as other:
        other.start_anew()


@pytest.mark.parametrize("lose", [take_away, replace])
def test_an_index_lost_while_it_is_used_is_made_anew_where_it_belongs(
    sample: Archive, lose: Callable[[Archive], None]
) -> None:
    with closing(Finder(sample)) as finder:
        finder.refresh()
        assert finder.is_current()
        lose(sample)
        assert not finder.is_current()
        with closing(Finder(sample)) as other:  # as the window has it made
            other.refresh()
        assert finder.is_current()
        case_id = write_into(sample, "火龙果")
        assert finder.everything(Request("火龙果")).keys == (case_id,)


def test_on_a_full_disk_what_is_there_is_found(
    sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Finder(sample)) as finder:
        finder.refresh()
        right = finder.everything(Request("五彩椒")).keys
        monkeypatch.setattr(editing, "after_saving", lambda _archive: None)
        dice = random.Random(1)  # a text that does not pack
        case_id = write_into(sample, "火龙果" + "".join(dice.choices("村茶竹米水山", k=200_000)))
        finder._index._connection.execute("PRAGMA max_page_count = 1")  # no more than it has
        assert finder.everything(Request("五彩椒")).keys == right
        assert finder.trouble is not None
        assert "磁盘已满" in finder.trouble.message
        assert finder.everything(Request("火龙果")).keys == ()
        with pytest.raises(IndexCannotBeKept, match="磁盘已满"):
            finder.refresh()

        finder._index._connection.execute("PRAGMA max_page_count = 4294967294")
        monkeypatch.setattr(finder, "_rests_until", 0.0)
        assert finder.everything(Request("火龙果")).keys == (case_id,)
        assert finder.trouble is None


def test_a_file_held_by_another_is_waited_for_once_and_answered_from(
    sample: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with closing(Finder(sample)) as finder:
        finder.refresh()
        right = finder.everything(Request("五彩椒")).keys
        with closing(sqlite3.connect(sample.index_path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            case_id = write_into(sample, "火龙果")  # saved, though it cannot be indexed
            assert finder.everything(Request("五彩椒")).keys == right
            assert finder.trouble is not None
            assert "另一个程序" in finder.trouble.message
            other.rollback()
        assert finder.everything(Request("火龙果")).keys == ()  # not before it has rested
        monkeypatch.setattr(finding, "_REST", 0)
        monkeypatch.setattr(finder, "_rests_until", 0.0)
        assert finder.everything(Request("火龙果")).keys == (case_id,)


def test_no_place_for_the_turn_is_told_like_no_place_for_the_index(sample: Archive) -> None:
    sample.index_path.with_suffix(".lock").mkdir(parents=True)
    with closing(Finder(sample)) as finder:
        with pytest.raises(IndexCannotBeKept, match="缓存文件夹"):
            finder.refresh()
        sample.index_path.with_suffix(".lock").rmdir()
        finder.refresh()
        assert finder.is_current()
