"""The truth a search is held against: reading every text of every document from end to end.

It shares with the engine what was typed as a tree, and folding; how a tree is answered, and what a
number and its unit amount to, it works out by itself.
"""

from collections.abc import Iterable
from fractions import Fraction

from casearchive.search.documents import Document, IndexedFigure
from casearchive.search.language.nodes import (
    Any,
    Choice,
    Every,
    Facet,
    Node,
    Not,
    Range,
    Term,
    Years,
)
from casearchive.search.language.parse import parse
from casearchive.search.language.quantities import Quantities
from casearchive.search.text.fold import fold, settle

# Unit -> what it counts, and how many of that.
UNITS = {
    "元": ("元", 1),
    "万元": ("元", 10**4),
    "亿元": ("元", 10**8),
    "人": ("人", 1),
    "人次": ("人次", 1),
    "万人次": ("人次", 10**4),
    "亩": ("亩", 1),
    "公顷": ("亩", 15),
    "平方公里": ("亩", 1500),
    "公斤": ("公斤", 1),
    "吨": ("公斤", 1000),
    "%": ("%", 1),
}


class Scan:
    """Some documents, ready to be read again and again."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._papers = [_Paper(document) for document in documents]
        self._indicators = sorted({name for paper in self._papers for name, *_ in paper.figures})

    def keys(self, typed: str) -> set[str]:
        """Return the keys of the documents that match."""
        tree = parse(typed).tree
        return {p.key for p in self._papers if tree.parts and self._holds(tree, p)}

    def _holds(self, node: Node, paper: "_Paper") -> bool:
        match node:
            case Term(text, field):
                return any(text in part for part in paper.texts(field))
            case Facet(name, text):
                return any(text in value for value in paper.folded_filter(name))
            case Choice(name, values, folded):
                present = paper.folded_filter(name) if folded else paper.filters.get(name, ())
                return any(value in present for value in values)
            case Years(first, last):
                return any(first <= int(year) <= last for year in paper.filters.get("year", ()))
            case Range():
                return self._states(node, paper)
            case Not(part):
                return not self._holds(part, paper)
            case Every(parts):
                return all(self._holds(part, paper) for part in parts)
            case Any(parts):
                return any(self._holds(part, paper) for part in parts)
            case _:
                raise AssertionError(node)

    def _states(self, node: Range, paper: "_Paper") -> bool:
        names = self._named(node.name)
        if not names:
            return all(self._holds(term, paper) for term in node.instead)
        wanted = node.between
        return any(
            name in names and _touches(wanted, low, high, unit)
            for name, low, high, unit in paper.figures
        )

    def _named(self, wanted: str) -> list[str]:
        """Return the indicators called so, else those that hold it, else those it shortens."""
        same = [name for name in self._indicators if name == wanted]
        held = [name for name in self._indicators if wanted in name]
        shortened = [name for name in self._indicators if len(wanted) > 1 and _left(wanted, name)]
        return same or held or shortened


class _Paper:
    """One document, folded once."""

    def __init__(self, document: Document) -> None:
        self.key = document.key
        heads = {
            "code": [document.code],
            "title": [document.title],
            "place": [document.place],
            "tags": [*document.tags],
        }
        self._texts = {name: [fold(settle(t)) for t in texts] for name, texts in heads.items()}
        everything = [text for texts in self._texts.values() for text in texts]
        everything += [fold(settle(section.text)) for section in document.sections]
        self._texts[""] = everything
        self.filters = document.filters
        self.figures = [_settled(figure) for figure in document.figures]

    def texts(self, field: str) -> list[str]:
        return self._texts[field]

    def folded_filter(self, name: str) -> list[str]:
        return [fold(settle(value)) for value in self.filters.get(name, ())]


def keys_by_scan(documents: Iterable[Document], typed: str) -> set[str]:
    """Return the keys of the documents that match, found without any index."""
    return Scan(documents).keys(typed)


def _settled(figure: IndexedFigure) -> tuple[str, float, float, str]:
    return fold(settle(figure.indicator)), figure.low, figure.high, fold(settle(figure.unit))


def _touches(wanted: Quantities, low: float, high: float, unit: str) -> bool:
    kind, factor = UNITS.get(unit) or (unit, 1)
    if wanted.kind and wanted.kind != kind:
        return False
    times = 1 if wanted.as_written else factor
    return float(_exact(high) * times) >= wanted.low and float(_exact(low) * times) <= wanted.high


def _exact(number: float) -> Fraction:
    """Return the number that was written, which a binary one only comes near."""
    return Fraction(repr(number))


def _left(short: str, whole: str) -> bool:
    """Say whether leaving out characters of `whole` gives `short`."""
    place = 0
    for letter in whole:
        if place < len(short) and short[place] == letter:
            place += 1
    return place == len(short)
