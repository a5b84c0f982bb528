"""A stranger's package read with care: every byte counted, hashed and checked before it is used.

:func:`unpack_texts` and :func:`unpack_files` are made to run in a child process. They write only
below the folder they are given, under names of this form, never under a name of the package's.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casearchive.errors import CaseArchiveError, reason_of
from casearchive.exchange import json_form
from casearchive.exchange.packages.form import (
    ANCESTRY,
    COMMENT,
    COMMENT_LENGTH,
    CONTENT,
    FILE,
    MANIFEST,
    MAX_PARTS,
    MAX_TEXT,
    SIGNATURE,
    Manifest,
    PackageIsDamaged,
    PackageIsNotReadable,
    Part,
    read_ancestry,
    read_manifest,
)
from casearchive.exchange.packages.signing import SignatureIsBroken, Signer, signer_of
from casearchive.i18n import _
from casearchive.progress import Progress, silent

_CHUNK = 1 << 20
_MAX_SIGNATURE = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A package that was found whole. `digest` is its manifest's SHA-256: equal content, equal
    digest. `signer` is None where nobody signed, or where `broken_signature`.
    """

    manifest: Manifest
    digest: str
    signer: Signer | None
    broken_signature: bool


def unpack_texts(path: Path, folder: Path, *, progress: Progress = silent) -> Unpacked:
    """Check the whole package and write its JSON parts below `folder`, which is there and empty.

    `progress` counts bytes. Raises PackageIsNotReadable, PackageIsDamaged (naming the part),
    PackageIsFromNewerVersion, and for a part that breaks the form what
    :func:`casearchive.exchange.json_form.read_form` raises.
    """
    size = _size(path)
    count = _Count(2 * size, progress)
    with _opened(path) as (file, package):
        data = _read(path.name, package, MANIFEST, MAX_TEXT)
        manifest = read_manifest(path.name, data)
        sealed = _seal_holds(file, size, count)
        entries = _entries(path.name, package, manifest, sealed=sealed)
        for part in manifest.parts:
            _check_part(path.name, package, part, folder, count)
        signer, broken = _signer(path.name, package, data, signed=SIGNATURE in entries)
        if not sealed:  # every part is whole: what lies between them is not
            raise PackageIsDamaged(path.name, SIGNATURE if broken else _("压缩包的目录"))
    return Unpacked(manifest, hashlib.sha256(data).hexdigest(), signer, broken)


def unpack_files(
    path: Path, wanted: frozenset[str], folder: Path, *, progress: Progress = silent
) -> list[str]:
    """Write the attached files with these hashes into `folder`, named by them; return the hashes.

    Raises as :func:`unpack_texts` does; `progress` counts files.
    """
    with _opened(path) as (_file, package):
        manifest = read_manifest(path.name, _read(path.name, package, MANIFEST, MAX_TEXT))
        files = [(part, FILE.fullmatch(part.name)) for part in manifest.parts]
        chosen = [part for part, name in files if name and name.group(1) in wanted]
        for done, part in enumerate(chosen):
            progress(done, len(chosen))
            with (folder / part.sha256).open("xb") as target:
                _copy(path.name, package, part, target.write)
    return [part.sha256 for part in chosen]


