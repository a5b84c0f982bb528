"""The values of one filter, to be looked through: the names of 300,000 places at one go."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import getsizeof

from casearchive.search.text.fold import PART_BREAK, fold


class Values:
    """All values in one text, and the same text folded: a place in one is a place in the other.

    To look at each by itself takes a hundred times as long, and as objects they would take more
    memory than there is for what is kept of an index.
    """

    def __init__(self, values: Iterable[str]) -> None:
        self._text = "".join((PART_BREAK, *(value + PART_BREAK for value in values)))
        self._folded = _folded(self._text)

    def holding(self, piece: str) -> Iterator[str]:
        """Yield the values that hold a folded piece, in order."""
        place = self._folded.find(piece, 1)
        while 0 < place < len(self._text):
            start = self._folded.rfind(PART_BREAK, 0, place) + 1
            end = self._folded.find(PART_BREAK, place)
            yield self._text[start:end]
            place = self._folded.find(piece, end + 1)

    def reading(self, folded: str) -> Iterator[str]:
        """Yield the values that are folded to just that, in order."""
        whole = f"{PART_BREAK}{folded}{PART_BREAK}"
        place = self._folded.find(whole)
        while place >= 0:
            yield self._text[place + 1 : place + len(whole) - 1]
            place = self._folded.find(whole, place + len(whole) - 1)

    def __sizeof__(self) -> int:
        """Return about how many bytes it takes."""
        return getsizeof(self._text) + getsizeof(self._folded)


# A save seldom brings a new place; then only reading the names is left of making this anew.
_folded = lru_cache(16)(fold)
