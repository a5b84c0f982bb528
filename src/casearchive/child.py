"""Work in a process of its own: it can be stopped, is held to limits, and may break without harm.

The child is spawned afresh on every system, speaks the caller's language, and ends with its
caller. What is called and what comes back has to survive pickling.
"""

import gc
import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from casearchive.errors import CaseArchiveError
from casearchive.i18n import language, use_language
from casearchive.progress import Progress, silent

Result = TypeVar("Result")
Message = tuple[
    str, Any
]  # ("progress", (done, total)) | ("done", …) | ("failed", …) | ("memory", …)

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

    `work` is a function at the top of a module. `progress` is called at least every tenth of a
    second; what it raises (a cancellation) ends the child and goes on to the caller. The limits
    are seconds, and bytes of address space where the system can hold a process to it. Raises a
    :class:`ChildEnded`.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=_live, args=(theirs, language(), memory_limit, work, arguments), daemon=True
    )
    child.start()
    theirs.close()
    try:
        result: Result = _await_result(ours, progress, time.monotonic() + time_limit)
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()
    return result


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


def _live(
    told: Connection,
    code: str,
    memory_limit: int,
    work: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    """Be the child: do the work, and tell how it goes and how it ended."""
    settle_process(memory_limit)
    use_language(code)
    try:
        told.send(("done", work(*arguments, progress=_teller(told))))
    except CaseArchiveError as error:
        told.send(("failed", error.message))
    except MemoryError:
        told.send(("memory", None))


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
    """Make this process one that does one piece of work and ends.

    It is held to its share of memory (bytes), where the system offers that. Nothing it makes is
    garbage before its end, so looking for garbage would only take time: a sixth of a print.
    """
    gc.disable()
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - only there on systems that have limits

        resource.setrlimit(resource.RLIMIT_AS, (memory_limit, memory_limit))
