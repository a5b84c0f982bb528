"""The text of a file somebody attached: Word, PDF, plain text. A file may be broken or hostile.

It is read in a process of its own, with limits of time and memory; whatever happens there, the
answer is a :class:`FileText`. Its cost falls once a file: whoever asks keeps the answer.
"""

import codecs
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casearchive.child import ChildEnded, ChildRanOutOfMemory, ChildTookTooLong, in_child
from casearchive.domain.text import REPLACEMENT, clean_text
from casearchive.progress import Progress, silent

# The libraries are heavy, and only the child needs one of them.
# ruff: noqa: PLC0415

READABLE = (".docx", ".pdf", ".txt", ".md")
MAX_TEXT = 2_000_000  # characters; a long novel has half of that

# What a fault may be. Where reading broke off, another try may do better; the others stay.
PROTECTED, BROKEN, TOO_MUCH, BROKE_OFF = "protected", "broken", "too much", "broke off"

_TIME_LIMIT = 120.0  # s
_MEMORY_LIMIT = 1024**3  # bytes
_MOST_BYTES = 4  # a character takes in any encoding read here
_FEW = 0.01  # the share of characters that may be unreadable in a text
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how a protected package begins, and the old .doc
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # ECMA-376 and [MS-OFFCRYPTO]


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text, cleaned, pages and paragraphs on lines of their own.

    `is_cut` says that there was more than :data:`MAX_TEXT` characters. `fault` says why there is
    none: ``protected`` by a password, ``broken``, ``too much`` for the limits, ``broke off`` where
    the reading process died; empty where the file was read, a scan without text included.
    """

    text: str = ""
    is_cut: bool = False
    fault: str = ""


def is_readable(name: str) -> bool:
    """Say whether a file of this name is of a kind whose text can be read."""
    return name.lower().endswith(READABLE)


def read_file_text(
    path: Path, progress: Progress = silent, *, time_limit: float = _TIME_LIMIT
) -> FileText:
    """Return the text of the file at `path`, whose kind is told by its content.

    `progress` counts pages or parts; what it raises ends the reading and goes on to the caller.
    """
    try:
        return in_child(
            extract, path, progress=progress, time_limit=time_limit, memory_limit=_MEMORY_LIMIT
        )
    except (ChildTookTooLong, ChildRanOutOfMemory):
        return FileText(fault=TOO_MUCH)
    except ChildEnded:
        return FileText(fault=BROKE_OFF)


def extract(path: Path, progress: Progress) -> FileText:
    """Return the text of the file at `path`; what the child does, where any error may come up."""
    from casearchive.exchange.docx_text import PackageIsTooLarge
    from casearchive.exchange.pdf_text import FileIsProtected

    try:
        return _gathered(_pieces(path, progress))
    except FileIsProtected:
        return FileText(fault=PROTECTED)
    except (PackageIsTooLarge, MemoryError):
        return FileText(fault=TOO_MUCH)
    except Exception:  # a stranger's file may make the libraries raise anything
        return FileText(fault=PROTECTED if _is_protected(path) else BROKEN)


def _pieces(path: Path, progress: Progress) -> Iterator[str]:
    with path.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" in start:
        from casearchive.exchange.pdf_text import pdf_pieces

        return pdf_pieces(path, progress)
    if start.startswith(b"PK\x03\x04"):
        from casearchive.exchange.docx_text import docx_pieces

        return docx_pieces(path, progress)
    return iter((_plain_text(path),))


def _gathered(pieces: Iterator[str]) -> FileText:
    kept: list[str] = []
    room = MAX_TEXT
    for piece in pieces:
        text = clean_text(piece).strip()
        if not text:
            continue
        if len(text) > room:
            return FileText("\n".join([*kept, text[:room]]), is_cut=True)
        room -= len(text) + 1
        kept.append(text)
    return FileText("\n".join(kept))


def _plain_text(path: Path) -> str:
    """Return a text file's content: by its mark, else as UTF-8, else as GB 18030."""
    most = MAX_TEXT * _MOST_BYTES
    with path.open("rb") as file:
        data = file.read(most)
        whole = not file.read(1)
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _decode(data, encoding, "replace", whole=whole)
    if b"\x00" in data:
        raise ValueError(path)
    try:
        return _decode(data, "utf-8-sig", "strict", whole=whole)
    except UnicodeDecodeError:
        text = _decode(data, "gb18030", "replace", whole=whole)
    if text.count(REPLACEMENT) > _FEW * len(text):
        raise ValueError(path)
    return text


def _decode(data: bytes, encoding: str, errors: str, *, whole: bool) -> str:
    """Decode; of a cut text the last character may be a piece, which is left out."""
    return codecs.getincrementaldecoder(encoding)(errors).decode(data, final=whole)


def _is_protected(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(len(_OLE)) != _OLE:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return content.find(_ENCRYPTED) >= 0
