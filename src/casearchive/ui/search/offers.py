"""What the list below the search field offers: suggestions, what was searched for, examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casearchive.i18n import _
from casearchive.services.labels import hint_kinds
from casearchive.ui.search.lines import Line

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Suggestion
    from casearchive.services.searching.saved_searches import SavedSearch


def suggested(suggestions: Sequence[Suggestion], typed: str) -> list[Line]:
    """Return a line for each suggestion that would change what is typed."""
    kinds = hint_kinds()
    return [
        Line(
            kind=one.kind,
            text=one.text,
            note=kinds.get(one.kind, ""),
            count=one.cases,
            marks=one.marks,
            value=one,
        )
        for one in suggestions
        if typed[one.start : one.end] != one.insert and 0 <= one.start <= one.end <= len(typed)
    ]


def remembered(texts: Sequence[str], saved: Sequence[SavedSearch]) -> list[Line]:
    """Return the recent and the saved searches, each under a heading."""
    lines: list[Line] = []
    if texts:
        lines.append(Line("heading", _("最近搜索")))
        lines.extend(Line("recent", text) for text in texts)
        lines.append(Line("clear", _("清除最近搜索")))
    if saved:
        lines.append(Line("heading", _("智能列表")))
        lines.extend(Line("saved", row.name, value=row.id) for row in saved)
    return lines


def examples() -> list[Line]:
    """Return the query language in six lines. The queries themselves are of no language."""
    pairs = (
        ("五彩椒 合作社", _("两个词都要有，不分先后")),
        ("辣椒 OR 五彩椒", _("两个词有一个就行")),
        ("“村级集体经济” -旅游", _("引号里一字不差，减号后的不要")),
        ("标题:强村 地点:贵州", _("只在一处找：标题、地点、编号、标签")),
        ("主题=产业振兴|组织振兴", _("选定的主题，竖线隔开几个")),
        ("年份:2019-2021 集体经济收入>=100万元", _("年份和指标的范围，认得万、亿、亩、%")),
    )
    heading = Line("heading", _("搜索的写法（点一下就能试）"))
    return [heading, *(Line("example", query, meaning) for query, meaning in pairs)]
