"""A course as a plan: its sessions, and their minutes summed against the slot."""

from collections.abc import Iterator
from itertools import accumulate

from casearchive.domain.training import Course, Session
from casearchive.i18n import _, titled, with_aside
from casearchive.printing.blocks import (
    Align,
    Block,
    Column,
    DataTable,
    FactsTable,
    Heading,
    NoteBox,
    Run,
    Runs,
    plain,
)
from casearchive.printing.composing.cases.facts import fact
from casearchive.printing.composing.composer import Composer, Makers
from casearchive.printing.composing.content import BlockSpec
from casearchive.printing.composing.reading import Reading
from casearchive.printing.composing.training.times import minutes


class CourseComposer(Composer):
    """Composes one course."""

    def __init__(self, course: Course, anchor: str, reading: Reading) -> None:
        super().__init__(anchor)
        self._course = course
        self._reading = reading

    def makers(self) -> Makers:  # noqa: D102
        return {
            **super().makers(),
            "title": self._title,
            "facts": self._facts,
            "sessions": self._sessions,
            "sum": self._sum,
            "lecturers": self._lecturers,
        }

    def _title(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        kicker = _("课程 · {count} 节").format(count=len(self._course.sessions))
        yield Heading(1, self._course.title, self.anchor, in_contents=True, kicker=kicker)

    def _facts(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        course = self._course
        yield FactsTable(
            (
                fact(_("对象"), course.audience),
                fact(_("课时"), minutes(course.slot_minutes)),
                fact(_("各节合计"), minutes(course.minutes)),
            )
        )

    def _sessions(self, spec: BlockSpec) -> Iterator[Block]:
        columns = (
            Column(_("节"), 1.0, Align.CENTRE),
            Column(_("起止（分钟）"), 2.2, Align.CENTRE),
            Column(_("内容"), 5.0),
            Column(_("分钟"), 1.3, Align.RIGHT),
            Column(_("师资"), 3.0),
            Column(_("案例和教学点"), 6.0),
        )
        sessions = self._course.sessions
        ends = list(accumulate(session.minutes for session in sessions))
        rows = [
            self._session(number, session, end)
            for number, (session, end) in enumerate(zip(sessions, ends, strict=True), 1)
        ]
        total = (Run(str(self._course.minutes), bold=True),)
        rows.append(((), (), (Run(_("合计"), bold=True),), total, (), ()))
        yield DataTable(columns, tuple(rows), caption=str(spec.title))

    def _session(self, number: int, session: Session, end: int) -> tuple[Runs, ...]:
        lecturer = session.lecturer
        who = ""
        if lecturer:
            who = with_aside(lecturer.name, lecturer.post)
        cases = [titled([case.title]) for case in session.cases if not case.trashed_at]
        where = [session.site.title] if session.site else []
        return (
            plain(str(number)),
            plain(f"{end - session.minutes}–{end}"),
            plain(session.title),
            plain(str(session.minutes)),
            plain(who or _("待定")),
            plain("\n".join([*cases, *where]) or _("无")),
        )

    def _sum(self, spec: BlockSpec) -> Iterator[Block]:
        title = str(spec.title) or _("课时核对")
        yield NoteBox(title, (plain(slot_told(self._course)),))

    def _lecturers(self, spec: BlockSpec) -> Iterator[Block]:
        people = dict.fromkeys(s.lecturer for s in self._course.sessions if s.lecturer)
        if not people:
            return
        columns = (Column(_("师资"), 2.0), Column(_("单位和职务"), 4.0), Column(_("专题"), 5.0))
        rows = tuple(
            (plain(who.name), plain(f"{who.organisation} {who.post}".strip()), plain(who.topics))
            for who in people
        )
        yield DataTable(columns, rows, caption=str(spec.title) or _("师资"))


def slot_told(course: Course) -> str:
    """Return how the sum of the sessions stands against the slot."""
    total, slot = course.minutes, course.slot_minutes
    if slot is None:
        return _("各节合计 {total} 分钟；课程没有写明课时。").format(total=total)
    text = _("各节合计 {total} 分钟，课时 {slot} 分钟，正好排满。")
    if total > slot:
        text = _("各节合计 {total} 分钟，课时 {slot} 分钟，超出 {over} 分钟，请减去或另排。")
    elif total < slot:
        text = _("各节合计 {total} 分钟，课时 {slot} 分钟，还余 {over} 分钟。")
    return text.format(total=total, slot=slot, over=abs(total - slot))
