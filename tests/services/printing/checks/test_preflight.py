"""The check before print: every fault told once, with where it stands and what to do."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from casearchive.domain.base import now
from casearchive.domain.case import Case, Section
from casearchive.domain.evidence import Attachment, Source
from casearchive.domain.training import Course
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import bring_file
from casearchive.services.briefing.packs import create_pack, read_pack, save_pack
from casearchive.services.briefing.publishing import (
    GlyphsAreMissing,
    PackLacksWhatItsTemplateNeeds,
    print_pack,
)
from casearchive.services.briefing.training import list_courses, list_routes
from casearchive.services.printing.checks.findings import Finding, Preflight
from casearchive.services.printing.checks.preflight import check_pack
from casearchive.services.printing.templates import list_templates
from casearchive.services.searching.saved_searches import save_search
from casearchive.services.views import PackItemView
from casearchive.storage.attachments import stored_file
from tests.printing.samples import text_of

PACK, CODE = "小册", "AL-2023-001"


@pytest.fixture
def pack(sample: Archive) -> Archive:
    create_pack(sample, PACK, [CODE, "AL-2023-003"])
    return sample


def found(checked: Preflight) -> dict[str, Finding]:
    return {finding.kind: finding for finding in checked.findings}


def attach(archive: Archive, path: Path, **rights: str | None) -> str:
    Image.new("RGB", (80, 60), (120, 160, 90)).save(path)
    brought = bring_file(archive, path)
    told: dict[str, str | None] = {
        "licence": "自有", "portrait_consent": "不涉及人像", "expires": None, **rights,
    }  # fmt: skip
    with archive.writing() as session:
        case = session.scalars(select(Case).where(Case.code == CODE)).one()
        case.version += 1
        case.attachments.append(
            Attachment(
                sha256=brought.sha256, name=brought.name, media_type="image/png",
                size=brought.size, caption=path.stem, **told,
            )
        )  # fmt: skip
    return brought.sha256


def edit(archive: Archive, **values: object) -> None:
    with archive.writing() as session:
        case = session.scalars(select(Case).where(Case.code == CODE)).one()
        case.version += 1
        for name, value in values.items():
            setattr(case, name, value)


def test_a_sound_pack_is_clear(pack: Archive) -> None:
    checked = check_pack(pack, PACK)
    assert checked.clear
    assert checked.findings == ()
    assert (checked.cases, checked.watermark, checked.missing) == (2, "", ())


@pytest.mark.parametrize(
    ("kind", "rights"),
    [
        ("photo_licence", {"licence": "未知(禁止印发)"}),
        ("photo_consent", {"portrait_consent": "未取得(禁止印发)"}),
        ("photo_expired", {"expires": "2020-01-01"}),
    ],
)
def test_a_photo_that_may_not_be_printed_is_told_and_left_out(
    pack: Archive, tmp_path: Path, kind: str, rights: dict[str, str]
) -> None:
    attach(pack, tmp_path / "育苗棚照片.png", **rights)
    finding = found(check_pack(pack, PACK))[kind]
    assert "育苗棚照片" in finding.sentence
    assert finding.advice
    assert finding.where.attachment_id
    assert finding.where.case_id == read_pack(pack, PACK).items[0].case_id
    assert "育苗棚照片" not in text_of(print_pack(pack, PACK).data)


def test_a_photo_that_may_be_printed_is_with_caption_and_credit(
    pack: Archive, tmp_path: Path
) -> None:
    attach(pack, tmp_path / "育苗棚照片.png", creator="王某")
    assert check_pack(pack, PACK).clear
    assert "育苗棚照片（王某摄，自有）" in text_of(print_pack(pack, PACK).data)


def test_a_photo_whose_file_is_gone_is_an_error(pack: Archive, tmp_path: Path) -> None:
    stored_file(pack.files, attach(pack, tmp_path / "照片.png")).unlink()
    (error,) = check_pack(pack, PACK).errors
    assert error.kind == "photo_file"


def test_a_photo_left_out_of_the_pack_is_nobody_s_business(pack: Archive, tmp_path: Path) -> None:
    attach(pack, tmp_path / "照片.png", licence="未知(禁止印发)")
    view = read_pack(pack, PACK)
    first = replace(view.items[0], left_out=("photos",))
    save_pack(pack, replace(view, items=(first, *view.items[1:])))
    assert check_pack(pack, PACK).clear


def test_a_draft_is_told_and_marked(pack: Archive) -> None:
    edit(pack, status="草稿")
    checked = check_pack(pack, PACK)
    assert checked.watermark == "草稿"
    assert "草稿" in found(checked)["draft"].sentence
    edit(pack, status="停用")
    assert "withdrawn" in found(check_pack(pack, PACK))


def test_the_internal_mark_runs_over_the_pages_when_asked_for(pack: Archive) -> None:
    view = read_pack(pack, PACK)
    save_pack(pack, replace(view, options={"internal": "1"}))
    assert check_pack(pack, PACK).watermark == "内部资料"


def test_missing_glyphs_are_told_with_their_section_and_stop_an_export(pack: Archive) -> None:
    with pack.writing() as session:
        case = session.scalars(select(Case).where(Case.code == CODE)).one()
        case.version += 1
        case.sections[1].body += "\U00012000"
        section = case.sections[1].id.hex
    checked = check_pack(pack, PACK)
    assert checked.missing == ("\U00012000",)
    finding = found(checked)["missing_glyphs"]
    assert finding.severity == "error"
    assert finding.where.section_id == section
    with pytest.raises(GlyphsAreMissing):
        print_pack(pack, PACK, allow_missing=False)
    assert print_pack(pack, PACK).missing == ("\U00012000",)


def test_sections_without_text_and_citations_of_nothing_are_told(pack: Archive) -> None:
    with pack.writing() as session:
        case = session.scalars(select(Case).where(Case.code == CODE)).one()
        case.version += 1
        case.sections.append(Section(type="附录", body="![图](attachment:nothing)", position=90))
        case.sections[0].body += "据说[7]。"
    kinds = found(check_pack(pack, PACK))
    assert "附录" in kinds["empty_section"].sentence
    assert "[7]" in kinds["no_such_source"].sentence


def test_figures_that_rest_on_what_was_told_are_named(pack: Archive) -> None:
    with pack.writing() as session:
        case = session.scalars(select(Case).where(Case.code == CODE)).one()
        case.version += 1
        case.outcomes[0].source = Source(type="Z", title="座谈", publisher="村", grade="E")
    assert "村级集体经济收入" in found(check_pack(pack, PACK))["internal_source"].sentence


def test_a_case_without_sources_and_without_sections_is_told(pack: Archive) -> None:
    edit(pack, cited_sources=[], outcomes=[], sections=[])
    kinds = found(check_pack(pack, PACK))
    assert {"no_source", "nothing_left"} <= set(kinds)


def test_the_trash_and_empty_lists_are_told(pack: Archive) -> None:
    search = save_search(pack, "找不到的", "没有这样的词")
    view = read_pack(pack, PACK)
    smart = PackItemView("", "smart_list", "", search_id=search)
    save_pack(pack, replace(view, items=(*view.items, smart)))
    edit(pack, trashed_at=now())
    kinds = found(check_pack(pack, PACK))
    assert kinds["trashed"].where.case_id == view.items[0].case_id
    assert "找不到的" in kinds["empty_list"].sentence


def test_an_overfull_card_is_an_error_before_print(pack: Archive) -> None:
    assert "overfull" not in found(check_pack(pack, PACK, template="card"))
    with pack.writing() as session:
        case = session.scalars(select(Case).where(Case.code == CODE)).one()
        case.version += 1
        next(s for s in case.sections if s.type == "主要做法").body = "先还账，再分红。" * 300
    checked = check_pack(pack, PACK, template="card")
    assert checked.pages > 2
    assert "排不进一页" in found(checked)["overfull"].sentence
    assert print_pack(pack, PACK, template="card").overfull
    talk = found(check_pack(pack, PACK, template="talk"))["overfull"]
    assert "版式只给 3 页" in talk.sentence


def test_what_a_template_needs_is_said(pack: Archive) -> None:
    for template, what in (("route", "教学路线"), ("course", "课程")):
        assert what in found(check_pack(pack, PACK, template=template))["needs"].sentence
        with pytest.raises(PackLacksWhatItsTemplateNeeds, match=what):
            print_pack(pack, PACK, template=template)
    one = create_pack(pack, "一个", [CODE])
    assert "too_few" in found(check_pack(pack, one, template="comparison"))


def test_routes_and_courses_can_be_chosen_and_print(pack: Archive) -> None:
    (route,) = list_routes(pack)
    (course,) = list_courses(pack)
    assert course.minutes == course.slot_minutes == 315
    view = read_pack(pack, PACK)
    items = (
        PackItemView("", "route", "", route_id=route.id),
        PackItemView("", "course", "", course_id=course.id),
        PackItemView("", "course", ""),
    )
    save_pack(pack, replace(view, items=(*view.items, *items)))
    assert [item.title for item in read_pack(pack, PACK).items[2:4]] == [route.title, course.title]
    assert "注意事项" in text_of(print_pack(pack, PACK, template="route").data)
    assert "正好排满" in text_of(print_pack(pack, PACK, template="course").data)
    assert "not_chosen" in found(check_pack(pack, PACK))
    with pack.writing() as session:
        session.scalars(select(Course)).one().slot_minutes = 300
    assert "超出 15 分钟" in found(check_pack(pack, PACK))["over_slot"].sentence


def test_a_centre_s_own_template_is_listed_and_prints_and_a_broken_one_says_where(
    pack: Archive,
) -> None:
    folder = pack.settings.templates_folder
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text('extends = "card"\nlabel = "我们的卡片"\n', encoding="utf-8")
    (folder / "broken.toml").write_text("[page]\nwidth_mm = 'wide'\n", encoding="utf-8")
    told = {one.name: one for one in list_templates(pack)}
    assert told["ours"].title == "我们的卡片"
    assert told["ours"].own
    assert not told["card"].own
    assert "broken.toml" in told["broken"].problem
    assert "page.width_mm" in told["broken"].problem
    assert print_pack(pack, PACK, template="ours").pages == 2
