"""Find cases by what a reader would see in their text."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.search.answers.listing import Asked
from casearchive.search.documents import ATTACHED
from casearchive.search.files import discard_index, open_index
from casearchive.search.index import SearchIndex, marks_in
from casearchive.search.results import (
    Advice,
    Drop,
    FacetCount,
    Facets,
    Found,
    Group,
    Hit,
    Likeness,
    Reason,
    Repair,
    Suggestion,
)
from casearchive.search.store.connection import IndexCannotBeKept, IndexIsDamaged
from casearchive.services.archive import Archive
from casearchive.services.attachments.media_types import file_section
from casearchive.services.labels import label
from casearchive.services.library.browsing import case_ids
from casearchive.services.searching.saved_searches import find_search
from casearchive.storage import rows
from casearchive.storage.rows import Shelf

__all__ = [
    "Advice",
    "Drop",
    "FacetCount",
    "Facets",
    "Finder",
    "Found",
    "Group",
    "Hit",
    "Likeness",
    "Reason",
    "Repair",
    "Request",
    "Shelf",
    "Suggestion",
    "index_is_current",
    "marks_in",
    "search",
]

ALL = Shelf()
_CLOCK = 3_000_000_000  # nanoseconds; the clock of a USB stick's file system goes by two seconds
_SOON = 20  # changed cases that are indexed before a search answers: a tenth of a second
_REST = 5  # seconds before it is tried again what could not be written into the index
_AS_FILTERS = ("theme", "industry", "province", "tag")  # shelves that the index knows itself


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked for, where, and how it is listed.

    `order` is relevance, updated, title, code, place or ``outcome:<indicator>`` (the largest
    first); where no word is wanted, relevance means the last updated first. `group` is "", place
    (province) or theme (the first). An empty text asks for the whole shelf.
    """

    typed: str = ""
    shelf: Shelf = ALL
    order: str = "relevance"
    group: str = ""


Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def _mending(
    ask: Callable[Concatenate[Finder, Arguments], Answer],
) -> Callable[Concatenate[Finder, Arguments], Answer]:
    """Let a method of the finder begin a new index where the old one turns out to be damaged."""

    @wraps(ask)
    def ask_again(finder: Finder, /, *args: Arguments.args, **named: Arguments.kwargs) -> Answer:
        try:
            return ask(finder, *args, **named)
        except IndexIsDamaged:
            finder.start_anew()
            return ask(finder, *args, **named)

    return ask_again


