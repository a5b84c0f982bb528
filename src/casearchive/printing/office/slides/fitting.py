"""How much text a slide holds, and where a text is cut when it holds no more.

No program is at hand that would set the text, so widths are estimated: a Chinese character is as
wide as it is high, others about half of that. The estimate errs on the side of room.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from casearchive.printing.blocks import Run, Runs

NARROW = 0.56  # em of a Latin letter or a digit, on average and with room
_ENDS = re.compile("(?<=[。！？；!?;\n])(?![”’」』）)])|(?<=[。！？；][”’」』）])")
_WIDE = frozenset("WFA")  # East Asian Width, UAX #11


def em_of(text: str) -> float:
    """Return the width of a text in em."""
    return sum(1.0 if unicodedata.east_asian_width(c) in _WIDE else NARROW for c in text)


def lines_of(text: str, per_line: float) -> int:
    """Return how many lines a text fills where a line holds `per_line` em."""
    return sum(max(1, -int(-em_of(line) // max(per_line, 1.0))) for line in text.split("\n"))


def cut_runs(runs: Runs, most: float) -> Iterator[Runs]:
    """Yield the runs in pieces of at most `most` em, cut after sentences where there are any."""
    piece: list[Run] = []
    filled = 0.0
    for run in runs:
        for text in _ENDS.split(run.text):
            for part in _chunks(text, most):
                width = em_of(part)
                if piece and filled + width > most:
                    yield tuple(piece)
                    piece, filled = [], 0.0
                if piece and _alike(piece[-1], run):
                    piece[-1] = replace(piece[-1], text=piece[-1].text + part)
                else:
                    piece.append(replace(run, text=part))
                filled += width
    if piece:
        yield tuple(piece)


def _alike(first: Run, second: Run) -> bool:
    return replace(first, text="") == replace(second, text="")


def _chunks(text: str, most: float) -> Iterator[str]:
    """Yield a sentence whole, or in pieces where it alone is too long."""
    while em_of(text) > most:
        end = max(1, int(most))
        while end > 1 and em_of(text[:end]) > most:
            end -= 1
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def shortened(text: str, most: float) -> str:
    """Return one line of at most `most` em, with an ellipsis where something is left out."""
    text = " ".join(text.split())
    if em_of(text) <= most:
        return text
    end = min(len(text), int(most / NARROW))
    while end > 1 and em_of(text[:end]) > most - 1:
        end -= 1
    return f"{text[:end]}…"
