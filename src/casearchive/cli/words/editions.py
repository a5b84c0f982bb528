"""The words of the commands on a pack's templates, checks and frozen editions."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from casearchive.cli.commands import editions
from casearchive.i18n import _

Maker = Callable[..., argparse.ArgumentParser]


def _printed_as(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--edition", choices=("trainer", "trainee"), help=_("教师版或学员版"))
    parser.add_argument("--template", metavar=_("版式"), help=_("默认用材料包自己的版式"))


def edition_commands(
    known: argparse._SubParsersAction[argparse.ArgumentParser], command: Maker
) -> None:
    """Add the commands to those of packs; `command` makes one."""
    command(known, "templates", editions.list_templates, _("列出版式"), "pack templates")
    check = command(
        known, "check", editions.check_pack, _("印前检查"), "pack check 治理班 --template card"
    )
    check.add_argument("name", metavar=_("名称"))
    _printed_as(check)
    freeze = command(
        known, "freeze", editions.freeze_pack, _("印一份并定版"), "pack freeze 治理班 -o 治理班.pdf"
    )
    freeze.add_argument("name", metavar=_("名称"))
    freeze.add_argument("-o", "--output", metavar=_("文件.pdf"), type=Path)
    _printed_as(freeze)
    freeze.add_argument("--note", metavar=_("文字"), help=_("这一版的备注"))
    freeze.add_argument("--allow-missing", action="store_true", help=_("没有字形的字印作〓"))
    listing = command(
        known, "editions", editions.list_editions, _("列出定版"), "pack editions 治理班"
    )
    listing.add_argument("name", metavar=_("名称"))
    again = command(
        known, "reprint", editions.reprint, _("重印一版"), "pack reprint 治理班 1 -o 第1版.pdf"
    )
    again.add_argument("name", metavar=_("名称"))
    again.add_argument("number", metavar=_("版次"))
    again.add_argument("-o", "--output", metavar=_("文件.pdf"), type=Path, required=True)
    changes = command(
        known, "changes", editions.show_changes, _("定版后改了什么"), "pack changes 治理班 1"
    )
    changes.add_argument("name", metavar=_("名称"))
    changes.add_argument("number", metavar=_("版次"), nargs="?", help=_("默认最新一版"))
