"""The text of attached files: what people write, and what strangers send."""

import multiprocessing
from pathlib import Path

import pytest

from casearchive.errors import WorkWasCancelled
from casearchive.exchange.file_text import (
    BROKE_OFF,
    BROKEN,
    MAX_TEXT,
    PROTECTED,
    TOO_MUCH,
    FileText,
    extract,
    is_readable,
    read_file_text,
)
from casearchive.exchange.pdf_text import joined
from casearchive.progress import silent
from tests.exchange.made_files import (
    make_bomb,
    make_docx,
    make_docx_of,
    make_pdf,
    make_scan,
    protect_pdf,
)


def text_of(path: Path) -> str:
    found = extract(path, silent)
    assert not found.fault
    return found.text


# --- what people write ---------------------------------------------------------------------------


def test_a_word_document_gives_its_text_in_order(tmp_path: Path) -> None:
    rows = [["指标", "数值"], ["集体收入", "170万元"]]
    path = make_docx(tmp_path / "a.docx", "第一段", "第二段", header="内部资料", rows=rows)
    lines = ["内部资料", "第一段", "第二段", "指标", "数值", "集体收入", "170万元"]
    assert text_of(path).splitlines() == lines


def test_words_broken_into_runs_and_hidden_in_boxes_are_whole(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('五事')}<w:ins>{run('共')}</w:ins><w:del>{run('删')}</w:del>"
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>"
        f"{run('框中')}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>"
        f"{run('旧框')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        f"{run('治')}<w:r><w:br/><w:t>换行</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>lao</w:t></w:r></w:rt><w:rubyBase>"
        f"{run('崂')}</w:rubyBase></w:ruby></w:r>{run('山')}</w:p>"
    )
    path = make_docx_of(tmp_path / "a.docx", body)
    assert text_of(path).splitlines() == ["五事共治", "换行", "框中", "控件", "崂山"]


def test_a_pdf_gives_its_pages_and_no_line_end_inside_a_sentence(tmp_path: Path) -> None:
    first = [
        "标题",
        "村里的合作社统一收购，价钱贴在村口，谁家卖了多少斤都写得清清楚楚，五事",
        "共治由此而来。",
    ]
    path = make_pdf(tmp_path / "a.pdf", first, ["第二页𠮷"])
    text = text_of(path)
    assert "五事共治由此而来。" in text
    assert text.splitlines()[0] == "标题"
    assert text.splitlines()[-1].startswith("第二页")


def test_lines_are_joined_as_their_script_asks() -> None:
    full = "一" * 20
    assert joined(f"{full}\r\n乙\r\n丙") == f"{full}乙\n丙"
    latin = "a village that keeps its own books"
    assert joined(f"{latin}\nopen to all") == f"{latin} open to all"
    assert joined("coop\ufffe\r\nerative") == "cooperative"
    assert joined("甲\n乙") == "甲\n乙"
    assert joined("") == ""


def test_a_scan_has_no_text_and_is_no_fault(tmp_path: Path) -> None:
    assert extract(make_scan(tmp_path / "a.pdf"), silent) == FileText()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_whatever_wrote_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("石榴村的账\r\n一棵树㐂𠮷".encode(encoding))
    assert text_of(path) == "石榴村的账\n一棵树㐂𠮷"


def test_kinds_are_told_by_the_name_however_it_is_written() -> None:
    assert is_readable("总结.DOCX")
    assert not is_readable("总结.doc")
    assert not is_readable("docx")


# --- what strangers send -------------------------------------------------------------------------


def test_a_bomb_is_put_out(tmp_path: Path) -> None:
    path = make_bomb(tmp_path / "a.docx", 150_000_000)
    assert path.stat().st_size < 1_000_000
    assert read_file_text(path) == FileText(fault=TOO_MUCH)


def test_an_entity_is_not_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    main = (
        f'<!DOCTYPE d [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY a "{"笑" * 99}">]>'
        '<w:document xmlns:w="w"><w:p><w:t>甲</w:t><w:t>&s;&a;</w:t></w:p></w:document>'
    )
    found = extract(make_docx_of(tmp_path / "a.docx", "", main=main), silent)
    assert "机密" not in found.text
    assert "笑" not in found.text


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nnothing more",
        b"PK\x03\x04nothing more",
        b"\x00\x01\x02\x03" * 99,
        b"\xff\xfe\x00\xd8",
        b"",
        b"\x80\xff" * 5000,
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 99,
    ],
)
def test_a_broken_file_is_told_or_empty_and_never_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    found = extract(path, silent)
    assert found.fault in ("", BROKEN)
    assert not found.text.strip("\ufffd")


def test_a_pdf_cut_short_or_scrambled_is_never_an_error(tmp_path: Path) -> None:
    whole = make_pdf(tmp_path / "a.pdf", ["第一页"], ["第二页"]).read_bytes()
    for cut in range(0, len(whole), len(whole) // 12):
        path = tmp_path / "b.pdf"
        path.write_bytes(whole[:cut] + bytes(len(whole) - cut))
        assert extract(path, silent).fault in ("", BROKEN)


def test_what_a_password_keeps_is_told_apart(tmp_path: Path) -> None:
    assert extract(protect_pdf(make_pdf(tmp_path / "a.pdf", ["密"])), silent).fault == PROTECTED
    locked = tmp_path / "a.docx"
    start, name = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")
    locked.write_bytes(start + bytes(999) + name + bytes(999))
    assert extract(locked, silent).fault == PROTECTED


def test_a_text_without_end_is_cut_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("村" * (MAX_TEXT + 5), encoding="utf-8")
    found = extract(path, silent)
    assert (len(found.text), found.is_cut) == (MAX_TEXT, True)


def test_reading_ends_at_its_time_and_when_nobody_wants_it(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", ["一页"])
    assert read_file_text(path, time_limit=0.0) == FileText(fault=TOO_MUCH)

    def stop(done: int, total: int) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        read_file_text(path, stop)
    assert multiprocessing.active_children() == []


def test_the_child_reads_what_we_would(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", "一段")
    assert read_file_text(path) == extract(path, silent) == FileText("一段")


def test_a_reader_that_dies_is_told_apart_from_a_broken_file(tmp_path: Path) -> None:
    assert read_file_text(tmp_path / "没有.docx") == FileText(fault=BROKE_OFF)
