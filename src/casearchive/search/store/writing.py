"""Keeping the tables of the index in step: what one document adds, and takes away again."""

import sqlite3
from collections.abc import Iterable

from casearchive.search.documents import Document
from casearchive.search.store import packing, pieces, postings, stored, terms
from casearchive.search.store.layout import PARTS

# Loading everything in one flush would leave one level that the sixteenth save rewrites whole;
# small flushes make loading slow. Measured at 100,000 cases: 8 MB to load, then 1 MB.
_LOADING_HASH = 8 << 20
_USUAL_HASH = 1 << 20


def put(connection: sqlite3.Connection, document: Document, *, loading: bool = False) -> None:
    """Add a document, or replace the one with its key: the row stays the same.

    Where many are being loaded, there is time to pack them hard.
    """
    document = stored.settled(document)
    row = stored.row_of(connection, document.key)
    if row is None:
        row = stored.insert(connection, document, hard=loading)
        for part in PARTS:
            part.add(connection, row, document)
        return
    kept = stored.read_document(connection, row)
    old = kept.document()
    stored.update(connection, kept, document)
    for part in PARTS:
        part.change(connection, row, old, document)


def forget(connection: sqlite3.Connection, key: str) -> None:
    """Remove the document of that settled key, if the index has it."""
    row = stored.row_of(connection, key)
    if row is None:
        return
    document = stored.read_document(connection, row).document()
    for part in PARTS:
        part.remove(connection, row, document)
    stored.delete(connection, row)


def clear(connection: sqlite3.Connection) -> None:
    """Remove all documents."""
    stored.clear(connection)
    packing.clear(connection)
    pieces.clear(connection)
    for part in PARTS:
        part.clear(connection)


def begin_loading(connection: sqlite3.Connection, first: Iterable[Document]) -> None:
    """Let many documents be inserted fast, of which these are the first."""
    settled = [stored.settled(document) for document in first]
    packing.learn(connection, [text for document in settled for text in stored.samples(document)])
    pieces.learn(connection, settled)
    _set_hash_size(connection, _LOADING_HASH)


def end_loading(connection: sqlite3.Connection) -> None:
    """Leave the tables in one well-merged piece, ready for single saves."""
    for table in (*postings.NAMES, *terms.NAMES):
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
    _set_hash_size(connection, _USUAL_HASH)


def _set_hash_size(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("INSERT INTO case_text(case_text, rank) VALUES ('hashsize', ?)", (size,))
