"""Lines and sentences of a text, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*[”’」』）)]*")
_LINE = re.compile("[^\n]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text, without the space around it."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def sentences(text: str) -> Iterator[Stretch]:
    """Yield the sentences; no sentence runs across lines."""
    return _stretches(_SENTENCE, text)


def lines(text: str) -> Iterator[Stretch]:
    """Yield the lines that have something in them."""
    return _stretches(_LINE, text)


def _stretches(pattern: re.Pattern[str], text: str) -> Iterator[Stretch]:
    for match in pattern.finditer(text):
        stripped = match[0].strip()
        if stripped:
            yield Stretch(stripped, match.start() + match[0].index(stripped[0]))
