"""What the schema refused, told as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from casearchive.errors import InputIsInvalid
from casearchive.i18n import _


class SchemaRefusedIt(InputIsInvalid):
    """A rule of the archive's schema was broken; nothing was saved."""


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn what the schema refuses in the block into SchemaRefusedIt."""
    try:
        yield
    except IntegrityError as error:
        raise SchemaRefusedIt(_sentence(str(error.orig))) from error


def _sentence(report: str) -> str:
    kind, _colon, detail = report.partition(": ")
    if kind.startswith("UNIQUE"):
        if detail == "case.code":
            return _("这个编号已被另一个案例使用，没有保存。请换一个编号。")
        if detail == "briefing_pack.name":
            return _("已有同名的材料包，没有保存。请换一个名称。")
        if detail == "saved_search.name":
            return _("已有同名的智能列表，没有保存。请换一个名称。")
        return _("“{field}”与已有内容重复，没有保存。").format(field=detail)
    if kind.startswith("FOREIGN KEY"):
        return _("有内容指向了不存在的条目，没有保存。请检查出处、地点和案例是否齐全。")
    if kind.startswith("NOT NULL"):
        return _("“{field}”不能为空，没有保存。").format(field=detail)
    return _("内容不符合规则（{rule}），没有保存。").format(rule=detail or report)
