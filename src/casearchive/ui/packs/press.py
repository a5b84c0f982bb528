"""Saves the pack and sets it, in the background, one after the other: the newest wish wins."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import save_pack
from casearchive.services.briefing.publishing import PrintedPack, print_pack
from casearchive.services.views import PackView
from casearchive.ui.tasks import Change, Tasks, Work

PAUSE = 350  # ms of rest before a changed pack is saved and set


class Press(QObject):
    """Keeps a pack and its pages up to date.

    `saved` after each saving; `began`, then `progressed` (done, total), then one of `ready`
    (PrintedPack), `failed` (error) and `stopped`. A save is never begun before the one before it
    has ended, so that an older state cannot come to lie over a newer one.
    """

    saved = Signal()
    began = Signal()
    progressed = Signal(int, int)
    ready = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, archive: Archive, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive, self._tasks = archive, tasks
        self._wanted: PackView | None = None
        self._stored: PackView | None = None
        self._work: Work | None = None
        self._is_saving = False
        self._again = False  # something newer waits for the end of the work
        self._printed: tuple[PackView, PrintedPack] | None = None
        self.change = Change("packs")  # the last one announced by us
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._go)

    def begin(self, stored: PackView) -> None:
        """Take up a pack as the archive holds it, and set its pages."""
        self._wanted = self._stored = stored
        self._printed = None
        self._hurry()

    def want(self, pack: PackView) -> None:
        """Save and set this state of the pack, after a short rest from typing."""
        self._wanted = pack
        self._pause.start()

    def flush(self) -> None:
        """Save what is still resting."""
        if self._pause.isActive():
            self._hurry()

    def save_now(self) -> None:
        """Save here and now, without a worker: the window is going, and its workers with it."""
        self._pause.stop()
        if self._wanted and self.is_ahead and not self._archive.read_only:
            with suppress(CaseArchiveError):  # nobody is left to be told
                save_pack(self._archive, self._wanted)
                self._stored = self._wanted

    def stop(self) -> None:
        """Stop setting pages; what was typed is saved all the same."""
        if self._work and not self._is_saving:
            self._work.cancel()

    @property
    def printed(self) -> PrintedPack | None:
        """The pages of the pack as it now stands, None while there are none yet."""
        if self._printed and self._printed[0] == self._wanted:
            return self._printed[1]
        return None

    @property
    def busy(self) -> bool:
        """Whether something is resting, being saved or being set."""
        return self._work is not None or self._pause.isActive()

    @property
    def is_ahead(self) -> bool:
        """Whether the pack as it stands is not in the archive yet."""
        return self._wanted != self._stored

    def _hurry(self) -> None:
        self._pause.stop()
        self._go()

    def _go(self) -> None:
        """Begin what is to be done next; what runs comes to its end first."""
        if self._work:
            self._again = True
            self.stop()
        elif self._wanted is None:
            return
        elif self.is_ahead and not self._archive.read_only:
            self._save(self._wanted)
        elif self._wanted.items:
            self._print(self._wanted)
        else:
            self.stopped.emit()

    def _save(self, pack: PackView) -> None:
        self._is_saving = True
        self.change = Change("packs", (pack.id,))

        def done(_result: object) -> None:
            self._stored = pack
            self._end()
            self.saved.emit()
            self._go()

        self._work = self._tasks.run(
            save_pack,
            self._archive,
            pack,
            on_done=done,
            on_failed=self._fail,
            changes=self.change,
        )

    def _print(self, pack: PackView) -> None:
        def done(printed: PrintedPack) -> None:
            self._printed = (pack, printed)
            if self._end():
                self._go()
            elif self.printed:
                self.ready.emit(printed)

        self.began.emit()
        self._work = self._tasks.run(
            print_pack,
            self._archive,
            pack.id,
            pack.edition,
            pack.template,
            on_done=done,
            on_failed=self._fail,
        )
        self._work.progressed.connect(self.progressed)

    def _end(self) -> bool:
        """Take note that the work has ended; True where there is more to do."""
        again, self._again = self._again, False
        self._work, self._is_saving = None, False
        return again

    def _fail(self, error: CaseArchiveError) -> None:
        if self._end():
            self._go()
        elif isinstance(error, WorkWasCancelled):
            self.stopped.emit()
        else:
            self.failed.emit(error)
