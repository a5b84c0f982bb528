"""What a grouped list says over its groups, and how it can be sorted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casearchive.i18n import _
from casearchive.services.labels import label
from casearchive.ui.cases.model import Heading

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Group


def headings(
    group: str, groups: Sequence[Group], listed: int, complete: bool
) -> tuple[Heading, ...]:
    """Return the headings of a list of `listed` cases grouped by ``place`` or ``theme``.

    Of the last group of a list that is not complete nobody knows yet how many there are.
    """
    return tuple(
        Heading(
            _name(group, one.name),
            one.count if complete or one.start + one.count < listed else None,
            one.start,
        )
        for one in groups
        if one.start < listed
    )


def orders() -> tuple[tuple[str, str], ...]:
    """Return the fixed orders of a list with their words."""
    return (
        ("relevance", _("相关程度")),
        ("updated", _("最近更新")),
        ("title", _("标题")),
        ("code", _("编号")),
        ("place", _("地点")),
    )


def groupings() -> tuple[tuple[str, str], ...]:
    """Return the ways of grouping with their words."""
    return (("", _("不分组")), ("place", _("按地点分组")), ("theme", _("按主题分组")))


def _name(group: str, name: str) -> str:
    if not name:
        return _("地点不详") if group == "place" else _("没有主题")
    return label("theme", name) if group == "theme" else name
