"""The words of the commands that bring files in and take imports back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from casearchive.cli.commands import importing
from casearchive.i18n import _

Known: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Make: TypeAlias = Callable[..., argparse.ArgumentParser]


def add(known: Known, make: Make) -> None:
    """Add ``import`` and ``imports``."""
    import_ = make(
        known,
        "import",
        importing.import_files,
        _("导入文件和文件夹：Word、文本、网页、PDF、表格、幻灯片、照片、JSON"),
        "import 材料/ 名单.xlsx --dry-run",
    )
    import_.add_argument("files", metavar=_("文件"), type=Path, nargs="+")
    option = import_.add_argument
    option("--dry-run", action="store_true", help=_("只预演：说明会新增什么，不写入"))
    option("--whole", action="store_true", help=_("每个文件一个案例，不按标题拆分"))
    option("--again", action="store_true", help=_("内容相同的文件以前导入过，也再导入"))
    option("--map", metavar=_("列名=含义"), action="append", help=_("表格的一列是什么，可以多次"))
    option(
        "--errors", metavar=_("文件.xlsx"), type=Path, help=_("把表格里有错的行另存，改好再导入")
    )
    imports = make(
        known, "imports", importing.list_batches, _("列出做过的导入"), "imports undo 1a2b3c4d"
    )
    known = imports.add_subparsers(title=_("命令"), metavar="", dest="imports_command")
    make(known, "list", importing.list_batches, _("列出做过的导入"), "imports list")
    undo = make(known, "undo", importing.undo, _("把一次导入整个撤销"), "imports undo 1a2b3c4d")
    undo.add_argument("id", metavar=_("编号"), help=_("imports 列出的编号，写开头几位即可"))
