"""Where a paragraph reads from the right, and which of its words are joined letter to letter."""

import re

from casearchive.printing.setting.bidi import Direction

_LETTERS = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"[{_LETTERS}]")
_FIRST_LETTER = re.compile(f"[{_LETTERS}]|[^\\W\\d_]")
_TOKEN = re.compile(f"(?P<word>[{_LETTERS}]+)|[\\w%]+|[^\\w%]+")


def base_direction(text: str) -> Direction | None:
    """Return the direction of a paragraph, or None where nothing in it reads from the right.

    It is that of the first letter (UAX #9, P2 and P3).
    """
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return None
    first = _FIRST_LETTER.search(text)
    return "rtl" if first and _RIGHT_TO_LEFT.match(first.group()) else "ltr"


def tokens(text: str) -> list[tuple[str, bool]]:
    """Return `text` cut into words, and what lies between them; True marks words from the right."""
    return [(match.group(), match["word"] is not None) for match in _TOKEN.finditer(text)]
