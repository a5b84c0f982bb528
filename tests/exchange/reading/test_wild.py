"""Files of strangers, good and wild, through the reading process; all 200 run in benchmarks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import wild_files
from benchmarks.wild_files import EITHER, REFUSED, TAKEN, Wild
from casearchive.exchange.reading.read import FileReader
from casearchive.exchange.reading.result import FileIsRefused, ReadFile

LARGE = ("很大.txt", "压缩炸弹.xlsx", "压缩炸弹.docx", "嵌套很深.html", "很长的一行.txt")


def chosen() -> list[Wild]:
    """Return one of each kind, and the wild ones but for the largest and most of the cut ones."""
    good = {file.name.rpartition(".")[2]: file for file in wild_files.good_files()}
    wild = [
        file
        for file in wild_files.wild_files("http://127.0.0.1:9")
        if file.name not in LARGE and ("截断" not in file.name or "-50%" in file.name)
    ]
    return [*good.values(), *wild]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FileReader]:
    with FileReader(tmp_path_factory.mktemp("scratch")) as reader:
        yield reader


def told(read: ReadFile) -> str:
    drafts = " ".join(f"{draft.title} {draft.sections} {draft.pictures}" for draft in read.proposed)
    return f"{drafts} {read.sheets}"


def test_each_becomes_what_it_should(reader: FileReader, tmp_path: Path) -> None:
    wrong = []
    for file in chosen():
        path = tmp_path / file.name
        path.write_bytes(file.data)
        try:
            read = reader.read(path)
        except FileIsRefused as error:
            if file.fate == TAKEN or len(error.message.splitlines()) != 1:
                wrong.append(error.message)
        else:
            if file.fate == REFUSED:
                wrong.append(f"{file.name} was read")
            wrong += [f"{file.name} lacks {word}" for word in file.words if word not in told(read)]
    assert wrong == []
    assert {file.fate for file in chosen()} == {TAKEN, REFUSED, EITHER}


def test_a_photo_keeps_no_trace_of_its_maker(reader: FileReader, tmp_path: Path) -> None:
    for kind, ending in (("JPEG", "jpg"), ("PNG", "png")):
        path = tmp_path / f"村口.{ending}"
        path.write_bytes(wild_files.photo(kind, 2))
        assert b"SECRETMAKER" in path.read_bytes()
        (picture,) = reader.read(path).whole.pictures
        kept = (reader.scratch / picture.sha256).read_bytes()
        assert b"SECRETMAKER" not in kept
        assert picture.caption == "村口"


def test_a_mangled_page_is_mended_and_told_of(reader: FileReader, tmp_path: Path) -> None:
    text = (
        "培訓(xùn)記錄(lù)\n\n"
        + "村里辦(bàn)培訓(xùn)，幹部學(xué)習(xí)修路，大家來(lái)聽(tīng)。" * 3
    )
    path = tmp_path / "网页复制.txt"
    path.write_text(text, "utf-8")
    read = reader.read(path)
    assert read.repaired is not None
    assert "干部学习修路" in told(read)
    assert read.original == text
    assert "修复了" in read.notes[0]
    assert not re.search(r"\b0 处", read.notes[0])  # what did not happen is not told


def test_a_damaged_file_is_not_told_to_be_of_an_unknown_kind(
    reader: FileReader, tmp_path: Path
) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(b"\0\1\2" * 1000)
    with pytest.raises(FileIsRefused, match="可能损坏了"):
        reader.read(path)
