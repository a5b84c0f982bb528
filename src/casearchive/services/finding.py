"""Find cases by what a reader would see in their text."""

from __future__ import annotations

from dataclasses import replace

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.search.files import open_index
from casearchive.search.index import SearchIndex, marks_in
from casearchive.search.results import Hit
from casearchive.services.archive import Archive
from casearchive.services.labels import label
from casearchive.storage import rows
from casearchive.storage.rows import Shelf

__all__ = ["Finder", "Hit", "index_is_current", "marks_in", "search"]

ALL = Shelf()


class Finder:
    """Searches in one archive, one thread at a time; :meth:`interrupt` may come from any.

    It brings the index up to date before it answers, so that what was saved is found; the first
    time on a large archive that takes long and is told to `progress`.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._index = open_index(archive.index_path)

    def refresh(self, progress: Progress = silent) -> None:
        """Bring the index up to date. Raises WorkWasCancelled."""
        if not _is_current(self._archive, self._index):
            from casearchive.services.indexing import (  # noqa: PLC0415 - brings SQLAlchemy
                bring_up_to_date,
            )

            bring_up_to_date(self._archive, self._index, progress)

    def ids(self, typed: str, shelf: Shelf = ALL, progress: Progress = silent) -> list[str]:
        """Return the ids of all cases on the shelf that match, best first."""
        self.refresh(progress)
        found = list(self._index.keys_matching(typed))
        if shelf == ALL:
            return found
        with self._archive.rows() as connection:
            on_shelf = set(rows.case_ids(connection, shelf))
        return [case_id for case_id in found if case_id in on_shelf]

    def hits(self, typed: str, ids: list[str]) -> dict[str, Hit]:
        """Return where `typed` stands in these cases, by id."""
        return {hit.key: _named(hit) for hit in self._index.hits(typed, ids)}

    def search(self, typed: str, limit: int, progress: Progress = silent) -> tuple[Hit, ...]:
        """Return the `limit` best cases with snippets."""
        self.refresh(progress)
        return tuple(map(_named, self._index.search(typed, limit=limit)))

    def interrupt(self) -> None:
        """Stop the search that another thread is waiting for."""
        self._index.interrupt()

    def close(self) -> None:
        """Give the index back."""
        self._index.close()


def search(
    archive: Archive, typed: str, limit: int = 20, progress: Progress = silent
) -> tuple[Hit, ...]:
    """Return the best cases for what was typed, with the section and the words around it."""
    finder = Finder(archive)
    try:
        return finder.search(typed, limit, progress)
    finally:
        finder.close()


def index_is_current(archive: Archive) -> bool:
    """Say whether a search can answer at once."""
    try:
        index = open_index(archive.index_path)
    except CaseArchiveError:
        return False
    try:
        return _is_current(archive, index)
    finally:
        index.close()


def _is_current(archive: Archive, index: SearchIndex) -> bool:
    state = index.state
    with archive.rows() as connection:
        newest = rows.last_change(connection)
    return (state.archive_id, state.sequence, state.stamp) == (archive.archive_id, *newest)


def _named(hit: Hit) -> Hit:
    """Name the section in the reader's language; a section of the user's own keeps its name."""
    return replace(hit, section=_(label("section_type", hit.section)) if hit.section else "")
