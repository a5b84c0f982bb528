"""What stands in attached files is found, named in the result, and gone with the file."""

import shutil
from pathlib import Path

import pytest

from casearchive.search.files import discard_index
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import (
    attach_file,
    bring_file,
    detach,
    list_attachments,
    read_waiting_files,
)
from casearchive.services.attachments.texts import extract_text
from casearchive.services.cases.editing import load_draft, restore_case, save_draft, trash_case
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.opening import create_archive
from casearchive.services.searching.finding import search
from casearchive.storage.attachments import stored_file
from tests.exchange.made_files import make_docx, make_pdf
from tests.services.cases.test_editing import whole_draft

WORDS = "跨村联营的芍药地"


@pytest.fixture
def case_id(empty: Archive) -> str:
    made = save_draft(empty, whole_draft())
    assert not search(empty, WORDS)  # there is an index by now
    return made


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return make_docx(tmp_path / "访谈记录.docx", "先说别的。", f"再说{WORDS}，去年才有。")


def found(archive: Archive, typed: str) -> list[str]:
    return [hit.key for hit in search(archive, typed)]


def test_an_attached_text_is_found_at_once_and_named(
    empty: Archive, case_id: str, note: Path
) -> None:
    attach_file(empty, case_id, note, "支书谈话")
    (hit,) = search(empty, WORDS)
    assert hit.key == case_id
    assert hit.section == "附件：访谈记录.docx"
    ((start, end),) = hit.marks
    assert hit.snippet[start:end] == WORDS
    assert found(empty, "支书谈话") == found(empty, "访谈记录.docx") == [case_id]


def test_a_sentence_that_a_pdf_breaks_is_found_whole(
    empty: Archive, case_id: str, tmp_path: Path
) -> None:
    lines = [
        "合作社的账每个季度都贴在村口的公告栏上，谁都能看，谁都能问，跨村联",
        "营的芍药地也在内。",
    ]
    attach_file(empty, case_id, make_pdf(tmp_path / "报表.pdf", lines))
    assert found(empty, WORDS) == [case_id]


def test_a_file_saved_with_a_form_is_found(empty: Archive, case_id: str, note: Path) -> None:
    draft = load_draft(empty, case_id)
    draft.attachments.append(bring_file(empty, note))
    assert not found(empty, WORDS)
    save_draft(empty, draft)
    assert found(empty, WORDS) == [case_id]


def test_what_is_taken_out_or_thrown_away_is_not_found(
    empty: Archive, case_id: str, note: Path
) -> None:
    attachment_id = attach_file(empty, case_id, note)
    trash_case(empty, case_id)
    assert not found(empty, WORDS)
    restore_case(empty, case_id)
    assert found(empty, WORDS) == [case_id]
    detach(empty, attachment_id)
    assert not found(empty, WORDS)


def test_a_new_index_needs_no_file_to_be_read_again(
    empty: Archive, case_id: str, note: Path
) -> None:
    attach_file(empty, case_id, note)
    (view,) = list_attachments(empty, case_id)
    stored_file(empty.files, view.sha256).unlink()
    discard_index(empty.index_path)
    assert found(empty, WORDS) == [case_id]


def test_files_that_came_with_an_import_are_found_once_they_were_read(
    empty: Archive, case_id: str, note: Path, tmp_path: Path
) -> None:
    attach_file(empty, case_id, note)
    export_json(empty, tmp_path / "全部.json")
    shutil.rmtree(empty.settings.texts_folder)
    other = create_archive(tmp_path / "另.casearchive", empty.settings)
    try:
        assert not found(other, WORDS)
        import_json(other, [tmp_path / "全部.json"])
        assert found(other, "访谈记录.docx") == [case_id]
        assert not found(other, WORDS)
        read_waiting_files(other)
        assert found(other, WORDS) == [case_id]
    finally:
        other.close()


def test_text_lost_from_the_cache_comes_back(empty: Archive, case_id: str, note: Path) -> None:
    attach_file(empty, case_id, note)
    shutil.rmtree(empty.settings.texts_folder)
    discard_index(empty.index_path)
    assert not found(empty, WORDS)
    read_waiting_files(empty)
    assert found(empty, WORDS) == [case_id]


def test_a_file_known_from_another_case_is_found_in_both(
    empty: Archive, case_id: str, note: Path
) -> None:
    attach_file(empty, case_id, note)
    other = save_draft(empty, whole_draft(code="T-2"))
    attach_file(empty, other, note)
    assert sorted(found(empty, WORDS)) == sorted([case_id, other])
    assert extract_text(empty, "0" * 64, "照片.jpg") is None
