"""The lists' rows, read straight from SQLite: thousands a second, before anything heavy is loaded.

Texts come as the file holds them; nothing here knows a mapped class.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
       coalesce(p.name, ''), coalesce(c.industry, ''), coalesce(c.period, '')
FROM "case" c LEFT JOIN place p ON p.id = c.place_id
WHERE c.id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What one line of a list shows of a case. `id` is 32 hexadecimal digits.

    `figure` is the number a list is sorted by, as its source says it, empty where it is not.
    """

    id: str
    code: str
    title: str
    abstract: str
    status: str
    kind: str
    updated_at: str
    themes: tuple[str, ...]
    place: str
    industry: str = ""
    period: str = ""
    figure: str = ""


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
    ``province``, ``tag``, ``year``, ``collection`` or ``search``, these with a `value`; or
    ``recent``, ``starred``, ``unread``.

    What lies on a ``search`` (a saved search, by id) only the index can tell; on the last three,
    this user's own layer.
    """

    kind: str = "all"
    value: str = ""


PERSONAL = ("recent", "starred", "unread")
_SHELVES = {
    "all": LIVE,
    "draft": f"{LIVE} AND c.status = '草稿'",
    "trash": "c.trashed_at IS NOT NULL",
    "theme": f"{LIVE} AND c.id IN (SELECT case_id FROM case_theme WHERE word = ?)",
    "industry": f"{LIVE} AND c.industry = ?",
    "province": f"{LIVE} AND c.place_id IN (SELECT id FROM place WHERE province = ?)",
    "tag": f"""{LIVE} AND c.id IN (SELECT case_id FROM case_tag JOIN tag ON tag.id = tag_id
               WHERE tag.name = ?)""",
    "year": f"{LIVE} AND c.id IN (SELECT case_id FROM outcome WHERE year = CAST(? AS INTEGER))",
    "collection": f"{LIVE} AND c.id IN (SELECT case_id FROM collection_entry"
    " WHERE collection_id = ?)",
    "starred": f"{LIVE} AND c.id IN (SELECT value FROM json_each(?))",
    "recent": f"{LIVE} AND c.id IN (SELECT value FROM json_each(?))",
    "unread": f"{LIVE} AND c.id NOT IN (SELECT value FROM json_each(?))",
}


def case_ids(
    connection: sqlite3.Connection,
    shelf: Shelf,
    order: str = "updated",
    limit: int = -1,
    personal: Sequence[str] = (),
) -> list[str]:
    """Return the ids on a shelf in the order asked for; `limit` below 0 means all of them.

    `personal` are the ids that this user's layer tells for ``recent``, ``starred``, ``unread``.
    What was read lately keeps its own order.

    Raises ValueError for a ``search``: an empty list would read as “nothing found”.
    """
    if shelf.kind == "search":
        raise ValueError(shelf)
    sql = (
        'SELECT json_group_array(id) FROM (SELECT c.id FROM "case" c'
        f" WHERE {_SHELVES[shelf.kind]} ORDER BY {ORDERS[order]} LIMIT ?)"
    )
    value = json.dumps(list(personal)) if shelf.kind in PERSONAL else shelf.value
    values = [value] if "?" in _SHELVES[shelf.kind] else []
    (text,) = connection.execute(sql, [*values, limit]).fetchone()
    ids: list[str] = json.loads(text)
    if shelf.kind == "recent":
        there = set(ids)
        ids = [case_id for case_id in personal if case_id in there]
    return ids


def case_rows(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, CaseRow]:
    """Return the rows of these cases by id; a case that is gone is left out."""
    cursor = connection.execute(_ROW, (json.dumps(list(ids)),))
    return {
        id_: CaseRow(
            *(id_, code, title, abstract, status, kind, updated, tuple(json.loads(themes))),
            *rest,
        )
        for id_, code, title, abstract, status, kind, updated, themes, *rest in cursor
    }


def stated_numbers(
    connection: sqlite3.Connection, ids: Sequence[str], indicator: str
) -> dict[str, list[dict[str, Any]]]:
    """Return the numbers that these cases state of an indicator, by the cases' ids.

    Each with the names of its columns: value, upper_value, qualifier, unit, year.
    """
    sql = """
        SELECT case_id, value, upper_value, qualifier, unit, year FROM outcome
        WHERE indicator = ? AND case_id IN (SELECT value FROM json_each(?))
    """
    names = ("value", "upper_value", "qualifier", "unit", "year")
    found: dict[str, list[dict[str, Any]]] = {}
    for case_id, *values in connection.execute(sql, (indicator, json.dumps(list(ids)))):
        found.setdefault(case_id, []).append(dict(zip(names, values, strict=True)))
    return found


def titled(connection: sqlite3.Connection, titles: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (id, code, title) of the live cases with these titles."""
    places = ", ".join("?" for _title in titles)
    sql = f'SELECT c.id, c.code, c.title FROM "case" c WHERE {LIVE} AND c.title IN ({places})'
    return connection.execute(f"{sql} ORDER BY c.title", list(titles)).fetchall()


def titles_like(
    connection: sqlite3.Connection, words: Sequence[str], limit: int
) -> list[tuple[str, str, str]]:
    """Return (id, code, title) of live cases whose title or code holds every word."""
    if not words:
        return []
    holds = "(instr(lower(c.title), ?) OR instr(lower(c.code), ?))"
    rule = " AND ".join([LIVE, *(holds for _word in words)])
    sql = f'SELECT c.id, c.code, c.title FROM "case" c WHERE {rule} ORDER BY c.title LIMIT ?'
    values = [word.lower() for word in words for _side in range(2)]
    return connection.execute(sql, [*values, limit]).fetchall()


def counts(
    connection: sqlite3.Connection, personal: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[str, int]]]:
    """Return how many live cases each shelf holds: kind -> (value, count), largest first.

    ``all``, ``draft``, ``trash`` and the `personal` ones have one pair with an empty value; years
    come with the latest first, collections by their ids.
    """
    result = {kind: [("", _count(connection, kind))] for kind in ("all", "draft", "trash")}
    for kind in PERSONAL:
        ids = json.dumps(list(personal.get(kind, ())))
        result[kind] = [("", _count(connection, kind, ids))]
    for kind, sql in _COUNTS.items():
        result[kind] = connection.execute(sql).fetchall()
    return result


def _count(connection: sqlite3.Connection, kind: str, *values: str) -> int:
    sql = f'SELECT count(*) FROM "case" c WHERE {_SHELVES[kind]}'
    (number,) = connection.execute(sql, values).fetchone()
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
    "year": f"""SELECT CAST(o.year AS TEXT), count(DISTINCT o.case_id) AS n FROM outcome o
                JOIN "case" c ON c.id = o.case_id WHERE {LIVE} AND o.year IS NOT NULL
                GROUP BY o.year ORDER BY o.year DESC""",
    "collection": f"""SELECT e.collection_id, count(*) FROM collection_entry e
                      JOIN "case" c ON c.id = e.case_id WHERE {LIVE} GROUP BY 1""",
}


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A folder of cases; `parent` is the id of the folder it lies in, or empty."""

    id: str
    name: str
    parent: str = ""


def collections(connection: sqlite3.Connection) -> list[CollectionRow]:
    """Return all folders, siblings in their order."""
    sql = "SELECT id, name, coalesce(parent_id, '') FROM collection ORDER BY position, name"
    return [CollectionRow(*row) for row in connection.execute(sql)]


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
