"""Bytes paired with the wrong neighbour, put right: the heart of the repair.

The converter worked on GBK bytes as if they were characters. Where it found a mark of punctuation
across two characters (the A3 A1 of ！ inside 。“, A1 A3 A1 B0), it cut there: the A1 before became
a question mark, and all that followed was paired one byte off until the next ASCII letter or
digit. Where it annotated across two characters, the parenthesis took a byte with it. All bytes but
a few are still there: write the text as bytes again, put in what the marks stand for, and read it.

Where a mark may stand for several things, all are followed (`_Reading`) and the text decides that
has the fewest odd characters in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from casearchive.exchange.repair import units as kinds
from casearchive.exchange.repair.tables import (
    is_common,
    is_han,
    is_private,
    is_reading,
    is_traditional,
    is_word,
    simplify,
    with_lead,
)
from casearchive.exchange.repair.units import FULL_WIDTH, Unit

_MOST = 48  # readings followed at a time
_EURO = 0x80  # no first byte in GBK, or the euro sign: some decoders make it a question mark
_A1 = 0xA1  # the first byte of 。 “ ” 、 and most other Chinese punctuation
_ODD = {"private": 3.0, "rare": 1.2, "uncommon": 0.4, "symbol": 1.5}  # what a character costs
_LOST, _LOST_MARK = 3.0, 1.0  # a lost byte; half a mark of punctuation of which a ? tells
_WORD = -0.5  # two characters that make a word
_EURO_COST = 3.2  # more than a lost byte, unless it makes a word
_LITERAL = 4.0, 2.0  # a question mark before other punctuation
_STOPS = "，。、；：！？（）《》“”‘’…—·"


@dataclass(frozen=True, slots=True)
class Read:
    """One character as read, from the units `first` to `last`; `lead` of a lost one, else None."""

    character: str
    first: int
    last: int
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line so far. `chain` is the last character read and those before it.

    `unsure` holds the units that could mean something else at about the same cost.
    """

    cost: float = 0.0
    chain: tuple[object, ...] = ()
    previous: str = ""
    pending: int | None = None
    pending_unit: int = 0
    last_bytes: tuple[int, int] = (0, 0)
    unsure: frozenset[int] = frozenset()


def read_line(line: Sequence[Unit], annotated: frozenset[str]) -> tuple[list[Read], frozenset[int]]:
    """Return the characters a line is read as, and the units that could mean something else.

    `annotated` are the characters the page annotates, which a swallowed one is likely among.
    """
    readings = [Reading()]
    for number, unit in enumerate(line):
        following = line[number + 1] if number + 1 < len(line) else None
        readings = [
            one
            for reading in readings
            for one in _continued(reading, number, unit, following, annotated)
        ]
        readings = _best(readings, settle=unit.kind == kinds.PLAIN and unit.text < "@")
    last = min((_ended(reading) for reading in readings), key=lambda one: one.cost)
    return _unchained(last.chain), last.unsure


def _unchained(chain: tuple[object, ...]) -> list[Read]:
    found: list[Read] = []
    while chain:
        chain, read = chain  # type: ignore[assignment]
        found.append(read)  # type: ignore[arg-type]
    return found[::-1]


def _best(readings: list[Reading], *, settle: bool) -> list[Reading]:
    """Keep the cheapest reading of each state: the same rest of the line would follow on both."""
    if len(readings) == 1:
        return readings
    cheapest: dict[tuple[int | None, str], Reading] = {}
    for reading in sorted(readings, key=lambda one: one.cost):
        cheapest.setdefault((reading.pending, reading.previous), reading)
    return list(cheapest.values())[: 1 if settle else _MOST]


def _continued(
    reading: Reading, number: int, unit: Unit, following: Unit | None, annotated: frozenset[str]
) -> list[Reading]:
    match unit.kind:
        case kinds.ANNOTATION:
            return [_annotation(reading, number, unit)]
        case kinds.SWALLOWED:
            return _swallowed(reading, number, unit, annotated)
        case kinds.SPLIT:
            return _split(reading, number, unit, following)
        case kinds.TAG:
            return [_tag(reading, number)]
        case kinds.MISSING:
            return _missing(reading, number, following)
    return [_fed(reading, number, unit.text)]


def _fed(reading: Reading, number: int, text: str) -> Reading:
    """Go on with characters as they stand."""
    for character in text:
        try:
            content = character.encode("gb18030")
        except UnicodeEncodeError:
            content = b""
        if len(content) in (1, 2):
            for byte in content:
                reading = _byte(reading, number, byte)
        else:  # outside GBK, so never part of a slip
            reading = _emit(_dropped(reading, number), character, number, number)
    return reading


def _byte(reading: Reading, number: int, byte: int) -> Reading:
    pending = reading.pending
    seen = (reading.last_bytes[1], byte)
    if pending is None:
        if byte < 0x80:
            return replace(_emit(reading, chr(byte), number, number), last_bytes=seen)
        return replace(reading, pending=byte, pending_unit=number, last_bytes=seen)
    character = _pair(pending, byte)
    first = reading.pending_unit
    if character:
        whole = replace(reading, pending=None, last_bytes=seen)
        return _emit(whole, character, first, number)
    return _byte(_dropped(reading, first), number, byte)


