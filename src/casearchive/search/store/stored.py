"""Documents at rest: their rows in the index, exactly as they were tokenised."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from casearchive.search.documents import Document, IndexedFigure, IndexedSection
from casearchive.search.store import packing
from casearchive.search.store.connection import IndexIsDamaged
from casearchive.search.text.fold import PART_BREAK, fold, settle

_WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_punctuation = re.compile("(?<=[\u2e80-\uffff])[,:;!?()]")
_ENCODING = "utf-16-le"  # the fastest to read, and what packs Chinese best

_DETAILS = frozenset(("filters", "labels", "weights", "figures", "terms"))

# The texts lie apart: heads are read by the thousand, and sixteen times as many share a page.
TABLES = (
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, updated TEXT NOT"
    " NULL, code TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, tags TEXT NOT NULL,"
    " details BLOB NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE folded_texts (id INTEGER PRIMARY KEY, folded BLOB NOT NULL)",
)

_HEAD_COLUMNS = "id, code, title, place, tags"
_COLUMNS = f"{_HEAD_COLUMNS}, key, updated, body"
_VALUES = "code, title, place, tags, key, updated, details, body"
_INSERT = f"INSERT INTO documents ({_VALUES}) VALUES (?,?,?,?,?,?,?,?)"  # noqa: S608 - constants
_UPDATE = f"UPDATE documents SET ({_VALUES}) = (?,?,?,?,?,?,?,?) WHERE id = ?"  # noqa: S608
_KEEP_FOLDED = "INSERT OR REPLACE INTO folded_texts VALUES (?,?)"
_SELECT_FOLDED = "SELECT folded FROM folded_texts WHERE id = ?"
_SELECT_KEYS = "SELECT id, key FROM documents WHERE id IN (SELECT value FROM json_each(?))"
_SELECT_ROW = "SELECT id FROM documents WHERE key = ?"
_SELECT_DETAILS = "SELECT details FROM documents WHERE id = ?"
_SELECT_TEXT = f"SELECT {_HEAD_COLUMNS} FROM documents WHERE id = ?"  # noqa: S608 - constants
_SELECT_BODIES = "SELECT id, folded FROM folded_texts WHERE id IN (SELECT value FROM json_each(?))"
_SELECT_HEADS = (
    f"SELECT {_HEAD_COLUMNS} FROM documents WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
)
_AT_ONCE = 200  # texts read by one statement: one for each takes twice the time
_SELECT_DOCUMENT = f"SELECT {_COLUMNS} FROM documents WHERE id = ?"  # noqa: S608 - constants


def settled(document: Document) -> Document:
    """Return the document with every text of it fit for storing."""
    return Document(
        key=settle(document.key),
        title=settle(document.title),
        code=settle(document.code),
        place=settle(document.place),
        tags=tuple(map(settle, document.tags)),
        filters={
            settle(name): tuple(dict.fromkeys(map(settle, values)))
            for name, values in document.filters.items()
        },
        sections=tuple(
            IndexedSection(settle(section.label), settle(section.text), section.weight)
            for section in document.sections
        ),
        updated=settle(document.updated),
        figures=tuple(
            IndexedFigure(settle(it.indicator), it.low, it.high, settle(it.unit))
            for it in document.figures
        ),
        terms=tuple((settle(kind), settle(word)) for kind, word in document.terms),
    )


@dataclass(eq=False)  # neither frozen nor compared: making one is part of every verifying
class StoredText:
    """What a query is verified in: a document's folded text, with a part break between sections.

    The index keeps it folded: folding takes longer than unpacking and finding together. The text
    itself is packed as what differs from it, which is little.
    """

    connection: sqlite3.Connection
    row: int
    code: str
    title: str
    place: str
    tags_json: str

    def holds(self, piece: str, field: str = "") -> bool:
        """Say whether a folded piece stands in the document, or in one field of its head."""
        if field:
            return piece in self._head[field]
        if piece in self.title or piece in self.place:
            return True  # as it is written: the best cases, and nothing is unpacked for them
        return stands_in(encoded(piece), self.folded) or self.head_holds(piece)

    def head_holds(self, piece: str, field: str = "") -> bool:
        """Say whether a folded piece stands in the head, or in one field of it."""
        return piece in (self._head[field] if field else self._whole_head)

    def filter_values(self, name: str) -> tuple[str, ...]:
        """Return the values of a filter."""
        return tuple(self.details["filters"].get(name, ()))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The short labels."""
        return tuple(json.loads(self.tags_json))

    @cached_property
    def folded(self) -> bytes:
        """The folded texts of the sections, encoded."""
        packed = _read(self.connection, _SELECT_FOLDED, self.row)[0]
        return packing.unpacked(self.connection, packed)

    @cached_property
    def folded_body(self) -> str:
        """The folded texts of the sections, with a part break between them."""
        return self.folded.decode(_ENCODING)

    @cached_property
    def details(self) -> dict[str, Any]:
        """Whatever else is kept of the document."""
        packed = _read(self.connection, _SELECT_DETAILS, self.row)[0]
        details: dict[str, Any] = json.loads(packing.unpacked(self.connection, packed))
        if not isinstance(details, dict) or not details.keys() >= _DETAILS:
            raise IndexIsDamaged
        return details

    @cached_property
    def _head(self) -> dict[str, str]:
        tags = PART_BREAK.join(self.tags)
        head = {"code": self.code, "title": self.title, "place": self.place, "tags": tags}
        return {field: fold(text) for field, text in head.items()}

    @cached_property
    def _whole_head(self) -> str:
        return fold(PART_BREAK.join((self.code, self.title, self.place, *self.tags)))


