"""The repair of a mangled web text, rule after rule; a clean text passes through untouched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from casearchive.exchange.repair import guessing
from casearchive.exchange.repair import units as kinds
from casearchive.exchange.repair.lines import verdicts
from casearchive.exchange.repair.pieces import Piece, after, before, changes
from casearchive.exchange.repair.result import (
    CERTAIN,
    CHECK,
    CHROME,
    GAP,
    GONE,
    LOST,
    PINYIN,
    PUNCTUATION,
    SIMPLIFIED,
    SLIP,
    SWALLOWED,
    Repaired,
)
from casearchive.exchange.repair.slipping import Read, read_line
from casearchive.exchange.repair.tables import (
    is_ambiguous,
    is_common,
    is_han,
    is_private,
    is_traditional,
    is_word,
    simplify,
)
from casearchive.exchange.repair.units import (
    ANNOTATED,
    HALF_ANNOTATED,
    Unit,
    annotated_characters,
    units,
)
from casearchive.exchange.source_facts import SourceFacts

_FEWEST = (
    3  # annotated_characters, and annotations in a thousand characters, that mark a page as mangled
)
_TRADITIONAL = 0.05  # of its Chinese characters, from which on a page is in Traditional
_QUOTES = 0xA1  # the first byte of quotation marks
_FULL = "[㐀-\u9fff\u3000-\u303f“”‘’—…！，：；？（）·〔〕]"
_BESIDE_CHINESE = re.compile(
    f"(?<={_FULL})[!,;:?()]|[!,;:?()](?={_FULL})|(?<={_FULL}\\S{{3}})[!,;:?](?=\\s*$)", re.MULTILINE
)


def repair_text(text: str) -> Repaired:
    """Return `text` with what a converter did to it undone, and every change it took.

    It acts only on pages with at least 3 annotations like 訓(xùn) in all and in a thousand
    characters; any other text comes back as it is.
    """
    if not is_mangled(text):
        return Repaired(text, SourceFacts(), (), damaged=False)
    annotated = frozenset(annotated_characters(text))
    lines = [_line(line, annotated) for line in text.splitlines(keepends=True)]
    lines, facts = _without_chrome(lines)
    pieces = [piece for line in lines for piece in line]
    if _is_traditional_text(after(pieces)):
        pieces = list(_converted(pieces, simplify(after(pieces)), SIMPLIFIED))
    pieces = list(_converted(pieces, _full_width(after(pieces)), PUNCTUATION))
    pieces = list(_with_suggestions(pieces, facts))
    return Repaired(after(pieces), facts, tuple(changes(pieces)), damaged=True)


def is_mangled(text: str) -> bool:
    """Say whether a text bears the marks of the converter."""
    if "(" not in text:
        return False
    count = len(annotated_characters(text)) + len(HALF_ANNOTATED.findall(text))
    return count >= _FEWEST and count * 1000 >= _FEWEST * len(text)


def _is_traditional_text(text: str) -> bool:
    chinese = [character for character in text if is_han(character)]
    return sum(map(is_traditional, chinese)) > _TRADITIONAL * len(chinese)


# --- a line --------------------------------------------------------------------------------------


def _line(line: str, annotated: frozenset[str]) -> list[Piece]:
    if "?" not in line and not ANNOTATED.search(line):
        return [Piece(line, line)]
    parts = list(units(line))
    reads, unsure = read_line(parts, annotated)
    return list(_closed_quotes(list(_joined(_grouped(parts, reads, unsure)))))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put unchanged neighbours together, so that words in them are seen."""
    for changed, some in groupby(pieces, key=lambda piece: bool(piece.rule)):
        if changed:
            yield from some
        else:
            text = before(list(some))
            yield Piece(text, text)


def _grouped(
    parts: Sequence[Unit], reads: Sequence[Read], unsure: frozenset[int]
) -> Iterator[Piece]:
    """Yield the pieces of a line: a new one wherever a character begins and ends as it did."""
    line = "".join(part.text for part in parts)
    offsets = [0, *accumulate(len(part.text) for part in parts)]
    done = covered = 0  # how much is in pieces, and how much in the group as well
    group: list[Read] = []
    for read in reads:
        if read.lead is None and offsets[read.first] < covered and group:
            group.append(read)
            covered = max(covered, offsets[read.last + 1])
            continue
        mark = ""
        if read.lead is not None:
            mark = _mark_at(line, max(done, offsets[read.last]))
            covered = max(done, offsets[read.last] if mark else offsets[read.last + 1])
        if covered > done:
            yield _group_piece(line[done:covered], group, parts, unsure)
        group.clear()
        done = covered
        if read.lead is not None:
            yield Piece(mark, GAP, GONE, LOST, lead=read.lead)
            done = covered = done + len(mark)
            continue
        start = max(done, offsets[read.first])
        yield from _passed_over(line[done:start])
        done, covered = start, offsets[read.last + 1]
        group.append(read)
    if covered > done:
        yield _group_piece(line[done:covered], group, parts, unsure)
    yield from _passed_over(line[max(done, covered) :])


