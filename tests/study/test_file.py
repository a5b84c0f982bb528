"""The layer's file: kept apart, whole or not at all, and strict with what others bring."""

import json
from pathlib import Path

import pytest

from casearchive.study.entries import Answer, EntryIsSpoilt, Mark, Reading, Star, read_entry
from casearchive.study.file import LayerCannotBeUsed, StudyFile
from casearchive.study.form import FileHoldsNoNotes, read_form, write_form

MARK = Mark("m1", "c1", "s1", "“引文”\n", "前", "后", "green", "批注：𠮷")
ENTRIES = [MARK, Answer("c1", "q1", "题", "答"), Reading("c1", "AL-1", "标题"), Star("c2", "2026")]


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    layer = StudyFile(tmp_path / "layer.sqlite")
    assert layer.all() == []
    layer.put(ENTRIES)
    again = StudyFile(layer.path)
    assert sorted(again.all(), key=repr) == sorted(ENTRIES, key=repr)
    assert sorted(one.KIND for one in again.of_case("c1")) == ["answer", "mark", "reading"]
    assert again.of_kind("star") == [ENTRIES[3]]
    assert again.row("mark", ("m1",)) == MARK.row()
    assert again.row("mark", ("m2",)) is None


def test_a_spoilt_row_leaves_everything_as_it_was(tmp_path: Path) -> None:
    layer = StudyFile(tmp_path / "layer.sqlite")
    layer.put([MARK])
    with pytest.raises(EntryIsSpoilt):
        layer.change([("mark", ("m1",), None), ("mark", ("m2",), {"id": "m2"})])
    assert layer.all() == [MARK]


def test_a_file_that_is_no_database_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "layer.sqlite"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(LayerCannotBeUsed, match="学习笔记"):
        StudyFile(path).all()


def test_a_layer_travels_as_json() -> None:
    text = write_form("archive", ENTRIES)
    assert sorted(read_form(text), key=repr) == sorted(ENTRIES, key=repr)
    assert json.loads(text)["marks"][0]["note"] == "批注：𠮷"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": "casearchive-study", "version": 2}',
        '{"format": "casearchive-study", "version": 1, "marks": 3}',
        '{"format": "casearchive-study", "version": 1, "marks": [{"id": 5}]}',
        '{"format": "casearchive-study", "version": 1, "stars": [{"case_id": ""}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_layer_is_refused(text: str) -> None:
    with pytest.raises(FileHoldsNoNotes):
        read_form(text)


def test_a_colour_that_is_none_of_the_four_is_refused() -> None:
    with pytest.raises(EntryIsSpoilt):
        read_entry("mark", MARK.row() | {"colour": "red; background: url(x)"})
