#!/usr/bin/env python3
"""Set casearchive up beside this file, then run it: nothing but Python 3.11 and pip is needed.

    python3 run.py                  the desktop, on the sample archive
    python3 run.py test             every check of the project (more words go to pytest)
    python3 run.py search 辣椒      any command of casearchive

The first run fills `.venv` from a hashed list and needs the network; later runs do not. Messages
go to standard error, so that the output of a command can be piped.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

TOP = Path(__file__).resolve().parent
VENV = TOP / ".venv"
STAMP = VENV / "casearchive.json"  # what was installed, written last: no stamp, not finished
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)  # also when .venv runs this file
RUNTIME = "packaging/requirements.txt"
DEVELOPMENT = "packaging/requirements-dev.txt"  # holds all of RUNTIME

# Shared libraries that Qt opens and a bare Debian lacks, with the packages that bring them.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
PRINTING = {"libcups.so.2": "libcups2"}
PDF_TOOLS = {"pdftoppm": "poppler-utils", "qpdf": "qpdf"}  # tests that read PDF skip without them

CHECKS = (
    ("格式", "formatting", ["ruff", "format", "--check", "."]),
    ("写法", "lint", ["ruff", "check", "."]),
    ("类型", "types", ["mypy"]),
    ("测试", "tests", ["pytest"]),
)


def main(arguments: list[str]) -> None:
    """Set up what `arguments` need, then do as they say."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console of any encoding
    if sys.version_info < (3, 11):  # noqa: UP036 - the file parses on older ones to say so
        stop(
            "需要 Python 3.11 或更新的版本。",
            "Python 3.11 or newer is needed.",
            sys.version.split()[0],
        )
    if arguments[:1] == ["test"]:
        prepare(DEVELOPMENT)
        provide(DRAWING, {**PRINTING, **PDF_TOOLS})
        check_everything(arguments[1:])
    else:
        prepare(RUNTIME)
        has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if has_display and (not arguments or "open" in arguments):
            provide({**DRAWING, **WINDOW}, PRINTING)
        become([PYTHON, "-m", "casearchive", *arguments])


def prepare(requirements: str) -> None:
    """Make `.venv` hold exactly these requirements and the project; at once where it does."""
    home = [str(VENV), sys.base_prefix, f"{sys.version_info[0]}.{sys.version_info[1]}"]
    done = read_stamp()
    wanted = {name: fingerprint(name) for name in (requirements, "pyproject.toml")}
    if done.get("home") == home and wanted.items() <= done.items():
        return
    STAMP.unlink(missing_ok=True)
    if done.get("home") != home:  # new, moved, half-built or another Python's
        say("正在建立运行环境 .venv ……", "Making the environment .venv ...")
        make_environment()
        done = {"home": home}
    if done.get(requirements) != wanted[requirements]:
        say("正在安装所需软件，仅此一次……", "Installing what is needed, this once ...")
        pip("--require-hashes", "--only-binary", ":all:", "-r", str(TOP / requirements))
    pip("--no-index", "--no-deps", "--no-build-isolation", "-e", str(TOP))
    if requirements == DEVELOPMENT:
        wanted[RUNTIME] = fingerprint(RUNTIME)
    STAMP.write_text(json.dumps({**done, **wanted}, indent=2))
    say("运行环境已就绪。", "The environment is ready.")


def read_stamp() -> dict[str, object]:
    """Return what the last finished set-up noted, nothing where there was none."""
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError, TypeError):
        return {}


def fingerprint(name: str) -> str:
    """Return the SHA-256 of one of the project's files."""
    return hashlib.sha256((TOP / name).read_bytes()).hexdigest()


def make_environment() -> None:
    """Make an empty `.venv`, once it is sure that pip is there to fill it."""
    if subprocess.call([BASE_PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL):
        line = f"{BASE_PYTHON} -m ensurepip"
        if shutil.which("apt-get"):
            line = "sudo apt-get install -y python3-pip"
        stop("缺少 pip，请先运行：", "pip is missing; please run first:", line)
    call("-m", "venv", "--clear", "--without-pip", str(VENV))


def pip(*arguments: str) -> None:
    """Install into `.venv` with the pip of the Python outside it: Debian gives a venv none."""
    options = ["--disable-pip-version-check", "--no-input", "--no-user"]
    if not sys.stderr.isatty():
        options.append("--quiet")  # progress bars are for somebody who waits
    call("-m", "pip", "--python", PYTHON, "install", *options, *arguments)


def call(*arguments: str) -> None:
    """Run the Python outside `.venv`, or stop with a word on what went wrong."""
    if subprocess.call([BASE_PYTHON, *arguments], stdout=sys.stderr):
        stop(
            "安装没有完成，原因见上。第一次运行需要联网；请联网后再运行一次。",
            "Set-up did not finish, see above. The first run needs the network; please run again.",
        )


def provide(required: dict[str, str], useful: dict[str, str]) -> None:
    """See to missing system libraries and tools; stop only where a `required` one stays away."""
    packages = [package for name, package in {**required, **useful}.items() if is_missing(name)]
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("正在安装系统库：", "Installing system libraries:", " ".join(packages))
        unasked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], install):
            subprocess.call([*command, "-qq"], stdout=subprocess.DEVNULL, env=unasked)
    else:
        line = " ".join(["sudo", *install])
        say("系统缺少一些软件，可用这一行装上：", "To install what the system lacks:", line)
    if any(is_missing(name) for name in required):
        stop("没有这些系统库，窗口无法打开。", "Qt cannot start without these libraries.")


def is_missing(name: str) -> bool:
    """Say whether the system lacks a shared library (``lib….so.N``) or a command."""
    if not sys.platform.startswith("linux"):
        return False
    if ".so." not in name:
        return shutil.which(name) is None
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
    return False


def check_everything(pytest_arguments: list[str]) -> NoReturn:
    """Run every check to its end, then exit with 1 if one found something."""
    failed = []
    for chinese, english, command in CHECKS:
        say(f"检查{chinese}", english, " ".join(command))
        more = pytest_arguments if english == "tests" else []
        if subprocess.call([PYTHON, "-m", *command, *more], cwd=TOP):
            failed.append((chinese, english))
    if failed:
        stop("没有通过：" + "、".join(pair[0] for pair in failed), ", ".join(p[1] for p in failed))
    sys.exit(0)


def become(command: list[str]) -> NoReturn:
    """Hand this process over to `command`, with its exit code and its signals."""
    if os.name == "nt":  # where exec returns to the prompt before the program is done
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def say(chinese: str, english: str, detail: str = "") -> None:
    """Tell whoever waits what is happening."""
    print(f"▸ {chinese} / {english} {detail}".rstrip(), file=sys.stderr, flush=True)


def stop(chinese: str, english: str, detail: str = "") -> NoReturn:
    """Say why nothing more can be done and leave."""
    say(chinese, english, detail)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
