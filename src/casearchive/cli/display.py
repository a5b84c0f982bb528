"""Whether a window can be shown here."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

_INVISIBLE = ("offscreen", "minimal", "vnc", "linuxfb")


def has_display() -> bool:
    """Say whether Qt would find a display; asking Qt itself would end the program where not."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform in _INVISIBLE:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _wayland_answers() or _x11_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    folder = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return bool(name) and _connects(socket.AF_UNIX, str(folder / name))


def _x11_answers(display: str) -> bool:
    host, colon, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X11 puts its sockets
        return any(_connects(socket.AF_UNIX, where) for where in (path, f"\0{path}"))
    return _connects(socket.AF_INET, (host, 6000 + int(number)))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as line:
            line.settimeout(2)
            line.connect(address)
            return True
    except OSError:
        return False
