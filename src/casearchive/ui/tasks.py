"""The one door for slow work: off the main thread, with progress, cancel, its result back on it.

    tasks.run(save_draft, archive, draft, on_done=saved, changes=Change("cases"))

A function that takes ``progress`` is given one: it feeds the bar, and it raises WorkWasCancelled
inside the work once the user has cancelled. Views refresh themselves from :attr:`Tasks.changed`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from inspect import signature
from queue import SimpleQueue
from time import monotonic
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from casearchive.errors import CaseArchiveError, WorkWasCancelled
from casearchive.i18n import _
from casearchive.precedence import going_first, stand_aside

WORKERS = 3
_SHOWN_EVERY = 0.05  # seconds between two movements of a progress bar

Done = Callable[[Any], object]
Failed = Callable[[CaseArchiveError], object]


@dataclass(frozen=True, slots=True)
class Change:
    """What work has changed: ``cases``, ``packs`` or ``archive`` (anything may have), and which."""

    kind: str
    ids: tuple[str, ...] = ()


class FaultOfOurs(CaseArchiveError):
    """Work ended with an error nobody foresaw. It has been shown and written to the log."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__(_("程序出了一个意外的错误，这一步没有完成。"))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to happen when work comes back."""

    on_done: Done | None
    on_failed: Failed | None
    change: Change | None


class Work(QObject):
    """A piece of work under way. Made by :meth:`Tasks.run`, lives on the main thread."""

    progressed = Signal(int, int)
    ended = Signal()
    _came_back = Signal(object, object)  # result, error: from the worker to the main thread

    def __init__(self, call: Callable[..., Any], title: str, plan: _Plan, tasks: Tasks) -> None:
        super().__init__(tasks)
        self.title = title
        self._plan = plan
        self._call = call
        self.can_be_stopped = False
        self._cancelled = threading.Event()
        self._shown = 0.0
        self._came_back.connect(self._end)  # a bound method: Qt hands it over to our thread

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    def report(self, done: int, total: int) -> None:
        """Hear from the work how far it is (a :class:`casearchive.progress.Progress`)."""
        if self.cancelled:
            raise WorkWasCancelled
        stand_aside()
        now = monotonic()
        if done == total or now - self._shown >= _SHOWN_EVERY:
            self._shown = now
            self.progressed.emit(done, total)

    def give_progress(self) -> None:
        """Have the work report to this object, and hear from it that it should stop."""
        self.can_be_stopped = True
        self._call = partial(self._call, progress=self.report)

    def carry_out(self) -> None:
        """Do the work; called once, by a worker."""
        try:
            if self.cancelled:
                raise WorkWasCancelled
            result, error = self._call(), None
        except BaseException as caught:  # whatever it is, it belongs to the main thread
            result, error = None, caught
        self._came_back.emit(result, error)

    def _end(self, result: Any, error: BaseException | None) -> None:
        # Only as a parent: a child that held its parent, and were the last to do so, would delete
        # it while being deleted, and be deleted by it once more.
        tasks = self.parent()
        if isinstance(tasks, Tasks):
            tasks.finish(self, self._plan, result, error)


class Tasks(QObject):
    """Runs work on a few threads of its own. Belongs to one window; close it with that."""

    changed = Signal(object)  # a Change
    started = Signal(object)  # a Work that has a title, to be shown
    failed = Signal(str, object)  # title, the error nobody else asked for

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Work | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._under_way: set[Work] = set()
        self._closed = False

    def run(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        on_done: Done | None = None,
        on_failed: Failed | None = None,
        title: str = "",
        changes: Change | None = None,
        **named: Any,
    ) -> Work:
        """Call ``function(*arguments, **named)`` off the main thread.

        `on_done` gets the result, `on_failed` the error, WorkWasCancelled too; neither comes once
        its QObject is gone. Without `on_failed` the error goes out by :attr:`failed`. `title`
        shows the work to the user; `changes` is announced after success.
        """
        call = partial(function, *arguments, **named)
        work = Work(call, title, _Plan(on_done, on_failed, changes), self)
        if "progress" in signature(function).parameters and "progress" not in named:
            work.give_progress()
        self._under_way.add(work)
        if title:
            self.started.emit(work)
        self._start(work)
        return work

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._under_way)

    def close(self, patience: float = 10.0) -> bool:
        """Cancel what is under way and wait for the threads, `patience` seconds at most."""
        self._closed = True
        for work in self._under_way:
            work.cancel()
        for _thread in self._threads:
            self._queue.put(None)
        end = monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, end - monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _start(self, work: Work) -> None:
        self._queue.put(work)
        if len(self._threads) < min(WORKERS, len(self._under_way)) and not self._closed:
            thread = threading.Thread(target=_labour, args=(self._queue,), daemon=True)
            thread.name = f"casearchive-work-{len(self._threads)}"
            self._threads.append(thread)
            thread.start()

    @going_first()
    def finish(self, work: Work, plan: _Plan, result: Any, error: BaseException | None) -> None:
        """Hand on what came back; called by the work itself, on the main thread."""
        self._under_way.discard(work)
        work.ended.emit()
        work.deleteLater()
        if error is not None:
            self._fail(work.title, error, plan.on_failed)
            return
        if plan.on_done and is_alive(plan.on_done):
            plan.on_done(result)
        if plan.change and not self._closed:
            self.changed.emit(plan.change)

    def _fail(self, title: str, error: BaseException, on_failed: Failed | None) -> None:
        known = error if isinstance(error, CaseArchiveError) else FaultOfOurs()
        if known is not error:
            sys.excepthook(type(error), error, error.__traceback__)
        if on_failed and is_alive(on_failed):
            on_failed(known)
        elif not on_failed and known is error:
            self.failed.emit(title, known)


def is_alive(callback: Callable[..., Any]) -> bool:
    """Say whether a callback's object, where it is one of Qt's, still exists."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _labour(queue: SimpleQueue[Work | None]) -> None:
    while (work := queue.get()) is not None:
        if shiboken6.isValid(work):
            work.carry_out()
