"""What the converter does to a page, done to texts of our own: the repair's opposite.

Its order was read off a page it had mangled. It works on GBK bytes as if they were characters:

1. Simplified to Traditional characters, one for one; most full-width punctuation becomes ASCII;
2. it writes the reading behind some characters, wherever their two bytes stand next to each other,
   even across two characters;
3. it cuts the text at marks of punctuation, again wherever their bytes stand, and reads what lies
   between; a first byte without a proper second one becomes ``?`` and takes that one along.
"""

import random
import re
from functools import cache

from pypinyin import Style, pinyin

from casearchive.exchange.repair.tables import simplify

ASCII = str.maketrans("，：；（）！？", ",:;()!?")
CUT_AT = "！，？、"  # marks the converter looks for
SITE = "乡村工作报"


def mangled(text: str, seed: int = 0) -> str:
    """Return a text of ours, which GBK must be able to hold, as the converter leaves it."""
    chance = random.Random(seed)
    content = traditional(text).translate(ASCII).encode("gbk")
    for character in annotated(seed):
        pair = character.encode("gbk")
        reading = pinyin(character, style=Style.TONE)[0][0]
        content = content.replace(pair, pair + f"({reading})".encode("gbk"))
    return "\n".join(_cut_and_read(line, chance) for line in content.split(b"\n"))


def page(text: str, seed: int = 0) -> str:
    """Return a whole mangled page: a head, the site's chrome, the text, spam for links."""
    head = f"2023-05-0{seed % 9 + 1} 10:20:30  来源：{SITE}  作者：通讯员 李某\n"
    chrome = f"1\n\n{SITE}网\n微信公众号\n\n{SITE}网\n官方微博\n\n"
    tail = "\n责编：王某\n" + "".join(f"某{n}县| " for n in range(12))
    title, _line, rest = text.partition("\n")
    return mangled(f"{title}\n{head}{chrome}{rest}{tail}", seed)


@cache
def _opposite() -> dict[int, str]:
    found: dict[int, str] = {}
    for code in range(0x4E00, 0xA000):
        simple = simplify(chr(code))
        if simple != chr(code) and _fits(chr(code)):
            found.setdefault(ord(simple), chr(code))
    return found


def traditional(text: str) -> str:
    """Return `text` in Traditional characters by a table, as the converter does."""
    return text.translate(_opposite())


@cache
def annotated(seed: int) -> tuple[str, ...]:
    """Return the characters that this converter annotates: some of the Traditional ones."""
    chosen = sorted(set(_opposite().values()))
    chosen = random.Random(seed).sample(chosen, len(chosen) // 3)
    return tuple(one for one in chosen if _fits(pinyin(one, style=Style.TONE)[0][0]))


def _fits(text: str) -> bool:
    try:
        return bool(text.encode("gbk"))
    except UnicodeEncodeError:
        return False


def _cut_and_read(line: bytes, chance: random.Random) -> str:
    marks = b"|".join(re.escape(mark.encode("gbk")) for mark in CUT_AT)
    parts: list[str] = []
    start = 0
    for match in re.finditer(marks, line):
        aligned = _is_aligned(line, match.start())
        if match.start() < start or (not aligned and chance.random() < 0.3):
            continue
        mark = match[0].decode("gbk")
        parts += _read(line[start : match.start()]), mark if aligned else mark.translate(ASCII)
        start = match.end()
    return "".join([*parts, _read(line[start:])])


def _is_aligned(line: bytes, place: int) -> bool:
    """Say whether a character of the line as it was meant begins at this byte."""
    at = 0
    while at < place:
        at += 1 if line[at] < 0x80 else 2
    return at == place


def _read(content: bytes) -> str:
    parts: list[str] = []
    place = 0
    while place < len(content):
        length = 1 if content[place] <= 0x80 else 2
        two = content[place : place + length]
        try:
            parts.append(two.decode("gb18030"))
        except UnicodeDecodeError:
            parts.append("?")
        place += length
    return "".join(parts)
