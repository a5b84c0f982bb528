"""Runs the check before print when the pack has come to rest, and tells the page and the tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.printing.checks.findings import Preflight
from casearchive.services.printing.checks.preflight import check_pack
from casearchive.services.views import PackView
from casearchive.ui.packs.checks.page import ChecksPage
from casearchive.ui.tasks import Tasks, Work
from casearchive.ui.widgets import ask

SHOWN = 5  # errors named before an export
PAUSE = 500  # ms of rest after the pages are there


class Checker(QObject):
    """`checked` (Preflight, or None while nothing is known).

    What leaves the house asks :meth:`passes` first.
    """

    checked = Signal(object)

    def __init__(self, archive: Archive, tasks: Tasks, page: ChecksPage) -> None:
        super().__init__(page)
        self._archive, self._tasks, self._page = archive, tasks, page
        self._pack: PackView | None = None
        self._work: Work | None = None
        self.found: Preflight | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._go)
        self._waiting: Callable[[], object] | None = None

    def when_known(self, act: Callable[[], object]) -> None:
        """Do `act` as soon as it is known what is amiss; the last one asked for counts."""
        if self.found:
            act()
        else:
            self._waiting = act
            if self._work is None and self._pack is not None:
                self._pause.stop()
                self._go()

    def passes(self, accept: str) -> bool:
        """Ask whether to go on in spite of errors; at once where there are none."""
        errors = self.found.errors if self.found else ()
        if not errors:
            return True
        lines = [one.sentence for one in errors[:SHOWN]]
        if len(errors) > SHOWN:
            lines.append(_("……共 {count} 处。").format(count=len(errors)))
        window = self._page.window()
        title = _("检查发现有要改的地方")
        return ask(window, title, "\n".join(lines), accept=accept, reject=_("先去看看"))

    def forget(self) -> None:
        """Let go of what was found: the pack has changed."""
        self._waiting = None
        self._pause.stop()
        if self._work:
            self._work.cancel()
            self._work = None
        self._pack = self.found = None  # what still comes back of another state is not taken
        self._page.show_waiting()
        self.checked.emit(None)

    def want(self, pack: PackView) -> None:
        """Check this state of the pack soon."""
        self._pack = pack
        self._pause.start()

    def _go(self) -> None:
        pack = self._pack
        if pack is None or not pack.items:
            return

        def done(found: Preflight) -> None:
            if pack == self._pack:
                self._work, self.found = None, found
                self._page.show_preflight(found)
                self.checked.emit(found)
                act, self._waiting = self._waiting, None
                if act:
                    act()

        def failed(error: CaseArchiveError) -> None:
            if pack == self._pack and not isinstance(error, WorkWasCancelled):
                self._work = self._waiting = None
                self._page.show_nothing(error.message, "")

        self._work = self._tasks.run(
            check_pack,
            self._archive,
            pack.id,
            pack.edition,
            pack.template,
            on_done=done,
            on_failed=failed,
        )
