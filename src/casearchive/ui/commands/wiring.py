"""What the window's commands do, and when they may be given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from casearchive.ui.commands.commands import EDITING
from casearchive.ui.find.anywhere import FindAnywhere
from casearchive.ui.frame.about import show_about
from casearchive.ui.look import Look
from casearchive.ui.start import later

if TYPE_CHECKING:
    from casearchive.ui.frame.window import MainWindow

_READING = ("edit", "trash", "restore", "add", "print")  # commands on selected cases


def connect_commands(window: MainWindow, look: Look) -> None:
    """Let the commands of a window do what they are called after."""
    cases, archives = window.case_actions, window.archive_actions
    places = window.pages, window.reader
    finding = FindAnywhere(
        look,
        *places,
        window.commands,
        search=window.going.to_search,
        take_focus=window.cases.take_focus,
    )
    does: dict[str, Callable[[], object]] = {
        "new": lambda: window.pages.when_free(cases.new),
        "edit": cases.edit,
        "add": window.reader.add.click,
        "print": cases.print,
        "export_case": lambda: cases.export(trainee=window.commands["trainee"].isChecked()),
        "trash": cases.trash,
        "restore": cases.restore,
        "find": finding.find,
        "next_hit": lambda: finding.step(1),
        "last_hit": lambda: finding.step(-1),
        "similar": window.likenesses.find,
        "new_folder": window.folders.new,
        "take_out": lambda: window.folders.take_out(window.catalogue.shelf.value),
        "new_pack": lambda: window.pages.when_free(cases.new_pack),
        "open": lambda: window.pages.when_free(archives.open),
        "create": lambda: window.pages.when_free(archives.create),
        "sample": lambda: window.pages.when_free(archives.sample),
        "import": window.arrivals.show,
        "paste": window.arrivals.paste,
        "export": archives.export,
        "package_out": lambda: window.package_door.hand_out(window.cases.selected),
        "package_in": window.package_door.open,
        "centres": window.package_door.show_keys,
        "check": archives.check,
        "backup": archives.backup,
        "quit": window.close,
        "manual": lambda: later.show_manual(look, window),
        "about": lambda: show_about(look, window),
    }
    for key, do in does.items():
        window.commands[key].triggered.connect(lambda _on=False, do=do: do())


def allow_commands(window: MainWindow, *, writable: bool) -> None:
    """Switch commands on and off as things stand."""
    commands = window.commands
    some = window.pages.browsing and bool(window.cases.selected)
    in_trash = window.catalogue.shelf.kind == "trash"
    commands.enable(EDITING, writable)
    commands.enable(_READING, writable and some)
    commands.enable(("edit",), writable and some and not in_trash)
    commands.enable(("trash", "add", "print"), writable and some and not in_trash)
    commands.enable(("restore",), writable and some and in_trash)
    commands.enable(("similar", "star", "classroom", "export_case"), some and not in_trash)
    commands.enable(("read", "history"), some)
    in_folder = window.catalogue.shelf.kind == "collection"
    commands.enable(("take_out",), writable and some and in_folder)
    window.undoing.allow(window.pages.browsing)
    window.reader.add.setEnabled(writable and some and not in_trash)
