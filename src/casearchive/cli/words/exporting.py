"""The words of the commands that write files for other programs and send packs to printers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from casearchive.cli.commands import archives, exporting, packing
from casearchive.cli.words import typed
from casearchive.i18n import _

Known: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Make: TypeAlias = Callable[..., argparse.ArgumentParser]


def add(known: Known, make: Make) -> None:
    """Add ``export`` and ``case export``."""
    export = make(
        known,
        "export",
        exporting.export,
        _("把档案内容导出为 JSON、Markdown、表格或参考文献"),
        "export 成效指标.xlsx",
    )
    export.add_argument(
        "file",
        metavar=_("文件"),
        type=Path,
        help=_(
            ".json 全部内容；.xlsx 成效指标；.ris 或 .csljson 出处，供 Zotero 等读入；"
            "不带结尾为 Markdown 文件夹"
        ),
    )
    export.add_argument("--as", dest="form", choices=exporting.FORMS, help=_("不按结尾，直接指明"))
    _edition(export)
    case = make(known, "case", archives.list_cases, _("一个案例"), "case export AL-2023-001")
    one = case.add_subparsers(title=_("命令"), metavar="", dest="case_command")
    out = make(
        one,
        "export",
        exporting.export_case,
        _("把一个案例写成 PDF、Word、网页、幻灯片或表格，按文件的结尾"),
        "case export AL-2023-001 -o 课件.pptx --edition trainer",
    )
    out.add_argument("case", metavar=_("编号"), help=_("案例的编号或 id"))
    _output(out)


def add_to_packs(known: Known, make: Make) -> None:
    """Add ``pack export`` and ``pack paper``."""
    out = make(
        known,
        "export",
        exporting.export_pack,
        _("把材料包写成 PDF、Word、网页、幻灯片或表格，按文件的结尾"),
        "pack export 治理班 -o 治理班.docx --edition trainee",
    )
    out.add_argument("name", metavar=_("名称"))
    _output(out)
    out.add_argument(
        "--booklet", action="store_true", help=_("小册子：两页并排，双面打印后对折（PDF）")
    )
    secret = out.add_mutually_exclusive_group()
    secret.add_argument(
        "--password-file",
        metavar=_("文件"),
        type=Path,
        help=_("用文件第一行作密码加密（PDF，AES-256）"),
    )
    secret.add_argument(
        "--password-prompt", action="store_true", help=_("输入密码加密（PDF，AES-256）")
    )
    _paper(
        make(
            known,
            "paper",
            packing.paper,
            _("把材料包送到打印机"),
            "pack paper 治理班 --printer HP",
        )
    )


def _paper(paper: argparse.ArgumentParser) -> None:
    paper.add_argument("name", metavar=_("名称"))
    paper.add_argument("--printer", metavar=_("打印机"), required=True)
    paper.add_argument("--copies", metavar="N", type=typed.count, default=1, help=_("份数"))
    how = paper.add_mutually_exclusive_group()
    how.add_argument("--one-sided", action="store_true", help=_("单面；默认双面，沿长边翻页"))
    how.add_argument(
        "--booklet", action="store_true", help=_("小册子：A3 纸，双面，沿短边翻页，对折装订")
    )
    _edition(paper)
    _template(paper)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        metavar=_("文件"),
        type=Path,
        required=True,
        help=_("以 .pdf、.docx、.html、.pptx 或 .xlsx 结尾"),
    )
    _edition(parser)
    _template(parser)


def _edition(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--edition", choices=("trainer", "trainee"), help=_("教师版或学员版"))


def _template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--template", metavar=_("版式"), help=_("默认用材料包自己的版式"))
    parser.add_argument("--allow-missing", action="store_true", help=_("没有字形的字印作〓"))
    own_notes(parser)


def own_notes(parser: argparse.ArgumentParser) -> None:
    """Add what prints the user's own layer with the cases."""
    parser.add_argument(
        "--own-notes", action="store_true", help=_("连同自己的标注、批注和回答一起印")
    )
