"""Numbers held to their units where a line ends, by joiners that nobody sees, finds or copies.

Qt breaks Chinese between any two letters and knows no stretch of text that stays together.
"""

from __future__ import annotations

from casearchive.services.views import amounts_in

JOINER = "\u2060"  # WORD JOINER (UAX #14): no line ends beside it
_SPACE = f"{JOINER}\xa0{JOINER}"
_LONGEST = 16  # characters of an amount that may have to fit into a narrow column


def held(text: str) -> str:
    """Return a text in which no number leaves its unit and no unit is torn: 90 分钟."""
    parts, done = [], 0
    for start, _unit, end in amounts_in(text):
        if end - start <= _LONGEST:
            joined = JOINER.join(text[start:end])  # beside a space Qt would heed none of them
            parts += [text[done:start], joined.replace(f"{JOINER} {JOINER}", _SPACE)]
            done = end
    return "".join([*parts, text[done:]])


def bare(text: str) -> str:
    """Return a text without its joiners."""
    return text.replace(_SPACE, " ").replace(JOINER, "")


def places_held(text: str) -> list[int]:
    """Return where each character of the bare text stands in a held one, and where it ends."""
    return [*(place for place, letter in enumerate(text) if letter != JOINER), len(text)]
