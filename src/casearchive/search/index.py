"""The index: documents in, cases found out. It knows its own database and never an archive."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain, islice
from threading import Event
from typing import TypeAlias
from uuid import uuid4

from casearchive.errors import WorkWasCancelled
from casearchive.progress import Progress, silent
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.facets import count_facets
from casearchive.search.answers.listing import (
    Asked,
    Deadline,
    OutOfTime,
    every_row_found,
    first_rows,
    split_choices,
)
from casearchive.search.answers.matching import matching_rows, quick_rows
from casearchive.search.answers.ranking import ranked_rows
from casearchive.search.answers.resolve import resolved
from casearchive.search.answers.rowset import rowset_of
from casearchive.search.answers.similar import similar_rows
from casearchive.search.answers.snippet import find_marks, make_snippet
from casearchive.search.documents import Document, IndexState
from casearchive.search.hints.advice import Part as Advised
from casearchive.search.hints.advice import advise
from casearchive.search.hints.repair import repair_candidates
from casearchive.search.hints.suggest import suggest
from casearchive.search.language.nodes import Choice, Every, Node, Rows, wanted_words
from casearchive.search.language.parse import Part, parse
from casearchive.search.results import Advice, Facets, Found, Hit, Likeness, Reason, Suggestion
from casearchive.search.store import figures
from casearchive.search.store.connection import (
    IndexIsDamaged,
    snapshot,
    told_in_sentences,
    transaction,
)
from casearchive.search.store.filters import values_of
from casearchive.search.store.layout import create_tables, is_empty, is_index
from casearchive.search.store.stored import (
    StoredDocument,
    every_key,
    read_document,
    read_keys,
    row_of,
    rows_of,
)
from casearchive.search.store.writing import begin_loading, clear, end_loading, forget, put
from casearchive.search.text.fold import settle
from casearchive.search.work import Cancelled, never

Filters: TypeAlias = Mapping[str, Collection[str]]


_SAMPLE = 200  # documents by which the index learns how to pack the others
_STEP = 100  # documents of a rebuild that are kept together: half a second's work


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
        self._cache = FilterCache(connection)
        self._interrupted = Event()
        with told_in_sentences():
            if is_empty(connection):
                create_tables(connection)
            elif not is_index(connection):
                raise IndexIsDamaged

    def close(self) -> None:
        """Close the connection; the index cannot be used any more."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop what another thread is doing with the index right now; nothing where it is closed.

        Only SQLite can say whether the other thread has closed it meanwhile.
        """
        self._interrupted.set()
        with suppress(sqlite3.ProgrammingError):
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
        """Replace everything by these documents, oldest first, in steps that are kept one by one.

        Meanwhile the state is of no archive, and whoever searches finds what is there so far. A
        rebuild that is cancelled stays so. Where another one begins, the earlier one ends with
        WorkWasCancelled. `total` is only passed on to `progress`, which is called once a document.
        """
        own = IndexState(stamp=uuid4().hex)
        documents = iter(documents)
        first = list(islice(documents, _SAMPLE))
        with self.transaction():
            clear(self._connection)
            self.set_state(own)
            begin_loading(self._connection, first)
        left = enumerate(chain(first, documents), start=1)
        while step := list(islice(left, _STEP)):
            with self.transaction():
                self._hold(own)
                for done, document in step:
                    put(self._connection, document, loading=True)
                    progress(done, total)
        with self.transaction():
            self._hold(own)
            end_loading(self._connection)
            self.set_state(state or IndexState())
        with suppress(sqlite3.OperationalError):  # the log, as big as the index, may also go later
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _hold(self, own: IndexState) -> None:
        """Go on with a rebuild unless another one, in another window, has begun."""
        if self.state != own:
            raise WorkWasCancelled

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
            return tuple(values_of(self._connection, settle(name)))

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
        with self._reading(cancelled) as stopped:
            tree = self._tree(typed, filters)
            rows = islice(self._ranked(tree, stopped), offset, offset + limit)
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
        with self._reading(cancelled) as stopped:
            rows = islice(self._ranked(self._tree(typed, filters), stopped), limit)
            return read_keys(self._connection, list(rows))

    def first(self, asked: Asked, limit: int = 50, seconds: float = 0.004) -> Found:
        """Return the first `limit` keys in their order, or as many as about `seconds` allow.

        A grouped list has no first page: its keys come with :meth:`everything`, or at once where
        that is as fast.
        """
        late = Deadline(seconds)
        with self._reading() as stopped:
            tree = self._tree_of(asked)
            rows: list[int] = []
            with suppress(OutOfTime):
                found = first_rows(self._cache, tree, asked, late.check(stopped, rows))
                for row in islice(found, limit + 1):
                    rows.append(row)
            keys = read_keys(self._connection, rows[:limit])
        return Found(keys, complete=not late.passed and len(rows) <= limit and not asked.group)

    def everything(self, asked: Asked) -> Found:
        """Return the keys of all cases that match, in their order and groups."""
        with self._reading() as stopped:
            rows, groups = every_row_found(self._cache, self._tree_of(asked), asked, stopped)
            keys = self._cache.keep(("keys",), lambda: every_key(self._connection))
            return Found(tuple(map(keys.__getitem__, rows)), True, groups)

    def facets(
        self, asked: Asked, expanded: Collection[str] = (), *, exactly: bool = False
    ) -> Facets:
        """Return how many of the cases have which value; see :func:`count_facets`.

        Where texts would have to be read for it, the counts are estimates unless `exactly`.
        """
        with self._reading() as stopped:
            words, choices = split_choices(self._tree(asked.typed, None))
            words = Every((*words.parts, *self._narrowing(asked)))
            if exactly:
                rows, exact = matching_rows(self._cache, words, stopped), True
            else:
                rows, exact = quick_rows(self._cache, words)
            counts = count_facets(self._cache, rows, choices, expanded=expanded, cancelled=stopped)
            return Facets(counts, exact)

    def similar(self, keys: Collection[str], limit: int = 10) -> tuple[Likeness, ...]:
        """Return the cases most like these, with the reasons; several stand for what they share."""
        with self._reading() as stopped:
            rows = rows_of(self._connection, map(settle, keys))
            found = similar_rows(self._connection, rows, limit, stopped)
            return tuple(self._likeness(row, reasons) for row, reasons in found)

    def suggestions(self, typed: str, cursor: int, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what may be meant by the word in which the cursor stands."""
        with self._reading():
            return suggest(self._connection, typed, cursor, limit)

    def advice(self, asked: Asked) -> Advice:
        """Return help for a query that found nothing: repaired words, and parts to leave out."""
        with self._reading() as stopped:
            return advise(
                [_advised(asked.typed, part) for part in parse(asked.typed).parts],
                lambda typed: self._count(replace(asked, typed=typed), stopped),
                lambda word: repair_candidates(self._connection, word),
            )

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
        with self._reading(cancelled) as stopped:
            tree = self._tree(typed, filters)
            return matching_rows(self._cache, tree, stopped).bit_count() if tree.parts else 0

    def count_asked(self, asked: Asked) -> int:
        """Return how many cases match; without any word, all that lie within what is asked."""
        with self._reading() as stopped:
            return self._count(asked, stopped)

    @contextmanager
    def _reading(self, cancelled: Cancelled = never) -> Iterator[Cancelled]:
        """Read one state of the index; what is given says whether to stop."""
        self._interrupted.clear()
        with told_in_sentences(), snapshot(self._connection):
            self._cache.refresh()
            yield lambda: self._interrupted.is_set() or cancelled()

    def _likeness(self, row: int, reasons: tuple[Reason, ...]) -> Likeness:
        document = read_document(self._connection, row)
        return Likeness(document.key, document.text.title, reasons)

    def _count(self, asked: Asked, cancelled: Cancelled) -> int:
        return matching_rows(self._cache, self._tree_of(asked), cancelled).bit_count()

    def _tree_of(self, asked: Asked) -> Every:
        return Every((*self._tree(asked.typed, None).parts, *self._narrowing(asked)))

    def _narrowing(self, asked: Asked) -> Iterator[Node]:
        yield from self._tree("", asked.filters).parts
        for typed in asked.also:
            yield self._tree(typed, None)
        if asked.within is not None:
            yield Rows(rowset_of(rows_of(self._connection, map(settle, asked.within))))
        if asked.typed.strip() and not parse(asked.typed).tree.parts:
            yield Rows(0)  # punctuation alone is looked for, and stands in no word

    def _tree(self, typed: str, filters: Filters | None) -> Every:
        parts: tuple[Node, ...] = (*parse(typed).tree.parts, *_choices(filters))
        return Every(tuple(resolved(self._cache, part) for part in parts))

    def _ranked(self, tree: Every, cancelled: Cancelled) -> Iterator[int]:
        return ranked_rows(self._cache, tree, cancelled) if tree.parts else iter(())


def _choices(filters: Filters | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(settle(name), tuple(map(settle, values))) for name, values in (filters or {}).items()
    )


def _advised(typed: str, part: Part) -> Advised:
    word = part.item.text if part.item and part.item.kind in ("word", "field") else ""
    return Advised(parse(typed).text[part.start : part.end], word)


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
