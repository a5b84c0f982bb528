"""Frozen editions: printed again byte for byte, carried elsewhere, compared with today."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.domain.edition import FrozenEdition
from casearchive.domain.history import digest
from casearchive.i18n import use_language
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack, delete_pack, read_pack, save_pack
from casearchive.services.briefing.publishing import GlyphsAreMissing, print_pack
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.printing.editions import faces, freezing
from casearchive.services.printing.editions.changes import edition_changes
from casearchive.services.printing.editions.freezing import (
    EditionIsDamaged,
    EditionIsGone,
    freeze_pack,
    list_editions,
    reprint,
)
from casearchive.services.printing.logos import LogoCannotBeUsed, keep_logo
from casearchive.services.upkeep import check_archive
from casearchive.services.views import PackItemView
from casearchive.storage.attachments import stored_file
from tests.printing.samples import text_of

PACK = "小册"


@pytest.fixture
def pack(sample: Archive) -> Archive:
    create_pack(sample, PACK, ["AL-2023-001", "AL-2023-002"])
    return sample


def change(archive: Archive, code: str, **values: object) -> None:
    with archive.writing() as session:
        case = session.scalars(select(Case).where(Case.code == code)).one()
        case.version += 1
        for name, value in values.items():
            setattr(case, name, value)


def rewrite_section(archive: Archive, code: str, body: str) -> None:
    with archive.writing() as session:
        case = session.scalars(select(Case).where(Case.code == code)).one()
        case.version += 1
        case.sections[1].body = body


def test_an_edition_prints_again_byte_for_byte_whatever_changed_since(pack: Archive) -> None:
    first, data = freeze_pack(pack, PACK, "trainer", note="开班前")
    assert (first.number, first.cases, first.edition, first.note) == (1, 2, "trainer", "开班前")
    rewrite_section(pack, "AL-2023-001", "全改了。")
    delete_pack(pack, PACK)
    again = reprint(pack, PACK, 1)
    assert again.identical
    assert again.differences == ()
    assert again.data == data
    assert [row.number for row in list_editions(pack, PACK)] == [1]


def test_an_edition_speaks_the_language_it_was_frozen_in(pack: Archive) -> None:
    _row, data = freeze_pack(pack, PACK)
    use_language("en")
    try:
        again = reprint(pack, PACK, 1)
    finally:
        use_language("zh")
    assert again.identical
    assert again.data == data


def test_editions_are_numbered_and_listed_the_newest_first(pack: Archive) -> None:
    freeze_pack(pack, PACK)
    second, data = freeze_pack(pack, PACK, "trainee", "card")
    assert second.number == 2
    assert [(row.number, row.template) for row in list_editions(pack, PACK)] == [
        (2, "card"),
        (1, "casebook"),
    ]
    assert reprint(pack, PACK, second.id).data == data
    with pytest.raises(EditionIsGone, match="第 3 版"):
        reprint(pack, PACK, 3)


def test_the_number_and_the_day_stand_on_the_cover(pack: Archive) -> None:
    row, data = freeze_pack(pack, PACK)
    assert "第1版（" in text_of(data)
    assert "第1版（" not in text_of(print_pack(pack, PACK).data)
    assert row.frozen_at[:4].isdigit()


def test_an_edition_travels_with_its_photos_and_prints_the_same_elsewhere(
    pack: Archive, empty: Archive, tmp_path: Path
) -> None:
    logo = tmp_path / "标志.png"
    Image.new("RGB", (60, 30), (30, 110, 120)).save(logo)
    keep_logo(pack, PACK, logo)
    _row, data = freeze_pack(pack, PACK)
    save_pack(pack, replace(read_pack(pack, PACK), options={}))
    out, again = tmp_path / "x.json", tmp_path / "y.json"
    export_json(pack, out)
    report = import_json(empty, [out])
    assert report.missing_files == []
    made = reprint(empty, PACK, 1)
    assert made.identical
    assert made.data == data
    export_json(empty, again)
    assert out.read_bytes() == again.read_bytes()


def test_a_file_cannot_rewrite_an_edition(pack: Archive, tmp_path: Path) -> None:
    row, data = freeze_pack(pack, PACK)
    out = tmp_path / "x.json"
    export_json(pack, out)
    form = json.loads(out.read_text(encoding="utf-8"))
    form["frozen_editions"][0]["sha256"] = "0" * 64
    form["frozen_editions"][0]["content"] = "{}"
    out.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    import_json(pack, [out])
    assert list_editions(pack, PACK)[0].sha256 == row.sha256
    assert reprint(pack, PACK, 1).data == data


def test_changes_are_told_case_by_case_and_field_by_field(pack: Archive) -> None:
    freeze_pack(pack, PACK)
    assert {change.state for change in edition_changes(pack, PACK, 1)} == {"unchanged"}
    rewrite_section(pack, "AL-2023-001", "改了一节。")
    change(pack, "AL-2023-001", abstract="改了摘要", updated_at=now())
    change(pack, "AL-2023-002", trashed_at=now())
    view = read_pack(pack, PACK)
    new = create_pack(pack, "另一册", ["AL-2023-003"])
    added = read_pack(pack, new).items[0]
    save_pack(pack, replace(view, items=(*view.items, replace(added, id=""))))
    told = {one.code: one for one in edition_changes(pack, PACK, 1)}
    assert told["AL-2023-001"].state == "changed"
    assert told["AL-2023-001"].fields == ("摘要", "章节“主要做法”")
    assert told["AL-2023-001"].revision == 1
    assert told["AL-2023-002"].state == "trashed"
    assert told["AL-2023-003"].state == "added"


def test_a_case_that_left_the_pack_or_the_archive_is_told(pack: Archive) -> None:
    freeze_pack(pack, PACK)
    view = read_pack(pack, PACK)
    save_pack(pack, replace(view, items=view.items[1:]))
    with pack.writing() as session:
        session.delete(session.scalars(select(Case).where(Case.code == "AL-2023-002")).one())
    told = {one.code: one.state for one in edition_changes(pack, PACK, 1)}
    assert told == {"AL-2023-001": "removed", "AL-2023-002": "destroyed"}


def test_a_changed_source_counts_as_a_change(pack: Archive) -> None:
    freeze_pack(pack, PACK)
    with pack.writing() as session:
        case = session.scalars(select(Case).where(Case.code == "AL-2023-001")).one()
        case.sources[0].title = "换了题名"
    told = {one.code: one for one in edition_changes(pack, PACK, 1)}
    assert told["AL-2023-001"].fields == ("出处",)


def test_damage_is_noticed_before_anything_prints(pack: Archive) -> None:
    freeze_pack(pack, PACK)
    assert check_archive(pack).sound
    with pack.writing() as session:
        edition = session.scalars(select(FrozenEdition)).one()
        edition.content = edition.content.replace("示", "视", 1)
        edition.cases[0].state = "{}"
    with pytest.raises(EditionIsDamaged):
        reprint(pack, PACK, 1)
    assert edition_changes(pack, PACK, 1)[0].state == "damaged"
    assert any("第 1 版" in fault for fault in check_archive(pack).faults)


def test_a_reprint_says_what_is_another_now(pack: Archive) -> None:
    freeze_pack(pack, PACK)
    with pack.writing() as session:
        edition = session.scalars(select(FrozenEdition)).one()
        kept = json.loads(edition.content)
        kept["faces"]["song"]["sha256"] = "f" * 64
        kept["program"] = "0.0.1"
        edition.content = json.dumps(kept, ensure_ascii=False)
        edition.content_sha256 = digest(edition.content)
        edition.sha256 = "0" * 64
    made = reprint(pack, PACK, 1)
    assert not made.identical
    assert any("宋体" in told for told in made.differences)
    assert any("0.0.1" in told for told in made.differences)


def test_faces_are_told_apart_by_their_files() -> None:
    used = faces.faces_in_use()
    assert faces.differing_faces(used, used) == ()
    assert all(len(face["sha256"]) == 64 for face in used.values())


def test_what_has_no_glyph_is_not_frozen_unasked(pack: Archive) -> None:
    rewrite_section(pack, "AL-2023-001", "有一个字：\U00012000。")
    with pytest.raises(GlyphsAreMissing) as caught:
        freeze_pack(pack, PACK)
    assert caught.value.missing
    assert list_editions(pack, PACK) == ()
    row, _data = freeze_pack(pack, PACK, allow_missing=True)
    assert row.number == 1


def test_a_stranger_s_edition_reads_no_file_of_ours(
    pack: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (9, 9)).save(secret)
    freeze_pack(pack, PACK)
    with pack.writing() as session:
        edition = session.scalars(select(FrozenEdition)).one()
        kept = json.loads(edition.content)
        kept["publication"]["parts"][0]["blocks"].append(
            {"is": "Picture", "path": str(secret), "sha256": "../../secret.png", "caption": "偷"}
        )
        edition.content = json.dumps(kept, ensure_ascii=False)
        edition.content_sha256 = digest(edition.content)
    asked: list[str] = []
    kept_at = stored_file

    def noted(folder: Path, sha256: str) -> Path:
        asked.append(sha256)
        return kept_at(folder, sha256)

    monkeypatch.setattr(freezing, "stored_file", noted)
    assert not reprint(pack, PACK, 1).identical
    assert "../../secret.png" not in asked


def test_only_a_picture_is_a_logo(pack: Archive, tmp_path: Path) -> None:
    text = tmp_path / "x.png"
    text.write_text("没有图", encoding="utf-8")
    with pytest.raises(LogoCannotBeUsed, match=r"x\.png"):
        keep_logo(pack, PACK, text)
    assert "logo" not in read_pack(pack, PACK).options


def test_items_keep_what_was_chosen(pack: Archive) -> None:
    view = read_pack(pack, PACK)
    first, second = view.items
    chosen = PackItemView("", "comparison", "对比", cases=(second.case_id, first.case_id))
    save_pack(pack, replace(view, items=(replace(first, left_out=("figures", "note")), chosen)))
    again = read_pack(pack, PACK).items
    assert again[0].left_out == ("figures", "note")
    assert again[1].cases == (second.case_id, first.case_id)
    assert again[1].title == "对比"
    save_pack(pack, replace(view, items=(replace(again[1], cases=(first.case_id,)),)))
    assert read_pack(pack, PACK).items[0].cases == (first.case_id,)
