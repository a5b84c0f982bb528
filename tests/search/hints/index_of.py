"""A small index of made-up cases for the hints."""

import sqlite3
from collections.abc import Iterable

from casearchive.search.documents import Document, IndexedSection
from casearchive.search.index import SearchIndex


def index_of(documents: Iterable[Document]) -> sqlite3.Connection:
    """Return an index in memory that holds these documents."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    SearchIndex(connection).add(documents)
    return connection


def case(number: int, text: str = "", **words: str) -> Document:
    """Return a case; `words` are its terms, several of a kind with spaces between."""
    pairs = [(kind, word) for kind, all_of_kind in words.items() for word in all_of_kind.split()]
    return Document(
        key=str(number),
        title=words.get("title", ""),
        tags=tuple(word for kind, word in pairs if kind != "title"),
        sections=(IndexedSection("正文", text),),
        terms=tuple(pairs),
    )
