"""The gate before anything goes out: pages as the pack stands, checked, errors agreed to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from casearchive.services.briefing.publishing import PrintedPack
from casearchive.services.views import PackView
from casearchive.ui.packs.checks.checker import Checker
from casearchive.ui.packs.out.output import Ready
from casearchive.ui.packs.press import Press

Pass = Callable[[PrintedPack], object]


class Gate(QObject):
    """Keeps the last thing that was asked for until the press and the checker are done."""

    refused = Signal()  # the check found errors, and nobody agreed to them
    nothing = Signal()  # the pack is empty

    def __init__(
        self, press: Press, checker: Checker, pack: Callable[[], PackView], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._press, self._checker, self._pack = press, checker, pack
        self._waiting: Pass | None = None

    def once_checked(self, act: Callable[[Ready], object], accept: str) -> None:
        """Do `act` with the pages once they are there and checked, and errors are agreed to."""

        def go(printed: PrintedPack) -> None:
            if self._checker.passes(accept):
                act(self.out(printed))
            else:
                self.refused.emit()

        self._once_ready(lambda pages: self._checker.when_known(lambda: go(pages)))

    def out(self, printed: PrintedPack) -> Ready:
        """Return these pages with the name under which they go out."""
        pack = self._pack()
        return Ready(pack.id, pack.name, printed)

    def open(self, printed: PrintedPack) -> None:
        """Let through what waited for the pages."""
        act, self._waiting = self._waiting, None
        if act:
            act(printed)

    def forget(self) -> None:
        """Let go of what waits: another pack is shown, or there will be no pages."""
        self._waiting = None

    def _once_ready(self, act: Pass) -> None:
        """Do `act` with the pages, as soon as they show the pack as it stands."""
        if not self._pack().items:
            self.nothing.emit()
        elif printed := self._press.printed:
            act(printed)
        else:
            self._waiting = act
            self._press.want(self._pack())
