"""The commands that keep archives safe, and what covers say of this centre."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from casearchive.cli.opened import working
from casearchive.cli.output import say, say_json
from casearchive.i18n import _, named
from casearchive.settings import Settings

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415

Known: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Make: TypeAlias = Callable[..., argparse.ArgumentParser]

NOT_EVERYWHERE = 4


def add_commands(known: Known, make: Make) -> None:
    """Add ``backup``, ``backups`` and ``centre``."""
    one = make(known, "backup", backup, _("备份档案"), "backup /media/usb")
    one.add_argument(
        "folder",
        metavar=_("存放备份的文件夹"),
        type=Path,
        nargs="?",
        help=_("不写就备份到各个备份位置，一个也没有时存在档案旁边"),
    )
    one.add_argument(
        "--automatic", action="store_true", help=_("供定时任务用：旧的自动备份会逐步减少")
    )
    places = make(known, "backups", list_places, _("备份位置"), "backups add /media/usb")
    known = places.add_subparsers(title=_("命令"), metavar="", dest="backups_command")
    make(known, "list", list_places, _("列出备份位置，以及现在在不在"), "backups list")
    add = make(known, "add", add_place, _("添加一个备份位置"), "backups add /media/usb")
    add.add_argument("folder", metavar=_("存放备份的文件夹"), type=Path)
    remove = make(
        known, "remove", remove_place, _("去掉一个备份位置；备份还在"), "backups remove /media/usb"
    )
    remove.add_argument("folder", metavar=_("存放备份的文件夹"), type=Path)


def add_centre(known: Known, make: Make) -> None:
    """Add ``centre``."""
    centre = make(
        known,
        "centre",
        show_centre,
        _("新材料包封面上的编制单位和标志"),
        "centre --name 某县委党校",
    )
    centre.add_argument("--name", metavar=_("名称"), help=_("编制单位；写空的就是没有"))
    logo = centre.add_mutually_exclusive_group()
    logo.add_argument("--logo", metavar=_("图片"), type=Path, help=_("单位标志，PNG 或 JPEG"))
    logo.add_argument("--no-logo", action="store_true", help=_("不要标志"))


def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Copy the archive to a folder, or to every place that is there."""
    from casearchive.services.safekeeping import backups
    from casearchive.services.upkeep import backup as copy

    with working(options, settings, _("备份"), read_only=True) as (archive, progress):
        if options.folder:
            made = backups.BackupRound((copy(archive, options.folder, progress),))
        else:
            made = backups.back_up(archive, progress, automatic=options.automatic)
    if options.json:
        say_json({"path": made.copies[0], "copies": made.copies, "away": made.away})
    else:
        for path in made.copies:
            say(_("已备份并核对：{path}").format(path=path))
        for folder in made.away:
            say(_("不在，这次没有备份到：{folder}").format(folder=folder))
        for fault in made.failed:
            say(fault)
    return NOT_EVERYWHERE if made.failed else 0


def list_places(options: argparse.Namespace, settings: Settings) -> None:
    """List the places for backups: what ``backups`` alone does."""
    from casearchive.services.safekeeping import places

    found = places.list_places(settings)
    places.note_seen(settings, found)
    if options.json:
        say_json([{"folder": one.folder, "state": one.state, "seen": one.seen} for one in found])
        return
    states = {
        places.THERE: _("在"),
        places.AWAY: _("不在"),
        places.OTHER: _("没有程序做的记号，可能是另一个盘"),
    }
    for one in found:
        say(named(str(one.folder), states[one.state]))
    if not found:
        say(_("没有备份位置，备份存在档案旁边。用 casearchive backups add 文件夹 添加。"))


def add_place(options: argparse.Namespace, settings: Settings) -> None:
    """Take a folder for backups."""
    from casearchive.services.safekeeping import places

    place = places.add_place(settings, options.folder)
    if options.json:
        say_json({"folder": place.folder})
    else:
        say(_("以后备份到：{folder}").format(folder=place.folder))


def remove_place(options: argparse.Namespace, settings: Settings) -> None:
    """Take a folder off the list."""
    from casearchive.services.safekeeping import places

    places.remove_place(settings, options.folder)
    if options.json:
        say_json({"folder": options.folder})
    else:
        say(_("不再备份到：{folder}。里面的备份还在。").format(folder=options.folder))


def show_centre(options: argparse.Namespace, settings: Settings) -> None:
    """Say or change what covers say of this centre."""
    from casearchive.services.briefing import centre

    if options.name is not None:
        centre.name_centre(settings, options.name)
    if options.no_logo:
        centre.drop_logo(settings)
    if options.logo:
        from casearchive.services.printing.logos import choose_logo

        choose_logo(settings, options.logo)
    now = centre.read_centre(settings)
    if options.json:
        say_json({"name": now.name, "logo": now.logo})
        return
    say(named(_("编制单位"), now.name or _("没有")))
    say(named(_("单位标志"), str(now.logo) if now.logo else _("没有")))
