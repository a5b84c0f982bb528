"""An import from the first look to the report: what is taken, what is told, what is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import wild_files
from casearchive.domain.model import Case
from casearchive.errors import WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.importing.batches import list_imports
from casearchive.services.importing.session import ImportSession
from casearchive.services.library.browsing import case_ids
from casearchive.services.searching.finding import search
from casearchive.services.undoing import undo_import
from casearchive.services.upkeep import check_archive
from casearchive.services.views import Picture, Shelf
from casearchive.storage.archive.faults import ArchiveIsReadOnly
from casearchive.storage.attachments import hash_file, stored_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    (folder / "子文件夹").mkdir(parents=True)
    (folder / "选编.docx").write_bytes(wild_files.collection())
    (folder / "甲.txt").write_text(wild_files.text_of(0), "utf-8")
    (folder / "坏.docx").write_bytes(wild_files.docx(1)[:900])
    (folder / "子文件夹" / "一.jpg").write_bytes(wild_files.photo("JPEG", 1))
    (folder / "子文件夹" / "二.jpg").write_bytes(wild_files.photo("JPEG", 2))
    (folder / "链接.txt").symlink_to("/etc/hostname")
    (folder / ".隐藏").write_text("x")
    return folder


def test_a_folder_becomes_drafts_that_are_found_and_goes_again(
    empty: Archive, folder: Path
) -> None:
    with ImportSession(empty) as session:
        session.add_paths([folder])
        assert "链接.txt" in session.notes[0]
        outcome = session.run()
    assert [file.name for file in outcome.of("refused")] == ["坏.docx"]
    titles = [title for file in outcome.files for _id, title in file.cases]
    assert titles == [
        "甲村的五彩椒",
        "乙村修路记",
        "丙村修路记",
        "照片：子文件夹",
        "照片：子文件夹",
    ]
    assert outcome.files[-1].cases == outcome.files[-2].cases
    assert search(empty, "统一育苗")[0].title == "甲村的五彩椒"
    case = read_case(empty, outcome.files[2].cases[0][0])
    assert case.status == "草稿"
    pictures = [
        block for part in case.sections for block in part.prose if isinstance(block, Picture)
    ]
    ids = {file.id for file in case.attachments}
    assert [picture.target.removeprefix("attachment:") in ids for picture in pictures] == [True]
    original = next(file for file in case.attachments if file.name == "选编.docx")
    assert hash_file(stored_file(empty.files, original.sha256)) == hash_file(folder / "选编.docx")
    assert check_archive(empty).sound
    (batch,) = outcome.batches
    assert list_imports(empty)[0].refused == 1
    report = undo_import(empty, batch)
    assert (report.removed["case"], report.trashed, report.kept) == (4, [], [])
    assert case_ids(empty, Shelf()) == []
    assert [path for path in empty.files.rglob("*") if path.is_file()] == []


def test_the_same_bytes_are_noticed_until_their_import_is_undone(
    empty: Archive, folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "换了名字.txt"
    copy.write_bytes((folder / "甲.txt").read_bytes())

    def run(path: Path) -> str:
        with ImportSession(empty) as session:
            session.add_paths([path])
            return session.run().files[0].outcome

    assert [run(folder / "甲.txt"), run(copy)] == ["taken", "same"]
    undo_import(empty, list_imports(empty)[0].id)
    assert run(copy) == "taken"


def test_stopping_keeps_what_was_taken_whole(empty: Archive, folder: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise WorkWasCancelled

    with ImportSession(empty) as session:
        session.add_paths([folder])
        outcome = session.run(stop)
    assert outcome.cancelled
    assert outcome.cases == 1
    assert check_archive(empty).sound
    assert search(empty, "统一育苗")
    undo_import(empty, outcome.batches[0])
    assert case_ids(empty, Shelf()) == []


def test_a_pasted_text_keeps_its_words_as_a_file(empty: Archive) -> None:
    with ImportSession(empty) as session:
        session.add_text(wild_files.text_of(3))
        outcome = session.run()
    ((case_id, title),) = outcome.files[0].cases
    assert title.startswith("丁村的")
    draft = load_draft(empty, case_id)
    assert [section.type for section in draft.sections] == ["背景与问题", "主要做法", "主要成效"]
    assert draft.attachments[0].name.endswith(".txt")
    assert draft.sources[0].publisher == "未载"


def test_a_whole_file_may_stay_one_case(empty: Archive, folder: Path) -> None:
    with ImportSession(empty) as session:
        (candidate,) = session.add_paths([folder / "选编.docx"])
        assert (candidate.count, candidate.can_split) == (2, True)
        candidate.splits = False
        outcome = session.run()
    assert [title for _id, title in outcome.files[0].cases] == ["案例选编"]


def test_a_table_is_mapped_and_its_figures_rest_on_it(empty: Archive, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(wild_files.xlsx(1))
    with ImportSession(empty) as session:
        (candidate,) = session.add_paths([path])
        assert candidate.uses_rows
        assert candidate.mapping is not None
        columns = list(candidate.mapping.columns)
        columns[5] = replace(columns[5], field="")
        candidate.mapping = replace(candidate.mapping, columns=tuple(columns))
        session.map_rows(candidate)
        outcome = session.run()
    assert len(outcome.files[0].cases) == 7
    case = read_case(empty, outcome.files[0].cases[0][0])
    assert case.sections == ()
    assert [(f.indicator, f.amount, f.year) for f in case.outcomes] == [
        ("集体收入", "3.5万元", "2023"),
        ("种植面积", "1.2万亩", "未载"),
    ]
    with empty.reading() as session_:
        codes = {case.code for case in session_.query(Case)}
    assert len(codes) == 7


def test_an_archive_that_is_only_read_takes_nothing(empty: Archive) -> None:
    empty.read_only_reason = "只读"
    with pytest.raises(ArchiveIsReadOnly):
        ImportSession(empty)
