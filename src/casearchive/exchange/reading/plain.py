"""Plain text: what encoding it is in, told by rule, and what stands in it.

By its mark; else UTF-8 where it is valid (other encodings almost never are, by accident); else
GB 18030 or Big5, whichever makes more of the characters that Chinese texts consist of. Measured on
the two ways to be wrong: Big5 read as GB 18030 and the reverse make rare characters.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from casearchive.domain.text import REPLACEMENT, clean_text
from casearchive.exchange.file_text import MAX_TEXT, FileText
from casearchive.exchange.reading.outline import Block, drafts_of, guessed
from casearchive.exchange.reading.result import FileIsRefused, ReadFile
from casearchive.exchange.repair.mend import repair_text
from casearchive.exchange.repair.result import CERTAIN, CHECK, LOST, Repaired
from casearchive.i18n import _, listed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_LETTERS = 300_000  # characters that one file's drafts may have; a book has half of that
_MOST_BYTES = 4 * MAX_TEXT
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十"
    "三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间"
    "样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常"
    "文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理村合作社"
    "這個國時來們對會發動說產種後學經進電裡實體機當從應開還無關樣與業現變沒問結點條總員題農區強戰則將組見計"
)
_MOST_REPAIRED = 200_000  # characters; no page that a converter mangled is longer
_SAMPLE = 20_000  # characters compared
_FEW = 0.01  # the share of characters that may be unreadable
_SETEXT = re.compile(r"^#{1,6}\s")


def read_txt(path: Path, *, is_markdown: bool = False) -> ReadFile:
    """Return the drafts in a text file. Raises FileIsRefused."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    text, sure = decoded(data[:_MOST_BYTES], path)
    notes = []
    if not sure:
        notes.append(_("有些字读不出来，显示为“�”。请核对原文件的编码。"))
    is_cut = len(data) > _MOST_BYTES or len(text) > MAX_TEXT
    if len(text) > MOST_LETTERS:
        notes.append(_("文字太长，只取了前 {most} 字。").format(most=MOST_LETTERS))
    read = text_as_file(text[:MOST_LETTERS], path.stem, is_markdown=is_markdown)
    kept = FileText(clean_text(text[:MAX_TEXT]).strip(), is_cut)
    return replace(read, text=kept, notes=(*notes, *read.notes))


def text_as_file(text: str, title: str, *, is_markdown: bool = False) -> ReadFile:
    """Return the drafts in a text, such as one that was pasted; a mangled one is repaired."""
    # Before the text is cleaned: characters of private use are what the repair works on.
    repaired = repair_text(text) if len(text) <= _MOST_REPAIRED else None
    if repaired is None or not repaired.damaged:
        return _as_file(text, title, is_markdown=is_markdown)
    read = _as_file(repaired.text, repaired.source_facts.title or title)
    return replace(
        read,
        facts=repaired.source_facts,
        notes=(repair_note(repaired),),
        original=text,
        repaired=repaired,
    )


def repair_note(repaired: Repaired) -> str:
    """Return a sentence on what a repair did."""
    counts = Counter(change.confidence for change in repaired.changes)
    told = (
        (CERTAIN, _("修复了 {count} 处")),
        (CHECK, _("{count} 处请核对")),
        (LOST, _("{count} 处缺字，标作〔〕")),
    )
    done = [text.format(count=counts[kind]) for kind, text in told if counts[kind]]
    return _("文字被网页转换弄坏过：{done}。").format(done=listed(done))


def _as_file(text: str, title: str, *, is_markdown: bool = False) -> ReadFile:
    text = clean_text(text)
    blocks = _marked(text) if is_markdown else guessed(paragraphs(text))
    whole, parts, splits = drafts_of(blocks, title)
    return ReadFile("md" if is_markdown else "txt", whole, parts, splits)


def decoded(data: bytes, path: Path) -> tuple[str, bool]:
    """Return the text of a file, and whether all of it could be read. Raises FileIsRefused."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), True
    if b"\0" in data:
        raise FileIsRefused(path, _("不是文字文件，读不出内容。"))
    found = _whole(data, "utf-8")
    if found is not None:
        return found, True
    found = max(
        (data.decode(encoding, "replace") for encoding in ("gb18030", "big5hkscs")),
        key=_likeness,
    )
    bad = found.count(REPLACEMENT)
    if bad > _FEW * len(found) or _likeness(found) <= 0:
        found = data.decode("utf-8", "replace")
        bad = found.count(REPLACEMENT)
        if bad > _FEW * len(found):
            raise FileIsRefused(path, _("的文字编码认不出来。请另存为 UTF-8 编码再导入。"))
    return found, not bad


def _whole(data: bytes, encoding: str) -> str | None:
    """Decode; of a text cut at the limit the last character may be a piece, which is left out."""
    is_cut = len(data) >= _MOST_BYTES
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, final=not is_cut)
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> float:
    """Return how much of a text's Chinese is common characters, less what is unreadable."""
    sample = text[:_SAMPLE]
    wide = [letter for letter in sample if letter > "\x7f"]
    if not wide:
        return 0.0
    common = sum(letter in _COMMON for letter in wide)
    return (common - 5 * sample.count(REPLACEMENT)) / len(wide)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: its lines, put together where a width broke them.

    A text was broken by a width where most of its lines that go on are equally long.
    """
    lines = text.split("\n")
    filled = [line.rstrip() for line in lines if line.strip()]
    widest = max(map(len, filled), default=0)
    full = sum(widest - 2 <= len(line) <= widest for line in filled)
    if not 20 <= widest <= 100 or full < 0.5 * len(filled) or len(filled) < 6:
        return [line.strip() for line in filled]
    joined: list[str] = []
    goes_on = False
    for line in lines:
        new = not line.strip() or line.startswith(("\u3000", "  "))
        if goes_on and not new:
            joined[-1] += line.strip()
        elif line.strip():
            joined.append(line.strip())
        goes_on = widest - 2 <= len(line.rstrip()) and bool(line.strip())
    return joined


def _marked(text: str) -> list[Block]:
    """Return the blocks of a Markdown text, whose markup stays."""
    blocks: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", text):
        lines = part.strip("\n").split("\n")
        while lines and _SETEXT.match(lines[0]):
            mark, _space, title = lines.pop(0).partition(" ")
            blocks.append(Block(title.strip(" #") or mark, len(mark)))
        if any(line.strip() for line in lines):
            blocks.append(Block("\n".join(lines)))
    return blocks