class Finder:
    """Searches in one archive, one thread at a time; :meth:`interrupt` may come from any.

    Before it answers it takes in what was saved lately. Where much has to be indexed, as the first
    time, it answers from what is there already: :meth:`is_current` tells, :meth:`refresh` mends.
    So it does where the index cannot be written now, as on a full disk: `trouble` says why.
    A damaged index is thrown away wherever the damage is met, and an empty one begun; so it is
    where the file was taken away or replaced.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.trouble: IndexCannotBeKept | None = None
        self._rests_until = 0.0
        self._open()

    def _open(self) -> None:
        self._index = open_index(self._archive.index_path)
        self._file = _identity(self._archive.index_path)
        self._known: tuple[object, ...] = ()  # file and index when all was found to be indexed

    @_mending
    def refresh(self, progress: Progress = silent) -> None:
        """Bring the index up to date, however long it takes. Raises WorkWasCancelled."""
        self._catch_up(progress, at_most=None)

    @_mending
    def is_current(self) -> bool:
        """Say whether everything saved is found.

        Asking the archive takes a millisecond of every key that is pressed, so a file that has
        rested for a while and has not changed since is not asked again.
        """
        if _identity(self._archive.index_path) != self._file:  # nobody else writes to ours now
            before = self._index
            self._open()
            before.close()
        seen = (*_file_state(self._archive), self._index.state)
        if seen == self._known:
            return True
        current = _is_current(self._archive, self._index)
        rested = abs(time.time_ns() - seen[0]) > _CLOCK
        self._known = seen if current and rested else ()
        return current

    @_mending
    def first(self, request: Request, limit: int = 100) -> Found:
        """Return the first cases of the list, as many as are found while a key is pressed."""
        self._catch_up()
        return self._index.first(self._asked(request), limit)

    @_mending
    def everything(self, request: Request) -> Found:
        """Return all cases of the list, in its order and groups."""
        self._catch_up()
        return self._index.everything(self._asked(request))

    @_mending
    def facets(self, request: Request, expanded: Collection[str] = ()) -> Facets:
        """Return how many cases have which value, where it takes long only about.

        `expanded` are the paths of places whose parts are counted too.
        """
        self._catch_up()
        return self._index.facets(self._asked(request), expanded)

    @_mending
    def facets_exact(self, request: Request, expanded: Collection[str] = ()) -> Facets:
        """Return exactly how many cases have which value."""
        self._catch_up()
        return self._index.facets(self._asked(request), expanded, exactly=True)

    @_mending
    def count(self, request: Request) -> int:
        """Return how many cases match."""
        self._catch_up()
        return self._index.count_asked(self._asked(request))

    @_mending
    def hits(self, typed: str, ids: list[str]) -> dict[str, Hit]:
        """Return where `typed` stands in these cases, by id."""
        return {hit.key: _named(hit) for hit in self._index.hits(typed, ids)}

    @_mending
    def suggestions(self, typed: str, cursor: int, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what may be meant by the word in which the cursor stands."""
        return self._index.suggestions(typed, cursor, limit)

    @_mending
    def advice(self, request: Request) -> Advice:
        """Return help where nothing was found: words that may be meant, words to leave out."""
        return self._index.advice(self._asked(request))

    @_mending
    def similar(self, ids: Sequence[str], limit: int = 10) -> tuple[Likeness, ...]:
        """Return the cases most like these, with the reasons."""
        self._catch_up()
        return self._index.similar(ids, limit)

    @_mending
    def indicators(self) -> tuple[str, ...]:
        """Return the indicators to sort by."""
        return self._index.indicators()

    @_mending
    def ids(self, typed: str, shelf: Shelf = ALL, progress: Progress = silent) -> list[str]:
        """Return the ids of all cases on the shelf that match, best first."""
        self.refresh(progress)
        return list(self.everything(Request(typed, shelf)).keys) if typed.strip() else []

    @_mending
    def search(self, typed: str, limit: int, progress: Progress = silent) -> tuple[Hit, ...]:
        """Return the `limit` best cases with snippets."""
        self.refresh(progress)
        return tuple(map(_named, self._index.search(typed, limit=limit)))

    def start_anew(self) -> None:
        """Throw the index away and begin an empty one, which is then to be refreshed."""
        self._index.close()
        discard_index(self._archive.index_path)
        self._open()

    def interrupt(self) -> None:
        """Stop the search that another thread is waiting for."""
        self._index.interrupt()

    def close(self) -> None:
        """Give the index back."""
        self._index.close()

    def _catch_up(self, progress: Progress = silent, at_most: int | None = _SOON) -> None:
        passing = at_most is not None
        if passing and time.monotonic() < self._rests_until:
            return
        self.trouble = None
        if not self.is_current():
            from casearchive.services.searching.indexing import (  # noqa: PLC0415 - brings SQLAlchemy
                bring_up_to_date,
            )

            try:
                bring_up_to_date(self._archive, self._index, progress, at_most=at_most)
            except IndexCannotBeKept as error:
                if not passing:
                    raise
                self.trouble = error
                self._rests_until = time.monotonic() + _REST

    def _asked(self, request: Request) -> Asked:
        asked = Asked(typed=request.typed, order=request.order, group=request.group)
        shelf = request.shelf
        match shelf.kind:
            case "all":
                return asked
            case "draft":
                return replace(asked, filters={"status": ("草稿",)})
            case "trash":
                return replace(asked, within=())  # what was thrown away is not indexed
            case "search":
                return replace(asked, also=(find_search(self._archive, shelf.value).typed,))
            case kind if kind in _AS_FILTERS:
                return replace(asked, filters={kind: (shelf.value,)})
            case _:
                return replace(asked, within=case_ids(self._archive, shelf))


def search(
    archive: Archive, typed: str, limit: int = 20, progress: Progress = silent
) -> tuple[Hit, ...]:
    """Return the best cases for what was typed, with the section and the words around it."""
    with closing(Finder(archive)) as finder:
        return finder.search(typed, limit, progress)


def index_is_current(archive: Archive) -> bool:
    """Say whether a search can answer at once."""
    try:
        with closing(open_index(archive.index_path)) as index:
            return _is_current(archive, index)
    except CaseArchiveError:
        return False


def _is_current(archive: Archive, index: SearchIndex) -> bool:
    state = index.state
    with archive.rows() as connection:
        newest = rows.last_change(connection)
    return (state.archive_id, state.sequence, state.stamp) == (archive.archive_id, *newest)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return which file is at a path, None where there is none."""
    try:
        file = path.stat()
    except OSError:
        return None
    return file.st_dev, file.st_ino


def _file_state(archive: Archive) -> tuple[int, int, int]:
    """Return when the archive's file was last written, and which file it is."""
    try:
        file = archive.path.stat()
    except OSError:
        return time.time_ns(), 0, 0  # whoever reads it will say what is wrong
    return file.st_mtime_ns, file.st_size, file.st_ino


def _named(hit: Hit) -> Hit:
    """Name the section in the reader's language; a section of the user's own keeps its name."""
    attached = hit.section.removeprefix(ATTACHED)
    if attached != hit.section:
        return replace(hit, section=file_section(attached))
    return replace(hit, section=_(label("section_type", hit.section)) if hit.section else "")
