"""Lists, rows and counts of the library, fast enough to be asked before the first paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casearchive.services.archive import Archive
from casearchive.storage import rows
from casearchive.storage.rows import CaseRow, CollectionRow, Shelf

OUTCOME = "outcome:"  # before an indicator's name, in an order

__all__ = [
    "OUTCOME",
    "CaseRow",
    "CollectionRow",
    "Shelf",
    "case_ids",
    "case_rows",
    "change_mark",
    "library_counts",
    "list_collections",
    "own_marks",
]


def case_ids(archive: Archive, shelf: Shelf, order: str = "updated", limit: int = -1) -> list[str]:
    """Return the ids on a shelf; `order` is ``updated``, ``title`` or ``code``."""
    personal = _personal_ids(archive, shelf.kind) if shelf.kind in rows.PERSONAL else ()
    with archive.rows() as connection:
        return rows.case_ids(connection, shelf, order, limit, personal)


def case_rows(archive: Archive, ids: Sequence[str], order: str = "") -> dict[str, CaseRow]:
    """Return the list rows of these cases by id; those that are gone are left out.

    In an order by an indicator each row has the number the case is sorted by, or 未载.
    """
    with archive.rows() as connection:
        found = rows.case_rows(connection, ids)
        if order.startswith(OUTCOME):
            from casearchive.services.library import figures  # noqa: PLC0415 - heavy, and seldom

            numbers = rows.stated_numbers(connection, ids, order.removeprefix(OUTCOME))
            for case_id, row in found.items():
                found[case_id] = replace(row, figure=figures.largest(numbers.get(case_id, ())))
    return found


def library_counts(archive: Archive) -> dict[str, list[tuple[str, int]]]:
    """Return how many cases each shelf holds, by kind of shelf: (value, count), largest first."""
    personal = {kind: _personal_ids(archive, kind) for kind in rows.PERSONAL}
    with archive.rows() as connection:
        return rows.counts(connection, personal)


def list_collections(archive: Archive) -> list[CollectionRow]:
    """Return all folders of cases, siblings in their order."""
    with archive.rows() as connection:
        return rows.collections(connection)


def own_marks(archive: Archive) -> tuple[frozenset[str], frozenset[str]]:
    """Return which cases this user has starred, and which they have read to the end."""
    return (
        frozenset(_personal_ids(archive, "starred")),
        frozenset(_personal_ids(archive, "unread")),
    )


def change_mark(archive: Archive) -> tuple[int, str]:
    """Return what differs after anybody, in any window, has changed the archive."""
    with archive.rows() as connection:
        return rows.last_change(connection)


def _personal_ids(archive: Archive, kind: str) -> list[str]:
    from casearchive.services.study.files import personal_ids  # noqa: PLC0415 - spares the start

    return personal_ids(archive, kind)
