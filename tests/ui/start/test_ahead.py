"""Pages imported ahead: each turn brings one module of ours, and in the end all are there."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.start import ahead
from casearchive.ui.start.ahead import Ahead

CODE = """
import sys
from importlib import import_module
import casearchive.ui.start.app
from casearchive.ui.start.ahead import PAGES, missing_modules

def ours():
    return {name for name in sys.modules if name.startswith("casearchive.")}

turns = packages = 0
most = set()
before = ours()
for name in missing_modules(PAGES):
    import_module(name)
    new = {n for n in ours() - before if not hasattr(sys.modules[n], "__path__")}
    most = max(most, new, key=len)
    before, turns = ours(), turns + 1
missing = [page for page in PAGES if page not in sys.modules]
print(turns, sorted(most), missing, "reportlab" in sys.modules)
"""


def test_each_turn_imports_one_module_and_nothing_is_left_to_the_click() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    turns, rest = done.stdout.strip().split(" ", 1)
    assert int(turns) > 100, done.stderr
    assert rest.count("casearchive.") == 1, "a turn brought several of our modules"
    assert rest.endswith("[] False"), "a page is not there, or ReportLab is"


def test_the_window_begins_it_and_it_ends(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    open_window: Callable[[Archive], MainWindow],
    sample: Archive,
) -> None:
    monkeypatch.setattr(ahead, "_RESTS", 0)
    window = open_window(sample)
    going = window.extras.findChild(Ahead)
    assert going is not None
    pages = set(ahead.PAGES)
    qtbot.waitUntil(
        lambda: pages <= set(sys.modules) and not going._timer.isActive(), timeout=20_000
    )


def test_it_waits_while_the_window_moves_but_not_for_ever(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = 0.0
    imported: list[str] = []
    monkeypatch.setattr(ahead, "rested", lambda: still)
    monkeypatch.setattr(ahead, "import_module", imported.append)
    monkeypatch.setattr(ahead, "_TURN", 0.0)
    going = Ahead(qapp)
    going._modules = iter(("one", "two", "three"))
    going._go_on()
    assert imported == []
    still = 1.0
    going._go_on()
    assert imported == ["one"]
    still = 0.0
    for _turn in range(ahead._PATIENCE):
        going._go_on()
    assert imported == ["one", "two"]
