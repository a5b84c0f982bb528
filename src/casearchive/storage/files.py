"""Files for people are written whole or not at all."""

import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from casearchive.errors import ArchiveCannotBeUsed, reason_of
from casearchive.i18n import _
from casearchive.storage.backup import sync_folder

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
    part = path.with_name(f".{path.name[:100]}.{uuid4().hex[:8]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
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
