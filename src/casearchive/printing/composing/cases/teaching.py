"""The trainer's note on a case."""

from collections.abc import Iterator

from casearchive.domain.teaching import TeachingNote
from casearchive.domain.text import not_stated
from casearchive.i18n import _
from casearchive.printing.blocks import Align, Block, Column, DataTable, FactsTable, Heading, plain
from casearchive.printing.composing.cases.facts import fact
from casearchive.printing.composing.prose_blocks import Marks, body_blocks


def teaching_note(note: TeachingNote, marks: Marks) -> Iterator[Block]:
    """Yield a teaching note; only ever called for trainers."""
    yield FactsTable(
        (
            fact(_("适用对象"), note.audience),
            fact(_("课时"), _("{minutes} 分钟").format(minutes=note.minutes or not_stated())),
        )
    )
    for heading, body in (
        (_("教学目的"), note.objectives),
        (_("分析思路"), note.analysis),
        (_("理论依据"), note.theory),
        (_("要点"), note.key_points),
    ):
        if body.strip():
            yield Heading(3, heading)
            yield from body_blocks(body, marks)
    if note.plan:
        columns = (
            Column(_("分钟"), 1.0, Align.RIGHT),
            Column(_("环节"), 6.0),
            Column(_("板书"), 5.0),
        )
        rows = tuple((plain(str(s.minutes)), plain(s.step), plain(s.board)) for s in note.plan)
        yield DataTable(columns, rows, caption=_("课堂安排"))
