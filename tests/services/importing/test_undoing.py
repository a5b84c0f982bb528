"""An import taken back: what it made goes, what it changed returns, what was edited stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.editing import save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.importing.batches import ImportIsGone, list_imports
from casearchive.services.importing.undoing import ImportIsUndoneAlready
from casearchive.services.library.browsing import case_ids
from casearchive.services.searching.finding import search
from casearchive.services.searching.saved_searches import save_search
from casearchive.services.steps import set_aside
from casearchive.services.undoing import redo, undo, undo_import
from casearchive.services.upkeep import check_archive, info
from casearchive.services.views import Shelf
from casearchive.storage.attachments import keep_file, stored_file

CODE = "AL-2023-001"


def exported(archive: Archive, path: Path) -> dict[str, Any]:
    export_json(archive, path)
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]


def rewritten(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    document = json.loads(path.read_text("utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def test_what_an_import_made_is_gone_and_the_archive_empty_as_before(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    before = exported(empty, tmp_path / "vorher.json")
    exported(sample, tmp_path / "全部.json")
    batch_id = import_json(empty, [tmp_path / "全部.json"]).batch_id
    assert search(empty, "五彩椒")
    report = undo_import(empty, batch_id)
    assert report.removed["case"] == 7
    assert (report.trashed, report.kept) == ([], [])
    assert exported(empty, tmp_path / "nachher.json") == before
    assert search(empty, "五彩椒") == ()
    assert check_archive(empty).sound
    (row,) = list_imports(empty)
    assert row.name == "全部.json"
    assert row.undone_at
    with pytest.raises(ImportIsUndoneAlready):
        undo_import(empty, batch_id)


def test_what_an_import_changed_returns_to_what_it_was(sample: Archive, tmp_path: Path) -> None:
    path = tmp_path / "改.json"
    before = exported(sample, path)

    def change(document: dict[str, Any]) -> None:
        case = next(case for case in document["cases"] if case["code"] == CODE)
        case["title"] = "别处改过的标题"

    batch_id = import_json(sample, [rewritten(path, change)]).batch_id
    assert read_case(sample, CODE).title == "别处改过的标题"
    report = undo_import(sample, batch_id[:8])
    assert report.restored == {"case": 1}
    after = exported(sample, tmp_path / "后.json")
    for document in (before, after):
        del document["revisions"]  # history tells of the import and of its undoing
        for case in document["cases"]:
            case.pop("version", None)
            case.pop("updated_at")
    assert after == before


def test_an_edited_case_goes_to_the_trash_and_a_used_one_too(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    exported(sample, tmp_path / "全部.json")
    batch_id = import_json(empty, [tmp_path / "全部.json"]).batch_id
    draft = load_draft(empty, read_case(empty, CODE).id)
    draft.title = "我改过的"
    save_draft(empty, draft)
    used = read_case(empty, "AL-2023-002")
    create_pack(empty, "周一班", [used.id])
    report = undo_import(empty, batch_id)
    assert sorted(report.trashed) == sorted(["我改过的", used.title])
    assert report.removed["case"] == 5
    assert case_ids(empty, Shelf()) == []
    assert len(case_ids(empty, Shelf("trash"))) == 2
    assert read_case(empty, CODE).title == "我改过的"
    assert check_archive(empty).sound


def test_a_later_change_of_a_changed_case_is_kept(sample: Archive, tmp_path: Path) -> None:
    path = tmp_path / "改.json"
    exported(sample, path)

    def change(document: dict[str, Any]) -> None:
        document["cases"][0]["abstract"] = "来自别处"

    batch_id = import_json(sample, [rewritten(path, change)]).batch_id
    draft = load_draft(sample, read_case(sample, CODE).id)
    draft.abstract = "我后来又改"
    save_draft(sample, draft)
    report = undo_import(sample, batch_id)
    assert report.kept == [draft.title]
    assert read_case(sample, CODE).abstract == "我后来又改"


def test_stored_files_go_unless_somebody_else_names_them(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "全部.json"
    exported(sample, path)
    beside = tmp_path / "全部.files"
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.write_bytes(b"ours")
    theirs.write_bytes(b"theirs")
    shared, own = keep_file(beside, ours), keep_file(beside, theirs)
    keep_file(empty.files, ours)

    def change(document: dict[str, Any]) -> None:
        files = [{"sha256": shared, "caption": "共"}, {"sha256": own, "caption": "独"}]
        document["cases"][0]["attachments"] = [
            {"id": f"0000000{n}-0000-4000-8000-000000000000", **file}
            for n, file in enumerate(files)
        ]

    batch_id = import_json(empty, [rewritten(path, change)]).batch_id
    draft = load_draft(empty, read_case(empty, "AL-2023-002").id)
    other = load_draft(empty, read_case(empty, CODE).id).attachments
    draft.attachments = [file for file in other if file.sha256 == shared]
    draft.attachments[0].id = ""
    save_draft(empty, draft)
    report = undo_import(empty, batch_id)
    assert report.removed["case"] == 6
    assert stored_file(empty.files, shared).is_file()
    assert not stored_file(empty.files, own).exists()
    undo(empty)  # of the undoing: the file is there again
    assert stored_file(empty.files, own).read_bytes() == b"theirs"
    redo(empty)
    assert not stored_file(empty.files, own).exists()
    assert stored_file(set_aside(empty), own).is_file()
    undo(empty)
    undo(empty)  # of the case that was saved in between
    undo(empty)  # of the import itself
    assert case_ids(empty, Shelf()) == []
    assert not stored_file(empty.files, own).exists()
    save_search(empty, "别的一步", "村")  # and nothing can be redone any more
    assert not stored_file(set_aside(empty), own).exists()


def test_an_import_that_changes_nothing_leaves_no_trace(sample: Archive, tmp_path: Path) -> None:
    number = len(list_imports(sample))
    exported(sample, tmp_path / "全部.json")
    assert import_json(sample, [tmp_path / "全部.json"]).batch_id == ""
    assert len(list_imports(sample)) == number
    assert info(sample).counts["cases"] == 7


def test_an_unknown_import_is_told(empty: Archive) -> None:
    with pytest.raises(ImportIsGone):
        undo_import(empty, "abc")
