"""A text cut into sections by the headings reports usually have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casearchive.exchange.proposals.result import SectionProposal, TitleProposal
from casearchive.exchange.proposals.sentences import Stretch, lines

_LONGEST_HEADING, _LONGEST_TITLE = 30, 60  # characters
_SHORTEST_PARAGRAPH = 40  # what stands under a heading that has neither number nor usual words
DEFAULT = "主要做法"
_OPENING = "导语/摘要"

# The first that fits decides; the words come in the order of how surely they tell.
_TYPES = (
    ("存在问题", "存在问题|存在的问题|问题与不足|不足|短板与|困难与"),
    ("背景与问题", "背景|缘起|起因|由来|面临|困境|挑战|痛点|问题"),
    ("利益联结机制", "利益联结|联农带农|分红机制|分配机制"),
    ("主要成效", "成效|成果|效果|变化|收获|效益"),
    ("经验启示", "启示|经验|体会|借鉴|思考|感悟|几点认识"),
    ("适用条件", "适用|推广条件|条件"),
    ("基本情况", "基本情况|概况|简介|村情|基本信息|情况介绍"),
    ("时间线", "时间线|大事记|发展历程"),
    ("导语/摘要", "摘要|导语|引言|编者按|前言|内容提要"),
    ("附录", "附录|附件|附表"),
    ("主要做法", "做法|举措|措施|路径|实践|探索|如何|怎么做|聚焦|强化|深化|拓宽|推进|坚持|突出"),
)
_NUMBERED = re.compile(
    r"(?:#{1,3}\s*(?P<marks>)|(?P<chinese>[一二三四五六七八九十]{1,3}[、.．:：\s]\s*)"
    r"|(?P<part>第[一二三四五六七八九十]{1,3}[章节部分]+[、:：\s]*)"
    r"|【(?P<bracket>)|(?P<digit>\d{1,2}[、.．]\s*))"
)
_INNER = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、)）]")
_DATE_LINE = re.compile(r"[（(]?\s*\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?\s*[)）]?")
_ENDS = ("。", "！", "？", "；", "，", "”", "：", "!", "?", ";", ",")
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
_LINE_MARK = re.compile(r"^(#{1,6}\s|[>+]|=+\s*$|-{2,}\s*$|[-]\s(?=\S*$))")


@dataclass(frozen=True, slots=True)
class _Head:
    line: int
    title: str
    type: str
    rank: int  # 0 numbered as a chapter, 1 with figures, 2 by its words or its shape


def find_title(text: str) -> TitleProposal | None:
    """Return the first line, if it is short enough for a title and ends like none of a text."""
    first = next(lines(text), None)
    if first is None:
        return None
    bare = first.text.lstrip("# ").strip("【】")
    if not bare or len(bare) > _LONGEST_TITLE or bare.endswith(("。", "；", "，", "：")):
        return None
    return TitleProposal(bare, (first.start, first.end))


def find_sections(text: str, title: TitleProposal | None) -> tuple[SectionProposal, ...]:
    """Return the text in sections; all but its title and date stands in one of them."""
    begin = title.span[1] if title else 0
    rows = [r for r in lines(text) if r.start >= begin and not _DATE_LINE.fullmatch(r.text)]
    if not rows:
        return ()
    heads = _heads(rows)
    bounds = [head.line for head in heads]
    found = []
    if not bounds or bounds[0] > 0:
        until = bounds[0] if bounds else len(rows)
        kind = _OPENING if bounds else DEFAULT
        found.append(_section(rows[:until], kind, "", (rows[0].start, rows[0].start)))
    for head, until in zip(heads, [*bounds[1:], len(rows)][: len(heads)], strict=True):
        row, inside = rows[head.line], rows[head.line + 1 : until]
        if inside:
            section = _section(inside, head.type, head.title, (row.start, row.end))
            found.append(section)
    return tuple(found)


def _heads(rows: Sequence[Stretch]) -> list[_Head]:
    heads = [head for number in range(len(rows)) if (head := _head(rows, number))]
    if not heads:
        return []
    # Where chapters are numbered, figures and bare lines below them are headings inside.
    rank = min(head.rank for head in heads)
    if rank < 2:
        usual = [head for head in heads if head.rank == rank]
        return usual if len(usual) > 1 or rank == 0 else heads
    return heads


def _head(rows: Sequence[Stretch], number: int) -> _Head | None:
    row = rows[number].text
    if len(row) > _LONGEST_HEADING or row.endswith(_ENDS[:3]) or number + 1 == len(rows):
        return None
    match = _NUMBERED.match(row)
    title = (row[match.end() :] if match else row).strip("】# ").strip()
    if not title or (row.endswith(_ENDS) and not match):
        return None
    kind = _type_of(title)
    if match:
        return _Head(number, title, kind or DEFAULT, 1 if match["digit"] else 0)
    if kind and len(title) <= 12 and (len(title) <= 6 or kind != DEFAULT):
        return _Head(number, title, kind, 2)
    if len(title) <= 25 and len(rows[number + 1].text) >= _SHORTEST_PARAGRAPH and "：" not in title:
        return _Head(number, title, kind or DEFAULT, 2)
    return None


def _type_of(title: str) -> str:
    for kind, words in _TYPES:
        if re.search(words, title):
            return kind
    return ""


def _section(
    rows: Sequence[Stretch], kind: str, title: str, heading: tuple[int, int]
) -> SectionProposal:
    body = "\n\n".join(_as_prose(row.text) for row in rows)
    shown = "" if title == kind else title
    start = heading[0] if heading[1] > heading[0] else rows[0].start
    return SectionProposal(kind, shown, body, (start, rows[-1].end), heading)


def _as_prose(line: str) -> str:
    """Return a line of plain text as prose that reads the same."""
    if len(line) <= _LONGEST_HEADING and _INNER.match(line) and not line.endswith(_ENDS):
        return "### " + _SPECIAL.sub(r"\\\1", line)
    return _LINE_MARK.sub(r"\\\1", _SPECIAL.sub(r"\\\1", line))
