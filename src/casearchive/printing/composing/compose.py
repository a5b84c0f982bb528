"""Domain objects to a publication: one source, an edition for trainers and one for trainees."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.domain.pack import BriefingPack, PackItem
from casearchive.domain.text import not_stated
from casearchive.i18n import _, titled
from casearchive.printing.blocks import (
    Cover,
    Fact,
    Heading,
    Note,
    Paragraph,
    Part,
    Picture,
    Publication,
    plain,
)
from casearchive.printing.composing.appendices import appendices
from casearchive.printing.composing.composed import Composed
from casearchive.printing.composing.content import Content, read_content
from casearchive.printing.composing.items import Found, ItemComposer, found_cases
from casearchive.printing.composing.reading import (
    Annotate,
    Label,
    PictureOf,
    Reading,
    as_kept,
    no_notes,
    no_pictures,
)
from casearchive.progress import Progress, silent

TRAINER = "trainer"
_DRAFT = "草稿"  # as the archive keeps it
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
NO_LISTS: Mapping[UUID, Sequence[Case]] = {}


@cache
def shipped_content(name: str = "casebook") -> Content:
    """Return what a template that ships prints."""
    return read_content(name)


def compose(
    pack: BriefingPack,
    edition: str = "",
    *,
    content: Content | None = None,
    label: Label = as_kept,
    lists: Mapping[UUID, Sequence[Case]] = NO_LISTS,
    picture_of: PictureOf = no_pictures,
    annotate: Annotate = no_notes,
    logo: Picture | None = None,
    stamp: str = "",
    progress: Progress = silent,
) -> Composed:
    """Return a pack as a publication; the trainee's edition holds nothing meant for trainers.

    `edition` is ``trainer`` or ``trainee``; where it is empty, the pack's own. `content` says what
    its template prints and in which order. `label` tells how the archive's words read. `lists`
    holds what the saved searches of smart lists find, by their ids; no case is printed twice.
    `picture_of` says where a picture lies that may be printed, `annotate` puts somebody's own
    notes into the blocks of a case, `logo` and `stamp`, the number and day of a frozen edition,
    stand on the cover. `progress` counts cases, and what it raises goes on to the caller.
    """
    content = content or shipped_content()
    edition = edition or pack.edition
    reading = Reading(edition == TRAINER, label, picture_of, annotate)
    found, cases = found_cases(pack, lists)
    composer = ItemComposer(content, reading, _option(pack, "village"), progress=progress)
    composer.total = len(cases)
    composer.list_sections = len(cases) <= content.sections_listed_up_to
    parts = list(composer.parts(_with_what_is_needed(found, content, cases)))
    parts += _closing(content, pack)
    parts += appendices(content.appendices, composer.printed, reading)
    shown = [one.case for one in composer.printed] or _in_forms(found, content)
    publication = Publication(
        title=pack.name,
        subtitle=filled(content.subtitle, pack) or _option(pack, "subtitle"),
        edition=edition_name(edition),
        author=_option(pack, "centre"),
        subject=_option(pack, "class_name"),
        watermark=_watermark(shown, internal=_option(pack, "internal") in ("1", "true")),
        cover=_cover(pack, content, len(shown), logo, stamp),
        front=(_imprint(edition, shown),) if content.imprint else (),
        contents=content.contents,
        parts=tuple(parts),
    )
    return Composed(publication, tuple(shown), composer.origins)


def compose_case(
    case: Case,
    edition: str = TRAINER,
    *,
    content: Content | None = None,
    label: Label = as_kept,
    picture_of: PictureOf = no_pictures,
    annotate: Annotate = no_notes,
) -> Publication:
    """Return a single case as a publication without cover and contents."""
    reading = Reading(edition == TRAINER, label, picture_of, annotate)
    composer = ItemComposer(content or shipped_content(), reading)
    return Publication(
        title=case.title,
        edition=edition_name(edition),
        watermark=_watermark([case]),
        contents=False,
        parts=(composer.case_part(case, "case-1"),),
    )


def edition_name(edition: str) -> str:
    """Return what readers call an edition."""
    return _("教师版") if edition == TRAINER else _("学员版")


def _with_what_is_needed(
    found: Sequence[Found], content: Content, cases: tuple[Case, ...]
) -> tuple[Found, ...]:
    """Add the comparison or the form that a template is for, of the pack's cases, if it has none.

    A pack of cases can thus be seen in any template; routes and courses somebody has to choose.
    """
    makes = content.makes
    if not makes or not cases or any(one.item.kind == makes for one in found):
        return tuple(found)
    made = PackItem(kind=makes, title="", text="", left_out=[])
    return (*found, Found(made, cases))


def _in_forms(found: Sequence[Found], content: Content) -> list[Case]:
    told = (case for one in found for case in one.cases)
    return list(dict.fromkeys(told)) if content.makes else []


def filled(text: str, pack: BriefingPack) -> str:
    """Return a template's text with the pack's options in it; empty where one is not told."""
    names = _PLACEHOLDER.findall(text)
    if not all(_option(pack, name) for name in names):
        return ""
    return _PLACEHOLDER.sub(lambda match: _option(pack, match.group(1)), text)


def _closing(content: Content, pack: BriefingPack) -> list[Part]:
    lines = [line for line in (filled(text, pack) for text in content.closing) if line]
    blocks = tuple(Note(plain(line)) for line in lines)
    return [Part(pack.name, blocks, starts_page=False)] if blocks else []


def _cover(
    pack: BriefingPack, content: Content, cases: int, logo: Picture | None, stamp: str
) -> Cover | None:
    """Return the cover, or what stands in its place at the head of the first page."""
    if not content.cover and not content.head:
        return None
    facts = [
        (_("编制单位"), _option(pack, "centre")),
        (_("培训班"), _option(pack, "class_name")),
        (_("版次"), stamp),
        (_("编制日期"), _option(pack, "date")),
    ]
    if content.cover and cases:  # in a head the values stand without their labels
        facts.append((_("收入案例"), _("{count} 个").format(count=cases)))
    shown = tuple(Fact(name, plain(value)) for name, value in facts if value)
    return Cover(_internal(), shown, logo)


def _internal() -> str:
    return _("内部培训资料，非公文")


def _imprint(edition: str, cases: Sequence[Case]) -> Part:
    """Return the page that says what the pack is, and how it is to be read."""
    title = _("编者说明")
    readers = (
        _("本册为教师版，含参考答案、依据和使用说明，请勿发给学员。")
        if edition == TRAINER
        else _("本册为学员版，不含参考答案和教师用内容。")
    )
    texts = [
        _("{internal}，只供培训使用。").format(internal=_internal()),
        readers,
        _(
            "各案例的事实和数据均取自所列出处，照录原值，未作推算和平均；"
            "出处没有写明的，记作“{nothing}”。正文中的 [1]、[2] 等对应案例末尾的出处编号。"
        ).format(nothing=not_stated()),
    ]
    drafts = [case.title for case in cases if case.status == _DRAFT]
    if drafts:
        titles = titled(drafts)
        texts.append(_("下列案例仍是草稿，引用前请核对：{titles}。").format(titles=titles))
    return Part(title, (Heading(2, title), *(Paragraph(plain(text)) for text in texts)))


def _watermark(cases: Sequence[Case], *, internal: bool = False) -> str:
    """Return what runs across the pages: a draft says so, whatever else was asked for."""
    if any(case.status == _DRAFT for case in cases):
        return _("草稿")
    return _("内部资料") if internal else ""


def _option(pack: BriefingPack, name: str) -> str:
    value = pack.options.get(name)
    return str(value).strip() if value is not None else ""
