"""Folding: what counts as the same character in a search, one code point to one.

Half and full width, capitals, Latin accents and Traditional characters fold together. As the
length never changes, a place in the folded text is the same place in the text itself.
"""

import json
import re
from functools import cache

from casearchive.resources import resource_path

# Rises with every change of the table or of the tokens: indexes of another version are made anew.
FOLD_VERSION = 3

# Half a surrogate pair cannot be written as UTF-8, and the 32 noncharacters U+FDD0..U+FDEF are
# the marks this room puts between words and parts: a text may hold neither.
_unfit = re.compile("[\ud800-\udfff\ufdd0-\ufdef]")

# Stands between the texts of one case, so that nothing is found across two of them.
PART_BREAK = "\ufdda"


def settle(text: str) -> str:
    """Return `text` fit for storing and searching: U+FFFD for each unfit character, same length."""
    return _unfit.sub("\ufffd", text)


def fold(text: str) -> str:
    """Return `text` with every character replaced by the one that stands for its kind."""
    return text.translate(_table())


def words(folded: str) -> list[str]:
    """Return the stretches of folded text without a space or punctuation in them, in order."""
    return _word_pattern().findall(folded)


@cache
def between_words() -> str:
    """Return the characters that end a word, as the inside of a regular expression's ``[…]``."""
    ranges = (pair.split("-") for pair in _resource()["between_words"])
    return "".join(f"\\U{first:0>8}-\\U{last:0>8}" for first, last in ranges)


class _Folding(dict[int, int]):
    """Code point to code point. It learns those that stay: a miss costs `translate` five hits."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@cache
def _table() -> _Folding:
    resource = _resource()
    return _Folding(zip(map(ord, resource["from"]), map(ord, resource["to"]), strict=True))


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(f"[^{between_words()}]+")


@cache
def _resource() -> dict[str, str]:
    path = resource_path("search", "fold.json")
    content: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return content
