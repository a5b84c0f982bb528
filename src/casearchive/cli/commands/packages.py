"""The commands on exchange packages and on the keys that sign them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from casearchive.cli.opened import working
from casearchive.cli.output import say, say_json
from casearchive.errors import CaseArchiveError, InputIsInvalid
from casearchive.i18n import _, listed, with_aside
from casearchive.settings import Settings

if TYPE_CHECKING:
    from casearchive.services.packages.merging import MergeReport
    from casearchive.services.packages.previewing import ItemView, PackagePreview

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415

PARTS = ("notes", "trainer", "internal", "unprintable")
_SHOWN = 50  # items of a group in a listing; --json has all
_WIDTH = 60  # characters of a value in a line
Make = Callable[..., argparse.ArgumentParser]


def add_commands(known: argparse._SubParsersAction[argparse.ArgumentParser], make: Make) -> None:
    """Teach the command line ``package`` and ``keys``; `make` adds one command."""
    package = make(
        known,
        "package",
        show_help,
        _("交换包：与别的单位交换案例"),
        "package look 邻县.casepack",
    )
    package.set_defaults(help_of=package)
    inner = package.add_subparsers(title=_("命令"), metavar="", dest="package_command")
    _out(make(inner, "out", out, _("写出交换包"), "package out 给邻县.casepack --case AL-2023-001"))
    seen = make(inner, "look", look, _("查看交换包，不改动档案"), "package look 邻县.casepack")
    seen.add_argument("file", metavar=_("文件.casepack"), type=Path)
    _merge(make(inner, "merge", merge, _("合并交换包"), "package merge 邻县.casepack"))
    keys = make(known, "keys", list_keys, _("签名用的密钥和可信单位"), "keys list")
    inner = keys.add_subparsers(title=_("命令"), metavar="", dest="keys_command")
    make(inner, "list", list_keys, _("列出可信单位"), "keys list")
    show = make(
        inner, "show", show_key, _("显示本单位的公钥，没有就生成"), "keys show --name 甲县党校"
    )
    show.add_argument("--name", metavar=_("单位"), default="", help=_("本单位在签名里的名称"))
    add = make(inner, "add", add_key, _("信任一个单位的公钥"), "keys add 邻县党校 公钥")
    add.add_argument("name", metavar=_("单位"))
    add.add_argument("key", metavar=_("公钥"), help=_("公钥，或对方存成的文件"))
    rename = make(
        inner, "rename", rename_key, _("给可信单位改名"), "keys rename 邻县党校 邻县委党校"
    )
    rename.add_argument("name", metavar=_("单位"))
    rename.add_argument("new_name", metavar=_("新名称"))
    remove = make(inner, "remove", remove_key, _("不再信任一个单位"), "keys remove 邻县党校")
    remove.add_argument("name", metavar=_("单位"))


def _out(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", metavar=_("文件.casepack"), type=Path)
    many: dict[str, object] = {"metavar": _("名称"), "action": "append", "default": []}
    add("--case", help=_("只要这个案例；可以写几次"), **many)  # type: ignore[arg-type]
    add("--pack", help=_("只要这个材料包和里面的案例"), **many)  # type: ignore[arg-type]
    add("--folder", help=_("只要这个文件夹和里面的案例"), **many)  # type: ignore[arg-type]
    add("--search", help=_("只要这个智能列表现在的案例"), **many)  # type: ignore[arg-type]
    add("--query", metavar=_("文字"), default="", help=_("只要搜索到的案例"))
    add(
        "--without",
        metavar=_("内容"),
        action="append",
        choices=PARTS,
        help=_(
            "略去：notes 使用说明和评述者，trainer 仅供教师的内容，internal E 级出处，"
            "unprintable 不能印发的附件；不写时略去 notes、internal、unprintable"
        ),
    )
    add("--everything", action="store_true", help=_("什么也不略去"))
    add("--history", action="store_true", help=_("带上全部历史版本，须与 --everything 同用"))
    signing = parser.add_mutually_exclusive_group()
    signing.add_argument("--sign", metavar=_("单位"), default="", help=_("用本单位的密钥签名"))
    signing.add_argument("--unsigned", action="store_true", help=_("不签名"))


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("文件.casepack"), type=Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--mine", action="store_true", help=_("两边都改了的，用这里的（默认）"))
    which.add_argument("--theirs", action="store_true", help=_("两边都改了的，用对方的"))
    parser.add_argument(
        "--choose",
        metavar=_("字段=mine|theirs"),
        action="append",
        default=[],
        help=_("逐个字段选，例如 title=theirs 或 AL-2023-001:title=theirs；可以写几次"),
    )


def show_help(options: argparse.Namespace, settings: Settings) -> None:
    """Say which commands there are: what ``package`` alone does."""
    del settings
    options.help_of.print_help()


def out(options: argparse.Namespace, settings: Settings) -> None:
    """Write a package."""
    from casearchive.services.packages.exporting import USUAL, export_package, left_out_words
    from casearchive.services.packages.selecting import Scope

    if options.everything and options.without:
        raise InputIsInvalid(_("--everything 不能与 --without 同时使用。"))
    omit = () if options.everything else tuple(options.without or USUAL)
    chosen = (options.case, options.pack, options.folder, options.search, options.query)
    scope = Scope(
        everything=not any(chosen),
        cases=tuple(options.case),
        packs=tuple(options.pack),
        collections=tuple(options.folder),
        searches=tuple(options.search),
        query=options.query,
    )
    with working(options, settings, _("导出"), read_only=True) as (archive, progress):
        report = export_package(
            archive,
            options.file,
            scope,
            omit,
            history=options.history,
            signed_as=None if options.unsigned else options.sign,
            progress=progress,
        )
    if options.json:
        say_json(report)
        return
    text = _("已写出 {count} 个案例、{files} 个附件（{size:,} 字节）：{path}")
    cases, path = report.counts.get("cases", 0), report.path.absolute()
    say(text.format(count=cases, files=report.files, size=report.size, path=path))
    for line in left_out_words(report.left_out):
        say(_("略去了{what}。").format(what=line))
    for name in report.missing_files:
        say(_("附件“{name}”的文件不在档案里，没有写出。").format(name=name))
    signer = report.signed_by
    say(_("签名：{name}").format(name=signer) if signer else _("没有签名。"))


def look(options: argparse.Namespace, settings: Settings) -> None:
    """Say what a package would do."""
    from casearchive.services.packages.previewing import preview_package

    with working(options, settings, _("查看"), read_only=True) as (archive, progress):
        preview = preview_package(archive, options.file, progress)
    if options.json:
        say_json(preview)
    else:
        _say_preview(preview)


def _say_preview(preview: PackagePreview) -> None:
    from casearchive.services.labels import kind_word
    from casearchive.services.packages.comparing import GROUPS
    from casearchive.services.packages.previewing import group_word, omitted_words

    say(preview.signature.sentence)
    counts = [
        _("{kind} {count}").format(kind=kind_word(kind), count=count)
        for kind, count in preview.counts.items()
    ]
    say(_("由 {program} 制作：{counts}").format(program=preview.program, counts=listed(counts)))
    if preview.omitted:
        say(_("对方略去了{what}。").format(what=listed(omitted_words(preview.omitted))))
    for group in GROUPS:
        items = preview.of_group(group)
        if items:
            say("\n## " + with_aside(group_word(group), str(len(items))))
            for item in items[:_SHOWN]:
                _say_item(item)
            if len(items) > _SHOWN:
                say(_("……还有 {count} 项，用 --json 查看。").format(count=len(items) - _SHOWN))
    say("\n" + _("相同的有 {count} 项。").format(count=sum(preview.same.values())))


def _say_item(item: ItemView) -> None:
    from casearchive.services.labels import kind_word

    say(f"{kind_word(item.kind)}  {item.code}  {item.title}".replace("    ", "  "))
    for field in item.fields:
        mark = "!" if field.changed == "both" else " "
        say(f"  {mark} {field.label} [{field.key}]")
        say("      " + _("这里：{value}").format(value=_short(field.mine)))
        say("      " + _("对方：{value}").format(value=_short(field.theirs)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[:_WIDTH] + "…"


def merge(options: argparse.Namespace, settings: Settings) -> None:
    """Merge a package."""
    from casearchive.services.attachments.attaching import read_waiting_files
    from casearchive.services.packages.choosing import read_choices
    from casearchive.services.packages.merging import merge_package

    choices = read_choices(options.choose, "theirs" if options.theirs else "mine")
    with working(options, settings, _("合并"), read_only=False) as (archive, progress):
        report = merge_package(archive, options.file, choices, progress=progress)
        with suppress(CaseArchiveError):  # the merge is done, whatever becomes of the index
            read_waiting_files(archive, progress)
    if options.json:
        say_json(report)
    else:
        _say_merge(report)


def _say_merge(report: MergeReport) -> None:
    say(report.signature.sentence)
    text = _("新增 {created} 项，更新 {updated} 项，{unchanged} 项没有变化；带来 {files} 个附件。")
    say(
        text.format(
            created=sum(report.created.values()),
            updated=sum(report.updated.values()),
            unchanged=sum(report.unchanged.values()),
            files=report.files,
        )
    )
    if report.conflicts:
        text = _("{count} 项两边都改了同一处；没有选的保留这里的，对方的版本在历史里。")
        say(text.format(count=report.conflicts))
    for old, new in report.renamed:
        say(_("“{old}”已被使用，导入为“{new}”。").format(old=old, new=new))
    for name in report.missing_files:
        say(_("附件“{name}”的文件不在交换包里，只有它的记录。").format(name=name))
    if report.batch_id:
        say(_("要整个撤销：casearchive imports undo {id}").format(id=report.batch_id[:8]))


def list_keys(options: argparse.Namespace, settings: Settings) -> None:
    """List the centres that are trusted."""
    from casearchive.services.packages.keys import own_key, trusted

    own, centres = own_key(settings), trusted(settings)
    if options.json:
        say_json({"own": own, "trusted": centres})
        return
    if own:
        say(_("本单位：{name}  {short}").format(name=own.name, short=own.short))
    for centre in centres:
        say(f"{centre.name}  {centre.short}  {centre.public_key}")
    if not centres:
        say(_("还没有可信单位。请对方运行 casearchive keys show，再用 keys add 加入。"))


def show_key(options: argparse.Namespace, settings: Settings) -> None:
    """Show this centre's public key; make the pair if there is none."""
    from casearchive.services.packages.keys import make_own_key, own_key

    own = own_key(settings)
    if own is None or options.name:
        if not options.name:
            raise InputIsInvalid(_("还没有密钥。用 casearchive keys show --name 单位名称 生成。"))
        own = make_own_key(settings, options.name)
    if options.json:
        say_json(own)
        return
    say(f"{own.name}  {own.short}")
    say(own.public_key)
    say(_("把上面一行公钥交给对方，并在电话里核对那四组数字。"))


def add_key(options: argparse.Namespace, settings: Settings) -> None:
    """Trust a centre."""
    from casearchive.services.packages.keys import read_card_file, trust

    key = options.key
    if Path(key).is_file():
        key = read_card_file(Path(key)).public_key
    centre = trust(settings, options.name, key)
    if options.json:
        say_json(centre)
    else:
        text = _("已信任“{name}”（{short}）。请与对方核对这组数字。")
        say(text.format(name=centre.name, short=centre.short))


def rename_key(options: argparse.Namespace, settings: Settings) -> None:
    """Call a trusted centre by another name."""
    from casearchive.services.packages.keys import rename_centre

    centre = rename_centre(settings, options.name, options.new_name)
    if options.json:
        say_json(centre)
    else:
        text = _("“{old}”改名为“{new}”。")
        say(text.format(old=options.name, new=centre.name))


def remove_key(options: argparse.Namespace, settings: Settings) -> None:
    """Trust a centre no longer."""
    from casearchive.services.packages.keys import distrust

    distrust(settings, options.name)
    if options.json:
        say_json({"removed": options.name})
    else:
        say(_("不再信任“{name}”。").format(name=options.name))
