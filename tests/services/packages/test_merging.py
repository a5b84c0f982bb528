"""Packages merged by id: what each side changed, what both did, and the way back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from casearchive.domain.model import Revision
from casearchive.services.archive import Archive
from casearchive.services.packages.exporting import export_package
from casearchive.services.packages.merging import merge_package
from casearchive.services.reading import read_case
from casearchive.services.upkeep import check_archive, info

from .conftest import CODE, edit

Sent = Callable[..., Path]


def test_out_in_and_out_again_gives_the_same_bytes(
    sample: Archive, other: Archive, sent: Sent
) -> None:
    first = sent(sample)
    report = merge_package(other, first)
    assert report.created["cases"] == 7
    assert first.read_bytes() == sent(other).read_bytes()
    counts = info(sample).counts
    assert info(other).counts == counts
    assert check_archive(other).sound


def test_a_second_import_changes_nothing(pair: tuple[Archive, Archive], sent: Sent) -> None:
    ours, theirs = pair
    before = info(theirs).counts
    report = merge_package(theirs, sent(ours))
    assert (sum(report.created.values()), sum(report.updated.values())) == (0, 0)
    assert report.batch_id == ""
    assert info(theirs).counts == before


def test_what_only_they_changed_is_taken(pair: tuple[Archive, Archive], sent: Sent) -> None:
    ours, theirs = pair
    edit(theirs, title="他们改的题目")
    report = merge_package(ours, sent(theirs))
    assert report.updated["cases"] == 1
    assert read_case(ours, CODE).title == "他们改的题目"
    assert sent(ours).read_bytes() == sent(theirs).read_bytes()


def test_what_only_we_changed_stays(pair: tuple[Archive, Archive], sent: Sent) -> None:
    ours, theirs = pair
    edit(ours, title="我们改的题目")
    report = merge_package(ours, sent(theirs))
    assert not report.updated
    assert read_case(ours, CODE).title == "我们改的题目"


def test_different_fields_are_joined_without_asking(
    pair: tuple[Archive, Archive], sent: Sent
) -> None:
    ours, theirs = pair
    edit(ours, title="我们改的题目")
    edit(theirs, abstract="他们改的摘要。")
    report = merge_package(ours, sent(theirs))
    assert report.conflicts == 0
    case = read_case(ours, CODE)
    assert (case.title, case.abstract) == ("我们改的题目", "他们改的摘要。")
    merge_package(theirs, sent(ours))
    assert sent(ours).read_bytes() == sent(theirs).read_bytes()
