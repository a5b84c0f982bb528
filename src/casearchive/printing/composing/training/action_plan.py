"""A form on which a village turns what it saw into tasks, each with a post, a date, a measure."""

from collections.abc import Iterator, Sequence

from casearchive.domain.case import Case
from casearchive.i18n import _, titled
from casearchive.printing.blocks import (
    Align,
    Block,
    Column,
    DataTable,
    Fact,
    FactsTable,
    Heading,
    Runs,
    plain,
)
from casearchive.printing.composing.composer import Composer, Makers
from casearchive.printing.composing.content import BlockSpec
from casearchive.printing.composing.sources import sources_of

REVIEW_DAYS = (30, 90, 180)
_TASK_LINES = 3  # at least, for writing by hand
_LEAST_ROWS = 5


class ActionPlanComposer(Composer):
    """Composes one form; `village` and what else is known is written in, the rest is left open."""

    def __init__(self, title: str, cases: Sequence[Case], anchor: str, village: str = "") -> None:
        super().__init__(anchor, (s for case in cases for s in sources_of(case)))
        self._title = title.strip() or _("学用转化方案")
        self._cases = tuple(cases)
        self._village = village

    def makers(self) -> Makers:  # noqa: D102
        return {
            **super().makers(),
            "title": self._top,
            "facts": self._facts,
            "tasks": self._tasks,
            "reviews": self._reviews,
            "sources": lambda _spec: iter([self._numbered.listing()]),
        }

    def _top(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        yield Heading(1, self._title, self.anchor, in_contents=True)

    def _facts(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        titles = titled(case.title for case in self._cases)
        yield FactsTable(
            (
                Fact(_("村（社区）"), plain(self._village)),
                Fact(_("填表日期"), ()),
                Fact(_("借鉴的案例"), plain(titles)),
            )
        )

    def _tasks(self, spec: BlockSpec) -> Iterator[Block]:
        columns = (
            Column(_("序号"), 10, Align.CENTRE),
            Column(_("借鉴案例"), 32),
            Column(_("本村问题"), 34),
            Column(_("任务"), 36),
            Column(_("措施"), 42),
            Column(_("责任岗位"), 24),
            Column(_("起止时限"), 26),
            Column(_("所需资源"), 24),
            Column(_("衡量指标"), 24),
            Column(_("进度"), 15),
        )
        least = max(spec.limit or _LEAST_ROWS, len(self._cases))
        titles = [case.title for case in self._cases] + [""] * (least - len(self._cases))
        rows = tuple(
            (plain(str(number)), plain(title), *_blank(8)) for number, title in enumerate(titles, 1)
        )
        note = _(
            "责任写岗位，不写姓名。进度填：未开始、进行中、已完成、暂停。"
            "先写本村的问题，再写借鉴哪一条；条件不同的，写明怎样改。"
        )
        lines = spec.lines or _TASK_LINES
        yield DataTable(columns, rows, str(spec.title), plain(note), min_lines=lines)

    def _reviews(self, spec: BlockSpec) -> Iterator[Block]:
        columns = (
            Column(_("期限"), 22),
            Column(_("日期"), 30),
            Column(_("进展（对照衡量指标）"), 80),
            Column(_("遇到的问题"), 60),
            Column(_("下一步"), 60),
        )
        rows = tuple(
            (plain(_("满 {days} 天").format(days=days)), *_blank(4)) for days in REVIEW_DAYS
        )
        caption = str(spec.title) or _("复核")
        yield DataTable(columns, rows, caption, min_lines=spec.lines or _TASK_LINES)


def _blank(cells: int) -> tuple[Runs, ...]:
    return ((),) * cells
