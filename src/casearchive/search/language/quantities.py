"""Quantities: numbers with Chinese multipliers and units, and ranges of them.

万 is ten thousand, 亿 a hundred million; areas are counted in 亩 (15 to the hectare, 1,500 to the
square kilometre). A range without unit and multiplier is compared with the numbers as they are
written: 100-200 finds 170万元, as does 100-200万.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

_MULTIPLIERS = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_ONE = Decimal(1)
_SAME_KIND = {
    "块": ("元", _ONE),
    "块钱": ("元", _ONE),
    "公顷": ("亩", Decimal(15)),
    "平方公里": ("亩", Decimal(1500)),
    "平方千米": ("亩", Decimal(1500)),
    "里": ("公里", Decimal("0.5")),
    "千米": ("公里", _ONE),
    "米": ("公里", Decimal("0.001")),
    "吨": ("公斤", Decimal(1000)),
    "斤": ("公斤", Decimal("0.5")),
    "千克": ("公斤", _ONE),
    "%": ("%", _ONE),
}
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_UNIT = r"[^\s0-9:=<>()|\"“”,.;~\-\u2013\u2014]{0,6}?"
_AMOUNT = rf"({_NUMBER})\s?({_UNIT})"
_TO = r"(?:\s?(?:-|~|\u2013|\u2014{1,2}|至|到|\.\.)\s?)"
_SIGNS = {"≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<=", "=": ""}

# What may stand after an indicator's name: a comparison, a range open at one end, or one number.
RANGE = (
    rf"(?:(?:>=|<=|>|<|≥|≤|⩾|⩽)\s?{_NUMBER}\s?{_UNIT}"
    rf"|{_NUMBER}\s?{_UNIT}{_TO}(?:{_NUMBER}\s?{_UNIT})?"
    rf"|{_TO}{_NUMBER}\s?{_UNIT}|{_NUMBER}\s?{_UNIT}(?:以上|以下|以内)?)"
)
_compared = re.compile(rf"(>=|<=|>|<|≥|≤|⩾|⩽)\s?{_AMOUNT}")
_between = re.compile(rf"{_AMOUNT}{_TO}{_AMOUNT}")
_from = re.compile(rf"{_AMOUNT}{_TO}")
_up_to = re.compile(rf"{_TO}{_AMOUNT}")
_said = re.compile(rf"{_AMOUNT}(以上|以下|以内)")
_exactly = re.compile(_AMOUNT)


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers from `low` to `high`, both included, of one `kind` (元, 亩, 户 …; "" for any).

    They are in base units, or, where `as_written`, as they stand beside whatever unit.
    """

    low: float
    high: float
    kind: str = ""
    as_written: bool = False


def unit_of(text: str) -> tuple[str, Decimal]:
    """Return the kind a unit counts and how many base units it is: 万元 → ("元", 10000)."""
    factor = _ONE
    while text and text not in _SAME_KIND and text[0] in _MULTIPLIERS:
        factor *= _MULTIPLIERS[text[0]]
        text = text[1:]
    kind, times = _SAME_KIND.get(text, (text, _ONE))
    return kind, factor * times


def read_quantities(text: str) -> Quantities | None:
    """Return the range that a folded text such as ``100-200万`` or ``>=3.5亿元`` means, or None."""
    text = text.strip()
    if found := _compared.fullmatch(text):
        sign, number, unit = found.groups()
        return _compare(_SIGNS.get(sign, sign), number, unit)
    if found := _between.fullmatch(text):
        first, first_unit, last, last_unit = found.groups()
        return _span((first, first_unit), (last, last_unit))
    if found := _from.fullmatch(text):
        return _compare(">=", *found.groups())
    if found := _up_to.fullmatch(text):
        return _compare("<=", *found.groups())
    if found := _said.fullmatch(text):
        number, unit, side = found.groups()
        return _compare(">=" if side == "以上" else "<=", number, unit)
    if found := _exactly.fullmatch(text):
        return _span(found.groups(), found.groups())
    return None


def _compare(sign: str, number: str, unit: str) -> Quantities:
    kind, factor = unit_of(unit)
    value = _value(number, factor)
    low, high = -math.inf, math.inf
    match sign:
        case ">=":
            low = value
        case ">":
            low = math.nextafter(value, math.inf)
        case "<=":
            high = value
        case _:
            high = math.nextafter(value, -math.inf)
    return Quantities(low, high, kind, as_written=not unit)


def _span(first: tuple[str, ...], last: tuple[str, ...]) -> Quantities:
    """Return the range; a unit at its end holds for its beginning too, as in 100-200万元."""
    kind, factor = unit_of(last[1])
    first_kind, first_factor = unit_of(first[1]) if first[1] else (kind, factor)
    low, high = _value(first[0], first_factor), _value(last[0], factor)
    return Quantities(
        min(low, high), max(low, high), kind or first_kind, as_written=not first[1] and not last[1]
    )


def in_base_units(number: Decimal, factor: Decimal) -> float:
    """Return a number of units in base units; in decimals, so that 0.07万 is 700 and no more."""
    return float(number * factor)


def _value(number: str, factor: Decimal) -> float:
    return in_base_units(Decimal(number.replace(",", "")), factor)
