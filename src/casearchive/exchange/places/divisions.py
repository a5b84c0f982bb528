"""The table of divisions that ships with the program: provinces, cities, counties, townships.

It proposes and completes; it never judges: free text is always allowed, and a place that came or
went since the table's day is no mistake.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from casearchive.resources import resource_path

PROVINCE, CITY, COUNTY, TOWNSHIP = range(4)
_CODE_LENGTHS = (2, 2, 2, 3)  # digits that a level adds to its parent's code
_HEAD = re.compile(r"# edition (\d{4}-\d{2}-\d{2})")

_PROVINCE_ENDS = re.compile(r"(?:维吾尔|壮族|回族)?自治区$|特别行政区$|[省市]$")
_PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?"
    "|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族"
    "|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|塔吉克族?|怒族|俄罗斯族|鄂温克族|德昂族|保安族"
    "|裕固族|独龙族|门巴族|珞巴族|基诺族|各族|蒙古"
)
_ENDS = re.compile(
    rf"(?:(?:{_PEOPLES})*自治[州县旗]|林区|特区|地区|新区|[省市州盟县区旗]"
    rf"|(?:{_PEOPLES})+乡|街道|苏木|[镇乡])$"
)


@dataclass(frozen=True, slots=True)
class Division:
    """One division. `name` is empty for a row of the table that only groups others."""

    code: str
    name: str
    level: int
    parent: Division | None = None

    @property
    def path(self) -> tuple[str, str, str, str]:
        """The names of province, city, county and township, empty below and where there is none."""
        names = ["", "", "", ""]
        one: Division | None = self
        while one is not None:
            names[one.level] = one.name
            one = one.parent
        return names[0], names[1], names[2], names[3]

    @property
    def full_code(self) -> str:
        """The code as registers write it: of 6 digits down to counties, of 9 for townships."""
        return self.code if self.level == TOWNSHIP else self.code.ljust(6, "0")

    def within(self, other: Division) -> bool:
        """Say whether it is `other` or lies in it."""
        return self.code.startswith(other.code)


class Divisions:
    """The whole table, looked up by name and by parent."""

    def __init__(self, edition: str, everything: tuple[Division, ...]) -> None:
        self.edition = edition
        self.everything = everything
        self._parts: dict[str, list[Division]] = defaultdict(list)
        self._below: dict[str, dict[str, Division]] = {}
        for division in everything:
            self._parts[division.parent.code if division.parent else ""].append(division)

    @cached_property
    def upper(self) -> dict[str, list[Division]]:
        """Provinces, cities and counties by their full and their short names."""
        found: dict[str, list[Division]] = defaultdict(list)
        for division in self.everything:
            if division.name and division.level < TOWNSHIP:
                for name in names_of(division):
                    found[name].append(division)
        return dict(found)

    def parts(self, division: Division) -> list[Division]:
        """Return what a division is parted into, past rows that only group."""
        direct = self._parts.get(division.code, [])
        return [part for one in direct for part in ([one] if one.name else self.parts(one))]

    def below(self, division: Division) -> dict[str, Division]:
        """Return what lies in a division, near or far, by full and short names.

        Texts leave levels out: a county stands below its province, a township below its city.
        """
        if division.code not in self._below:
            found: dict[str, Division] = {}
            parts = self.parts(division)
            for part in parts:
                for name in names_of(part):
                    found.setdefault(name, part)
            for part in parts:
                found = self.below(part) | found
            self._below[division.code] = found
        return self._below[division.code]


def names_of(division: Division) -> tuple[str, ...]:
    """Return the full name and the short one, if there is one."""
    return tuple(dict.fromkeys((division.name, short_name(division))))


def short_name(division: Division) -> str:
    """Return the name without what kind of division it is, where at least two characters stay."""
    pattern = _PROVINCE_ENDS if division.level == PROVINCE else _ENDS
    short = pattern.sub("", division.name)
    return short if len(short) >= 2 else division.name


@cache
def divisions() -> Divisions:
    """Return the table; it is read once."""
    text = resource_path("places", "divisions.txt").read_text(encoding="utf-8")
    head, _line, rows = text.partition("\n")
    match = _HEAD.match(head)
    return Divisions(match[1] if match else "", tuple(_read(rows)))


def _read(rows: str) -> Iterator[Division]:
    above: list[Division] = []
    for row in rows.splitlines():
        bare = row.lstrip(" ")
        level = len(row) - len(bare)
        digits = _CODE_LENGTHS[level]
        del above[level:]
        parent = above[-1] if above else None
        code = (parent.code if parent else "") + bare[:digits]
        division = Division(code, bare[digits:], level, parent)
        above.append(division)
        yield division


def levels_of(path: tuple[str, ...]) -> str:
    """Return names as an address is written, each once: 北京市海淀区, not 北京市北京市海淀区."""
    parts = [name for before, name in pairwise(("", *path)) if name and name != before]
    return "".join(parts)