@dataclass(frozen=True)
class StoredDocument:
    """A whole row of the index, its body unpacked when it is asked for."""

    key: str
    updated: str
    text: StoredText
    packed_body: bytes

    @property
    def labels(self) -> list[str]:
        """The labels of the sections."""
        labels: list[str] = self.text.details["labels"]
        return labels

    @cached_property
    def body(self) -> str:
        """The texts of the sections, as long as the folded body, character by character."""
        differing = packing.unpacked(self.text.connection, self.packed_body)
        return _xor(differing, _likely(self.text.folded_body)).decode(_ENCODING)

    def document(self) -> Document:
        """Return the settled document that was added."""
        text, details = self.text, self.text.details
        filters = {name: tuple(values) for name, values in details["filters"].items()}
        return Document(
            key=self.key,
            title=text.title,
            code=text.code,
            place=text.place,
            tags=text.tags,
            filters=filters,
            sections=tuple(
                map(IndexedSection, self.labels, self.body.split(PART_BREAK), details["weights"])
            ),
            updated=self.updated,
            figures=tuple(IndexedFigure(**figure) for figure in details["figures"]),
            terms=tuple((kind, word) for kind, word in details["terms"]),
        )


def encoded(piece: str) -> bytes:
    """Return a folded piece as it stands in folded texts."""
    return piece.encode(_ENCODING)


def insert(connection: sqlite3.Connection, document: Document, *, hard: bool = False) -> int:
    """Keep a settled document whose key is not known yet; return its row."""
    body = _body(document)
    folded = fold(body)
    values = (*_values(connection, document), _packed_body(connection, body, folded))
    row = connection.execute(_INSERT, values).lastrowid
    assert row is not None  # what SQLite gives for an INSERT
    connection.execute(_KEEP_FOLDED, (row, _packed_text(connection, folded, hard=hard)))
    return row


def update(connection: sqlite3.Connection, old: StoredDocument, document: Document) -> None:
    """Keep a settled document in the place of another one."""
    row, body, packed = old.text.row, _body(document), old.packed_body
    if body != old.body:
        folded = fold(body)
        packed = _packed_body(connection, body, folded)
        connection.execute(_KEEP_FOLDED, (row, _packed_text(connection, folded)))
    connection.execute(_UPDATE, (*_values(connection, document), packed, row))


def delete(connection: sqlite3.Connection, row: int) -> None:
    """Forget the document in a row."""
    for table in ("documents", "folded_texts"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row,))  # noqa: S608 - constants


