"""Snippets and marks: why a case was found, shown in its own characters.

Folding keeps the length of a text, so what is found in the folded text is marked in the original
at the same place, without a second search.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from casearchive.search.documents import ATTACHED, Span
from casearchive.search.text.fold import PART_BREAK, fold, settle

WIDTH = 80  # characters of a snippet
_LEAD = 20  # of them before the first match, fewer where a sentence starts
_MOST_LOOKED_AT = 50  # matches of one word in one case
_ENOUGH = 3  # matches of all the words in one place: no better one is looked for
_MOST_FOLLOWING = 20  # matches after one that count as close to it
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


def make_snippet(
    labels: Sequence[str], body: str, folded_body: str, words: Sequence[str]
) -> Snippet:
    """Return the piece of a section where most of the folded words stand close together.

    Of equal pieces it is the first; where no word stands in a section, the start of the first text.
    A piece of an attached file is shown only where it has words that the case itself has not. A
    body is the texts of all sections with a part break between them, attached files last.
    """
    if not labels:
        return Snippet("", "", ())
    match, held = _best_match(folded_body[: _own_length(labels, folded_body)], words)
    if held < len(words):
        anywhere, more = _best_match(folded_body, words)
        match = anywhere if more > held else match
    match = match or _first_text(body)
    section = folded_body.count(PART_BREAK, 0, match[0])
    text_start = folded_body.rfind(PART_BREAK, 0, match[0]) + 1
    text_end = folded_body.find(PART_BREAK, match[0])
    text = body[text_start : None if text_end < 0 else text_end]
    return _cut(labels[section], text, (match[0] - text_start, match[1] - text_start), words)


def _own_length(labels: Sequence[str], folded: str) -> int:
    """Return how far the texts of the case itself reach; those of its files come after them."""
    if not labels[-1].startswith(ATTACHED):
        return len(folded)
    end = -1
    for _label in takewhile(lambda label: not label.startswith(ATTACHED), labels):
        end = folded.find(PART_BREAK, end + 1)
    return max(0, end)


def _first_text(body: str) -> Span:
    start = len(body) - len(body.lstrip(PART_BREAK))
    return start, start


def _best_match(folded: str, words: Sequence[str]) -> tuple[Span | None, int]:
    """Return the best match, and how many different words stand close to it."""
    best, score = None, (0, 0)
    for span, close in _matches(folded, words):
        if close > score:
            best, score = span, close
        if score >= (len(words), _ENOUGH):
            break
    return best, score[0]


def _matches(folded: str, words: Sequence[str]) -> Iterator[tuple[Span, tuple[int, int]]]:
    """Yield each match with how many different words, and how many matches, follow it closely."""
    found = sorted(
        (*span, word)
        for word in words
        for span in islice(_occurrences(folded, word), _MOST_LOOKED_AT)
    )
    for place, (start, end, word) in enumerate(found):
        reach = start + WIDTH - _LEAD
        part_end = folded.find(PART_BREAK, start, reach)
        shown = [word]
        for _start, stop, other in found[place + 1 : place + _MOST_FOLLOWING]:
            if stop > (reach if part_end < 0 else part_end):
                break
            shown.append(other)
        yield (start, end), (len(set(shown)), len(shown))


def _occurrences(text: str, word: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + 1)


def _cut(label: str, text: str, match: Span, words: Sequence[str]) -> Snippet:
    """Cut the snippet around its first match; the match itself is whole, however long it is."""
    begin = _beginning(text, match[0])
    end = min(len(text), max(begin + WIDTH, match[1]))
    before, after = _CUT if begin else "", _CUT if end < len(text) else ""
    piece = text[begin:end]
    marks = tuple(
        (start + len(before), stop + len(before)) for start, stop in find_marks(piece, words)
    )
    return Snippet(label, before + piece.translate(_plain) + after, marks)


def _beginning(text: str, match: int) -> int:
    """Return where to cut before a match: after the last sentence end nearby, else a bit before."""
    earliest = max(0, match - _LEAD)
    ends = [text.rfind(end, earliest, match) + 1 for end in _SENTENCE_ENDS]
    return max(earliest, *ends)
