"""Refuse the pair of PySide6 and Python that aborts the interpreter. Calls nothing of Qt itself."""

import sys

from casearchive.i18n import _

BROKEN = ("6.12.0",)  # each Qt call of a Python override that returns None drops a reference
IMMORTAL_NONE = (3, 12)  # from here on None has no count that could run out


def why_not_to_start(
    pyside: str | None = None, python: tuple[int, int] = sys.version_info[:2]
) -> str:
    """Return why the desktop must not start with these versions, or an empty text."""
    found = pyside or _installed()
    if not found:
        return _("没有安装 PySide6，桌面窗口无法打开。请运行 pip install casearchive 重新安装。")
    if found in BROKEN and python < IMMORTAL_NONE:
        return _(
            "PySide6 {pyside} 与 Python {python} 一起运行几秒后就会崩溃，桌面窗口没有打开。"
            "请改用 PySide6 6.11.3，或改用 Python 3.12 及更新的版本。"
        ).format(pyside=found, python=".".join(map(str, python)))
    return ""


def _installed() -> str:
    try:
        import PySide6  # noqa: PLC0415 - calls nothing of Qt; importlib.metadata costs 15 ms
    except ImportError:
        return ""
    return PySide6.__version__
