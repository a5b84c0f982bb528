"""An index file that does not fit is thrown away and made anew, and nothing else is."""

import random
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread, Timer

import pytest

from casearchive.errors import WorkWasCancelled
from casearchive.search import files
from casearchive.search.documents import Document, IndexedSection, IndexState
from casearchive.search.files import discard_index, open_index
from casearchive.search.index import SearchIndex
from casearchive.search.store.connection import (
    IndexCannotBeKept,
    IndexIsBusy,
    IndexIsDamaged,
)
from casearchive.search.store.layout import create_tables

STATE = IndexState("archive", 3, "2024-05-01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "缓存" / "index"


def a_filled_index(path: Path, cases: int = 3) -> None:
    index = open_index(path)
    index.rebuild(
        [
            Document(str(n), f"辣椒{n}村", sections=(IndexedSection("正文", f"文{n}" * 500),))
            for n in range(cases)
        ],
        state=STATE,
    )
    index.close()


def test_an_index_is_found_again(path: Path) -> None:
    a_filled_index(path)
    index = open_index(path)
    assert index.state == STATE
    assert index.keys_matching("辣椒2村") == ("2",)
    index.close()


def is_empty_and_works(path: Path) -> bool:
    index = open_index(path)
    empty = index.state == IndexState() and index.keys() == {}
    index.add([Document("new", "新的")])
    works = index.keys_matching("新的") == ("new",)
    index.close()
    return empty and works


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, b"SQLite format 3\0" * 300])
def test_what_is_no_database_is_replaced(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert is_empty_and_works(path)


def test_a_broken_file_is_replaced(path: Path) -> None:
    a_filled_index(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    assert is_empty_and_works(path)


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 1",
        "CREATE TABLE guest (x)",
        "CREATE TRIGGER guest AFTER INSERT ON state BEGIN SELECT 1; END",
        "DROP TABLE figures",
    ],
)
def test_another_shape_or_version_is_replaced(path: Path, change: str) -> None:
    a_filled_index(path)
    connection = sqlite3.connect(path)
    connection.execute(change)
    connection.commit()
    connection.close()
    assert is_empty_and_works(path)


def test_a_foreign_connection_is_refused_untouched() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(IndexIsDamaged):
        SearchIndex(connection)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    connection.close()


@pytest.mark.parametrize(
    ("damage", "ask"),
    [
        ("UPDATE folded_texts SET folded = x'00'", lambda index: index.search("辣椒")),
        ("UPDATE documents SET details = x'00'", lambda index: index.search("辣椒")),
        ("UPDATE documents SET title = CAST(x'ff' AS TEXT)", lambda index: index.search("辣椒")),
        ("DELETE FROM documents", lambda index: index.search("辣椒")),
        ("DELETE FROM documents", lambda index: index.keys_matching("辣椒")),
        ("DELETE FROM documents", lambda index: index.count("辣椒1村")),
        ("DELETE FROM state", lambda index: index.state),
        (
            "UPDATE case_text_data SET block = x'ffffffffffffffff' WHERE id > 10",
            lambda index: index.count("辣椒"),
        ),
    ],
)
def test_damage_met_later_is_told_as_such(
    path: Path, damage: str, ask: Callable[[SearchIndex], object]
) -> None:
    a_filled_index(path)
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    index = open_index(path)
    with pytest.raises(IndexIsDamaged):
        ask(index)
    index.close()
    discard_index(path)
    assert is_empty_and_works(path)


def test_a_folder_in_the_way_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(IndexCannotBeKept):
        open_index(path)
    path.parent.joinpath("file").touch()
    with pytest.raises(IndexCannotBeKept):
        open_index(path.parent / "file" / "index")


def test_discarding_takes_what_lies_beside(path: Path) -> None:
    index = open_index(path)
    index.add([Document("a", "辣椒")])
    assert path.with_name("index-wal").exists()
    index.close()
    discard_index(path)
    assert list(path.parent.iterdir()) == []
    discard_index(path)


def test_a_reader_sees_the_old_answers_while_another_writes(path: Path) -> None:
    a_filled_index(path)
    reader, writer = open_index(path), open_index(path)
    with writer.transaction():
        writer.remove(["0", "1", "2"])
        assert reader.count("辣椒") == 3
    assert reader.count("辣椒") == 0
    reader.close()
    writer.close()


def test_another_thread_can_interrupt(path: Path) -> None:
    a_filled_index(path, cases=30)
    index = open_index(path)
    asked, stopped = threading.Event(), threading.Event()

    def interrupted() -> bool:
        asked.set()
        stopped.wait(5)
        return False

    def interrupt() -> None:
        asked.wait(5)
        index.interrupt()
        stopped.set()

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(WorkWasCancelled):
        index.keys_matching("文", cancelled=interrupted)
    thread.join()
    index.close()
    index.interrupt()  # whoever stops a search cannot know that it is over, and its file closed


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_broken_is_told_in_a_sentence_or_goes_unnoticed(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    a_filled_index(path, cases=20)
    content = bytearray(path.read_bytes())
    for _place in range(dice.choice([1, 20, 400])):
        content[dice.randrange(len(content))] = dice.randrange(256)
    path.write_bytes(content)
    index = open_index(path)
    with suppress(IndexIsDamaged):
        index.search("辣椒 文1文")
        index.count("-辣")
        index.remove(index.keys())
        assert index.keys_matching("辣") == ()
    index.close()
    discard_index(path)
    assert is_empty_and_works(path)


def test_two_may_make_one_index_at_the_same_time(path: Path) -> None:
    made: list[SearchIndex] = []
    threads = [Thread(target=lambda: made.append(open_index(path))) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    for index in made:
        index.add([Document(key="a", title="辣椒")])
        assert index.count("辣椒") == 1
        index.close()


def made_but_held(path: Path) -> sqlite3.Connection:
    """Make an index as far as its tables, and read in it: it cannot change over to a log now."""
    path.parent.mkdir(parents=True)
    held = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    create_tables(held)
    held.execute("BEGIN")
    held.execute("SELECT * FROM state").fetchall()
    return held


def test_opening_waits_for_another_that_is_just_making_it(path: Path) -> None:
    held = made_but_held(path)
    release = Timer(0.2, held.rollback)
    release.start()
    with closing(open_index(path)) as index:
        index.add([Document(key="a", title="辣椒")])
        assert index.count("辣椒") == 1
    release.join()
    held.close()


def test_who_waited_long_enough_says_why(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    with closing(made_but_held(path)), pytest.raises(IndexIsBusy, match="另一个程序"):
        open_index(path)
