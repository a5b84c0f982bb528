"""Files attached to a case: brought in, described, taken out, read out, handed to others."""

import os
import shutil
import stat
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from casearchive.domain.evidence import Attachment
from casearchive.domain.history import Revision
from casearchive.domain.terms import CONSENTS, LICENCES
from casearchive.errors import WorkWasCancelled
from casearchive.exchange.file_text import BROKE_OFF, FileText
from casearchive.services.archive import Archive
from casearchive.services.attachments import attaching
from casearchive.services.attachments import texts as attachment_texts
from casearchive.services.attachments.attaching import (
    AttachmentIsGone,
    FileCannotBeAttached,
    FileIsAttachedAlready,
    attach_file,
    bring_file,
    describe,
    detach,
    list_attachments,
)
from casearchive.services.attachments.copies import (
    AttachedFileIsDamaged,
    AttachedFileIsMissing,
    KindIsNotOpened,
    open_copy,
    save_copy,
)
from casearchive.services.attachments.rights import hindrance_of
from casearchive.services.attachments.texts import (
    attachment_sections,
    extract_missing,
    kept_text,
    text_note,
    texts_of,
)
from casearchive.services.cases.checking import DraftIsIncomplete
from casearchive.services.cases.drafts import AttachmentDraft
from casearchive.services.cases.editing import (
    load_draft,
    restore_case,
    save_draft,
    trash_case,
)
from casearchive.services.cases.reading import CaseIsGone, find_case, read_case
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.opening import create_archive, open_archive
from casearchive.services.refusals import SchemaRefusedIt
from casearchive.services.upkeep import check_archive
from casearchive.storage.archive.faults import ArchiveIsReadOnly, CaseWasChangedElsewhere
from casearchive.storage.attachments import stored_file
from tests.exchange.made_files import make_docx, make_pdf, make_scan, protect_pdf
from tests.services.cases.test_editing import whole_draft


@pytest.fixture
def case_id(empty: Archive) -> str:
    return save_draft(empty, whole_draft())


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return make_docx(tmp_path / "访谈记录.docx", "合作社统一收购")


def revisions(archive: Archive) -> list[str]:
    with archive.reading() as session:
        return list(session.scalars(select(Revision.reason).order_by(Revision.number)))


# --- in and out ----------------------------------------------------------------------------------


def test_an_attached_file_is_listed_recorded_and_sound(
    empty: Archive, case_id: str, note: Path
) -> None:
    attachment_id = attach_file(empty, case_id, note)
    (view,) = list_attachments(empty, case_id)
    assert (view.id, view.name, view.caption) == (attachment_id, "访谈记录.docx", "访谈记录")
    assert view.size == note.stat().st_size
    assert view.media_type.endswith("wordprocessingml.document")
    assert view.has_text
    assert not view.printable
    assert read_case(empty, case_id).attachments == (view,)
    assert revisions(empty) == ["编辑", "添加附件"]
    assert load_draft(empty, case_id).version == 2
    report = check_archive(empty)
    assert (report.attachments, report.faults) == (1, ())


def test_the_same_content_is_attached_once(empty: Archive, case_id: str, note: Path) -> None:
    attach_file(empty, case_id, note)
    copy = note.with_name("另一个名字.docx")
    shutil.copyfile(note, copy)
    with pytest.raises(FileIsAttachedAlready, match="另一个名字"):
        attach_file(empty, case_id, copy)
    assert len(list_attachments(empty, case_id)) == 1
    other = save_draft(empty, whole_draft(code="T-2"))
    attach_file(empty, other, copy, "给另一个案例")
    assert list_attachments(empty, other)[0].caption == "给另一个案例"


def test_a_file_taken_out_stays_for_undo_and_history(
    empty: Archive, case_id: str, note: Path
) -> None:
    attachment_id = attach_file(empty, case_id, note)
    sha256 = list_attachments(empty, case_id)[0].sha256
    detach(empty, attachment_id)
    assert list_attachments(empty, case_id) == ()
    assert revisions(empty)[-1] == "移除附件"
    assert stored_file(empty.files, sha256).is_file()
    assert check_archive(empty).sound
    with pytest.raises(AttachmentIsGone):
        detach(empty, attachment_id)


