"""A text in pieces, each as it was and as it is now: every letter stays accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casearchive.exchange.repair.result import CERTAIN, Change


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original with what stands for it now; no `rule` where nothing changed.

    `lead` is the first byte of a character whose second is gone, 0 where both are.
    """

    before: str
    after: str
    rule: str = ""
    confidence: str = CERTAIN
    suggestions: tuple[str, ...] = ()
    lead: int = 0


def before(pieces: Iterable[Piece]) -> str:
    """Return the original of all pieces."""
    return "".join(piece.before for piece in pieces)


def after(pieces: Iterable[Piece]) -> str:
    """Return what all pieces make now."""
    return "".join(piece.after for piece in pieces)


def changes(pieces: Iterable[Piece]) -> Iterator[Change]:
    """Yield the changed pieces with their places in both texts."""
    start = at = 0
    for piece in pieces:
        end, until = start + len(piece.before), at + len(piece.after)
        if piece.rule:
            yield Change(
                start=start,
                end=end,
                at=at,
                until=until,
                before=piece.before,
                after=piece.after,
                rule=piece.rule,
                confidence=piece.confidence,
                suggestions=piece.suggestions,
            )
        start, at = end, until
