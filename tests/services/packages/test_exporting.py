"""What leaves the house: chosen, and rid of what is not for others; and how it comes back."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.packages import keys
from casearchive.services.packages.exporting import USUAL, HistoryNeedsEverything, export_package
from casearchive.services.packages.keys import own_key, trust
from casearchive.services.packages.merging import SignatureDoesNotHold, merge_package
from casearchive.services.packages.opening import PackageWasRefused
from casearchive.services.packages.previewing import preview_package
from casearchive.services.packages.selecting import NothingWasChosen, Scope
from casearchive.storage.attachments import stored_file
from tests.services.packages.conftest import CODE, Sent, edit

EVERY = ("notes", "trainer", "internal", "unprintable")


def content(path: Path, kind: str) -> list[dict[str, Any]]:
    """Return the entities of a kind in a package."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.startswith(f"content/{kind}-")]
        return [state for name in names for state in json.loads(package.read(name))[kind]]


def text(path: Path) -> str:
    """Return everything readable in a package."""
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(n).decode() for n in package.namelist() if ".json" in n)


def test_nothing_of_what_is_left_out_is_in_the_file(ours: Archive, tmp_path: Path) -> None:
    whole = text(export_package(ours, tmp_path / "whole", omit=()).path)
    report = export_package(ours, tmp_path / "part", omit=EVERY)
    part = text(report.path)
    for secret in ("给教师的话", "怕卖不掉", "会问销路", "座谈记录", "椒香大棚"):
        assert secret in whole
        assert secret not in part
    assert report.files == 0
    assert dict(report.left_out) == {
        "notes.teaching_note": 2,
        "trainer.sections": 2,
        "trainer.answers": 2,
        "internal.source": 2,
        "internal.figures": 2,
        "unprintable.attachments": 1,
    }
    first = content(report.path, "cases")[0]
    assert len(first["cited_sources"]) == 2  # [2] goes on meaning the second source


def test_a_part_goes_with_all_it_rests_on(ours: Archive, tmp_path: Path) -> None:
    path = export_package(ours, tmp_path / "a", Scope(everything=False, cases=(CODE,))).path
    assert [case["code"] for case in content(path, "cases")] == [CODE]
    assert len(content(path, "sources")) == 2
    assert len(content(path, "places")) == 1
    assert content(path, "briefing_packs") == []
    path = export_package(ours, tmp_path / "b", Scope(everything=False, packs=("辣椒课",))).path
    assert len(content(path, "cases")) == 2
    found = Scope(everything=False, query="草莓")
    path = export_package(ours, tmp_path / "c", found).path
    assert [case["code"] for case in content(path, "cases")] == ["AL-2"]


def test_an_empty_choice_writes_nothing(ours: Archive, tmp_path: Path) -> None:
    with pytest.raises(NothingWasChosen):
        export_package(ours, tmp_path / "a", Scope(everything=False, query="没有的词"))
    with pytest.raises(HistoryNeedsEverything):
        export_package(ours, tmp_path / "a", omit=USUAL, history=True)
    assert list(tmp_path.glob("*.casepack")) == []


def test_out_in_and_out_again_with_parts_left_out(
    near: None, ours: Archive, other: Archive, sent: Sent
) -> None:
    first = sent(ours, EVERY)
    merge_package(other, first)
    assert first.read_bytes() == sent(other, EVERY).read_bytes()


def test_what_they_never_had_is_not_taken_for_deleted(
    near: None, ours: Archive, other: Archive, sent: Sent
) -> None:
    merge_package(other, sent(ours, EVERY))
    edit(other, title="他们改的题目")
    package = sent(other)
    report = merge_package(ours, package)
    assert (report.conflicts, report.updated["cases"]) == (0, 1)
    draft = load_draft(ours, read_case(ours, CODE).id)
    assert draft.title == "他们改的题目"
    assert draft.teaching_note is not None
    assert draft.questions[0].answer == "怕卖不掉。"
    assert [section.trainer_only for section in draft.sections] == [False, False, True]
    assert (len(draft.outcomes), len(draft.attachments)) == (2, 1)
    assert draft.sources[1].title == "座谈记录"


def test_what_was_left_out_can_follow_later(
    near: None, ours: Archive, other: Archive, sent: Sent
) -> None:
    merge_package(other, sent(ours, EVERY))
    draft = load_draft(other, read_case(other, CODE).id)
    draft.abstract = "他们的摘要。"
    save_draft(other, draft)
    report = merge_package(other, sent(ours))
    assert report.conflicts == 0
    draft = load_draft(other, read_case(other, CODE).id)
    assert draft.abstract == "他们的摘要。"
    assert draft.questions[0].answer == "怕卖不掉。"
    assert draft.teaching_note is not None
    assert draft.sources[1].title == "座谈记录"
    assert len(draft.attachments) == 1
    assert stored_file(other.files, draft.attachments[0].sha256).is_file()


def test_signatures_are_told_apart(
    near: None, ours: Archive, other: Archive, sent: Sent, tmp_path: Path
) -> None:
    def state(path: Path) -> str:
        return preview_package(ours, path).signature.state

    unsigned = sent(ours, signed_as=None)
    signed = sent(ours, signed_as="甲县党校")
    assert (state(unsigned), state(signed)) == ("unsigned", "own")
    key = own_key(ours.settings)
    assert key is not None
    keys_folder = ours.settings.config / "keys"
    assert b"private" not in signed.read_bytes()
    (keys_folder / "own.json").rename(keys_folder / "away.json")
    assert state(signed) == "unknown"
    trust(ours.settings, "甲县", key.public_key)
    assert state(signed) == "trusted"
    with zipfile.ZipFile(unsigned) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(sent(ours, ("notes",), signed_as="乙")) as package:
        parts["signature.json"] = package.read("signature.json")
    forged = tmp_path / "forged.casepack"
    with zipfile.ZipFile(forged, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with pytest.raises(PackageWasRefused if not _seal(forged) else SignatureDoesNotHold):
        merge_package(other, forged)
    assert keys.trusted(ours.settings)[0].name == "甲县"


def _seal(path: Path) -> bool:
    """Give a forged package a right check over all bytes; say that it has one."""
    from casearchive.exchange.packages.form import COMMENT  # noqa: PLC0415 - beside its only use
    from casearchive.exchange.packages.writing import PackageWriter  # noqa: PLC0415 - see above

    with zipfile.ZipFile(path, "a") as package:
        package.comment = COMMENT + b"0" * 64
    with path.open("r+b") as file:
        writer = PackageWriter.__new__(PackageWriter)
        writer._file = file
        writer._seal()
    return True
