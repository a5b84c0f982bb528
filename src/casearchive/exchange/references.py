"""Sources for reference managers: CSL-JSON (1.0.2) and RIS; Zotero reads both.

What a source does not state is left out; nothing is filled in.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casearchive.domain.evidence import Source

_CSL_TYPES = {
    "M": "book", "C": "paper-conference", "N": "article-newspaper", "J": "article-journal",
    "D": "thesis", "R": "report", "S": "standard", "P": "patent", "A": "chapter",
    "DB": "dataset", "Z": "document", "EB/OL": "webpage", "N/OL": "article-newspaper",
    "A/OL": "chapter", "J/OL": "article-journal", "DB/OL": "dataset",
}  # fmt: skip
_RIS_TYPES = {
    "M": "BOOK", "C": "CONF", "N": "NEWS", "J": "JOUR", "D": "THES", "R": "RPRT", "S": "STAND",
    "P": "PAT", "A": "CHAP", "DB": "DATA", "Z": "GEN", "EB/OL": "ELEC", "N/OL": "NEWS",
    "A/OL": "CHAP", "J/OL": "JOUR", "DB/OL": "DATA",
}  # fmt: skip
_IN_A_CONTAINER = frozenset({"C", "N", "J", "A", "N/OL", "A/OL", "J/OL"})
_SEPARATORS = ("；", ";", "，", "、")
_LANGUAGE = "zh-CN"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source and the codes of the cases that cite it."""

    source: Source
    cases: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What a reference manager has no field for: grade, and where it is cited."""
        return f"grade {self.source.grade}; cited in {', '.join(self.cases)}".rstrip()


def write_csl(references: Iterable[Reference]) -> bytes:
    """Return references as CSL-JSON in UTF-8."""
    items = [_csl(reference) for reference in references]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _csl(reference: Reference) -> dict[str, Any]:
    source = reference.source
    publisher = "container-title" if source.type in _IN_A_CONTAINER else "publisher"
    item: dict[str, Any] = {
        "id": str(source.id),
        "type": _CSL_TYPES.get(source.type, "document"),
        "title": source.title,
        "author": [{"literal": name} for name in authors_of(source)],
        publisher: source.publisher,
        "issued": _csl_date(source.published),
        "accessed": _csl_date(source.accessed),
        "issue": source.issue,
        "URL": source.url,
        "language": _LANGUAGE,
        "note": reference.note,
    }
    return {key: value for key, value in item.items() if value}


def _csl_date(date: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def write_ris(references: Iterable[Reference]) -> bytes:
    """Return references as RIS in UTF-8, a tag a line."""
    lines = [line for reference in references for line in _ris(reference)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _ris(reference: Reference) -> list[str]:
    source = reference.source
    container = source.type in _IN_A_CONTAINER
    tags = [
        ("TY", _RIS_TYPES.get(source.type, "GEN")),
        ("TI", source.title),
        *(("AU", name) for name in authors_of(source)),
        ("T2" if container else "PB", source.publisher),
        ("PY", (source.published or "")[:4]),
        ("DA", (source.published or "").replace("-", "/")),
        ("Y2", (source.accessed or "").replace("-", "/")),
        ("IS", source.issue),
        ("UR", source.url),
        ("LA", _LANGUAGE),
        ("N1", reference.note),
        ("ID", source.id.hex),
    ]
    # A line end inside a value would begin a tag of somebody else's making.
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value.strip()]
    return [*lines, "ER  - ", ""]


def authors_of(source: Source) -> list[str]:
    """Return the names of a source's authors, as far as a separator tells them apart."""
    names = [source.author]
    for separator in _SEPARATORS:
        names = [part for name in names for part in name.split(separator)]
    return [name.strip() for name in names if name.strip()]
