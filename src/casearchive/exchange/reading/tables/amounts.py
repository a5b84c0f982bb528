"""Amounts as cells of Chinese tables state them: 约170万元, 1.2—1.5亿, 350余户, 12.5%.

The number stays as it was written, with its multiplier in the unit (170, 万元): nothing is
calculated that a reader could not find again in the source.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"-?[0-9][0-9,]*(?:\.[0-9]+)?"
_TO = r"\s*(?:-|~|—{1,2}|–|至|到)\s*"
_BEFORE = {
    "约": "约",
    "大约": "约",
    "近": "近",
    "将近": "近",
    "超": "超过",
    "超过": "超过",
    "突破": "超过",
    "逾": "超过",
    ">": "超过",
    "不足": "不足",
    "不到": "不足",
    "<": "不足",
    "至少": "以上",
    "≥": "以上",
    ">=": "以上",
}
_AFTER = {"余": "多/余", "多": "多/余", "以上": "以上", "左右": "约", "上下": "约"}
_AMOUNT = re.compile(
    rf"(?P<before>大约|约|将近|近|超过|超|突破|逾|不足|不到|至少|>=|≥|>|<)?\s*"
    rf"(?P<low>{_NUMBER})\s*(?P<low_unit>[百千万亿]*[^\s0-9]{{0,6}}?)"
    rf"(?:{_TO}(?P<high>{_NUMBER}))?\s*"
    rf"(?P<more>余|多)?(?P<unit>[^\s0-9,.;，。；]{{0,8}}?)(?P<after>以上|左右|上下)?"
)
_MULTIPLIERS = "百千万亿"
_HEADER_UNIT = re.compile(
    r"[(（\[【/／]\s*(?:单位[：:]?)?\s*([^()（）\[\]【】\d]{1,8})\s*[)）\]】]?\s*$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?度?(?!\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as stated: `qualifier` one of the archive's, `upper` only of a range."""

    value: str
    unit: str
    qualifier: str = "="
    upper: str = ""


def read_amount(text: str, unit: str = "") -> Amount | None:
    """Return the amount that a cell states, None where it is none.

    `unit` is what the column's head says; a multiplier in the cell goes before it, where it has
    none itself (3.5万 under 亩 are 3.5 万亩), a whole unit in the cell replaces it.
    """
    found = _AMOUNT.fullmatch(_folded(text))
    if found is None:
        return None
    low, high = _digits(found["low"]), _digits(found["high"] or "")
    own = (found["unit"] or "") if high or found["more"] else (found["low_unit"] + found["unit"])
    if high and found["low_unit"] and found["low_unit"] != own:
        return None  # 1万-2亿: not to be told in one unit
    qualifier = _BEFORE.get(found["before"] or "", "=")
    if found["more"] or found["after"]:
        qualifier = _AFTER[found["after"] or found["more"]]
    if high:
        if Decimal(high) < Decimal(low):
            return None
        qualifier = "区间"
    return Amount(low, _joined(own, unit), qualifier, high)


def split_head(head: str) -> tuple[str, str, str]:
    """Return the indicator, unit and year that a column's head names: 2023年集体收入(万元)."""
    text = _folded(head)
    unit = ""
    if found := _HEADER_UNIT.search(text):
        unit = found[1].strip()
        text = text[: found.start()]
    year = ""
    if found := _YEAR.search(text):
        year = found[1]
        text = text[: found.start()] + text[found.end() :]
    return text.strip(" ()（）_-·,，") or head.strip(), unit, year


def _joined(own: str, unit: str) -> str:
    own = own.strip()
    if own and all(letter in _MULTIPLIERS for letter in own):
        return own + unit.lstrip(_MULTIPLIERS)
    return own or unit


def _digits(text: str) -> str:
    return text.replace(",", "")


def _folded(text: str) -> str:
    """Return the text with full-width digits and signs as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()
