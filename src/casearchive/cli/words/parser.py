"""The words of the command line, each command with an example in its help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import casearchive
from casearchive.cli import desktop
from casearchive.cli.commands import (
    archives,
    attachments,
    packages,
    packing,
    safekeeping,
    searching,
    texts,
)
from casearchive.cli.opened import Command
from casearchive.cli.words import chinese, exporting, importing, typed
from casearchive.cli.words.editions import edition_commands
from casearchive.i18n import _, language

_VALUED = ("--archive", "--limit", "--sort", "--group")
_BARE = ("--facets", "--replace", "--json", "--debug", "--help", "-h")
_TEXTUAL = (("search",), ("suggest",), ("searches", "save"))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options with ``run``, the function of the command. Exits 2 on wrong words."""
    if language() == "zh":
        chinese.teach_argparse_chinese()
    return _parser().parse_args(_shield_text(list(arguments)))


def _shield_text(arguments: list[str]) -> list[str]:
    """Let ``search -词`` exclude a word; what is no option of ours after ``search`` is text.

    argparse takes a word with a dash for an option unless there is a space in it, and wants all
    text in one place.
    """
    start = _where_text_begins(arguments)
    options: list[str] = []
    text: list[str] = []
    words_left = iter(arguments[start:])
    for word in words_left:
        if word in _VALUED:
            options += [word, *([value] if (value := next(words_left, None)) is not None else [])]
        elif word in _BARE or word.startswith(tuple(f"{name}=" for name in _VALUED)):
            options.append(word)
        else:
            text.append(f"{word} " if word.startswith("-") else word)
    return [*arguments[:start], *options, *text]


