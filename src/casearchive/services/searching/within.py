"""Where a text stands within another: as a reader looks for it on a page, to the letter.

Half and full width, capitals and Traditional characters count as the same, as they do in a search.
White space counts for nothing: a line end of print may stand in the middle of a word.
"""

from __future__ import annotations

from typing import TypeAlias

from casearchive.search.text.fold import fold

Span: TypeAlias = tuple[int, int]


def places_in(text: str, wanted: str) -> list[Span]:
    """Return where all that was typed stands in a text, from and to, one behind the other."""
    folded = fold(text)
    letters = "".join(fold(wanted).split())
    if not letters:
        return []
    places = [number for number, letter in enumerate(folded) if not letter.isspace()]
    squeezed = "".join(folded[number] for number in places)
    found: list[Span] = []
    at = squeezed.find(letters)
    while at >= 0:
        found.append((places[at], places[at + len(letters) - 1] + 1))
        at = squeezed.find(letters, at + len(letters))
    return found
