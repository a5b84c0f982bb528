"""The items of a pack to the parts of a publication."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.domain.pack import BriefingPack, PackItem
from casearchive.i18n import _
from casearchive.printing.blocks import Block, Heading, Paragraph, Part, plain
from casearchive.printing.composing.appendices import Printed
from casearchive.printing.composing.cases.blocks import CaseComposer
from casearchive.printing.composing.cases.comparison import ComparisonComposer
from casearchive.printing.composing.composed import Origin
from casearchive.printing.composing.content import Content
from casearchive.printing.composing.prose_blocks import body_blocks
from casearchive.printing.composing.reading import Reading
from casearchive.printing.composing.training.action_plan import ActionPlanComposer
from casearchive.printing.composing.training.course import CourseComposer
from casearchive.printing.composing.training.route import RouteComposer
from casearchive.progress import Progress, silent

FORMS = ("comparison", "route", "course", "action_plan")


@dataclass(frozen=True, slots=True)
class Found:
    """An item with the cases it prints."""

    item: PackItem
    cases: tuple[Case, ...]


def found_cases(
    pack: BriefingPack, lists: Mapping[UUID, Sequence[Case]]
) -> tuple[tuple[Found, ...], tuple[Case, ...]]:
    """Return each item with its cases, and all cases that print as such, in order.

    A smart list leaves out what stands elsewhere; what lies in the trash is in none. A comparison
    or a form of which no case was chosen takes the pack's.
    """
    placed = {item.case for item in pack.items if item.case}
    own: list[tuple[PackItem, tuple[Case, ...]]] = []
    for item in pack.items:
        cases = [item.case] if item.case else []
        if item.search:
            cases = [case for case in lists.get(item.search.id, ()) if case not in placed]
            placed.update(cases)
        cases = cases or [chosen.case for chosen in item.chosen]
        own.append((item, tuple(case for case in cases if not case.trashed_at)))
    everything = tuple(
        case for item, cases in own if item.kind in ("case", "smart_list") for case in cases
    )
    found = (
        Found(item, everything if item.kind in FORMS and not item.chosen else cases)
        for item, cases in own
    )
    return tuple(found), everything


@dataclass
class ItemComposer:
    """Composes the items of a pack one after the other, and notes where each came from."""

    content: Content
    reading: Reading
    village: str = ""
    list_sections: bool = True
    progress: Progress = silent
    total: int = 0  # cases, for the progress
    printed: list[Printed] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)

    def parts(self, found: Sequence[Found]) -> Iterator[Part]:
        """Yield the parts of all items that the template prints."""
        broken = False  # a page break stands before the next part
        for number, one in enumerate(found, 1):
            if one.item.kind == "page_break":
                broken = True
            elif one.item.kind in self.content.prints:
                for part in self._item(one, f"item-{number}"):
                    yield self._placed(part, broken)
                    broken = False

    def case_part(
        self, case: Case, anchor: str, item: PackItem | None = None, left_out: Sequence[str] = ()
    ) -> Part:
        """Return the part that prints one case."""
        self.progress(len(self.printed), max(self.total, len(self.printed) + 1))
        composer = CaseComposer(
            case, anchor, self.reading, left_out=left_out, list_sections=self.list_sections
        )
        blocks = tuple(composer.blocks(self.content.blocks_of("case")))
        blocks = self.reading.annotate(case, blocks, composer.section_anchors)
        self.printed.append(Printed(case, anchor))
        item_id = item.id if item else None
        self.origins[anchor] = Origin(item_id, case.id)
        for where, section in composer.section_anchors.items():
            self.origins[where] = Origin(item_id, case.id, section)
        return Part(case.title, blocks)

    def _placed(self, part: Part, broken: bool) -> Part:
        starts = broken or self.content.new_pages
        return part if starts else Part(part.title, part.blocks, starts_page=False)

    def _item(self, one: Found, anchor: str) -> Iterator[Part]:
        item = one.item
        self.origins[anchor] = Origin(item.id)
        if item.kind in ("case", "smart_list"):
            yield from self._cases(one, anchor)
        elif item.kind == "text":
            yield text_part(item.title, body_blocks(item.text), anchor)
        else:
            yield from self._form(one, anchor)

    def _cases(self, one: Found, anchor: str) -> Iterator[Part]:
        item = one.item
        for place, case in enumerate(one.cases, 1):
            where = anchor if item.case else f"{anchor}-{place}"
            yield self.case_part(case, where, item, item.left_out)
        if not one.cases:
            title = item.search.name if item.search else item.case.title if item.case else ""
            yield text_part(title, [Paragraph(plain(not_printed(item)))], anchor)

    def _form(self, one: Found, anchor: str) -> Iterator[Part]:
        item = one.item
        specs = self.content.blocks_of(item.kind)
        makers: Mapping[str, Callable[[], Iterator[Block] | None]] = {
            "comparison": lambda: ComparisonComposer(
                item.title, one.cases, anchor, self.reading
            ).blocks(specs),
            "action_plan": lambda: ActionPlanComposer(
                item.title, one.cases, anchor, self.village
            ).blocks(specs),
            "route": lambda: (
                RouteComposer(item.route, anchor, self.reading).blocks(specs)
                if item.route
                else None
            ),
            "course": lambda: (
                CourseComposer(item.course, anchor, self.reading).blocks(specs)
                if item.course
                else None
            ),
        }
        blocks = makers[item.kind]()
        pointed = item.route or item.course
        title = (pointed.title if pointed else item.title).strip() or kind_name(item.kind)
        if blocks is None:
            yield text_part(title, [Paragraph(plain(not_printed(item)))], anchor)
        else:
            yield Part(title, tuple(blocks))


def text_part(title: str, content: Iterator[Block] | list[Block], anchor: str) -> Part:
    """Return a part under a title of its own."""
    shown = title.strip() or _("说明")
    return Part(shown, (Heading(1, shown, anchor, in_contents=True), *content))


def kind_name(kind: str) -> str:
    """Return what readers call a kind of item."""
    names = {
        "case": _("案例"),
        "text": _("自写文字"),
        "comparison": _("对比表"),
        "route": _("路线简案"),
        "course": _("课程表"),
        "action_plan": _("转化方案"),
        "smart_list": _("智能列表"),
        "page_break": _("分页"),
    }
    return names.get(kind, kind)


def not_printed(item: PackItem) -> str:
    """Return why an item of the pack is not here, and what to do."""
    if item.case:
        return _("案例《{title}》在回收站里，没有印出。请先恢复，或从材料包中移去。").format(
            title=item.case.title
        )
    if item.search:
        return _("智能列表“{name}”现在没有可以印的案例，或者它们都印在本册别处。").format(
            name=item.search.name
        )
    return _("这一项（{kind}）还没有选定内容，没有印出。请在材料包中选定，或移去这一项。").format(
        kind=kind_name(item.kind)
    )
