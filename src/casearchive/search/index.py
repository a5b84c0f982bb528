"""The index: documents in, cases found out. It knows its own database and never an archive."""

import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TypeAlias

from casearchive.errors import WorkWasCancelled
from casearchive.progress import Progress, silent
from casearchive.search.answers.ranking import Cancelled, count_rows, never, ranked_rows
from casearchive.search.answers.resolve import resolved
from casearchive.search.answers.snippet import find_marks, make_snippet
from casearchive.search.documents import Document, IndexState
from casearchive.search.language.nodes import Choice, Every, Node, wanted_words
from casearchive.search.language.parse import parse
from casearchive.search.results import Found, Hit
from casearchive.search.store import figures, filters
from casearchive.search.store.connection import (
    IndexIsDamaged,
    snapshot,
    told_in_sentences,
    transaction,
)
from casearchive.search.store.layout import create_tables, is_empty, is_index
from casearchive.search.store.stored import StoredDocument, read_document, read_key, row_of
from casearchive.search.store.writing import clear, forget, loading, put
from casearchive.search.text.fold import settle

Filters: TypeAlias = Mapping[str, Collection[str]]


class SearchIndex:
    """An exact full-text index over case documents, in one SQLite database of its own.

    One thread at a time uses it; :meth:`interrupt` may come from any. Every method raises
    `IndexIsDamaged` where the file is broken, `IndexCannotBeKept` where it cannot be read or
    written, and `WorkWasCancelled` when interrupted. A change that fails leaves all as it was.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the index in `connection`; a database without tables becomes an empty index.

        :raises IndexIsDamaged: where the database holds something else, or another version
        """
        self._connection = connection
        with told_in_sentences():
            if is_empty(connection):
                create_tables(connection)
            elif not is_index(connection):
                raise IndexIsDamaged

    def close(self) -> None:
        """Close the connection; the index cannot be used any more."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop what another thread is doing with the index right now."""
        self._connection.interrupt()

    # Writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all changes made inside, or none of them where one fails."""
        with told_in_sentences(), transaction(self._connection):
            yield

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents, or replace those with the same key; the last one counts as the newest."""
        with self.transaction():
            for document in documents:
                put(self._connection, document)

    def remove(self, keys: Iterable[str]) -> None:
        """Remove documents; a key the index does not know is no error."""
        with self.transaction():
            for key in keys:
                forget(self._connection, settle(key))

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        total: int = 0,
        state: IndexState | None = None,
        progress: Progress = silent,
    ) -> None:
        """Replace everything by these documents, oldest first; until the end the old answers.

        `total` is only passed on to `progress`, which is called once a document.
        """
        with self.transaction():
            clear(self._connection)
            with loading(self._connection):
                for done, document in enumerate(documents, start=1):
                    put(self._connection, document)
                    progress(done, total)
            if state is not None:
                self.set_state(state)
        with suppress(sqlite3.OperationalError):  # the log, as big as the index, may also go later
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def set_state(self, state: IndexState) -> None:
        """Note which state of the archive the index shows; best inside :meth:`transaction`."""
        values = settle(state.archive_id), state.sequence, settle(state.stamp)
        with self.transaction():
            self._connection.execute(
                "UPDATE state SET (archive_id, sequence, stamp) = (?,?,?)", values
            )

    # Reading

    @property
    def state(self) -> IndexState:
        """Which state of the archive the index shows, as it was set."""
        with told_in_sentences():
            query = "SELECT archive_id, sequence, stamp FROM state"
            found = self._connection.execute(query).fetchone()
            if found is None:
                raise IndexIsDamaged
            return IndexState(*found)

    def keys(self) -> dict[str, str]:
        """Return every key with the `updated` its document was added with."""
        with told_in_sentences():
            return dict(self._connection.execute("SELECT key, updated FROM documents ORDER BY id"))

    def filter_values(self, name: str) -> tuple[str, ...]:
        """Return the values a filter has in the index, in order."""
        with told_in_sentences():
            return tuple(filters.values_of(self._connection, settle(name)))

    def indicators(self) -> tuple[str, ...]:
        """Return the indicators that cases state figures of, in order."""
        with told_in_sentences():
            return tuple(figures.indicators(self._connection))

    def search(
        self,
        typed: str,
        *,
        filters: Filters | None = None,
        limit: int = 50,
        offset: int = 0,
        cancelled: Cancelled = never,
    ) -> tuple[Hit, ...]:
        """Return the cases that match what was typed, best first.

        `filters` narrow: each name must have one of its values. Without any word and any filter
        nothing is found.

        :raises WorkWasCancelled: when `cancelled` says so, or on :meth:`interrupt`
        """
        with self._reading():
            tree = self._tree(typed, filters)
            rows = islice(self._ranked(tree, cancelled), offset, offset + limit)
            found = [read_document(self._connection, row) for row in rows]
            return tuple(_hit(document, tree) for document in found)

    def keys_matching(
        self,
        typed: str,
        *,
        filters: Filters | None = None,
        limit: int | None = None,
        cancelled: Cancelled = never,
    ) -> tuple[str, ...]:
        """Return the keys of all cases that match, or the first `limit`, as :meth:`search` does."""
        with self._reading():
            rows = islice(self._ranked(self._tree(typed, filters), cancelled), limit)
            return tuple(read_key(self._connection, row) for row in rows)

    def first(
        self, typed: str, *, filters: Filters | None = None, limit: int = 50, seconds: float = 0.008
    ) -> Found:
        """Return the first `limit` keys, or as many as are found within about `seconds`."""
        end = time.perf_counter() + seconds
        late = False

        def is_late() -> bool:
            nonlocal late
            late = time.perf_counter() > end
            return late

        found: list[int] = []
        with self._reading():
            with suppress(WorkWasCancelled):
                found.extend(islice(self._ranked(self._tree(typed, filters), is_late), limit + 1))
            keys = tuple(read_key(self._connection, row) for row in found[:limit])
        return Found(keys, complete=not late and len(found) <= limit)

    def hits(self, typed: str, keys: Iterable[str]) -> tuple[Hit, ...]:
        """Return where `typed` stands in these cases, in the order of `keys`; others are left out.

        A case that does not match comes too, with the beginning of its text and no marks.
        """
        with self._reading():
            tree = self._tree(typed, None)
            rows = (row_of(self._connection, settle(key)) for key in keys)
            return tuple(_hit(read_document(self._connection, row), tree) for row in rows if row)

    def count(
        self, typed: str, *, filters: Filters | None = None, cancelled: Cancelled = never
    ) -> int:
        """Return how many cases match."""
        with self._reading():
            tree = self._tree(typed, filters)
            return count_rows(self._connection, tree, cancelled) if tree.parts else 0

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with told_in_sentences(), snapshot(self._connection):
            yield

    def _tree(self, typed: str, filters: Filters | None) -> Every:
        choices = tuple(
            Choice(settle(name), tuple(map(settle, values)))
            for name, values in (filters or {}).items()
        )
        parts: tuple[Node, ...] = (*parse(typed).tree.parts, *choices)
        return Every(tuple(resolved(self._connection, part) for part in parts))

    def _ranked(self, tree: Every, cancelled: Cancelled) -> Iterator[int]:
        return ranked_rows(self._connection, tree, cancelled) if tree.parts else iter(())


def _hit(document: StoredDocument, tree: Every) -> Hit:
    words = wanted_words(tree)
    snippet = make_snippet(document.labels, document.body, document.text.folded_body, words)
    return Hit(
        key=document.key,
        code=document.text.code,
        title=document.text.title,
        section=snippet.section,
        snippet=snippet.text,
        marks=snippet.marks,
        title_marks=find_marks(document.text.title, wanted_words(tree, "title")),
    )


def marks_in(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Return where `text` (part of a case) matches what was typed: spans in order, apart."""
    return find_marks(text, wanted_words(parse(typed).tree))