class _Count:
    """Bytes so far, of how many."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def add(self, number: int) -> None:
        self._done += number
        self._progress(min(self._done, self._total), self._total)


def _size(path: Path) -> int:
    try:
        about = path.stat()
    except OSError as error:
        raise PackageIsNotReadable(path.name, reason_of(error)) from error
    if not stat.S_ISREG(about.st_mode):
        raise PackageIsNotReadable(path.name, _("这不是文件"))
    return about.st_size


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, zipfile.ZipFile]]:
    try:
        with path.open("rb") as file:
            start = file.read(4)
            try:
                package = zipfile.ZipFile(file)
            except _BROKEN as error:
                if start[:2] == b"PK":
                    reason = _("文件不完整或压缩包的目录已损坏，请向对方重新索取")
                    raise PackageIsNotReadable(path.name, reason) from error
                raise PackageIsNotReadable(path.name, _("这不是交换包")) from error
            with package:
                yield file, package
    except OSError as error:
        raise PackageIsNotReadable(path.name, reason_of(error)) from error


def _seal_holds(file: BinaryIO, size: int, count: _Count) -> bool:
    """Say whether the comment is the SHA-256 of everything before it."""
    end = size - COMMENT_LENGTH
    if end <= 0:
        return False
    file.seek(end)
    told = file.read()
    file.seek(0)
    total = hashlib.sha256()
    while (left := end - file.tell()) > 0:
        piece = file.read(min(_CHUNK, left))
        if not piece:
            return False
        total.update(piece)
        count.add(len(piece))
    return told == COMMENT + total.hexdigest().encode()


def _entries(
    name: str, package: zipfile.ZipFile, manifest: Manifest, *, sealed: bool
) -> dict[str, zipfile.ZipInfo]:
    """Return what lies in the zip by name, once nothing in it is but what the manifest lists."""
    infos = package.infolist()
    if len(infos) > MAX_PARTS + 2:
        raise PackageIsNotReadable(name, _("里面的文件太多"))
    entries = {info.filename: info for info in infos}
    listed = {part.name for part in manifest.parts} | {MANIFEST}
    if missing := sorted(listed - entries.keys()):
        raise PackageIsDamaged(name, missing[0])
    strange = sorted(entries.keys() - listed - {SIGNATURE})
    if strange or len(entries) < len(infos):
        if not sealed:
            raise PackageIsDamaged(name, _("压缩包的目录"))
        reason = _("里面有不属于它的文件或重名的文件")
        raise PackageIsNotReadable(name, reason)
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)  # 0 where whoever zipped it did not say
        if info.flag_bits & 1 or kind not in (0, stat.S_IFREG):
            raise PackageIsDamaged(name, info.filename)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PackageIsDamaged(name, info.filename)
    return entries


def _check_part(
    name: str, package: zipfile.ZipFile, part: Part, folder: Path, count: _Count
) -> None:
    if FILE.fullmatch(part.name):
        _copy(name, package, part, len, count)
        return
    pieces: list[bytes] = []
    _copy(name, package, part, pieces.append, count)
    data = b"".join(pieces)
    if kind := CONTENT.fullmatch(part.name):
        form = json_form.form_in(data, Path(f"{name}/{part.name}"))
        if any(states for key, states in form.items() if key != kind.group(1)):
            raise PackageIsDamaged(name, part.name)
    elif ANCESTRY.fullmatch(part.name):
        try:
            read_ancestry(data)
        except ValueError as error:
            raise PackageIsDamaged(name, part.name) from error
    target = folder / part.name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(data)


def _copy(
    name: str,
    package: zipfile.ZipFile,
    part: Part,
    take: Callable[[bytes], object],
    count: _Count | None = None,
) -> None:
    """Hand on a part piece by piece, never more than the manifest says. Raises PackageIsDamaged."""
    total, left = hashlib.sha256(), part.size
    try:
        with package.open(part.name) as source:
            while piece := source.read(min(_CHUNK, left + 1)):
                left -= len(piece)
                if left < 0:
                    break
                total.update(piece)
                take(piece)
                if count:
                    count.add(len(piece))
    except (*_BROKEN, KeyError) as error:
        if isinstance(error, CaseArchiveError):
            raise
        raise PackageIsDamaged(name, part.name) from error
    if left or total.hexdigest() != part.sha256:
        raise PackageIsDamaged(name, part.name)


def _read(name: str, package: zipfile.ZipFile, part: str, most: int) -> bytes:
    """Return the bytes of a part that the manifest does not list: the manifest, the signature."""
    try:
        with package.open(part) as source:
            data = source.read(most + 1)
    except KeyError as error:
        reason = _("里面没有 {part}，这不是交换包或已被改动").format(part=part)
        raise PackageIsNotReadable(name, reason) from error
    except _BROKEN as error:
        raise PackageIsDamaged(name, part) from error
    if len(data) > most:
        raise PackageIsDamaged(name, part)
    return data


def _signer(
    name: str, package: zipfile.ZipFile, manifest: bytes, *, signed: bool
) -> tuple[Signer | None, bool]:
    if not signed:
        return None, False
    try:
        return signer_of(manifest, _read(name, package, SIGNATURE, _MAX_SIGNATURE)), False
    except (SignatureIsBroken, PackageIsDamaged):
        return None, True
