"""A package written in one pass: each part as it comes, the manifest behind them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from casearchive.domain.states.state import State
from casearchive.exchange import json_form
from casearchive.exchange.packages.form import (
    COMMENT,
    COMMENT_LENGTH,
    MANIFEST,
    SIGNATURE,
    Ancestry,
    Manifest,
    Part,
    ancestry_data,
)
from casearchive.exchange.packages.signing import sign

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: nobody takes it for a fact
_MODE = 0o100644 << 16  # a plain file that everybody may read
_CHUNK = 1 << 20
_LEVEL = 6


class PackageWriter:
    """Writes one package to `file`, which is open for reading and writing, and empty.

    Nothing depends on the clock or the computer but the deflate of Python's zlib.
    """

    def __init__(self, file: BinaryIO, manifest: Manifest) -> None:
        self._file = file
        self._manifest = manifest
        self._zip = zipfile.ZipFile(file, "w")
        self._numbers: dict[str, int] = {}

    def add_content(self, kind: str, states: Iterable[State]) -> None:
        """Add entities of one kind of :data:`casearchive.exchange.json_form.ROOTS` as a part."""
        lines = [json.dumps(state, ensure_ascii=False) for state in states]
        if not lines:
            return
        head = f'{{"format": "{json_form.FORMAT}", "version": {json_form.VERSION}, "{kind}": [\n'
        counts = self._manifest.counts
        counts[kind] = counts.get(kind, 0) + len(lines)
        self._add_text(self._next(f"content/{kind}-"), head + ",\n".join(lines) + "\n]}\n")

    def add_ancestry(self, entities: Mapping[str, Ancestry]) -> None:
        """Add what is known of where entities come from."""
        if entities:
            self._add_text(self._next("ancestry/"), ancestry_data(entities).decode())

    def add_file(self, sha256: str, path: Path) -> bool:
        """Add an attached file; say whether it was what its name says and went in.

        A file of other bytes is found out before anything is written. Raises OSError.
        """
        total, size = hashlib.sha256(), 0
        with path.open("rb") as source:
            while piece := source.read(_CHUNK):
                total.update(piece)
                size += len(piece)
            if total.hexdigest() != sha256:
                return False
            source.seek(0)
            about = _about(f"files/{sha256}", zipfile.ZIP_STORED, size)
            with self._zip.open(about, "w") as target:
                while piece := source.read(_CHUNK):
                    target.write(piece)
        self._manifest.parts.append(Part(about.filename, size, sha256))
        return True

    def finish(self, name: str = "", private_key: str = "") -> None:
        """Write the manifest, its signature if there is a key, and the check over everything."""
        data = self._manifest.data()
        self._write(MANIFEST, data, zipfile.ZIP_STORED)
        if private_key:
            self._write(SIGNATURE, sign(data, name, private_key), zipfile.ZIP_STORED)
        self._zip.comment = COMMENT + b"0" * (COMMENT_LENGTH - len(COMMENT))
        self._zip.close()
        self._seal()

    def _seal(self) -> None:
        """Put the SHA-256 of everything before the comment into the comment."""
        end = self._file.seek(0, 2) - COMMENT_LENGTH
        self._file.seek(0)
        total = hashlib.sha256()
        while (left := end - self._file.tell()) > 0:
            total.update(self._file.read(min(_CHUNK, left)))
        self._file.seek(end + len(COMMENT))
        self._file.write(total.hexdigest().encode())
        self._file.seek(0, 2)

    def _next(self, start: str) -> str:
        number = self._numbers[start] = self._numbers.get(start, 0) + 1
        return f"{start}{number:04}.json"

    def _add_text(self, name: str, text: str) -> None:
        data = text.encode()
        self._write(name, data, zipfile.ZIP_DEFLATED)
        self._manifest.parts.append(Part(name, len(data), hashlib.sha256(data).hexdigest()))

    def _write(self, name: str, data: bytes, method: int) -> None:
        self._zip.writestr(_about(name, method, len(data)), data, method, _LEVEL)


def _about(name: str, method: int, size: int) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(name, _MOMENT)
    about.create_system = 3  # Unix, wherever it is written
    about.external_attr = _MODE
    about.compress_type = method
    about.file_size = size
    return about
