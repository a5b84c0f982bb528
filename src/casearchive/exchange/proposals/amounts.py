"""Amounts as reports write them: 约170万元, 120多个, 三百余亩, 3—5人, 增长12.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = (
    "[一二三四五六七八九两][一二三四五六七八九十百千万亿零〇两]*[十百千万亿][一二三四五六七八九]?"
)
_UNIT = (
    "个百分点|万千瓦时|千瓦时|平方公里|平方千米|平方米|立方米|人次|场次|批次|公顷|公里|公斤|千瓦"
    "|元|亩|人|户|名|个|家|吨|斤|米|场|次|批|条|座|株|头|只|羽|间|处|项|对|件|辆|台|位|倍|支|所|张|枚|册"
    "|[%％]"
)
_AMOUNT = re.compile(
    "(?P<before>大约|约为|约|近|将近|接近|超过|超|逾|突破|高达|不足|不到|至少|多达)?\\s*"
    f"(?:(?P<number>(?<![\\d.第]){_NUMBER})(?:\\s*[%％]?\\s*[-—–~～至到]{{1,2}}\\s*(?P<upper>{_NUMBER}))?"
    f"|(?P<chinese>(?<![第零〇一二三四五六七八九十百千万]){_CHINESE}))"
    "\\s*(?P<much>多|余|来)?(?P<times>万|亿|千|百)?(?P<more>多|余)?\\s*"
    f"(?P<unit>{_UNIT})(?P<after>以上|左右|以内|多|余)?"
)
_QUALIFIERS = {
    "约": ("大约", "约为", "约", "左右"),
    "近": ("近", "将近", "接近"),
    "超过": ("超过", "超", "逾", "突破"),
    "不足": ("不足", "不到", "以内"),
    "以上": ("至少", "以上"),
}
_NO_AMOUNT = re.compile("^(?:个月|个小时|年|月|日|号|时|分钟|岁|周岁|周年|世纪|级|届|路|楼|版)")
_WEAK = {"个", "次", "场", "位", "条", "对", "件", "家", "间", "处", "项", "名", "人", "户", "支"}
_PLURAL_OF_WEAK = 10  # Chinese numerals below it (一个, 三条) count nothing worth an outcome


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount; numbers as plain digits, the unit with its 万 or 亿 as written."""

    start: int
    end: int
    qualifier: str
    value: str
    upper_value: str
    unit: str


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a sentence that could be figures, not dates, ages or ordinals."""
    for match in _AMOUNT.finditer(text):
        after = text[match.start("unit") :]
        if _NO_AMOUNT.match(after):
            continue
        number, unit = match["number"], match["unit"].replace("％", "%")
        times = match["times"] or ""
        if match["chinese"]:
            worth = chinese_number(match["chinese"])
            if worth < _PLURAL_OF_WEAK and unit in _WEAK:
                continue
            number, times = _shortest(worth)
        start = match.start("before") if match["before"] else match.start("number")
        if match["chinese"] and not match["before"]:
            start = match.start("chinese")
        upper = _plain(match["upper"] or "")
        value = _plain(number)
        if upper and Decimal(upper) <= Decimal(value):
            continue
        qualifier = "区间" if upper else _qualifier(match)
        yield Amount(start, match.end(), qualifier, value, upper, _unit(times, unit))


def _qualifier(match: re.Match[str]) -> str:
    said = (match["before"] or "", match["after"] or "")
    for qualifier, words in _QUALIFIERS.items():
        if any(word in words for word in said if word):
            return qualifier
    if any(match[name] for name in ("much", "more")) or match["after"] in ("多", "余"):
        return "多/余"
    return "="


def _unit(times: str, unit: str) -> str:
    return unit if unit == "%" else times + unit


def _plain(number: str) -> str:
    return number.replace(",", "").replace("，", "")


def chinese_number(text: str) -> int:
    """Return the number that Chinese numerals write, e.g. 三千六百 is 3600; 一百五 is 150."""
    total = part = digit = 0
    last_unit = 1
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            if digit == 0:
                last_unit = 1  # 一百零五: no short form after a zero
            continue
        size = _TENS[character]
        if size >= 10_000:
            total = (total + part + digit) * size
            part = 0
        else:
            part += (digit or 1) * size
        digit, last_unit = 0, size
    return total + part + digit * (last_unit // 10 if last_unit >= 100 else 1)


def _shortest(worth: int) -> tuple[str, str]:
    for name in ("亿", "万"):
        if worth >= _TENS[name] and worth % (_TENS[name] // 100) == 0:
            return format((Decimal(worth) / _TENS[name]).normalize(), "f"), name
    return str(worth), ""
