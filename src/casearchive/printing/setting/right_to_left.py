"""Arabic and Hebrew inside Chinese pages: words found, lines put into the order they are read in.

A working part of the Unicode bidirectional algorithm (UAX #9): a paragraph's direction is that of
its first letter (P2), marks and spaces between two words of one direction take it, others the
paragraph's (N1, N2), and lines are reversed stretch by stretch (L2). Digits read left to right.
Embeddings and isolates are not honoured: their controls never reach a page.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, Protocol, TypeAlias, TypeVar

Direction: TypeAlias = Literal["ltr", "rtl"]

_LETTERS = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"[{_LETTERS}]")
_FIRST_LETTER = re.compile(f"[{_LETTERS}]|[^\\W\\d_]")
_TOKEN = re.compile(f"(?P<word>[{_LETTERS}]+)|[\\w%]+|[^\\w%]+")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


class Piece(Protocol):
    """What is drawn at one go: its text, and whether it is a word read from the right."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def from_right(self) -> bool: ...  # noqa: D102


AnyPiece = TypeVar("AnyPiece", bound=Piece)


def base_direction(text: str) -> Direction | None:
    """Return the direction of a paragraph, or None where nothing in it reads from the right."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return None
    first = _FIRST_LETTER.search(text)
    return "rtl" if first and _RIGHT_TO_LEFT.match(first.group()) else "ltr"


def tokens(text: str) -> list[tuple[str, bool]]:
    """Return `text` cut into words, and what lies between them; True marks words from the right."""
    return [(match.group(), match["word"] is not None) for match in _TOKEN.finditer(text)]


def turned(text: str) -> str:
    """Return marks as they stand in text that reads from the right, from left to right."""
    return text.translate(_MIRRORED)[::-1]


def visual_order(pieces: Sequence[AnyPiece], base: Direction) -> list[tuple[AnyPiece, Direction]]:
    """Return the pieces of a line from left to right, each with the direction it reads in."""
    directed = list(zip(pieces, _directions(pieces, base), strict=True))
    stretches = [list(group) for _, group in groupby(directed, key=lambda pair: pair[1])]
    if base == "rtl":
        stretches.reverse()
    return [
        pair
        for stretch in stretches
        for pair in (reversed(stretch) if stretch[0][1] == "rtl" else stretch)
    ]


def _directions(pieces: Sequence[Piece], base: Direction) -> list[Direction]:
    """Return the direction of each piece; those without letters take it from their neighbours."""
    own = [_own_direction(piece) for piece in pieces]
    before: list[Direction] = []
    for direction in own:
        before.append(direction or (before[-1] if before else base))
    after: list[Direction] = []
    for direction in reversed(own):
        after.append(direction or (after[-1] if after else base))
    sides = zip(before, reversed(after), strict=True)
    return [left if left == right else base for left, right in sides]


def _own_direction(piece: Piece) -> Direction | None:
    if piece.from_right:
        return "rtl"
    return "ltr" if any(char.isalnum() for char in piece.text) else None