@cache
def _pair(lead: int, trail: int) -> str:
    try:
        return bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return ""


def _emit(reading: Reading, character: str, first: int, last: int) -> Reading:
    cost = reading.cost + _oddness(character)
    if is_han(character) and _makes_word(reading.previous, character):
        cost += _WORD
    chain = (reading.chain, Read(character, first, last))
    return replace(reading, cost=cost, chain=chain, previous=character)


@cache
def _makes_word(first: str, second: str) -> bool:
    return bool(first) and is_word(simplify(first) + simplify(second))


@cache
def _oddness(character: str) -> float:
    if is_private(character) or character == "\ufffd":
        return _ODD["private"]
    if is_han(character):
        if is_common(character):
            return 0.0
        return _ODD["uncommon"] if _in_gb2312(simplify(character)) else _ODD["rare"]
    return 0.0 if character.isascii() or character in _STOPS else _ODD["symbol"]


def _in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _dropped(reading: Reading, number: int) -> Reading:
    """Go on after a first byte whose second is gone, if one is waiting."""
    if reading.pending is None:
        return reading
    lost = Read("", reading.pending_unit, number, lead=reading.pending)
    return replace(
        reading,
        cost=reading.cost + _LOST,
        chain=(reading.chain, lost),
        previous="",
        pending=None,
    )


def _ended(reading: Reading) -> Reading:
    return _dropped(reading, reading.pending_unit)


def _annotation(reading: Reading, number: int, unit: Unit) -> Reading:
    """Pass over the reading of the character before it; anything else in parentheses stays."""
    pair = _pair(*reading.last_bytes)  # whatever they belong to now
    if is_reading(reading.previous, unit.word) or (pair and is_reading(pair, unit.word)):
        return reading
    return _fed(reading, number, unit.text)


def _swallowed(
    reading: Reading, number: int, unit: Unit, annotated: frozenset[str]
) -> list[Reading]:
    """Put in the byte that makes, with the one before it, a character that is read so."""
    candidates = with_lead(reading.last_bytes[1], unit.word)
    if not candidates:
        literal = _fed(_question_mark(reading, number), number, unit.text[1:])
        return [replace(literal, cost=literal.cost + _LOST)]
    ranks = [_rank(character, annotated) for character in candidates]
    found = []
    for character, rank in zip(candidates, ranks, strict=True):
        unsure = sum(other <= rank + 0.5 for other in ranks) > 1
        one = _byte(reading, number, character.encode("gbk")[1])
        marks = one.unsure | {number} if unsure else one.unsure
        found.append(replace(one, cost=one.cost + rank, unsure=marks))
    return found


def _rank(character: str, annotated: frozenset[str]) -> float:
    """Return what it costs to take this character for the annotated one."""
    if character in annotated:
        return 0.0
    return 1.0 if is_traditional(character) and is_common(character) else 3.0


def _split(reading: Reading, number: int, unit: Unit, following: Unit | None) -> list[Reading]:
    mark = unit.word.translate(FULL_WIDTH)
    ends = following is None or following.text.isspace() or following.text in "”’」)"
    literal = replace(
        _fed(_question_mark(reading, number), number, unit.word), cost=reading.cost + _LITERAL[ends]
    )
    if reading.pending is not None:
        return [_fed(_dropped(reading, number), number, unit.word)]
    slipped = _fed(_byte(reading, number, _A1), number, mark)
    return [replace(slipped, cost=slipped.cost + 0.3), literal]


def _missing(reading: Reading, number: int, following: Unit | None) -> list[Reading]:
    """Take a lone ? for the lost second byte where one is waited for, else for itself."""
    if reading.pending is None:
        return [_emit(reading, "?", number, number)]
    found = [_lost(reading, number, following)]
    if (whole := _pair(reading.pending, _EURO)) and is_han(whole) and is_common(whole):
        euro = _byte(reading, number, _EURO)
        found.append(replace(euro, cost=euro.cost + _EURO_COST, unsure=euro.unsure | {number}))
    return found


def _lost(reading: Reading, number: int, following: Unit | None) -> Reading:
    lost = _dropped(reading, number)
    if reading.pending == _A1:
        lost = replace(lost, cost=lost.cost - _LOST + _LOST_MARK)
    if following is None or following.kind != kinds.PLAIN or following.text in _STOPS:
        return lost
    # Where the converter did not cut, an ASCII character must have gone along with the byte.
    if not following.text.isspace():
        chain = (lost.chain, Read("", number, number, lead=0))
        return replace(lost, chain=chain, previous="")
    return lost


def _question_mark(reading: Reading, number: int) -> Reading:
    return _emit(_dropped(reading, number), "?", number, number)


def _tag(reading: Reading, number: int) -> Reading:
    """Read a tag that took the end of a sentence along."""
    if reading.pending == _A1:
        return _dropped(reading, number)
    done = _dropped(reading, number)
    return _emit(done, "。", number, number)
