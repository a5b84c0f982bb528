"""What makes the start quick; used before anything of the window is imported. Knows no Qt itself.

Python collects garbage dozens of times while it imports, and finds none. PySide reads the source of
every module that is imported after it, to see whether it switches the naming of Qt's functions,
which nothing here does: some tenth of a millisecond and all the lines' memory for each, and the
libraries behind the window have a thousand modules.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_haste() -> Iterator[None]:
    """Import the window within this."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        _spare_sources()
        yield
    finally:
        if collecting:
            gc.enable()


def _spare_sources() -> None:
    """Let PySide take every module for one that switches nothing; where it has changed, do less."""
    try:
        import PySide6.QtCore  # noqa: F401, PLC0415 - brings the part of it that reads
    except ImportError:
        return  # who imports the window says it better
    reader = sys.modules.get("shibokensupport.feature")
    if reader is not None and "_mod_uses_pyside" in vars(reader):
        vars(reader)["_mod_uses_pyside"] = lambda _module: False
