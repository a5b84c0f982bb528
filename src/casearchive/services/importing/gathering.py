"""Which files an import is about: folders opened up, what is no document left out and told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from casearchive.errors import reason_of
from casearchive.exchange.reading.result import FileIsRefused
from casearchive.i18n import _
from casearchive.services.attachments.attaching import MAX_SIZE

MOST_FILES = 10_000
_LITTER = ("thumbs.db", "desktop.ini", ".ds_store")
_PAGES = (".html", ".htm")
_BESIDE = ("_files", ".files", "_文件")  # what browsers save with a page


def gather(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """Return the files that `paths` mean, folders with all that lies in them, each once.

    With them sentences on what was passed over. Links inside folders are not followed: they may
    lead anywhere.
    """
    found: dict[Path, None] = {}
    notes: list[str] = []
    for path in paths:
        if path.is_dir():
            for inner in _inside(path, notes):
                found.setdefault(inner)
        else:
            found.setdefault(path)
        if len(found) > MOST_FILES:
            text = _("一次最多导入 {most} 个文件，其余的没有列入。请分几次导入。")
            notes.append(text.format(most=MOST_FILES))
            break
    return list(found)[:MOST_FILES], notes


def _inside(folder: Path, notes: list[str]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, followlinks=False):
        pages = {Path(name).stem for name in names if name.lower().endswith(_PAGES)}
        beside = {stem + ending for stem in pages for ending in _BESIDE}
        folders[:] = sorted(name for name in folders if not _is_litter(name) and name not in beside)
        for name in sorted(names):
            path = Path(place) / name
            if _is_litter(name):
                continue
            if path.is_symlink():
                text = _("“{name}”是指向别处的链接，没有导入。")
                notes.append(text.format(name=name))
                continue
            yield path


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LITTER or name == "__MACOSX"


def check_file(path: Path) -> int:
    """Return the size in bytes of a file that can be read. Raises FileIsRefused."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise FileIsRefused(path, _("不是文件，没有读取。"))
        if not about.st_size:
            raise FileIsRefused(path, _("是空文件。"))
        if about.st_size > MAX_SIZE:
            most = MAX_SIZE // 1024**2
            raise FileIsRefused(path, _("超过 {most} MB，没有读取。").format(most=most))
    except OSError as error:
        reason = _("读不出来：{reason}。").format(reason=reason_of(error))
        raise FileIsRefused(path, reason) from error
    return about.st_size