def _mark_at(line: str, place: int) -> str:
    """Return the question mark that stands for a lost byte, nothing where the line just ends."""
    mark = line[place : place + 1]
    return mark if mark in ("?", "\ufffd") else ""


def _passed_over(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text, "", PINYIN if text.endswith(")") else CHROME)


def _group_piece(
    text: str, group: Sequence[Read], parts: Sequence[Unit], unsure: frozenset[int]
) -> Piece:
    result = "".join(read.character for read in group)
    if result == text:
        return Piece(text, text)
    inside = {number for read in group for number in range(read.first, read.last + 1)}
    found = {parts[number].kind for number in inside}
    slipped = found & {kinds.SPLIT, kinds.TAG}
    rule = SWALLOWED if kinds.SWALLOWED in found and not slipped else SLIP
    odd = any(is_private(one) or (is_han(one) and not is_common(one)) for one in result)
    doubtful = odd or kinds.TAG in found or not inside.isdisjoint(unsure)
    return Piece(text, result, rule, CHECK if doubtful else CERTAIN)


def _closed_quotes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Let the quotation marks of the line say which one a lost half of a mark was."""
    so_far = ""
    for number, piece in enumerate(pieces):
        ends = not after(pieces[number + 1 :]).strip()
        is_open = ends or so_far.count("“") > so_far.count("”")
        if piece.rule == GONE and piece.lead == _QUOTES:
            mark, *others = ("”", "“", "。", "、") if is_open else ("“", "”", "。", "、")
            closed = replace(
                piece, after=mark, rule=SLIP, confidence=CHECK, suggestions=tuple(others)
            )
        elif piece.after == "。" and piece.before.startswith("?/") and is_open:
            closed = replace(piece, after="。”")
        else:
            closed = piece
        so_far += closed.after
        yield closed


# --- the page ------------------------------------------------------------------------------------


def _without_chrome(lines: list[list[Piece]]) -> tuple[list[list[Piece]], SourceFacts]:
    rules, facts = verdicts([simplify(after(line)).rstrip("\r\n") for line in lines])
    kept = [
        [Piece(before(line), "", rule)] if rule else line
        for line, rule in zip(lines, rules, strict=True)
    ]
    return kept, replace(facts, title=_full_width(facts.title))


def _converted(pieces: Sequence[Piece], result: str, rule: str) -> Iterator[Piece]:
    """Yield the pieces with `result`, of the same length, for what they make now."""
    place = 0
    for piece in pieces:
        new = result[place : place + len(piece.after)]
        place += len(piece.after)
        if new == piece.after:
            yield piece
        elif piece.rule and piece.rule != SIMPLIFIED:
            yield replace(piece, after=new)
        else:
            yield from _runs(piece, new, rule)


def _runs(piece: Piece, new: str, rule: str) -> Iterator[Piece]:
    """Cut a piece at the ends of what was converted in it."""
    if piece.rule:
        yield replace(piece, after=new)
        return
    start = 0
    for place in range(1, len(new) + 1):
        differs = piece.after[start] != new[start]
        if place < len(new) and (piece.after[place] != new[place]) == differs:
            continue
        old, now = piece.after[start:place], new[start:place]
        if differs:
            around = new[max(0, start - 1) : place + 1]
            yield Piece(old, now, rule, _conversion_confidence(old, around, rule))
        else:
            yield Piece(old, now)
        start = place


def _conversion_confidence(old: str, around: str, rule: str) -> str:
    if rule != SIMPLIFIED or not any(map(is_ambiguous, old)):
        return CERTAIN
    words = (around[place : place + 2] for place in range(len(around) - 1))
    return CERTAIN if any(map(is_word, words)) else CHECK


def _full_width(text: str) -> str:
    """Return `text` with the punctuation beside Chinese made full width."""
    wider = text
    while (now := _BESIDE_CHINESE.sub(lambda m: m[0].translate(kinds.FULL_WIDTH), wider)) != wider:
        wider = now
    return wider


def _with_suggestions(pieces: Sequence[Piece], facts: SourceFacts) -> Iterator[Piece]:
    text = after(pieces)
    context = guessing.Context(text)
    place = 0
    for piece in pieces:
        end = place + len(piece.after)
        found = piece.suggestions
        if piece.rule == GONE:
            left, right = text[max(0, place - 2) : place], text[end : end + 4]
            found = (
                guessing.characters(piece.lead, left, right, context)
                if piece.lead
                else guessing.single_bytes(left, right, facts.published)
            )
        place = end
        yield replace(piece, suggestions=found)
