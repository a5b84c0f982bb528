"""Queries whose truth was written by hand, as Python that knows nothing of the query language.

Each is what somebody types and a plain condition on a case. Texts are compared as Python sees
them: NFKC, lower case, Latin accents off; where Traditional characters matter, both ways of writing
are given. Money is in yuan, land in mu.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeAlias

from casearchive.search.documents import Document

Condition: TypeAlias = Callable[[Document], bool]
INCOME = ("村级集体经济收入",)


@cache
def plain(text: str) -> str:
    """Return the text as it is compared."""
    parted = unicodedata.normalize("NFKD", text).lower()
    bare = "".join(letter for letter in parted if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFKC", bare)


def has(*pieces: str) -> Condition:
    """One of the pieces stands somewhere in the case."""
    return lambda case: _any_in(pieces, _everything(case))


def title(*pieces: str) -> Condition:
    """One of the pieces stands in the title."""
    return lambda case: _any_in(pieces, [case.title])


def place(*pieces: str) -> Condition:
    """One of the pieces stands in the place."""
    return lambda case: _any_in(pieces, [case.place])


def label(*pieces: str) -> Condition:
    """One of the pieces stands in a label."""
    return lambda case: _any_in(pieces, case.tags)


def code(*pieces: str) -> Condition:
    """One of the pieces stands in the code."""
    return lambda case: _any_in(pieces, [case.code])


def value(name: str, *wanted: str) -> Condition:
    """The filter has one of these very values."""
    return lambda case: any(word in case.filters.get(name, ()) for word in wanted)


def value_with(name: str, piece: str) -> Condition:
    """The filter has a value that holds the piece."""
    return lambda case: _any_in([piece], case.filters.get(name, ()))


def year(first: int, last: int) -> Condition:
    """A figure of the case is of one of these years."""
    return lambda case: any(first <= int(y) <= last for y in case.filters.get("year", ()))


def figure(names: Iterable[str], units: dict[str, int], low: float, high: float) -> Condition:
    """A figure so named, in one of the units (unit -> its worth), touches low to high."""

    def holds(case: Document) -> bool:
        return any(
            f.indicator in names
            and f.unit in units
            and round(f.high * units[f.unit], 6) >= low
            and round(f.low * units[f.unit], 6) <= high
            for f in case.figures
        )

    return holds


def yuan(low: float, high: float = float("inf"), names: Iterable[str] = INCOME) -> Condition:
    """The income, in whatever unit it is written, touches low to high yuan."""
    return figure(names, {"元": 1, "万元": 10**4, "亿元": 10**8}, low, high)


def both(*conditions: Condition) -> Condition:
    """All conditions hold."""
    return lambda case: all(condition(case) for condition in conditions)


def either(*conditions: Condition) -> Condition:
    """One of the conditions holds."""
    return lambda case: any(condition(case) for condition in conditions)


def no(condition: Condition) -> Condition:
    """The condition does not hold."""
    return lambda case: not condition(case)


def nothing(_case: Document) -> bool:
    """No case at all: there is nothing to look for."""
    return False


def _everything(case: Document) -> list[str]:
    heads = [case.code, case.title, case.place, *case.tags]
    return [*heads, *(section.text for section in case.sections)]


def _any_in(pieces: Iterable[str], texts: Iterable[str]) -> bool:
    written = [plain(text) for text in texts]
    return any(plain(piece) in text for piece in pieces for text in written)


BY_HAND: tuple[tuple[str, Condition], ...] = (
    # words, all of them wanted
    ("辣椒", has("辣椒")),
    ("椒", has("椒")),
    ("辣椒 茶叶", both(has("辣椒"), has("茶叶"))),
    ("辣椒、茶叶；苹果", both(has("辣椒"), has("茶叶"), has("苹果"))),
    ("辣椒 AND 茶叶", both(has("辣椒"), has("茶叶"))),
    ("　辣椒　　茶叶　", both(has("辣椒"), has("茶叶"))),
    ("gap", has("gap")),
    ("ＧＡＰ", has("gap")),
    ("Led 200", both(has("led"), has("200"))),
    ("cafe", has("café")),
    ("RÉSUMÉ", has("resume")),
    ("170万元", has("170万元")),
    ("0万", has("0万")),
    ("3.5", has("3.5")),
    ("1,280.50", has("1,280.50")),
    ("第5批", has("第5批")),
    ("25℃", has("25℃")),
    # Traditional typed for Simplified and back
    ("產業", has("产业", "產業")),
    ("产业振兴带动", has("产业振兴带动", "產業振興帶動")),
    ("臺賬", has("台账", "臺賬")),
    ("乡村", has("乡村", "鄉村")),
    # other scripts, rare characters
    ("ئۇيغۇر", has("ئۇيغۇر")),
    ("𠮷野家", has("𠮷野家")),
    ("𪚥", has("𪚥")),
    ("👍", has("👍")),
    # NOT
    ("辣椒 -茶叶", both(has("辣椒"), no(has("茶叶")))),
    ("辣椒 NOT 茶叶", both(has("辣椒"), no(has("茶叶")))),
    ("-辣椒", no(has("辣椒"))),
    ("-辣椒 -茶叶", both(no(has("辣椒")), no(has("茶叶")))),
    ("村 -标题:产业", both(has("村"), no(title("产业")))),
    ("村 -(辣椒 茶叶)", both(has("村"), no(both(has("辣椒"), has("茶叶"))))),
    ("村 -(辣椒 OR 茶叶)", both(has("村"), no(has("辣椒")), no(has("茶叶")))),
    ('村 -"集体经济"', both(has("村"), no(has("集体经济")))),
    ("村 -状态:草稿", both(has("村"), no(value("status", "草稿")))),
    ("e-commerce", both(has("e"), has("commerce"))),
    # OR binds tighter than AND
    ("辣椒 OR 茶叶", has("辣椒", "茶叶")),
    ("辣椒|茶叶", has("辣椒", "茶叶")),
    ("葡萄 OR 油茶 蓝莓", both(has("葡萄", "油茶"), has("蓝莓"))),
    ("蓝莓 葡萄 OR 油茶", both(has("蓝莓"), has("葡萄", "油茶"))),
    ("(葡萄 油茶) OR 蓝莓", either(both(has("葡萄"), has("油茶")), has("蓝莓"))),
    ("葡萄 OR (油茶 蓝莓)", either(has("葡萄"), both(has("油茶"), has("蓝莓")))),
    ("葡萄 OR -蓝莓", either(has("葡萄"), no(has("蓝莓")))),
    ("葡萄 OR 油茶 OR 蓝莓", has("葡萄", "油茶", "蓝莓")),
    ("(葡萄 OR 油茶) (蓝莓 OR 竹笋)", both(has("葡萄", "油茶"), has("蓝莓", "竹笋"))),
    ("or 辣椒", both(has("or"), has("辣椒"))),
    # quotation marks
    ('"村集体"', has("村集体")),
    ("“增长3.5%，”", has("增长3.5%,", "增长3.5%，")),
    ("「彩椒」", has("彩椒")),
    ('"叫「彩椒」，"', has("叫「彩椒」，")),
    ('"与 e-commerce"', has("与 e-commerce")),
    ('"GZ-0007/A"', has("gz-0007/a")),
    ('"NOT f"', has("not f")),
    # fields
    ("标题:产业", title("产业")),
    ("標題：产业", title("产业")),
    ("title:产业", title("产业")),
    ("地点:贵州", place("贵州")),
    ("村:红", place("红")),
    ("标签:振兴", label("振兴")),
    ("编号:00001", code("00001")),
    ("标题:村 地点:县", both(title("村"), place("县"))),
    ('标题:"与"', title("与")),
    ("标题:辣椒 OR 标题:茶叶", title("辣椒", "茶叶")),
    # filters
    ("主题:产业", value_with("theme", "产业")),
    ("主题=产业振兴", value("theme", "产业振兴")),
    ("主题=产业振兴|组织振兴", value("theme", "产业振兴", "组织振兴")),
    ("主题=产业", nothing),
    ("主题:产业 主题:组织", both(value("theme", "产业振兴"), value("theme", "组织振兴"))),
    ("省:贵州", value_with("province", "贵州")),
    ("省=贵州省|浙江省", value("province", "贵州省", "浙江省")),
    ("状态=已核 主题=文化振兴", both(value("status", "已核"), value("theme", "文化振兴"))),
    ("状态=草稿 -主题=产业振兴", both(value("status", "草稿"), no(value("theme", "产业振兴")))),
    ("年份:2022", year(2022, 2022)),
    ("年份:2019-2021", year(2019, 2021)),
    ("年份:>=2023", year(2023, 9999)),
    ("年份:<2015", year(0, 2014)),
    ("年份:2024-", year(2024, 9999)),
    ("年份=2020|2023", value("year", "2020", "2023")),
    ("产业:种养", value_with("industry", "种养")),
    ('产业="手工/文化"', value("industry", "手工/文化")),
    ("地区:贵州省", value_with("place", "贵州省")),
    ("有:使用说明", value("has", "使用说明")),
    ("有=可印照片", value("has", "可印照片")),
    ("有=可印照片 -有=使用说明", both(value("has", "可印照片"), no(value("has", "使用说明")))),
    # ranges over figures, whatever the unit is
    ("村级集体经济收入:100-200万", yuan(100e4, 200e4)),
    ("集体经济收入:100-200万元", yuan(100e4, 200e4)),
    ("集体经济收入>=100万元", yuan(100e4)),
    ("集体经济收入<50万元", yuan(-1, 50e4 - 0.001)),
    ("集体经济收入>=0.01亿元", yuan(100e4)),
    ("集体经济收入≥1000000元", yuan(100e4)),
    ("集体经济收入:170万元", yuan(170e4, 170e4)),
    ("集体经济收入:100万元以上", yuan(100e4)),
    ("集体经济收入:-100万元", yuan(float("-inf"), 100e4)),
    ("集体经济收入=100万元-5000万元", yuan(100e4, 5000e4)),
    ("集体经济收入>=100万元 主题=产业振兴", both(yuan(100e4), value("theme", "产业振兴"))),
    ("村 -集体经济收入>=100万元", both(has("村"), no(yuan(100e4)))),
    ("种植面积>=500亩", figure(["种植面积"], {"亩": 1}, 500, float("inf"))),
    ("种植面积>=1平方公里", figure(["种植面积"], {"亩": 1}, 1500, float("inf"))),
    ("种植面积:10-100公顷", figure(["种植面积"], {"亩": 1}, 150, 1500)),
    ("纠纷化解率>=50%", figure(["纠纷化解率"], {"%": 1}, 50, float("inf"))),
    ("产量:1-50吨", figure(["产量"], {"吨": 1}, 1, 50)),
    ("产量<=5000公斤", figure(["产量"], {"吨": 1000}, float("-inf"), 5000)),
    ("听课人数:50人", figure(["听课人数"], {"人": 1}, 50, 50)),
    # nothing to look for
    ("　，。", nothing),
    ("标题:", nothing),
    ('""', nothing),
    ("OR", nothing),
    ("()", nothing),
    ("- ", nothing),
    ("没有哪个案例会写的词", nothing),
)
