"""The border between what was typed and what is set: what no page can carry is dealt with here.

Controls, bidirectional overrides, zero-width characters and non-characters are dropped: they have
no shape, and an override would turn the text around it. A half of a surrogate pair is let through:
no font has it, so it prints as a missing character and is reported as one.
"""

import re
import unicodedata

MISSING_MARK = "〓"

# Stand-ins for glyphs that plain characters cannot name. They are Unicode non-characters, which
# `printable` never lets through, so nothing typed can be mistaken for one.
LONG_DASH = "\ufdd0"  # —— as one unbroken stroke
LATIN_QUOTES = {"“": "\ufdd1", "”": "\ufdd2", "‘": "\ufdd3", "’": "\ufdd4"}
JOINED = 0xF0000  # the first stand-in for a letter as it is joined to its neighbours
STANDS_FOR = {LONG_DASH: "——"} | {stand_in: quote for quote, stand_in in LATIN_QUOTES.items()}


class _Border(dict[int, str | None]):
    """A table for `str.translate` that decides each character once."""

    def __missing__(self, code: int) -> str | None:
        self[code] = result = _admit(code)
        return result


def _admit(code: int) -> str | None:
    char = chr(code)
    if char in "\n\x0b\x0c\x85\u2028\u2029":
        return "\n"
    category = unicodedata.category(char)
    if char == "\t" or (category == "Zs" and char not in "\xa0\u3000"):
        return " "
    if category in ("Cc", "Cf") or _is_invisible(code):
        return None
    return char


def _is_invisible(code: int) -> bool:
    """Tell variation selectors and non-characters, which no font draws."""
    return (
        0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )


_BORDER = _Border()
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """Return `text` as it can be set: line ends as ``\\n``, nothing invisible but spaces."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_BORDER)


def one_line(text: str) -> str:
    """Return `text` for a place that has one line only: a running head, an outline entry."""
    return " ".join(_HALF_PAIR.sub(MISSING_MARK, printable(text)).split())


def choose_quotes(text: str) -> str:
    """Return `text` with the quotation marks of Latin passages replaced by their stand-ins.

    “ ” and ‘ ’ are one character each for Chinese (one em wide) and for Latin text (narrow). A pair
    is Latin when neither side of either mark touches Chinese; an apostrophe, between letters.
    """
    if not _QUOTE.search(text) or not _LATIN.search(text):
        return text
    chars = list(text)
    open_at: list[int] = []
    for match in _QUOTE.finditer(text):
        index = match.start()
        if text[index] in "“‘":
            open_at.append(index)
        elif open_at and text[index] == _PARTNER[text[open_at[-1]]]:
            pair = (open_at.pop(), index)
            if all(_touches_latin(text, i) for i in pair):
                for i in pair:
                    chars[i] = LATIN_QUOTES[text[i]]
        elif _touches_latin(text, index) and index > 0:
            chars[index] = LATIN_QUOTES[text[index]]
    return "".join(chars)


_QUOTE = re.compile("[“”‘’]")
_LATIN = re.compile("[A-Za-z\xc0-\u024f]")
_NEAR = 16  # characters looked at on either side of a mark
_PARTNER = {"“": "”", "‘": "’"}


def _touches_latin(text: str, index: int) -> bool:
    """Tell whether the nearest characters around a mark are Latin, or the text ends there."""
    before = text[max(0, index - _NEAR) : index].rstrip(" ")[-1:]
    after = text[index + 1 : index + 1 + _NEAR].lstrip(" ")[:1]
    return all(c < "\u2000" or c in "“”‘’" for c in (before, after) if c)
