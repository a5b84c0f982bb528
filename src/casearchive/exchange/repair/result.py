"""What a repair hands back: the text, what was changed and how surely, what it says of itself.

Confidences: ``certain`` a rule gives back what stood there; ``check`` a rule chose among several;
``lost`` the byte is gone and the text shows 〔〕, with suggestions.
"""

from __future__ import annotations

from dataclasses import dataclass

from casearchive.exchange.source_facts import SourceFacts

CERTAIN = "certain"
CHECK = "check"
LOST = "lost"

GAP = "〔〕"

# The rules a change may come from.
CHROME = "chrome"  # site names, page numbers, link tails
FACT = "fact"  # a line that tells date, source, author or editor
PINYIN = "pinyin"  # an annotation taken out
SWALLOWED = "swallowed"  # a character whose second byte an annotation took with it
SLIP = "slip"  # bytes paired with the wrong neighbour
GONE = "gone"  # a byte that is nowhere
SIMPLIFIED = "simplified"
PUNCTUATION = "punctuation"
RULES = (CHROME, FACT, PINYIN, SWALLOWED, SLIP, GONE, SIMPLIFIED, PUNCTUATION)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `before` at [start, end) of the original, `after` at [at, until) of the result.

    Places count code points. `suggestions` are what may stand in a gap, the likeliest first; of
    another change, what else the rule could have meant.
    """

    start: int
    end: int
    at: int
    until: int
    before: str
    after: str
    rule: str
    confidence: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after the repair. Of a text that is not `damaged`, nothing was changed."""

    text: str
    source_facts: SourceFacts
    changes: tuple[Change, ...]
    damaged: bool
