"""Documents at rest: their rows in the index, exactly as they were tokenised."""

import json
import sqlite3
import zlib
from dataclasses import dataclass
from functools import cached_property

from casearchive.search.documents import Document, IndexedSection
from casearchive.search.fold import fold, settle
from casearchive.search.schema import IndexIsDamaged

# Between the texts of one document: a noncharacter, so that nothing is found across two of them.
PART_BREAK = "\ufdda"

COLUMNS = "key, code, title, place, tags, filters, updated, labels, body"


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
    return (
        document.key,
        document.code,
        document.title,
        document.place,
        json.dumps(document.tags),
        json.dumps(dict(document.filters)),
        document.updated,
        json.dumps([section.label for section in document.sections]),
        zlib.compress(body.encode("utf-8")),
    )


@dataclass(frozen=True)
class StoredDocument:
    """A row of the index, unpacked no further than it is asked for."""

    key: str
    code: str
    title: str
    place: str
    tags_json: str
    filters_json: str
    updated: str
    labels_json: str
    packed_body: bytes

    def document(self) -> Document:
        """Return the settled document that was added."""
        return Document(
            key=self.key,
            title=self.title,
            code=self.code,
            place=self.place,
            tags=self.tags,
            filters=self.filters,
            sections=self.sections,
            updated=self.updated,
        )

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Its short labels."""
        return tuple(json.loads(self.tags_json))

    @cached_property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """Its filter values by the filter's name."""
        return {name: tuple(values) for name, values in json.loads(self.filters_json).items()}

    @cached_property
    def body(self) -> str:
        """The texts of its sections, with a part break between them."""
        return zlib.decompress(self.packed_body).decode("utf-8")

    @cached_property
    def sections(self) -> tuple[IndexedSection, ...]:
        """Its sections in order."""
        labels: list[str] = json.loads(self.labels_json)
        texts = self.body.split(PART_BREAK) if labels else []
        return tuple(map(IndexedSection, labels, texts))

    def holds(self, piece: str, field: str = "") -> bool:
        """Say whether a folded piece stands in the document, or in one field of its head."""
        if field:
            return piece in fold(self._fields[field])
        # Most text is Simplified already: the unfolded text often answers, and sooner.
        return piece in self._whole or piece in self._folded

    @cached_property
    def _fields(self) -> dict[str, str]:
        tags = PART_BREAK.join(self.tags)
        return {"code": self.code, "title": self.title, "place": self.place, "tags": tags}

    @cached_property
    def _whole(self) -> str:
        return PART_BREAK.join((*self._fields.values(), self.body))

    @cached_property
    def _folded(self) -> str:
        return fold(self._whole)


def read_document(connection: sqlite3.Connection, row_id: int) -> StoredDocument:
    """Return the document in row `row_id`, which is there unless the file is damaged."""
    query = f"SELECT {COLUMNS} FROM documents WHERE id = ?"  # noqa: S608 - a constant of ours
    found = connection.execute(query, (row_id,)).fetchone()
    if found is None:
        raise IndexIsDamaged
    return StoredDocument(*found)
