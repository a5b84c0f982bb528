"""How a figure reads: value with its qualifier and unit, year with its basis."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from casearchive.domain.evidence import Figure
from casearchive.domain.text import not_stated

_UNIT = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|公顷|公里|千米|公斤|千克|厘米|毫米"
    "|分钟|小时|课时|学时|星期|个月|人次|批次|万元|亿元|美元|人民币"
    "|[元亩户人吨斤克米岁年月日号天个名次批家处栋座头只株棵本期场节页条项种类件台辆村镇县市分秒周届"
    "级层倍]"
)
_AMOUNT = re.compile(
    r"[0-9](?:[0-9,.，．]*[0-9])?(?:[–~—-][0-9][0-9,.]*)?"  # 1,200.5; 3–5
    rf"(?:[余多几来]|[\s\xa0]){{0,2}}(?P<unit>[十百千万亿]{{0,3}}[余多]?(?:{_UNIT})(?:/(?:{_UNIT}))?)"
)


class Amount(NamedTuple):
    """A number with its unit in a text, ``text[start:end]``; the unit's word begins at `unit`."""

    start: int
    unit: int
    end: int


def amounts_in(text: str) -> Iterator[Amount]:
    """Yield the numbers with a unit in a text: what a line should keep together (90 分钟)."""
    for match in _AMOUNT.finditer(text):
        yield Amount(match.start(), match.start("unit"), match.end())


def amount(figure: Figure) -> str:
    """Return value, qualifier and unit as a Chinese reader says them: 约170万元, 120余个."""
    number = plain_number(figure.value)
    unit = figure.unit
    match figure.qualifier:
        case "=":
            return f"{number}{unit}"
        case "区间":
            upper = figure.upper_value if figure.upper_value is not None else figure.value
            return f"{number}–{plain_number(upper)}{unit}"
        case "多/余":
            return f"{number}余{unit}"
        case "以上":
            return f"{number}{unit}以上"
        case word:
            return f"{word}{number}{unit}"


def plain_number(value: Decimal) -> str:
    """Return the digits without an exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def year_of(figure: Figure) -> str:
    """Return the year, or 未载 where the source gives none."""
    return not_stated() if figure.year is None else str(figure.year)
