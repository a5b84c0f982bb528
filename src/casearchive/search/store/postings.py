"""Which tokens stand in which row: the two full-text tables.

Contentless: the index need not hold a second text beside ``documents``. ``case_text`` answers
whether, ``case_head`` how well; bm25 wants detail=full (a contentless table with detail=column or
none ranks everything 0 without a word). A contentless table takes out only the very tokens that
were put in, so they are made once more from the stored document.
"""

import sqlite3

from casearchive.search.documents import Document
from casearchive.search.store.pieces import known
from casearchive.search.text.changes import token_changes
from casearchive.search.text.tokens import EVERY, head_texts, head_tokens, text_tokens

# Weights: code, title, place, tags, facets.
TABLES = (
    "CREATE VIRTUAL TABLE case_head USING fts5(code, title, place, tags, facets,"
    " content='', tokenize='ascii')",
    "INSERT INTO case_head(case_head, rank) VALUES ('rank', 'bm25(10, 10, 6, 8, 0)')",
    "CREATE VIRTUAL TABLE case_text USING fts5(tokens,"
    " content='', tokenize='ascii', detail=none, columnsize=0)",
    "CREATE VIRTUAL TABLE text_vocabulary USING fts5vocab(case_text, 'row')",
)
NAMES = ("case_head", "case_text")

_ADD_HEAD = "INSERT INTO case_head(rowid, code, title, place, tags, facets) VALUES (?,?,?,?,?,?)"
_ADD_TEXT = "INSERT INTO case_text(rowid, tokens) VALUES (?, ?)"
_REMOVE_HEAD = (
    "INSERT INTO case_head(case_head, rowid, code, title, place, tags, facets)"
    " VALUES ('delete',?,?,?,?,?,?)"
)
_REMOVE_TEXT = "INSERT INTO case_text(case_text, rowid, tokens) VALUES ('delete', ?, ?)"


def add(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Put in the tokens of a document."""
    connection.execute(_ADD_HEAD, (row, *head_tokens(document)))
    connection.execute(_ADD_TEXT, (row, " ".join(text_tokens(document, known(connection)))))


def remove(connection: sqlite3.Connection, row: int, document: Document) -> None:
    """Take out the tokens of a document."""
    connection.execute(_REMOVE_HEAD, (row, *head_tokens(document)))
    connection.execute(_REMOVE_TEXT, (row, " ".join(text_tokens(document, known(connection)))))


def change(connection: sqlite3.Connection, row: int, old: Document, new: Document) -> None:
    """Replace the tokens of a row by those of another document: only what differs is written.

    A save changes a few words of thousands, and writing tokens is most of what a save costs.
    """
    if (head_texts(old), old.filters) != (head_texts(new), new.filters):
        connection.execute(_REMOVE_HEAD, (row, *head_tokens(old)))
        connection.execute(_ADD_HEAD, (row, *head_tokens(new)))
    gone, come = token_changes(old, new, known(connection))
    if gone or come:
        # Always one of each, with a token every row has: FTS5 counts rows by inserts and deletes.
        connection.execute(_REMOVE_TEXT, (row, " ".join({EVERY, *gone})))
        connection.execute(_ADD_TEXT, (row, " ".join({EVERY, *come})))


def rows_with(connection: sqlite3.Connection, token: str) -> int:
    """Return in how many rows a token of ``case_text`` stands."""
    query = "SELECT doc FROM text_vocabulary WHERE term = ?"
    found = connection.execute(query, (token,)).fetchone()
    return int(found[0]) if found else 0


def clear(connection: sqlite3.Connection) -> None:
    """Empty both tables."""
    for table in NAMES:
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608
