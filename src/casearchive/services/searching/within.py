"""Where a text stands within another: as a reader looks for it on a page, to the letter.

Half and full width, capitals and Traditional characters count as the same, as they do in a search.
White space counts for nothing: a line end of print may stand in the middle of a word. Nor do the
joiners with which a page keeps a number with its unit.
"""

from __future__ import annotations

from typing import TypeAlias

from casearchive.search.text.fold import fold

Span: TypeAlias = tuple[int, int]
_JOINER = "\u2060"


def places_in(text: str, wanted: str) -> list[Span]:
    """Return where all that was typed stands in a text, from and to, one behind the other."""
    folded = fold(text)
    letters = "".join(fold(wanted).replace(_JOINER, "").split())
    if not letters:
        return []
    places = [number for number, letter in enumerate(folded) if not _is_nothing(letter)]
    squeezed = "".join(folded[number] for number in places)
    found: list[Span] = []
    at = squeezed.find(letters)
    while at >= 0:
        found.append((places[at], places[at + len(letters) - 1] + 1))
        at = squeezed.find(letters, at + len(letters))
    return found


def _is_nothing(letter: str) -> bool:
    return letter.isspace() or letter == _JOINER
