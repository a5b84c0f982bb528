"""Errors nobody foresaw: one dialog with a plain sentence, the details in a log file."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

import casearchive
from casearchive.i18n import _
from casearchive.settings import Settings
from casearchive.ui.widgets.dialogs import tell

LOG = "errors.log"
_LARGE = 1_000_000  # bytes after which the log begins anew


def told(handler: Callable[..., None]) -> Callable[..., None]:
    """Hand every error of an event handler to ``sys.excepthook``: it must not reach Qt.

    An error raised in C (``sqlite3``, ``int("x")``, a missing key) that leaves an override of
    Qt's, itself called while another override runs, ends the program on Python 3.11: PySide reads
    the arguments of an exception that Python has not made yet. The handlers of a class that
    overrides ``event`` stand in that place, always.
    """

    @wraps(handler)
    def careful(*arguments: Any) -> None:
        try:
            handler(*arguments)
        except Exception as error:  # foreseen or not: see above
            sys.excepthook(type(error), error, error.__traceback__)

    return careful


class FaultReporter:
    """Stands in for ``sys.excepthook`` while the window is open."""

    def __init__(self, settings: Settings) -> None:
        self.log = settings.cache / LOG
        self._telling = False

    def install(self) -> None:
        """Hear of every error from now on."""
        sys.excepthook = self.report

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write the error to the log and tell it, once: not again while the dialog is open."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        written = self._write(details)
        if self._telling or QApplication.instance() is None:
            return
        self._telling = True
        text = _("刚才的操作没有完成，档案没有因此改变。可以继续使用；若反复出现，请重新打开程序。")
        if written:
            where = _("详情已写入 {path}，报告问题时请附上。").format(path=self.log)
            text = f"{text}\n{where}"
        tell(QApplication.activeWindow(), _("程序出了一个意外的错误"), text, details)
        self._telling = False

    def _write(self, details: str) -> bool:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        system = f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}"
        entry = f"{now}  casearchive {casearchive.__version__}  {system}\n{details}\n"
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            anew = _size(self.log) > _LARGE
            with self.log.open("w" if anew else "a", encoding="utf-8") as file:
                file.write(entry)
        except OSError:
            return False
        return True


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
