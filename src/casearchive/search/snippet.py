"""Snippets and marks: why a case was found, shown in its own characters.

Folding keeps the length of a text, so what is found in the folded text is marked in the original
at the same place, without a second search.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from casearchive.search.documents import IndexedSection, Span
from casearchive.search.fold import fold, settle

WIDTH = 80  # characters of a snippet
_LEAD = 20  # of them before the first match, fewer where a sentence starts
_MOST_LOOKED_AT = 500  # matches of one word in one section among which a window is chosen
_SENTENCE_ENDS = "。！？；!?;\n"
_CUT = "…"
_plain = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the section `section`, and the places in it that match."""

    section: str
    text: str
    marks: tuple[Span, ...]


def find_marks(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Return where the folded `words` stand in `text`, in order, overlapping ones as one."""
    folded = fold(settle(text))
    marks: list[Span] = []
    for start, end in sorted(span for word in words for span in _occurrences(folded, word)):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


def make_snippet(sections: Sequence[IndexedSection], words: Sequence[str]) -> Snippet:
    """Return the piece where most of the words stand closest, else the start of the first text."""
    texts = [section.text for section in sections]
    if not any(all(word in text for word in words) for text in texts):
        texts = [fold(text) for text in texts]  # rarely needed, and it costs more than the search
    best, score, match = None, (0, 0), (0, 0)
    for section, text in zip(sections, texts, strict=True):
        for window_score, first_match in _windows(text, words):
            if window_score > score:
                best, score, match = section, window_score, first_match
    if best is not None:
        return _cut(best, match, words)
    first = next((section for section in sections if section.text.strip()), None)
    return _cut(first, (0, 0), ()) if first else Snippet("", "", ())


def _windows(text: str, words: Sequence[str]) -> Iterator[tuple[tuple[int, int], Span]]:
    """Yield for each match how many different words, and how many matches, follow it closely."""
    found = sorted(
        (*span, word)
        for word in words
        for span in islice(_occurrences(text, word), _MOST_LOOKED_AT)
    )
    inside: Counter[str] = Counter()
    following = 0
    for place, (start, end, word) in enumerate(found):
        while following < len(found) and (
            following == place or found[following][1] <= start + WIDTH - _LEAD
        ):
            inside[found[following][2]] += 1
            following += 1
        yield (len(+inside), following - place), (start, end)
        inside[word] -= 1


def _occurrences(text: str, word: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + 1)


def _cut(section: IndexedSection, match: Span, words: Sequence[str]) -> Snippet:
    """Cut the snippet around its first match; the match itself is whole, however long it is."""
    text = section.text
    begin = _beginning(text, match[0])
    end = min(len(text), max(begin + WIDTH, match[1]))
    before, after = _CUT if begin else "", _CUT if end < len(text) else ""
    piece = text[begin:end]
    marks = tuple(
        (start + len(before), stop + len(before)) for start, stop in find_marks(piece, words)
    )
    return Snippet(section.label, before + piece.translate(_plain) + after, marks)


def _beginning(text: str, match: int) -> int:
    """Return where to cut before a match: after the last sentence end nearby, else a bit before."""
    earliest = max(0, match - _LEAD)
    ends = [text.rfind(end, earliest, match) + 1 for end in _SENTENCE_ENDS]
    return max(earliest, *ends)
