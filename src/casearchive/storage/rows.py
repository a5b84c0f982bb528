"""The lists' rows, read straight from SQLite: thousands a second, before anything heavy is loaded.

Texts come as the file holds them; nothing here knows a mapped class.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

LIVE = "c.trashed_at IS NULL"
ORDERS = {
    "updated": "c.updated_at DESC, c.code DESC",
    "title": "c.title, c.code",
    "code": "c.code",
}
_ROW = """
SELECT c.id, c.code, c.title, c.abstract, c.status, c.kind, c.updated_at,
       (SELECT json_group_array(word) FROM
          (SELECT word FROM case_theme t WHERE t.case_id = c.id ORDER BY t.position)),
       coalesce(p.name, '')
FROM "case" c LEFT JOIN place p ON p.id = c.place_id
WHERE c.id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What one line of a list shows of a case. `id` is 32 hexadecimal digits."""

    id: str
    code: str
    title: str
    abstract: str
    status: str
    kind: str
    updated_at: str
    themes: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name, a smart list. `id` is 32 hexadecimal digits.

    `order` is ``relevance``, ``updated``, ``title``, ``code``, ``place`` or
    ``outcome:<indicator>``; `group` is ``place``, ``theme`` or empty.
    """

    id: str
    name: str
    typed: str
    order: str = "relevance"
    group: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the library: ``all``, ``draft``, ``trash``, ``theme``, ``industry``,
    ``province``, ``tag``, ``collection`` or ``search``; the last six with a `value`.

    What lies on a ``search`` (a saved search, by id) only the index can tell.
    """

    kind: str = "all"
    value: str = ""


_SHELVES = {
    "all": LIVE,
    "draft": f"{LIVE} AND c.status = '草稿'",
    "trash": "c.trashed_at IS NOT NULL",
    "theme": f"{LIVE} AND c.id IN (SELECT case_id FROM case_theme WHERE word = ?)",
    "industry": f"{LIVE} AND c.industry = ?",
    "province": f"{LIVE} AND c.place_id IN (SELECT id FROM place WHERE province = ?)",
    "tag": f"""{LIVE} AND c.id IN (SELECT case_id FROM case_tag JOIN tag ON tag.id = tag_id
               WHERE tag.name = ?)""",
    "collection": f"{LIVE} AND c.id IN (SELECT case_id FROM collection_entry"
    " WHERE collection_id = ?)",
}


def case_ids(
    connection: sqlite3.Connection, shelf: Shelf, order: str = "updated", limit: int = -1
) -> list[str]:
    """Return the ids on a shelf in the order asked for; `limit` below 0 means all of them.

    Raises ValueError for a ``search``: an empty list would read as “nothing found”.
    """
    if shelf.kind == "search":
        raise ValueError(shelf)
    sql = (
        'SELECT json_group_array(id) FROM (SELECT c.id FROM "case" c'
        f" WHERE {_SHELVES[shelf.kind]} ORDER BY {ORDERS[order]} LIMIT ?)"
    )
    values = [shelf.value] if "?" in _SHELVES[shelf.kind] else []
    (text,) = connection.execute(sql, [*values, limit]).fetchone()
    ids: list[str] = json.loads(text)
    return ids


def case_rows(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, CaseRow]:
    """Return the rows of these cases by id; a case that is gone is left out."""
    cursor = connection.execute(_ROW, (json.dumps(list(ids)),))
    return {
        id_: CaseRow(
            id_, code, title, abstract, status, kind, updated, tuple(json.loads(themes)), place
        )
        for id_, code, title, abstract, status, kind, updated, themes, place in cursor
    }


def counts(connection: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
    """Return how many live cases each shelf holds: kind -> (value, count), largest first.

    ``all``, ``draft`` and ``trash`` have one pair with an empty value.
    """
    result = {kind: [("", _count(connection, kind))] for kind in ("all", "draft", "trash")}
    for kind, sql in _COUNTS.items():
        result[kind] = connection.execute(sql).fetchall()
    return result


def _count(connection: sqlite3.Connection, kind: str) -> int:
    sql = f'SELECT count(*) FROM "case" c WHERE {_SHELVES[kind]}'
    (number,) = connection.execute(sql).fetchone()
    return int(number)


_COUNTS = {
    "theme": f"""SELECT word, count(*) AS n FROM case_theme JOIN "case" c ON c.id = case_id
                 WHERE {LIVE} GROUP BY word ORDER BY n DESC, word""",
    "industry": f"""SELECT c.industry, count(*) AS n FROM "case" c
                    WHERE {LIVE} AND c.industry <> '' GROUP BY 1 ORDER BY n DESC, 1""",
    "province": f"""SELECT p.province, count(*) AS n FROM "case" c JOIN place p ON p.id = c.place_id
                    WHERE {LIVE} AND p.province <> '' GROUP BY 1 ORDER BY n DESC, 1""",
    "tag": f"""SELECT tag.name, count(*) AS n FROM case_tag JOIN tag ON tag.id = tag_id
               JOIN "case" c ON c.id = case_id WHERE {LIVE} GROUP BY 1 ORDER BY n DESC, 1""",
}


def saved_searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return all saved searches in their order."""
    columns = "id, name, typed, sort, grouping, position"
    sql = f"SELECT {columns} FROM saved_search ORDER BY position, name"
    return [SavedSearch(*row) for row in connection.execute(sql)]


def last_change(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return sequence and stamp of the newest change; (0, "") for an archive without one."""
    sql = "SELECT sequence, stamp FROM change ORDER BY sequence DESC LIMIT 1"
    return connection.execute(sql).fetchone() or (0, "")


def changed_since(connection: sqlite3.Connection, sequence: int, stamp: str) -> list[str] | None:
    """Return the ids of cases changed after a state; None when that state is not in the log."""
    if sequence:
        known = connection.execute("SELECT stamp FROM change WHERE sequence = ?", (sequence,))
        if (known.fetchone() or ("",))[0] != stamp:
            return None
    sql = "SELECT DISTINCT case_id FROM changed_case WHERE sequence > ?"
    return [case_id for (case_id,) in connection.execute(sql, (sequence,))]
