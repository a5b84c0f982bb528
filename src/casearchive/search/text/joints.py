"""Joints: what stands beside punctuation, a space or a control character, with that one.

Words tell where “产业 振兴” may stand; where each of its words stands in most cases, that is
nearly everywhere. The neighbours 业␣ and ␣振 tell it. So a character that ends a word is a token,
and so is each pair of neighbours in which there is one. Made-up cases of 3,300 characters have 450
of them beside 2,300 other tokens.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache

from casearchive.search.text.fold import between_words

_JOINT = "\ufdde"  # begins the token of a joint
_STANDS_FOR = "\ufddf"  # begins what is written for a character that FTS5 takes for a separator
_FIRST_LETTER = 0x100  # from here on each of them is a letter: 128 in a row


def joints(texts: Iterable[str], grams: AbstractSet[str]) -> set[str]:
    """Return all joints in folded texts.

    :param grams: at least each character and each pair of neighbours inside the texts' words
    """
    pieces: set[str] = set()
    for text in texts:
        pieces.update(text)
        pieces.update(map(str.__add__, text, text[1:]))
    return pieces - grams


def joints_in(piece: str) -> list[str]:
    """Return the tokens every text has that holds the folded piece, for its joints alone."""
    pairs = dict.fromkeys(map(str.__add__, piece, piece[1:])) if len(piece) > 1 else (piece,)
    return [joint_token(pair) for pair in pairs if _ends_a_word().search(pair)]


def is_joint(piece: str) -> bool:
    """Say whether having its token is the same as holding the folded piece."""
    return len(piece) in {1, 2} and bool(_ends_a_word().search(piece))


@cache
def joint_token(joint: str) -> str:
    """Return the token of a joint."""
    return _JOINT + joint.translate(_separators())


@cache
def _separators() -> dict[int, str]:
    """Return what is written for the ASCII characters that FTS5's tokenizer ends a token at."""
    return {
        code: _STANDS_FOR + chr(_FIRST_LETTER + code)
        for code in range(128)
        if not chr(code).isalnum()
    }


@cache
def _ends_a_word() -> re.Pattern[str]:
    return re.compile(f"[{between_words()}]")
