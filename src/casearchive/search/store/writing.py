"""Keeping the tables of the index in step: what one document adds, and takes away again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from casearchive.search.documents import Document
from casearchive.search.store.stored import COLUMNS, read_document, settled, to_row
from casearchive.search.text.tokens import head_tokens, text_tokens

# Loading everything in one flush would leave one level that the sixteenth save rewrites whole;
# small flushes make loading slow. Measured at 100,000 cases: 8 MB to load, then 1 MB.
_LOADING_HASH = 8 << 20
_USUAL_HASH = 1 << 20

_ADD_DOCUMENT = f"INSERT INTO documents ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"  # noqa: S608
_ADD_FACET = "INSERT OR IGNORE INTO facets VALUES (?, ?)"
_ADD_HEAD = "INSERT INTO case_head(rowid, code, title, place, tags, facets) VALUES (?,?,?,?,?,?)"
_ADD_TEXT = "INSERT INTO case_text(rowid, tokens) VALUES (?, ?)"
_REMOVE_HEAD = (
    "INSERT INTO case_head(case_head, rowid, code, title, place, tags, facets)"
    " VALUES ('delete',?,?,?,?,?,?)"
)
_REMOVE_TEXT = "INSERT INTO case_text(case_text, rowid, tokens) VALUES ('delete', ?, ?)"


def insert(connection: sqlite3.Connection, document: Document) -> None:
    """Add a document under a key the index does not know."""
    document = settled(document)
    row = connection.execute(_ADD_DOCUMENT, to_row(document)).lastrowid
    connection.execute(_ADD_HEAD, (row, *head_tokens(document)))
    connection.execute(_ADD_TEXT, (row, text_tokens(document)))
    pairs = [(name, value) for name, values in document.filters.items() for value in values]
    connection.executemany(_ADD_FACET, pairs)


def forget(connection: sqlite3.Connection, key: str) -> None:
    """Remove the document of that settled key, if the index has it.

    A contentless table takes a row out only for the very tokens that were put in, so they are
    made once more from the stored document.
    """
    found = connection.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()
    if found is None:
        return
    row = found[0]
    document = read_document(connection, row).document()
    connection.execute(_REMOVE_HEAD, (row, *head_tokens(document)))
    connection.execute(_REMOVE_TEXT, (row, text_tokens(document)))
    connection.execute("DELETE FROM documents WHERE id = ?", (row,))


def clear(connection: sqlite3.Connection) -> None:
    """Remove all documents."""
    for table in ("case_head", "case_text"):
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608
    for table in ("documents", "facets"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608


@contextmanager
def loading(connection: sqlite3.Connection) -> Iterator[None]:
    """Let many documents be inserted fast, and leave the tables in one well-merged piece."""
    _set_hash_size(connection, _LOADING_HASH)
    yield
    for table in ("case_head", "case_text"):
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
    _set_hash_size(connection, _USUAL_HASH)


def _set_hash_size(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("INSERT INTO case_text(case_text, rank) VALUES ('hashsize', ?)", (size,))
