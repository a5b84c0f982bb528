"""Work in a process of its own: it can be stopped, is held to limits, and may break without harm.

The child is spawned afresh on every system, speaks the caller's language, and ends with its
caller. What is called and what comes back has to survive pickling.
"""

import gc
import multiprocessing
import os
import pickle
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeVar

from casearchive.errors import CaseArchiveError
from casearchive.i18n import language, use_language
from casearchive.progress import Progress, silent

Result = TypeVar("Result")
Message = tuple[
    str, Any
]  # ("progress", (done, total)) | ("done", …) | ("failed", …) | ("memory", …)

_NICE = 5  # steps behind its caller, where processors are few: a window must go on moving
_PULSE = 0.1  # s between two calls of `progress` while nothing is told


class ChildEnded(Exception):
    """The child has no result. It is for the caller to say what that means to the user."""


class ChildFailed(ChildEnded):
    """The work ended with an error of ours; its message is the only argument."""


class ChildTookTooLong(ChildEnded):
    """The work was stopped at its time limit."""


class ChildRanOutOfMemory(ChildEnded):
    """The work needed more memory than it may take."""


class ChildBrokeOff(ChildEnded):
    """The process ended without an answer."""


def in_child(
    work: Callable[..., Result],
    *arguments: object,
    progress: Progress = silent,
    time_limit: float,
    memory_limit: int,
) -> Result:
    """Return ``work(*arguments, progress=…)``, done in a process of its own.

    For one piece of work; see :meth:`Child.do`.
    """
    with Child(memory_limit) as child:
        return child.do(work, *arguments, progress=progress, time_limit=time_limit)


class Child:
    """A process that does one piece of work after another; close it, or use it in a ``with``.

    It is made when it is first needed, and anew after a piece of work that broke it or was
    stopped. `memory_limit` is in bytes of address space, where the system can hold it to that.
    """

    def __init__(self, memory_limit: int) -> None:
        self._memory_limit = memory_limit
        self._process: SpawnProcess | None = None
        self._line: Connection

    def do(
        self,
        work: Callable[..., Result],
        *arguments: object,
        progress: Progress = silent,
        time_limit: float,
    ) -> Result:
        """Return ``work(*arguments, progress=…)``, done by the child.

        `work` is a function at the top of a module. `progress` is called at least every tenth of a
        second; what it raises (a cancellation) ends the child and goes on to the caller. The limit
        is in seconds. Raises a :class:`ChildEnded`.
        """
        try:
            self._begin()
            self._line.send_bytes(_pickled((language(), work, arguments)))
            result: Result = _await_result(self._line, progress, time.monotonic() + time_limit)
        except ChildFailed:
            raise  # it has told of an error in good order, and can go on
        except OSError as error:
            self.close()
            raise ChildBrokeOff from error
        except BaseException:
            self.close()
            raise
        return result

    def _begin(self) -> None:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._line, theirs = context.Pipe()
            process = context.Process(target=_live, args=(theirs, self._memory_limit), daemon=True)
            process.start()
            self._process = process
            theirs.close()

    def close(self) -> None:
        """End the child, whatever it is doing."""
        process, self._process = self._process, None  # it may be ended from two threads at once
        if process is not None:
            process.kill()
            process.join()
            process.close()
            self._line.close()

    def __enter__(self) -> "Child":
        """Use the child; it is made at the first piece of work."""
        return self

    def __exit__(self, *unused: object) -> None:
        """End the child."""
        self.close()


class _Pieces(list[bytes]):
    """Takes what is pickled, in pieces of some 64 kB."""

    def write(self, piece: bytes) -> None:
        """Take a piece; being Python, it lets other threads run."""
        self.append(bytes(piece))


def _pickled(thing: object) -> bytes:
    """Return what the child will unpickle.

    As :meth:`Connection.send` does, which holds every other thread up until all is pickled: for a
    thousand cases to print, a fifth of a second.
    """
    pieces = _Pieces()
    ForkingPickler(pieces, pickle.DEFAULT_PROTOCOL).dump(thing)
    return b"".join(pieces)


def _await_result(told: Connection, progress: Progress, deadline: float) -> Any:
    done, total = 0, 0
    while time.monotonic() < deadline:
        if told.poll(_PULSE):
            kind, value = _receive(told)
            match kind:
                case "done":
                    return value
                case "failed":
                    raise ChildFailed(value)
                case "memory":
                    raise ChildRanOutOfMemory
            done, total = value
        progress(done, total)
    raise ChildTookTooLong


def _receive(told: Connection) -> Message:
    try:
        message: Message = told.recv()
    except (EOFError, OSError) as error:
        raise ChildBrokeOff from error
    return message


def _live(told: Connection, memory_limit: int) -> None:
    """Be the child: do what is asked, and tell how it goes and how it ended."""
    settle_process(memory_limit)
    if sys.platform != "win32":
        os.nice(_NICE)
    while True:
        try:
            code, work, arguments = told.recv()
        except (EOFError, OSError):
            return
        use_language(code)
        try:
            told.send(("done", work(*arguments, progress=_teller(told))))
        except CaseArchiveError as error:
            told.send(("failed", error.message))
        except MemoryError:
            told.send(("memory", None))
        gc.collect()  # while the caller is busy with what it got
        gc.freeze()  # what is left are modules: looking through them each time took 80 ms


def _teller(told: Connection) -> Callable[[int, int], None]:
    """Return a listener that passes progress on, at most once a pulse."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _PULSE:
            last = time.monotonic()
            told.send(("progress", (done, total)))

    return tell


def settle_process(memory_limit: int) -> None:
    """Make this process one that does a piece of work at a time.

    It is held to its share of memory (bytes), where the system offers that. Nothing it makes is
    garbage before a piece is done, so looking for it would only take time: a sixth of a print.
    """
    gc.disable()
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - only there on systems that have limits

        resource.setrlimit(resource.RLIMIT_AS, (memory_limit, memory_limit))