def _where_text_begins(arguments: list[str]) -> int:
    """Return the place after a command that searches, or the end."""
    said: list[str] = []
    place = 0
    while place < len(arguments):
        word = arguments[place]
        place += 2 if word in _VALUED else 1
        if not word.startswith("-"):
            said.append(word)
            if tuple(said) in _TEXTUAL:
                return place
    return len(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="casearchive",
        description=_("村级案例档案：中文检索，印成材料包。不带命令时打开窗口。"),
        epilog=_(
            "例：casearchive search 五事共治\n退出码：0 完成，1 程序故障，2 输入有误，3 没找到，"
            "4 档案不能按要求使用，5 检查发现问题，130 已停止。"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"casearchive {casearchive.__version__}",
        help=_("显示版本号"),
    )
    parser.set_defaults(run=desktop.open_window, archive=None, json=False, debug=False)
    _common(parser)
    known = parser.add_subparsers(title=_("命令"), metavar="", dest="command")
    _archive_commands(known)
    importing.add(known, _command)
    _case_commands(known)
    exporting.add(known, _command)
    _search_commands(known)
    _saved_search_commands(known)
    _pack_commands(known)
    safekeeping.add_centre(known, _command)
    packages.add_commands(known, _command)
    texts.add_commands(known, _command)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    """Add the options that may stand before or after the command."""
    add = parser.add_argument
    quiet = argparse.SUPPRESS
    add(
        "--archive",
        metavar=_("路径"),
        type=Path,
        default=quiet,
        help=_("要用的档案；默认为上次打开的"),
    )
    add("--json", action="store_true", default=quiet, help=_("输出 JSON，供程序读取"))
    add("--debug", action="store_true", default=quiet, help=_("出错时显示完整的调用过程"))


def _command(
    known: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Command,
    explanation: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = known.add_parser(
        name,
        help=explanation,
        description=explanation,
        epilog=_("例：{example}").format(example=f"casearchive {example}"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    _common(parser)
    return parser


def _archive_commands(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = _command(known, "new", archives.new, _("新建档案"), "new 我的档案.casearchive --sample")
    new.add_argument("path", metavar=_("路径"), type=Path, help=_("新档案的文件名"))
    new.add_argument("--sample", action="store_true", help=_("放入示例案例"))
    _command(known, "check", archives.check, _("检查档案是否完好"), "check")
    safekeeping.add_commands(known, _command)
    _command(known, "info", archives.info, _("显示档案的概况"), "info")
    _command(known, "open", desktop.open_window, _("打开窗口"), "open")


def _case_commands(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _command(known, "list", archives.list_cases, _("列出案例"), "list")
    show = _command(known, "show", archives.show, _("显示一个案例"), "show AL-2023-001")
    show.add_argument("case", metavar=_("编号"), help=_("案例的编号或 id"))
    attach = _command(
        known,
        "attach",
        attachments.attach,
        _("向案例添加附件，里面的文字能检索到"),
        "attach AL-2023-001 访谈记录.docx --caption 村支书访谈",
    )
    attach.add_argument("case", metavar=_("编号"), help=_("案例的编号或 id"))
    attach.add_argument("files", metavar=_("文件"), type=Path, nargs="+")
    attach.add_argument("--caption", metavar=_("说明"), default="", help=_("默认为文件名"))
    detach = _command(
        known,
        "detach",
        attachments.detach,
        _("从案例移除一个附件"),
        "detach AL-2023-001 访谈记录.docx",
    )
    detach.add_argument("case", metavar=_("编号"), help=_("案例的编号或 id"))
    detach.add_argument("name", metavar=_("附件"), help=_("附件的文件名或 id"))


def _search_commands(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    search = _command(known, "search", searching.search, _("搜索案例"), "search 五事共治 --limit 5")
    search.add_argument("text", metavar=_("文字"), nargs="+", help=_("要找的字词；-词 表示排除"))
    _order(search)
    _page(search)
    suggest = _command(
        known, "suggest", searching.suggest, _("提示可能要找的词；拼音也行"), "suggest wsgz"
    )
    suggest.add_argument("text", metavar=_("文字"), nargs="+", help=_("还没有写完的文字"))
    _limit(suggest, 8)
    similar = _command(
        known, "similar", searching.similar, _("找相似的案例，并说明理由"), "similar AL-2023-001"
    )
    similar.add_argument("cases", metavar=_("案例"), nargs="+", help=_("案例的编号或 id"))
    _limit(similar, 10)


def _order(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sort",
        metavar=_("次序"),
        type=typed.order,
        default="relevance",
        help=_(
            "relevance 相关、updated 时间、title 标题、code 编号、place 地点，"
            "或 outcome:指标，由大到小"
        ),
    )
    parser.add_argument(
        "--group", choices=("place", "theme"), default="", help=_("按地点或主题分组")
    )


def _page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--facets", action="store_true", help=_("同时列出各项条件下有几个案例"))
    _limit(parser, 20)


def _limit(parser: argparse.ArgumentParser, most: int) -> None:
    parser.add_argument("--limit", metavar="N", type=typed.count, default=most, help=_("最多几条"))


def _saved_search_commands(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    searches = _command(
        known,
        "searches",
        searching.list_searches,
        _("智能列表：保存下来的搜索"),
        "searches run 治理的案例",
    )
    known = searches.add_subparsers(title=_("命令"), metavar="", dest="searches_command")
    _command(
        known, "list", searching.list_searches, _("列出智能列表，以及各有几个案例"), "searches list"
    )
    save = _command(
        known,
        "save",
        searching.save_search,
        _("把一个搜索存成智能列表"),
        "searches save 治理的案例 治理 -旅游",
    )
    save.add_argument("name", metavar=_("名称"))
    save.add_argument("text", metavar=_("文字"), nargs="+", help=_("要找的字词；-词 表示排除"))
    _order(save)
    save.add_argument("--replace", action="store_true", help=_("改写已有的同名列表"))
    delete = _command(
        known,
        "delete",
        searching.delete_search,
        _("删除智能列表；案例不受影响"),
        "searches delete 治理的案例",
    )
    delete.add_argument("name", metavar=_("名称"))
    run = _command(
        known, "run", searching.run_search, _("列出智能列表里的案例"), "searches run 治理的案例"
    )
    run.add_argument("name", metavar=_("名称"))
    _page(run)
    _command(
        known, "forget", searching.forget_searches, _("清除最近搜索过的内容"), "searches forget"
    )


def _pack_commands(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pack = _command(known, "pack", packing.list_packs, _("材料包"), "pack new 周一班 --all")
    known = pack.add_subparsers(title=_("命令"), metavar="", dest="pack_command")
    new = _command(known, "new", packing.new_pack, _("新建材料包"), "pack new 治理班 --query 治理")
    new.add_argument("name", metavar=_("名称"))
    which = new.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help=_("放入全部案例"))
    which.add_argument("--query", metavar=_("文字"), help=_("放入搜索到的案例"))
    which.add_argument("--search", metavar=_("名称"), help=_("放入一个智能列表，印的时候再查"))
    new.add_argument("cases", metavar=_("案例"), nargs="*", help=_("案例的编号或 id"))
    add = _command(
        known, "add", packing.add_to_pack, _("向材料包加入案例"), "pack add 治理班 AL-2023-002"
    )
    add.add_argument("name", metavar=_("名称"))
    add.add_argument("cases", metavar=_("案例"), nargs="+")
    print_ = _command(
        known,
        "print",
        packing.print_pack,
        _("把材料包印成 PDF"),
        "pack print 治理班 -o 治理班.pdf --edition trainer",
    )
    print_.add_argument("name", metavar=_("名称"))
    print_.add_argument("-o", "--output", metavar=_("文件.pdf"), type=Path, required=True)
    print_.add_argument("--edition", choices=("trainer", "trainee"), help=_("教师版或学员版"))
    print_.add_argument("--template", metavar=_("版式"), help=_("默认用材料包自己的版式"))
    print_.add_argument("--allow-missing", action="store_true", help=_("没有字形的字印作〓"))
    exporting.own_notes(print_)
    exporting.add_to_packs(known, _command)
    edition_commands(known, _command)
