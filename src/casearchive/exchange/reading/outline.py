"""Blocks of a document, in order, made into drafts: where one case ends and the next begins.

Two ways to cut are offered for every file: one draft, or one for each heading of the highest level.
The second is proposed where those headings read like titles of cases, not like the usual parts of
one (背景, 做法, 成效 …).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casearchive.domain.prose import markup
from casearchive.exchange.reading.result import ReadDraft, ReadPicture, ReadSection
from casearchive.i18n import _

_USUAL = re.compile(
    "导语|摘要|引言|前言|概况|简介|基本情况|基本信息|背景|由来|起因|缘起|问题|困境|困难|挑战|难题|短板|不足|决策|抉择"
    "|做法|举措|措施|过程|历程|实践|探索|机制|模式|路径|实施|推进|抓手|成效|效果|成果|成绩|变化|收益|亮点"
    "|经验|启示|体会|思考|反思|建议|讨论|点评|评析|条件|展望|打算|下一步|结语|结束语|结论|附录|附件|参考|来源|注释|目录"
)
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十百0-9]+[、.．章节]|[(（][一二三四五六七八九十0-9]+[)）])\s*"
)
_CASE = re.compile(
    r"^(?:案例|范例|典型|实例|样板)\s*[一二三四五六七八九十百0-9]{1,3}(?=[\s：:、.．—-]|$)"
)
_LONGEST_HEADING = 40  # characters of a line that may be a heading
_SHORT, _LONG = 24, 40  # of a line without a full stop that stands out between two paragraphs
_LONGEST_TITLE = 120
_ENDS_SENTENCE = re.compile(r"[。；;！!？?，,、：:…]$")
_FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown; `level` 0 is text, 1 to 6 a heading, whose `text` is then plain.

    `pictures` are those the text names; `is_caption` says that the text may be that of the picture
    before it.
    """

    text: str
    level: int = 0
    pictures: tuple[ReadPicture, ...] = ()
    trainer_only: bool = False
    is_caption: bool = False


def guessed(lines: Iterable[str]) -> list[Block]:
    """Return the blocks of plain paragraphs, headings told by how Chinese texts write them.

    ``案例一：…`` begins a case, ``一、…`` a part, ``（一）…`` a part of that; short and without the
    end of a sentence, as is a line that stands out between paragraphs. The first is the title.
    """
    texts = [text for line in lines if (text := line.strip())]
    blocks: list[Block] = []
    for place, text in enumerate(texts):
        level = _guessed_level(text, first=not blocks)
        if not level and 0 < place < len(texts) - 1:
            stands_out = len(texts[place - 1]) >= _LONG and len(texts[place + 1]) >= _LONG
            level = 3 if stands_out and _is_short(text) else 0
        blocks.append(Block(text, level) if level else Block(markup.line(text)))
    return blocks


def _is_short(text: str) -> bool:
    return len(text) <= _SHORT and not _ENDS_SENTENCE.search(text) and not text[0].isdigit()


def _guessed_level(text: str, *, first: bool) -> int:
    if len(text) > _LONGEST_HEADING or _ENDS_SENTENCE.search(text):
        return 0
    if _CASE.match(text):
        return 2
    if re.match(r"^[一二三四五六七八九十]{1,3}[、.．]", text):
        return 3
    if re.match(r"^[(（][一二三四五六七八九十]{1,3}[)）]", text):
        return 4
    return 1 if first else 0


def with_guesses(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, with headings guessed where the document marks none itself."""
    if any(block.level for block in blocks):
        return list(blocks)
    found: list[Block] = []
    for block in blocks:
        plain = re.sub(r"\\(.)|\*\*", r"\1", block.text)
        one_line = "\n" not in block.text and not block.pictures
        level = _guessed_level(plain, first=not found) if one_line else 0
        found.append(Block(plain, level) if level else block)
    return found


def drafts_of(blocks: Sequence[Block], title: str) -> tuple[ReadDraft, tuple[ReadDraft, ...], bool]:
    """Return the whole as one draft, its parts as several, and whether to propose the parts.

    `title` is what the whole is called where the document has no title of its own.
    """
    blocks = _without_contents(blocks)
    title, blocks = _titled(blocks, title)
    levels = sorted({block.level for block in blocks if block.level})
    whole = _draft(title, blocks)
    if not levels:
        return whole, (), False
    top = [block.text for block in blocks if block.level == levels[0]]
    if len(top) < _FEWEST_PARTS:
        return whole, (), False
    parts = tuple(_parts(blocks, levels[0], title))
    return whole, parts, not _are_usual(top)


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.text.strip()]


def _titled(blocks: list[Block], title: str) -> tuple[str, list[Block]]:
    """Take the title off: a heading at the very beginning that is alone on its level."""
    for place, block in enumerate(blocks[:3]):
        alone = sum(other.level == block.level for other in blocks) == 1
        higher = all(not other.level or other.level >= block.level for other in blocks)
        if block.level and alone and higher:
            return short(block.text), [*blocks[:place], *blocks[place + 1 :]]
        if block.level:
            break
    return short(title), blocks


def short(text: str) -> str:
    """Return a text as a title: one line of bounded length."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"


def _are_usual(headings: Sequence[str]) -> bool:
    """Say whether headings are those of the parts of one case."""
    if sum(bool(_CASE.match(text)) for text in headings) >= _FEWEST_PARTS:
        return False
    usual = sum(bool(_USUAL.search(_NUMBERED.sub("", text))) for text in headings)
    return usual * 2 >= len(headings)


def _parts(blocks: Sequence[Block], level: int, title: str) -> Iterable[ReadDraft]:
    """Yield a draft a heading; what stands before the first is one too, if it says something."""
    start: list[Block] = []
    groups: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if block.level == level:
            groups.append((block.text, []))
        else:
            (groups[-1][1] if groups else start).append(block)
    if sum(len(block.text) for block in start) > _LONGEST_TITLE:
        yield _draft(_("{title}（前言）").format(title=title), start)
    for heading, content in groups:
        yield _draft(short(_CASE.sub("", heading).lstrip(" ：:、.．—-\u3000") or heading), content)


def _draft(title: str, blocks: Sequence[Block]) -> ReadDraft:
    """Cut the blocks into sections at their highest level; what lies deeper stays a heading."""
    top = min((block.level for block in blocks if block.level), default=0)
    groups: list[tuple[Block, list[str]]] = [(Block(""), [])]
    for block in blocks:
        if block.level and block.level == top:
            groups.append((block, []))
        elif block.trainer_only != groups[-1][0].trainer_only:
            groups.append((block, [block.text]))
        elif block.level:
            groups[-1][1].append(markup.heading(min(6, block.level - top + 2), block.text))
        else:
            groups[-1][1].append(block.text)
    sections = tuple(
        ReadSection(short(head.text) if head.level else "", "\n\n".join(texts), head.trainer_only)
        for head, texts in groups
        if texts or head.level
    )
    pictures = tuple(picture for block in blocks for picture in block.pictures)
    return ReadDraft(short(title) or _("未命名"), sections, pictures)