def test_the_rights_of_a_file_are_described(empty: Archive, case_id: str, note: Path) -> None:
    attachment_id = attach_file(empty, case_id, note)
    rights = AttachmentDraft(
        caption=" 访谈 ",
        creator="村史组",
        licence="自有",
        portrait_consent="不涉及人像",
        expires="2099-12",
    )
    describe(empty, attachment_id, rights)
    (view,) = list_attachments(empty, case_id)
    assert (view.caption, view.creator, view.expires) == ("访谈", "村史组", "2099-12")
    assert (view.printable, view.hindrance) == (True, "")
    assert view.name == "访谈记录.docx"
    with pytest.raises(DraftIsIncomplete, match="说明"):
        describe(empty, attachment_id, replace(rights, caption=" "))
    with pytest.raises(DraftIsIncomplete, match="日期"):
        describe(empty, attachment_id, replace(rights, expires="明年"))
    with pytest.raises(SchemaRefusedIt):
        describe(empty, attachment_id, replace(rights, licence="随便"))


@pytest.mark.parametrize("licence", LICENCES)
@pytest.mark.parametrize("consent", CONSENTS)
@pytest.mark.parametrize("expires", [None, "2000", "2099-01-01"])
def test_what_is_told_of_rights_is_what_holds(
    licence: str, consent: str, expires: str | None
) -> None:
    attachment = Attachment(licence=licence, portrait_consent=consent, expires=expires)
    assert attachment.printable(datetime.now().astimezone()) is not bool(hindrance_of(attachment))


# --- refused -------------------------------------------------------------------------------------