def clear(connection: sqlite3.Connection) -> None:
    """Forget all documents."""
    for table in ("documents", "folded_texts"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants


def row_of(connection: sqlite3.Connection, key: str) -> int | None:
    """Return the row of a settled key, None if the index does not know it."""
    found = connection.execute(_SELECT_ROW, (key,)).fetchone()
    return found[0] if found else None


def read_text(connection: sqlite3.Connection, row: int) -> StoredText:
    """Return what to verify a query in; the row is there unless the file is damaged."""
    return StoredText(connection, *_read(connection, _SELECT_TEXT, row))


def read_heads(connection: sqlite3.Connection, rows: Iterable[int]) -> Iterator[StoredText]:
    """Yield what to verify a query in for each of the rows, of which only the head was read."""
    for found in _read_together(connection, _SELECT_HEADS, rows):
        yield StoredText(connection, *found)


def read_bodies(connection: sqlite3.Connection, rows: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """Yield each of the rows with its folded sections, encoded, in ascending order.

    :raises IndexIsDamaged: where a row is not there
    """
    for row, packed in _read_together(connection, _SELECT_BODIES, rows):
        yield row, packing.unpacked(connection, packed)


def _read_together(
    connection: sqlite3.Connection, query: str, rows: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        found = connection.execute(query, (json.dumps(some),)).fetchall()
        if len(found) < len(some):
            raise IndexIsDamaged
        yield from found


def read_keys(connection: sqlite3.Connection, rows: Sequence[int]) -> tuple[str, ...]:
    """Return the keys of rows, which are there unless the file is damaged, in their order."""
    keys = dict(connection.execute(_SELECT_KEYS, (json.dumps(rows),)))
    if len(keys) < len(rows):
        raise IndexIsDamaged
    return tuple(map(keys.__getitem__, rows))


def every_key(connection: sqlite3.Connection) -> list[str]:
    """Return the key of every row, by row; ``""`` where there is none."""
    last = connection.execute("SELECT max(id) FROM documents").fetchone()[0] or 0
    keys = [""] * (last + 1)
    for row, key in connection.execute("SELECT id, key FROM documents"):
        keys[row] = key
    return keys


def rows_of(connection: sqlite3.Connection, keys: Iterable[str]) -> list[int]:
    """Return the rows of those of the settled keys that the index knows, in ascending order."""
    query = "SELECT id FROM documents WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id"
    return [row for (row,) in connection.execute(query, (json.dumps(list(keys)),))]


def read_document(connection: sqlite3.Connection, row: int) -> StoredDocument:
    """Return the document in a row, which is there unless the file is damaged."""
    found = _read(connection, _SELECT_DOCUMENT, row)
    key, updated, body = found[-3:]
    return StoredDocument(key, updated, StoredText(connection, *found[:-3]), body)


def samples(document: Document) -> tuple[bytes, bytes]:
    """Return what will be packed of a settled document."""
    folded = fold(_body(document))
    return folded.encode(_ENCODING), _details(document)


def _values(connection: sqlite3.Connection, document: Document) -> tuple[str | bytes, ...]:
    return (
        document.code,
        document.title,
        document.place,
        json.dumps(document.tags, ensure_ascii=False),
        document.key,
        document.updated,
        packing.packed(connection, _details(document)),
    )


def _packed_body(connection: sqlite3.Connection, body: str, folded: str) -> bytes:
    return packing.packed(connection, _xor(body.encode(_ENCODING), _likely(folded)))


def _packed_text(connection: sqlite3.Connection, folded: str, *, hard: bool = False) -> bytes:
    return packing.packed(connection, folded.encode(_ENCODING), hard=hard)


def _body(document: Document) -> str:
    return PART_BREAK.join(section.text for section in document.sections)


def _details(document: Document) -> bytes:
    details = {
        "filters": dict(document.filters),
        "labels": [section.label for section in document.sections],
        "weights": [section.weight for section in document.sections],
        "figures": [asdict(figure) for figure in document.figures],
        "terms": document.terms,
    }
    return json.dumps(details, ensure_ascii=False, separators=(",", ":")).encode()


def _likely(folded: str) -> bytes:
    """Return what a folded text was before, most likely: after Chinese, punctuation is wide."""
    return _punctuation.sub(lambda found: _WIDE[found[0]], folded).encode(_ENCODING)


def stands_in(piece: bytes, text: bytes) -> bool:
    """Say whether encoded text stands in another: searching takes less time than decoding it."""
    place = text.find(piece)
    while place % 2 == 1:  # between two characters, or, as -1, nowhere
        if place < 0:
            return False
        place = text.find(piece, place + 1)
    return True


def _xor(text: bytes, other: bytes) -> bytes:
    """Return `text` bit by bit unlike `other`: as long as `text`, and zero where they agree."""
    size = len(text)
    return (int.from_bytes(text, "little") ^ int.from_bytes(other[:size], "little")).to_bytes(
        size, "little"
    )


def _read(connection: sqlite3.Connection, query: str, row: int) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = connection.execute(query, (row,)).fetchone()
    if found is None:
        raise IndexIsDamaged
    return found
