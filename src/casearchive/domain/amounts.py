"""Numbers with their units in a running text: what a line end should keep together."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_UNIT = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|公顷|公里|千米|公斤|千克|厘米|毫米"
    "|分钟|小时|课时|学时|星期|个月|人次|批次|万元|亿元|美元|人民币"
    "|[元亩户人吨斤克米岁年月日号天个名次批家处栋座头只株棵本期场节页条项种类件台辆村镇县市分秒周届"
    "级层倍]"
)
_AMOUNT = re.compile(
    # 1,200.5; 3–5. Bounded, or a book of digits would be gone through from each of them.
    r"[0-9](?:[0-9,.，．]{0,14}[0-9])?(?:[–~—-][0-9][0-9,.]{0,14})?"
    rf"(?:[余多几来]|[\s\xa0]){{0,2}}(?P<unit>[十百千万亿]{{0,3}}[余多]?(?:{_UNIT})(?:/(?:{_UNIT}))?)"
)


class Amount(NamedTuple):
    """A number with its unit in a text, ``text[start:end]``; the unit's word begins at `unit`."""

    start: int
    unit: int
    end: int


def amounts_in(text: str) -> Iterator[Amount]:
    """Yield the numbers with a unit in a text, such as 90 分钟."""
    for match in _AMOUNT.finditer(text):
        yield Amount(match.start(), match.start("unit"), match.end())
