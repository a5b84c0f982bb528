"""The entry of the program: words in, exit code out."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casearchive import i18n
from casearchive.cli.desktop import read_start
from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.settings import user_settings

if TYPE_CHECKING:
    import argparse

OUR_FAULT = 1
STOPPED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 a fault of the program's, 2 wrong input, 3 not found, 4 the archive cannot be used
    as asked, 5 a check found faults, 130 stopped. Errors are one line on standard error; a
    traceback only with ``--debug``.
    """
    _speak_utf8()
    i18n.use_language(i18n.system_language())
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = read_start(words) or _parse(words)
    try:
        return int(options.run(options, user_settings()) or 0)
    except CaseArchiveError as error:
        return _complain(error.message, error.exit_code, debug=options.debug)
    except KeyboardInterrupt:
        return _complain(_("已停止。"), STOPPED, debug=False)
    except BrokenPipeError:
        # Whoever read our output has had enough; closing it quietly is what tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        message = _("程序出错（{kind}：{error}）。请加 --debug 重试，并把显示的内容发给我们。")
        text = message.format(kind=type(error).__name__, error=error)
        return _complain(text, OUR_FAULT, debug=options.debug)


def _parse(words: list[str]) -> argparse.Namespace:
    from casearchive.cli.words.parser import parse  # noqa: PLC0415 - not for a start of the window

    return parse(words)


def _complain(message: str, code: int, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    print(" ".join(message.splitlines()), file=sys.stderr)
    return code


def _speak_utf8() -> None:
    """Show what the terminal's encoding lacks as a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
