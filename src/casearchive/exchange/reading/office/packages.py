"""Zip packages of office programs (ECMA-376, part 2), unpacked part by part and counted.

Nothing is taken on trust: how much comes out is counted while it does, names stay inside the
package, XML that declares entities is refused, what lies outside is never loaded.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.exchange.docx_text import name_of
from casearchive.exchange.reading.result import FileIsRefused
from casearchive.i18n import _

_MOST_PARTS = 5_000
_MOST_BYTES = 1_000_000_000  # of everything, unpacked: a collection full of photos
_MOST_XML = 30_000_000  # of all parts that are parsed; a long novel has a third of that
_MOST_PART = 50_000_000  # of one picture
_RATIO = 200  # times smaller than unpacked; text of the office programs reaches 50
_SMALL = 1_000_000  # bytes unpacked, below which any ratio is harmless
_CHUNK = 1 << 16
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
_PROLOG = 64 << 10  # bytes in which a document type would stand


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of a part: `kind` e.g. ``image``; `target` a part's name, or an address outside."""

    kind: str
    target: str
    outside: bool = False


class Package:
    """A package that is not trusted. Use :func:`opened`."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self._path = path
        self._file = file
        self.names = frozenset(file.namelist())
        self._xml_left = _MOST_XML
        self._check(file.infolist())

    def _check(self, parts: list[zipfile.ZipInfo]) -> None:
        total = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        is_bomb = total > _SMALL and total > _RATIO * max(1, packed)
        if len(parts) > _MOST_PARTS or total > _MOST_BYTES or is_bomb:
            raise self._refused(_("解开后大得不正常（像是压缩炸弹），没有读取。"))
        if any(part.flag_bits & 1 for part in parts):
            raise self._refused(_("有打开密码。请去掉密码另存后再导入。"))
        if len(self.names) < len(parts) or any(_leads_out(name) for name in self.names):
            raise self._refused(_("内部的文件名有问题（重名，或指向文件外面），没有读取。"))

    def _refused(self, reason: str) -> FileIsRefused:
        return FileIsRefused(self._path, reason)

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name in self.names

    def xml(self, name: str) -> BaseOxmlElement:
        """Return the outermost element of a part. Raises FileIsRefused."""
        data = self._unpack(name, self._xml_left)
        self._xml_left -= len(data)
        self._refuse_entities(data[:_PROLOG])
        return parse_xml(data)

    def check_xml(self) -> None:
        """Look at the beginning of every part that a library will parse. Raises FileIsRefused."""
        for name in self.names:
            if name.lower().endswith((".xml", ".rels", ".vml")):
                with self._file.open(name) as part:
                    self._refuse_entities(part.read(_PROLOG))

    def _refuse_entities(self, start: bytes) -> None:
        if _DOCTYPE.search(start.replace(b"\0", b"")):
            text = _("含有实体声明（正常的文档没有，可能是恶意文件），没有读取。")
            raise self._refused(text)

    def blob(self, name: str) -> bytes:
        """Return the bytes of a picture. Raises FileIsRefused for one that is too large."""
        return self._unpack(name, _MOST_PART)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the links of a part by their ids; those of the package for an empty name."""
        beside = join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")
        if not self.has(beside):
            return {}
        found = {}
        for link in self.xml(beside):
            target = str(link.get("Target", ""))
            outside = link.get("TargetMode") == "External"
            if not outside:
                target = normpath(join("/", dirname(name), target)).lstrip("/")
            kind = str(link.get("Type", "")).rpartition("/")[2]
            found[str(link.get("Id", ""))] = Relation(kind, target, outside)
        return found

    def main(self) -> str:
        """Return the name of the part that is the document. Raises FileIsRefused."""
        for link in self.relations("").values():
            if link.kind == "officeDocument" and self.has(link.target):
                return link.target
        raise self._refused(_("缺少正文部分，可能已损坏。请用 Word 或 WPS 打开另存后再导入。"))

    def _unpack(self, name: str, most: int) -> bytes:
        pieces, size = [], 0
        with self._file.open(name) as part:
            while piece := part.read(_CHUNK):
                size += len(piece)
                if size > most:
                    raise self._refused(_("里面有一部分太大，没有读取。请拆成几个文件再导入。"))
                pieces.append(piece)
        return b"".join(pieces)


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Give the package at `path`. Raises FileIsRefused, also for what breaks in the block."""
    try:
        with zipfile.ZipFile(path) as file:
            yield Package(path, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise FileIsRefused(path, _("已损坏或不完整，打不开。请重新取得这个文件。")) from error


def attribute(element: BaseOxmlElement, name: str) -> str:
    """Return an attribute's value whatever its namespace, or nothing."""
    return next(
        (str(value) for key, value in element.items() if key.rpartition("}")[2] == name), ""
    )


def child(element: BaseOxmlElement | None, *names: str) -> BaseOxmlElement | None:
    """Return the first descendant along a path of names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if name_of(inner) == name), None)
    return element


def value(element: BaseOxmlElement | None, *names: str) -> str:
    """Return the ``val`` of the descendant along a path of names, or nothing."""
    found = child(element, *names)
    return "" if found is None else attribute(found, "val")


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name
