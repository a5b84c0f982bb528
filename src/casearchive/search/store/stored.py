"""Documents at rest: their rows in the index, exactly as they were tokenised."""

import json
import sqlite3
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from casearchive.search.documents import Document, IndexedSection
from casearchive.search.store.schema import IndexIsDamaged
from casearchive.search.text.fold import PART_BREAK, fold, settle

_WINDOW = 1 << 15  # how far back a zlib stream can refer
_ENCODING = "utf-16-le"  # two bytes a Chinese character instead of three, and the fastest to read

# The body stands last: verifying does not read the pages it lies on.
_TEXT_COLUMNS = "code, title, place, tags, filters, folded"
COLUMNS = f"{_TEXT_COLUMNS}, key, updated, labels, body"
_SELECT_KEY = "SELECT key FROM documents WHERE id = ?"
_SELECT_TEXT = f"SELECT {_TEXT_COLUMNS} FROM documents WHERE id = ?"  # noqa: S608 - constants
_SELECT_DOCUMENT = f"SELECT {COLUMNS} FROM documents WHERE id = ?"  # noqa: S608 - constants


def settled(document: Document) -> Document:
    """Return the document with every text of it fit for storing."""
    return Document(
        key=settle(document.key),
        title=settle(document.title),
        code=settle(document.code),
        place=settle(document.place),
        tags=tuple(map(settle, document.tags)),
        filters={
            settle(name): tuple(map(settle, values)) for name, values in document.filters.items()
        },
        sections=tuple(
            IndexedSection(settle(section.label), settle(section.text))
            for section in document.sections
        ),
        updated=settle(document.updated),
    )


def to_row(document: Document) -> tuple[str | bytes, ...]:
    """Return a settled document as a row of `COLUMNS`."""
    body = PART_BREAK.join(section.text for section in document.sections)
    folded = fold(body).encode(_ENCODING)
    return (
        document.code,
        document.title,
        document.place,
        json.dumps(document.tags),
        json.dumps(dict(document.filters)),
        folded,
        document.key,
        document.updated,
        json.dumps([section.label for section in document.sections]),
        _packed(body.encode(_ENCODING), like=folded),
    )


@dataclass(frozen=True)
class StoredText:
    """What a query is verified in: a document's folded text.

    The index keeps it ready, with a part break between the sections: folding or unpacking takes ten
    times as long as finding. The text itself is packed as what differs from it, which is little.
    """

    code: str
    title: str
    place: str
    tags_json: str
    filters_json: str
    folded: bytes

    def holds(self, piece: str, field: str = "") -> bool:
        """Say whether a folded piece stands in the document, or in one field of its head."""
        if field:
            return piece in self._head[field]
        return piece in self.folded_body or piece in self._whole_head

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The short labels."""
        return tuple(json.loads(self.tags_json))

    @cached_property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filter values by the filter's name."""
        return {name: tuple(values) for name, values in json.loads(self.filters_json).items()}

    @cached_property
    def folded_body(self) -> str:
        """The folded texts of the sections, with a part break between them."""
        return self.folded.decode(_ENCODING)

    @cached_property
    def _head(self) -> dict[str, str]:
        tags = PART_BREAK.join(self.tags)
        head = {"code": self.code, "title": self.title, "place": self.place, "tags": tags}
        return {field: fold(text) for field, text in head.items()}

    @cached_property
    def _whole_head(self) -> str:
        return PART_BREAK.join(self._head.values())


@dataclass(frozen=True)
class StoredDocument:
    """A whole row of the index, its body unpacked when it is asked for."""

    key: str
    updated: str
    labels: tuple[str, ...]
    text: StoredText
    packed_body: bytes

    @cached_property
    def body(self) -> str:
        """The texts of the sections, as long as the folded body, character by character."""
        return _unpacked(self.packed_body, like=self.text.folded).decode(_ENCODING)

    def document(self) -> Document:
        """Return the settled document that was added."""
        text = self.text
        return Document(
            key=self.key,
            title=text.title,
            code=text.code,
            place=text.place,
            tags=text.tags,
            filters=text.filters,
            sections=tuple(map(IndexedSection, self.labels, self.body.split(PART_BREAK))),
            updated=self.updated,
        )


def read_key(connection: sqlite3.Connection, row: int) -> str:
    """Return the key of the document in a row, which is there unless the file is damaged."""
    return str(_read(connection, _SELECT_KEY, row)[0])


def read_text(connection: sqlite3.Connection, row: int) -> StoredText:
    """Return what to verify a query in; the row is there unless the file is damaged."""
    return StoredText(*_read(connection, _SELECT_TEXT, row))


def read_document(connection: sqlite3.Connection, row: int) -> StoredDocument:
    """Return the document in a row, which is there unless the file is damaged."""
    *text, key, updated, labels, body = _read(connection, _SELECT_DOCUMENT, row)
    return StoredDocument(key, updated, tuple(json.loads(labels)), StoredText(*text), body)


def _read(connection: sqlite3.Connection, query: str, row: int) -> tuple[Any, ...]:
    found: tuple[Any, ...] | None = connection.execute(query, (row,)).fetchone()
    if found is None:
        raise IndexIsDamaged
    return found


def _packed(text: bytes, like: bytes) -> bytes:
    packer = zlib.compressobj(zdict=like[-_WINDOW:])
    return packer.compress(text) + packer.flush()


def _unpacked(packed: bytes, like: bytes) -> bytes:
    unpacker = zlib.decompressobj(zdict=like[-_WINDOW:])
    return unpacker.decompress(packed) + unpacker.flush()
