"""Files for people are written whole or not at all."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from casearchive.errors import ArchiveCannotBeUsed, reason_of
from casearchive.i18n import _
from casearchive.storage.safekeeping.backup import sync_folder

_UNSAFE = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufffd]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)\b", re.IGNORECASE)  # devices of Windows
_LONGEST_STEM, _LONGEST_SUFFIX = 60, 12  # characters: 255 bytes is all a file name may have

PATIENCE_SECONDS = 2.0  # a viewer on Windows holds the old file for a moment


class FileCannotBeWritten(ArchiveCannotBeUsed):
    """A result could not be put where it was asked for; the old file there is whole."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("不能写入“{path}”：{reason}。请关闭正在查看它的程序，或换一个位置。").format(
                path=path, reason=reason
            )
        )


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: a kill leaves the old file or the new, never a piece.

    Raises FileCannotBeWritten.
    """
    with writing_whole(path) as file:
        file.write(data)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write and read; it becomes `path` in one step when the block is through.

    If the block raises, `path` stays as it was. Raises FileCannotBeWritten.
    """
    part = path.with_name(f".{path.name[:100]}.{uuid4().hex[:8]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise FileCannotBeWritten(path, reason_of(error)) from error
    finally:
        with suppress(OSError):  # where even the folder is none, nothing lies there
            part.unlink()


def _replace(part: Path, path: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            part.replace(path)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def safe_name(name: str) -> str:
    """Return a file name that every system takes and shows as it is, as like `name` as may be."""
    stem, dot, suffix = _UNSAFE.sub("_", name).strip(". ").rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        return safe_stem(name)
    return f"{safe_stem(stem)}{dot}{suffix}"


def safe_stem(name: str, otherwise: str = "_") -> str:
    """Return what a file may be called before its ending; `otherwise` where nothing is left."""
    stem = _UNSAFE.sub("_", name).strip(". ")[:_LONGEST_STEM].strip(". ") or otherwise
    return f"_{stem}" if _RESERVED.match(stem) else stem
