"""Deciding on changes, keeping the original, and the draft of what was accepted."""

from pathlib import Path

import pytest

from casearchive.domain.text import NOT_STATED
from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.cases.places import suggest_places
from casearchive.services.cases.reading import read_case
from casearchive.services.exchange.proposing import draft_of, keys_of, propose, usual_keys
from casearchive.services.exchange.repairing import (
    LOST,
    TextCannotBeRead,
    WebText,
    attach_original,
    log_of,
    mended_text,
    read_web_text,
    repair_text,
    source_of,
)
from casearchive.storage.attachments import stored_file

PAGE = """青竹村：辣椒產(chǎn)業(yè)
2023-05-20 10:00  來源:鄉(xiāng)村報  作者:通訊員 李某
二、主要做法
浙江省安吉縣孝豐鎮(zhèn)青竹村黨(dǎng)支部書記陳建國說:“先算賬?！?月8日,村集體經(jīng)濟收入170萬元。
"""


def test_changes_stand_as_they_were_decided() -> None:
    repaired = repair_text(PAGE)
    numbers = {change.confidence: n for n, change in enumerate(repaired.changes)}
    gap = numbers[LOST]
    assert repaired.changes[gap].suggestions == ("5", "4", "3", "2", "1")
    assert "先算账。”〔〕月8日" in mended_text(PAGE, repaired, {})
    assert "先算账。”3月8日" in mended_text(PAGE, repaired, {gap: "3"})
    everything = {n: change.before for n, change in enumerate(repaired.changes)}
    assert mended_text(PAGE, repaired, everything) == PAGE


def test_the_log_tells_rules_and_decisions() -> None:
    repaired = repair_text(PAGE)
    gap = next(n for n, change in enumerate(repaired.changes) if change.confidence == LOST)
    pinyin = next(n for n, change in enumerate(repaired.changes) if change.rule == "pinyin")
    log = log_of(repaired, {gap: "3", pinyin: repaired.changes[pinyin].before})
    assert log.startswith("规则恢复：")
    assert "补“3”" in log
    assert "没有采用：“(chǎn)”保留原样。" in log
    assert log_of(repair_text("清楚的文字。"), {}) == ""


def test_a_page_becomes_a_case_with_source_log_and_original(sample: Archive) -> None:
    repaired = repair_text(PAGE)
    facts = repaired.source_facts
    proposal = propose(sample, repaired.text, facts.published)
    original = attach_original(sample, WebText(PAGE), facts.title)
    log = log_of(repaired, {})
    source = source_of(facts, "", log, original.sha256)
    draft = draft_of(sample, proposal, usual_keys(proposal), source, [original])
    case_id = save_draft(sample, draft)

    saved = load_draft(sample, case_id)
    assert saved.title == "青竹村：辣椒产业"
    assert (saved.place.county, saved.place.village) == ("安吉县", "青竹村")
    assert saved.outcomes[0].indicator == "村级集体经济收入"
    assert "陈建国" not in saved.sections[0].body
    assert saved.sources[0].repair_log == log
    assert saved.sources[0].published == "2023-05-20"
    assert saved.sources[0].file_hash == saved.attachments[0].sha256
    kept = stored_file(sample.files, saved.attachments[0].sha256)
    assert kept.read_bytes() == PAGE.encode()


def test_what_is_not_accepted_stays_out_but_the_text_stays_whole(sample: Archive) -> None:
    text = "题目\n一、背景\n从前很穷，一年收入5万元。\n二、做法\n后来种了辣椒300亩。"
    proposal = propose(sample, text)
    accepted = [key for key in keys_of(proposal) if key == "section/0"]
    draft = draft_of(sample, proposal, accepted, source_of(repair_text(text).source_facts, "", ""))
    assert (draft.title, draft.outcomes, draft.place.name) == ("", [], "")
    assert len(draft.sections) == 1
    assert draft.sections[0].body.endswith("### 主要做法\n\n后来种了辣椒300亩。") or (
        "### 做法" in draft.sections[0].body
    )
    assert draft.sources[0].publisher == NOT_STATED


def test_saving_a_case_keeps_what_the_form_does_not_show(sample: Archive) -> None:
    draft = load_draft(sample, "AL-2023-001")
    before = [(s.file_hash, s.language_state, s.repair_log) for s in draft.sources]
    assert any(any(kept) for kept in before)
    draft.title += "（改）"
    save_draft(sample, draft)
    again = load_draft(sample, read_case(sample, "AL-2023-001").id)
    assert [(s.file_hash, s.language_state, s.repair_log) for s in again.sources] == before


def test_files_without_text_are_refused_with_their_name(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    with pytest.raises(TextCannotBeRead, match="“空"):
        read_web_text(empty)
    with pytest.raises(TextCannotBeRead, match="没有的"):
        read_web_text(tmp_path / "没有的.txt")
    page = tmp_path / "页.txt"
    page.write_bytes(PAGE.encode("gb18030"))
    assert "村黨" in read_web_text(page).text


def test_places_are_suggested_while_typing() -> None:
    first = suggest_places("安吉昌硕")[0]
    assert (first.label, first.code) == ("浙江省湖州市安吉县昌硕街道", "330523002")
    assert first.edition == "2023-06-30"
