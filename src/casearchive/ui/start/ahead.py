"""Imports the large pages before they are asked for, a module at a time, while the window rests.

A page brings a hundred modules along: asked for by a click, they make the window stand still for as
long as ten frames. A worker is no place for them: of two threads that import the same, one may find
it half done. Here each turn imports a few modules of ours whose own needs are there already.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from time import perf_counter
from types import CodeType

from PySide6.QtCore import QObject, QTimer

from casearchive.precedence import rested

PAGES = (
    "casearchive.ui.packs.pack_desk",
    "casearchive.ui.imports.desk",
    "casearchive.ui.form.case_form",
)
_OURS = "casearchive."
_RESTS = 2000  # milliseconds after the window has begun
_EVERY = 40  # milliseconds from one turn to the next
_TURN = 0.008  # seconds after which a turn takes no further module
_STILL = (
    0.3  # seconds without a movement of the window before a turn: a scrolled list must not jerk
)
_PATIENCE = (
    200  # turns passed over after which no more are: a bar that moves for hours is no reason
)


class Ahead(QObject):
    """Begun once; ends with the window or with the last module."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._modules: Iterator[str] = iter(())
        self._passed = 0
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin in a while."""
        self._modules = missing_modules(PAGES)
        QTimer.singleShot(_RESTS, self, self._start)

    def _start(self) -> None:
        self._timer.start()

    def _go_on(self) -> None:
        if rested() < _STILL and self._passed < _PATIENCE:
            self._passed += 1
            return
        begun = perf_counter()
        for name in self._modules:
            with suppress(ImportError):  # who asks for the page will be told
                import_module(name)
            if perf_counter() - begun > _TURN:
                return
        self._timer.stop()


def missing_modules(wanted: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of our modules that `wanted` need and that are not imported yet.

    Each comes after all that it needs at its top; import it before the next is asked for.
    """
    seen: set[str] = set()

    def walk(name: str) -> Iterator[str]:
        if name in seen or name in sys.modules:
            return
        seen.add(name)
        spec = _spec(name)
        if spec is None:
            return
        for needed in _needs(spec):
            yield from walk(needed)
        yield name

    for name in wanted:
        yield from walk(name)


def _spec(name: str) -> ModuleSpec | None:
    with suppress(ImportError, ValueError):
        return find_spec(name)  # of a module in a package, this imports the package
    return None


def _needs(spec: ModuleSpec) -> Iterator[str]:
    """Yield our modules that a module imports at its top, as its compiled code says."""
    get_code = getattr(spec.loader, "get_code", None)
    code = get_code(spec.name) if get_code else None
    if not isinstance(code, CodeType):
        return
    package, before, behind = "", "", 0
    for step in dis.get_instructions(code):
        if before == "TYPE_CHECKING" and step.opname == "TO_BOOL":
            continue
        if before == "TYPE_CHECKING":  # the jump over what only type checkers import
            behind = int(step.argval) if "JUMP" in step.opname else 0
        before = str(step.argval)
        if step.offset < behind:
            continue
        if step.opname == "IMPORT_NAME":
            package = before if before.startswith(_OURS) else ""
            if package:
                yield package
        elif step.opname == "IMPORT_FROM" and hasattr(sys.modules.get(package), "__path__"):
            part = f"{package}.{before}"  # a module, or only a name in the package
            if not hasattr(sys.modules[package], before) and _spec(part):
                yield part
