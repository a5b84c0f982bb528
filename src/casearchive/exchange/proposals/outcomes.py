"""Figures of a text as outcomes: what is counted, how much, in which year, by which sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casearchive.exchange.proposals.amounts import Amount, amounts
from casearchive.exchange.proposals.result import Entry, OutcomeProposal
from casearchive.exchange.proposals.sentences import Stretch, sentences

_LONGEST_QUOTE = 300  # characters
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年(?:\s?\d{1,2}\s?月)?")
_RELATIVE = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0, "当年": 0}
_RELATIVE_WORD = re.compile("(?<![比较])(?:" + "|".join(_RELATIVE) + ")")
_GROWTH = re.compile("增长|提高|提升|增加|上升|下降|减少|降低|同比")
_TOTAL = re.compile("累计|先后|共计|总共|已完成|一共|迄今|以来")
_MARK = "，。；：、！？,;:!?"

# What is counted where no word of the vocabulary stands near: unit, words in the clause, indicator.
_BY_WORDS = (
    ("元", "集体.{0,6}(?:收入|增收)|村集体", "村级集体经济收入"),
    ("元", "集体资产", "村级集体资产"),
    ("元", "人均", "村民人均可支配收入"),
    ("元", "旅游", "旅游收入"),
    ("亩", "流转", "土地流转面积"),
    ("亩", "种|栽|基地|大棚|果园|茶园", "种植面积"),
    ("人次", "游客|接待|旅游", "游客量"),
    ("人次", "培训|参训|轮训", "培训人次"),
    ("批次", "培训|轮训|学习", "培训批次"),
    ("场次", "", "活动场次"),
    ("户", "全村|农户|共有|现有|辖", "户数"),
    ("人", "全村|人口|户籍|现有", "人口"),
    ("人", "就业|务工|用工|上岗", "带动就业"),
    ("人", "培训|参训|轮训", "培训人次"),
    ("吨|公斤|斤", "产", "产量"),
    ("%", "化解", "纠纷化解率"),
)
_COUNTED = re.compile("^(?:的)?([㐀-\u9fff·“”（）()]{2,16})")
_CUT = re.compile(
    "[的到在与和及并是为了有被将把从向去，。、；：]|对口|组成|参加|赴|来自|结成|结合|作为|分享|选派"
)
_VERBS = re.compile(
    "^(?:促成|聘请|打造|共同|开展|建成|新建|培育|带动|发展|完成|设计|选取|实现|组织|吸引|修建|建设|改造"
    "|流转|引进|举办|成立|建)+"
)
_BEFORE = re.compile(
    "([㐀-\u9fff“”（）]{2,16}?)(?:达到?|为|共|有|增长|增加|提高|实现|约|超过?|近)*$"
)


def find_outcomes(
    text: str, indicators: Sequence[Entry], published: str = ""
) -> tuple[OutcomeProposal, ...]:
    """Return the figures of a text. `published` (YYYY-MM-DD) says which year 去年 is."""
    found: list[OutcomeProposal] = []
    for sentence in sentences(text):
        for amount in amounts(sentence.text):
            grown = found[-1].indicator if found and found[-1].sentence[0] == sentence.start else ""
            outcome = _outcome(sentence, amount, indicators, published, grown)
            if outcome is not None:
                found.append(outcome)
    return tuple(found)


def _outcome(
    sentence: Stretch, amount: Amount, indicators: Sequence[Entry], published: str, grown: str
) -> OutcomeProposal | None:
    """Return one figure; `grown` is what the figure before it in the sentence counts."""
    clause, offset = _clause(sentence.text, amount)
    entry = _indicator(clause, amount, offset, indicators)
    if amount.unit == "%" and _GROWTH.search(clause[:offset]):
        entry = Entry(grown and f"{grown}增长率", period_kind="年度")
    if not entry.word:
        return None
    year, basis = _year(sentence.text, amount, published)
    start = sentence.start + amount.start
    return OutcomeProposal(
        indicator=entry.word,
        qualifier=amount.qualifier,
        value=amount.value,
        upper_value=amount.upper_value,
        unit=amount.unit,
        year=year,
        year_basis=basis,
        period_kind=_period(sentence.text, amount, entry),
        quote=_quote(sentence.text, amount),
        span=(start, sentence.start + amount.end),
        sentence=(sentence.start, sentence.end),
    )


def _clause(sentence: str, amount: Amount) -> tuple[str, int]:
    """Return the part between marks of punctuation that holds the amount, and its place there."""
    start = max((sentence.rfind(mark, 0, amount.start) for mark in _MARK), default=-1) + 1
    ends = [place for mark in _MARK if (place := sentence.find(mark, amount.end)) >= 0]
    return sentence[start : min(ends, default=len(sentence))], amount.start - start


def _indicator(clause: str, amount: Amount, offset: int, indicators: Sequence[Entry]) -> Entry:
    fitting = [
        (abs(place - offset), entry)
        for entry in indicators
        for word in (entry.word, *entry.synonyms)
        if (place := clause.find(word)) >= 0 and _same_kind(amount.unit, entry.unit)
    ]
    if fitting:
        return min(fitting, key=lambda pair: pair[0])[1]
    known = {entry.word: entry for entry in indicators}
    for units, words, indicator in _BY_WORDS:
        if re.search(f"(?:{units})$", amount.unit) and re.search(words, clause):
            return known.get(indicator, Entry(indicator))
    return Entry(_counted(clause, amount, offset))


def _same_kind(unit: str, usual: str) -> bool:
    bare, plain = unit.lstrip("万亿千百"), usual.lstrip("万亿千百")
    people = {"人", "名", "人次", "位"}
    return not usual or bare == plain or {bare, plain} <= people


def _counted(clause: str, amount: Amount, offset: int) -> str:
    """Name what is counted: the noun behind a measure word, else the one before the amount."""
    behind = clause[offset + (amount.end - amount.start) :]
    if amount.unit[-1:] not in "元亩吨%斤":
        match = _COUNTED.match(behind)
        noun = _noun(_CUT.split(match[1])[0]) if match else ""
        if len(noun) >= 2:
            return _number_of(noun, amount.unit)
    match = _BEFORE.search(clause[:offset].rstrip("（( "))
    noun = _noun(_CUT.split(match[1])[-1]) if match else ""
    return _number_of(noun, amount.unit) if len(noun) >= 2 else ""


def _noun(words: str) -> str:
    bare = _VERBS.sub("", words).strip("“” ")
    return bare if bare.count("（") == bare.count("）") else bare.strip("（）")


def _number_of(noun: str, unit: str) -> str:
    """Name the count of something: 教学点数, 乡村干部人数; of money and land the thing itself."""
    if noun.endswith("数") or unit[-1:] in "元亩吨斤%":
        return noun
    return f"{noun}人数" if unit in ("人", "名", "位") and noun[-1] != "人" else f"{noun}数"


def _year(sentence: str, amount: Amount, published: str) -> tuple[str, str]:
    before = [match for match in _YEAR.finditer(sentence) if match.end() <= amount.start]
    relative = [m for m in _RELATIVE_WORD.finditer(sentence) if m.end() <= amount.start]
    if before and (not relative or relative[-1].start() < before[-1].start()):
        return before[-1][1], f"原文“{before[-1][0]}”"
    if relative and published[:4].isdigit():
        word = relative[-1][0]
        year = int(published[:4]) + _RELATIVE[word]
        return str(year), f"原文“{word}”，按发布日{published}推定"
    return "", ""


def _period(sentence: str, amount: Amount, entry: Entry) -> str:
    if _TOTAL.search(sentence[max(0, amount.start - 40) : amount.start]):
        return "累计"
    if entry.period_kind:
        return entry.period_kind
    flow = re.search("收入|产量|产值|利润|分红|销售|增收|年均|每年|全年", entry.word + sentence)
    return "年度" if flow and amount.unit[-1:] in "元吨斤%" else "时点"


def _quote(sentence: str, amount: Amount) -> str:
    """Return the sentence, of a very long one what stands around the amount."""
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    start = max(0, amount.start - _LONGEST_QUOTE // 2)
    return sentence[start : start + _LONGEST_QUOTE]
