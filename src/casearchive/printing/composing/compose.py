"""Domain objects to a publication: one source, an edition for trainers and one for trainees."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.domain.pack import BriefingPack, PackItem
from casearchive.domain.text import not_stated
from casearchive.i18n import _
from casearchive.printing.blocks import (
    Block,
    Cover,
    Fact,
    Heading,
    Paragraph,
    Part,
    Publication,
    plain,
)
from casearchive.printing.composing.case_blocks import CaseComposer, Label, as_kept
from casearchive.printing.composing.prose_blocks import body_blocks

TRAINER = "trainer"
_SECTIONS_LISTED_UP_TO = 4  # cases; beyond, the contents list the cases only
_DRAFT = "草稿"  # as the archive keeps it
NO_LISTS: Mapping[UUID, Sequence[Case]] = {}


def compose_pack(
    pack: BriefingPack,
    edition: str = "",
    *,
    label: Label = as_kept,
    lists: Mapping[UUID, Sequence[Case]] = NO_LISTS,
) -> Publication:
    """Return a pack as a publication; the trainee's edition holds nothing meant for trainers.

    `edition` is ``trainer`` or ``trainee``; where it is empty, the pack's own. `label` tells how
    the archive's words read. `lists` holds what the saved searches of smart lists find, by their
    ids; no case is printed twice. `pack.options` may hold ``subtitle``, ``centre``, ``class_name``
    and ``date``.
    """
    edition = edition or pack.edition
    items = _printed(pack, lists)
    cases = [case for _item, found in items for case in found]
    return Publication(
        title=pack.name,
        subtitle=_option(pack, "subtitle"),
        edition=edition_name(edition),
        author=_option(pack, "centre"),
        subject=_option(pack, "class_name"),
        watermark=_watermark(cases),
        cover=_cover(pack, len(cases)),
        front=(_imprint(edition, cases),),
        parts=tuple(
            _parts(items, edition, label, list_sections=len(cases) <= _SECTIONS_LISTED_UP_TO)
        ),
    )


def compose_case(case: Case, edition: str = TRAINER, *, label: Label = as_kept) -> Publication:
    """Return a single case as a publication without cover and contents."""
    return Publication(
        title=case.title,
        edition=edition_name(edition),
        watermark=_watermark([case]),
        contents=False,
        parts=(_case_part(case, edition, "case-1", label),),
    )


def edition_name(edition: str) -> str:
    """Return what readers call an edition."""
    return _("教师版") if edition == TRAINER else _("学员版")


def _cover(pack: BriefingPack, cases: int) -> Cover:
    facts = (
        (_("编制单位"), _option(pack, "centre")),
        (_("培训班"), _option(pack, "class_name")),
        (_("编制日期"), _option(pack, "date")),
        (_("收入案例"), _("{count} 个").format(count=cases)),
    )
    shown = tuple(Fact(name, plain(value)) for name, value in facts if value)
    return Cover(_internal(), shown)


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
        titles = "".join(f"《{name}》" for name in drafts)
        texts.append(_("下列案例仍是草稿，引用前请核对：{titles}。").format(titles=titles))
    return Part(title, (Heading(2, title), *(Paragraph(plain(text)) for text in texts)))


def _printed(
    pack: BriefingPack, lists: Mapping[UUID, Sequence[Case]]
) -> list[tuple[PackItem, list[Case]]]:
    """Return each item with the cases it prints; a smart list leaves out what stands elsewhere."""
    placed = {item.case for item in pack.items if item.case}
    printed = []
    for item in pack.items:
        found = [item.case] if item.case else []
        if item.search:
            found = [case for case in lists.get(item.search.id, ()) if case not in placed]
            placed.update(found)
        printed.append((item, [case for case in found if not case.trashed_at]))
    return printed


def _parts(
    items: Sequence[tuple[PackItem, Sequence[Case]]],
    edition: str,
    label: Label,
    *,
    list_sections: bool,
) -> Iterator[Part]:
    for number, (item, cases) in enumerate(items, 1):
        anchor = f"item-{number}"
        if cases:
            for place, case in enumerate(cases, 1):
                where = anchor if item.case else f"{anchor}-{place}"
                yield _case_part(case, edition, where, label, list_sections=list_sections)
        elif item.kind == "text":
            yield _text_part(item.title, body_blocks(item.text), anchor)
        elif item.kind != "page_break":  # every part begins on a new page anyway
            title = item.search.name if item.search else item.title
            yield _text_part(title, [Paragraph(plain(_not_printed(item)))], anchor)


def _case_part(
    case: Case, edition: str, anchor: str, label: Label, *, list_sections: bool = True
) -> Part:
    composer = CaseComposer(case, anchor, edition == TRAINER, label, list_sections)
    return Part(case.title, tuple(composer.blocks()))


def _text_part(title: str, content: Iterator[Block] | list[Block], anchor: str) -> Part:
    shown = title.strip() or _("说明")
    return Part(shown, (Heading(1, shown, anchor, in_contents=True), *content))


def _not_printed(item: PackItem) -> str:
    """Return why an item of the pack is not here, and what to do."""
    if item.case:
        return _("案例《{title}》在回收站里，没有印出。请先恢复，或从材料包中移去。").format(
            title=item.case.title
        )
    if item.search:
        return _("智能列表“{name}”现在没有可以印的案例，或者它们都印在本册别处。").format(
            name=item.search.name
        )
    names = {
        "comparison": _("对比表"),
        "route": _("路线简案"),
        "action_plan": _("转化方案"),
        "smart_list": _("智能列表"),
    }
    return _("这一项（{kind}）本版程序还不能印出。请从材料包中移去，或更新程序后再印。").format(
        kind=names.get(item.kind, item.kind)
    )


def _watermark(cases: Sequence[Case]) -> str:
    return _("草稿") if any(case.status == _DRAFT for case in cases) else ""


def _option(pack: BriefingPack, name: str) -> str:
    value = pack.options.get(name)
    return str(value).strip() if value is not None else ""