def test_what_cannot_be_attached_is_told_and_changes_nothing(
    empty: Archive, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = tmp_path / "空.txt"
    nothing.touch()
    large = tmp_path / "大.bin"
    large.write_bytes(bytes(2048))
    monkeypatch.setattr(attaching, "MAX_SIZE", 1024)
    for path, reason in (
        (tmp_path / "没有.pdf", "不存在"),
        (tmp_path, "不是文件"),
        (nothing, "空的"),
        (large, "超过"),
        (tmp_path / ("长" * 300), "太长"),
    ):
        with pytest.raises(FileCannotBeAttached, match=reason):
            attach_file(empty, case_id, path)
    assert list_attachments(empty, case_id) == ()
    assert load_draft(empty, case_id).version == 1
    assert not empty.files.exists()


def test_a_reader_s_archive_takes_no_file(empty: Archive, case_id: str, note: Path) -> None:
    attachment_id = attach_file(empty, case_id, note)
    reader = open_archive(empty.path, empty.settings, read_only=True)
    with pytest.raises(ArchiveIsReadOnly):
        attach_file(reader, case_id, note)
    with pytest.raises(ArchiveIsReadOnly):
        detach(reader, attachment_id)


def test_a_case_that_is_not_there_gets_no_file(empty: Archive, note: Path) -> None:
    with pytest.raises(CaseIsGone):
        attach_file(empty, "没有的", note)
    assert not empty.files.exists()


def test_a_cancelled_copy_leaves_nothing_half_done(
    empty: Archive, case_id: str, note: Path
) -> None:
    def stop(done: int, total: int) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        attach_file(empty, case_id, note, progress=stop)
    assert list(empty.files.rglob("*")) == []
    assert list_attachments(empty, case_id) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
def test_a_hostile_name_is_kept_as_one_plain_line(
    empty: Archive, case_id: str, tmp_path: Path
) -> None:
    for number, name in enumerate((b"\xff\xfe.txt", "甲\u202etxt.exe\n<b>".encode(), b"CON.txt")):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.write_text(f"第{number}个", encoding="utf-8")
        attach_file(empty, case_id, path)
    names = {view.name for view in list_attachments(empty, case_id)}
    assert names == {"\ufffd\ufffd.txt", "甲txt.exe <b>", "CON.txt"}


# --- beside other work ---------------------------------------------------------------------------


def test_a_form_carries_the_files_and_never_loses_one(
    empty: Archive, case_id: str, note: Path, tmp_path: Path
) -> None:
    attach_file(empty, case_id, note)
    draft, stale = load_draft(empty, case_id), load_draft(empty, case_id)
    draft.title = "新题"
    draft.attachments[0].licence = "自有"
    draft.attachments.append(bring_file(empty, make_scan(tmp_path / "扫描.pdf")))
    save_draft(empty, draft)
    views = list_attachments(empty, case_id)
    assert [view.name for view in views] == ["扫描.pdf", "访谈记录.docx"]
    assert [view.licence for view in views] == ["未知(禁止印发)", "自有"]
    with pytest.raises(CaseWasChangedElsewhere):
        save_draft(empty, stale)
    assert len(list_attachments(empty, case_id)) == 2


def test_a_form_is_told_what_a_file_lacks(empty: Archive, case_id: str, note: Path) -> None:
    draft = load_draft(empty, case_id)
    draft.attachments.append(replace(bring_file(empty, note), caption="", expires="x"))
    with pytest.raises(DraftIsIncomplete) as caught:
        save_draft(empty, draft)
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["attachments.0.caption", "attachments.0.expires"]


def test_the_trash_gives_files_back(empty: Archive, case_id: str, note: Path) -> None:
    attach_file(empty, case_id, note)
    before = list_attachments(empty, case_id)
    trash_case(empty, case_id)
    restore_case(empty, case_id)
    assert list_attachments(empty, case_id) == before


# --- texts ---------------------------------------------------------------------------------------


def test_a_text_is_read_out_once_and_named_for_the_index(
    empty: Archive, case_id: str, note: Path
) -> None:
    attach_file(empty, case_id, note, "访谈")
    sha256 = list_attachments(empty, case_id)[0].sha256
    assert texts_of(empty, [sha256, "0" * 64]) == {sha256: "合作社统一收购"}
    with empty.reading() as session:
        (section,) = attachment_sections(empty, find_case(session, case_id))
    assert section.label == "附件：访谈记录.docx"
    assert section.text.splitlines() == ["访谈记录.docx", "访谈", "合作社统一收购"]
    stored_file(empty.files, sha256).unlink()  # what was read is not read again
    assert list(extract_missing(empty)) == []
    assert texts_of(empty, [sha256])


def test_texts_lie_with_the_user_not_with_the_archive(
    empty: Archive, case_id: str, note: Path
) -> None:
    attach_file(empty, case_id, note)
    (kept,) = empty.settings.texts_folder.rglob("*.json")
    assert empty.settings.cache in kept.parents
    assert not list(empty.files.rglob("*.json"))


def test_what_is_missing_is_read_out_later_case_by_case(
    empty: Archive, case_id: str, note: Path, tmp_path: Path
) -> None:
    attach_file(empty, case_id, note)
    attach_file(empty, case_id, make_scan(tmp_path / "扫描.pdf"))
    other = save_draft(empty, whole_draft(code="T-2"))
    attach_file(empty, other, note)
    shutil.rmtree(empty.settings.texts_folder)
    told: list[tuple[int, int]] = []
    changed = list(extract_missing(empty, lambda *at: told.append(at)))
    assert sorted(changed) == sorted([case_id, other])
    assert told[-1] == (3, 3)
    assert list(extract_missing(empty)) == []


def test_a_damaged_text_is_made_anew(empty: Archive, case_id: str, note: Path) -> None:
    attach_file(empty, case_id, note)
    (kept,) = empty.settings.texts_folder.rglob("*.json")
    kept.write_bytes(b"{")
    assert kept_text(empty, kept.stem) is None
    assert list(extract_missing(empty)) == [case_id]
    assert texts_of(empty, [kept.stem])


def test_a_text_that_cannot_be_kept_keeps_nobody_from_attaching(
    empty: Archive, case_id: str, note: Path
) -> None:
    empty.settings.cache.mkdir(exist_ok=True)
    empty.settings.texts_folder.write_text("a file in the way", encoding="utf-8")
    attach_file(empty, case_id, note)
    assert not list_attachments(empty, case_id)[0].has_text


@pytest.mark.parametrize(
    ("kind", "words"), [("scan", "扫描件"), ("locked", "有密码"), ("bad", "读不出")]
)
def test_why_a_text_is_not_found_is_told(
    empty: Archive, tmp_path: Path, kind: str, words: str
) -> None:
    path = tmp_path / "文件{0}.pdf"
    if kind == "bad":
        path.write_bytes(b"%PDF-1.4 nothing")
    else:
        make_scan(path) if kind == "scan" else protect_pdf(make_pdf(path, ["密"]))
    draft = bring_file(empty, path)
    told = text_note(empty, draft.sha256, draft.name)
    assert words in told
    assert "文件{0}.pdf" in told


def test_what_no_child_could_read_is_tried_again(empty: Archive, case_id: str, note: Path) -> None:
    attach_file(empty, case_id, note)
    shutil.rmtree(empty.settings.texts_folder)
    (stored,) = (path for path in empty.files.rglob("*") if path.is_file())
    away = stored.rename(stored.with_name("away"))
    assert attachment_texts.extract_text(empty, stored.name, note.name) == FileText(fault=BROKE_OFF)
    assert "读不出" in text_note(empty, stored.name, note.name)
    away.rename(stored)
    assert list(extract_missing(empty)) == [case_id]


def test_a_text_that_was_read_needs_no_note(empty: Archive, note: Path, tmp_path: Path) -> None:
    draft = bring_file(empty, note)
    assert text_note(empty, draft.sha256, draft.name) == ""
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(b"\xff\xd8")
    draft = bring_file(empty, picture)
    assert text_note(empty, draft.sha256, draft.name) == ""
    assert kept_text(empty, draft.sha256) is None


def test_an_imported_file_is_read_out_by_the_background(
    empty: Archive, case_id: str, note: Path, tmp_path: Path
) -> None:
    attach_file(empty, case_id, note)
    export_json(empty, tmp_path / "全部.json")
    shutil.rmtree(empty.settings.texts_folder)
    other = create_archive(tmp_path / "另.casearchive", empty.settings)
    try:
        import_json(other, [tmp_path / "全部.json"])
        assert list(extract_missing(other)) == [case_id]
        assert list_attachments(other, case_id)[0].has_text
    finally:
        other.close()


# --- copies --------------------------------------------------------------------------------------


def test_other_programs_get_a_copy_that_is_not_written_to(
    empty: Archive, case_id: str, note: Path
) -> None:
    attach_file(empty, case_id, note)
    (view,) = list_attachments(empty, case_id)
    path = open_copy(empty, view.sha256, view.name)
    assert path.name == "访谈记录.docx"
    assert path.read_bytes() == note.read_bytes()
    assert not path.stat().st_mode & stat.S_IWUSR
    assert empty.settings.opened_folder in path.parents
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_a_file_that_could_run_is_only_saved(empty: Archive, tmp_path: Path) -> None:
    path = tmp_path / "安装.exe"
    path.write_bytes(b"MZ")
    draft = bring_file(empty, path)
    for name in (draft.name, "说明.pdf.lnk", "页.html", "无", "宏.docm", ""):
        with pytest.raises(KindIsNotOpened):
            open_copy(empty, draft.sha256, name)
    save_copy(empty, draft.sha256, tmp_path / "另存.exe")
    assert (tmp_path / "另存.exe").read_bytes() == b"MZ"


def test_a_missing_or_damaged_file_is_told(empty: Archive, note: Path, tmp_path: Path) -> None:
    draft = bring_file(empty, note)
    stored = stored_file(empty.files, draft.sha256)
    stored.write_bytes(b"something else")
    with pytest.raises(AttachedFileIsDamaged, match="访谈记录"):
        open_copy(empty, draft.sha256, draft.name)
    stored.unlink()
    with pytest.raises(AttachedFileIsMissing, match="访谈记录"):
        open_copy(empty, draft.sha256, draft.name)


def test_copies_of_other_days_are_removed(empty: Archive, note: Path) -> None:
    draft = bring_file(empty, note)
    old = open_copy(empty, draft.sha256, draft.name)
    past = time.time() - 2 * 24 * 3600
    os.utime(old.parent, (past, past))
    new = open_copy(empty, draft.sha256, draft.name)
    assert not old.exists()
    assert new.exists()
