"""The kinds of items: how they read, their icons, and a new one of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from casearchive.i18n import _
from casearchive.services.views import PackItemView

ICONS = {
    "text": "document",
    "comparison": "figures",
    "route": "place",
    "course": "clock",
    "action_plan": "check",
    "smart_list": "bookmark",
    "page_break": "minus",
}


def kind_name(kind: str) -> str:
    """Return how a kind reads."""
    return {
        "case": _("案例"),
        "text": _("文字页"),
        "comparison": _("对比表"),
        "route": _("路线简案"),
        "course": _("课程表"),
        "action_plan": _("转化方案"),
        "smart_list": _("智能列表"),
        "page_break": _("另起一页"),
    }.get(kind, kind)


def new_item(kind: str, title: str = "", key: str = "", code: str = "") -> PackItemView:
    """Return a new item; `key` is the id of what it points at, `code` a case's."""
    item = PackItemView(id=uuid4().hex, kind=kind, title=title)
    match kind:
        case "case":
            return replace(item, case_id=key, code=code)
        case "route":
            return replace(item, route_id=key)
        case "course":
            return replace(item, course_id=key)
        case "smart_list":
            return replace(item, search_id=key)
        case _:
            return item


def item_title(item: PackItemView) -> str:
    """Return what stands on an item's card."""
    return item.title or kind_name(item.kind)


def told_apart(items: Iterable[PackItemView]) -> dict[str, str]:
    """Return the codes, by case id, of the cases whose title another case has too."""
    cases = {item.case_id: item for item in items if item.kind == "case"}
    titles = Counter(item.title for item in cases.values())
    return {key: item.code for key, item in cases.items() if titles[item.title] > 1}


def item_detail(item: PackItemView, code: str = "") -> str:
    """Return what is particular about an item, after its code if that must be told."""
    return " · ".join(filter(None, (code, _particular(item))))


def _particular(item: PackItemView) -> str:
    if item.kind in ("comparison", "action_plan"):
        if item.cases:
            return _("{count} 个案例").format(count=len(item.cases))
        return _("本包的案例")
    if item.left_out:
        return _("不印 {count} 处").format(count=len(item.left_out))
    return ""
