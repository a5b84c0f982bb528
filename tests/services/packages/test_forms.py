"""One package of each released form, kept for ever: what was once handed out can be read.

A package is never made anew here: a program that cannot read the old one has lost it.
"""

from pathlib import Path

import pytest

from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import list_attachments
from casearchive.services.briefing.packs import read_pack
from casearchive.services.cases.reading import read_case
from casearchive.services.packages.exporting import export_package
from casearchive.services.packages.merging import merge_package
from casearchive.services.packages.opening import PackageWasRefused
from casearchive.services.packages.previewing import preview_package
from casearchive.services.packages.selecting import Scope
from casearchive.services.upkeep import check_archive

FORMS = sorted(Path(__file__).with_name("forms").glob("*.casepack"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_package_of_each_form_comes_in_whole(other: Archive, path: Path) -> None:
    preview = preview_package(other, path)
    assert (preview.signature.state, preview.signature.name) == ("unknown", "甲县党校")
    report = merge_package(other, path)
    assert report.created["cases"] == 2
    case = read_case(other, "AL-1")
    assert (case.title, len(case.sections), len(case.outcomes)) == ("椒香村的五彩椒", 3, 2)
    assert len(list_attachments(other, case.id)) == 1
    assert len(read_pack(other, "辣椒课").items) == 2
    assert check_archive(other).sound


def test_the_newest_form_is_written_as_ever(other: Archive, tmp_path: Path) -> None:
    newest = FORMS[-1]
    merge_package(other, newest)
    again = export_package(
        other, tmp_path / "x", Scope(everything=False, packs=("辣椒课",)), omit=(), signed_as=None
    )
    assert preview_package(other, again.path).items == ()


def test_a_damaged_package_is_refused_by_the_child_and_leaves_nothing(
    other: Archive, tmp_path: Path
) -> None:
    data = bytearray(FORMS[0].read_bytes())
    data[len(data) // 2] ^= 1
    path = tmp_path / "坏.casepack"
    path.write_bytes(data)
    with pytest.raises(PackageWasRefused, match=r"坏\.casepack"):
        merge_package(other, path)
    assert list((other.settings.cache / "packages").iterdir()) == []
