"""The commands that write files for other programs."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from casearchive.cli.opened import working
from casearchive.cli.output import say, say_json, say_missing
from casearchive.errors import InputIsInvalid, reason_of
from casearchive.i18n import _
from casearchive.settings import Settings

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415

FORMS = ("json", "markdown", "xlsx", "csl", "ris")
_BY_ENDING = {".json": "json", ".xlsx": "xlsx", ".ris": "ris", ".csljson": "csl", "": "markdown"}
_MOST_PASSWORD = 4096  # bytes of a password file that are read at all


class FormIsUnclear(InputIsInvalid):
    """Neither the ending nor ``--as`` says what to write."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "看不出要把“{name}”写成什么。请用 .json、.xlsx、.ris、.csljson 结尾，"
                "或不带结尾（Markdown 文件夹），也可以用 --as 指明。"
            ).format(name=path.name)
        )


class PasswordFileCannotBeRead(InputIsInvalid):
    """The file with the password is gone, unreadable, or no text."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("不能从“{path}”读出密码：{reason}。请检查文件。").format(path=path, reason=reason)
        )


class PasswordsDiffer(InputIsInvalid):
    """What was typed twice is not the same."""

    def __init__(self) -> None:
        super().__init__(_("两次输入的密码不一样，没有导出。请重试。"))


def export_pack(options: argparse.Namespace, settings: Settings) -> None:
    """Write a pack as a file of the kind its ending says."""
    from casearchive.services.briefing import exporting

    exporting.kind_of(options.output)  # before anybody types a password
    wish = exporting.Wish(
        options.edition or "",
        options.template or "",
        _password(options),
        options.booklet,
        allow_missing=options.allow_missing,
        own_notes=options.own_notes,
    )
    with working(options, settings, _("导出"), read_only=True) as (archive, progress):
        made = exporting.export_pack(archive, options.name, options.output, wish, progress)
    _say_made(options, made)


def export_case(options: argparse.Namespace, settings: Settings) -> None:
    """Write one case as a file of the kind its ending says."""
    from casearchive.services.briefing import exporting

    wish = exporting.Wish(
        options.edition or "",
        options.template or "",
        allow_missing=options.allow_missing,
        own_notes=options.own_notes,
    )
    with working(options, settings, _("导出"), read_only=True) as (archive, progress):
        made = exporting.export_case(archive, options.case, options.output, wish, progress)
    _say_made(options, made)


def _say_made(options: argparse.Namespace, made: object) -> None:
    pages, missing = getattr(made, "pages", 0), getattr(made, "missing", ())
    path = options.output.absolute()
    if options.json:
        edition = getattr(made, "edition", "")
        say_json({"path": path, "edition": edition, "pages": pages, "missing": missing})
        return
    if pages:
        say(_("已导出 {pages} 页：{path}").format(pages=pages, path=path))
    else:
        say(_("已导出：{path}").format(path=path))
    say_missing(missing)


def _password(options: argparse.Namespace) -> str:
    """Return the password that was asked for; none is ever given among the words of a command."""
    if options.password_file:
        return _read_password(options.password_file)
    if not options.password_prompt:
        return ""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass(_("密码："))
    if typed != getpass.getpass(_("再输入一次：")):
        raise PasswordsDiffer
    return typed


def _read_password(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_PASSWORD).decode("utf-8-sig")
    except OSError as error:
        raise PasswordFileCannotBeRead(path, reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise PasswordFileCannotBeRead(path, _("不是 UTF-8 文本")) from error
    password = text.split("\n", 1)[0].rstrip("\r")
    if not password:
        raise PasswordFileCannotBeRead(path, _("第一行是空的"))
    return password


def export(options: argparse.Namespace, settings: Settings) -> None:
    """Write the archive's content in one of its forms."""
    form = options.form or _BY_ENDING.get(options.file.suffix.lower(), "")
    if options.form is None and options.file.name.lower().endswith(".csl.json"):
        form = "csl"
    if not form:
        raise FormIsUnclear(options.file)
    with working(options, settings, _("导出"), read_only=True) as (archive, progress):
        if form == "json":
            from casearchive.services.exchange.exchanging import export_json

            count = export_json(archive, options.file, progress)
            _say_count(options, count, _("已导出 {count} 个案例：{path}"))
            return
        from casearchive.services.exchange import takeaway

        if form == "markdown":
            edition = options.edition or "trainer"
            taken = takeaway.export_markdown(archive, options.file, edition, progress)
            text = _("已导出 {count} 个案例：{path}")
        elif form == "xlsx":
            taken = takeaway.export_outcomes(archive, options.file, progress)
            text = _("已导出 {count} 条成效指标：{path}")
        else:
            taken = takeaway.export_references(archive, options.file, form)
            text = _("已导出 {count} 条出处：{path}")
    _say_count(options, taken.count, text)
    if options.json:
        return
    if taken.left_out:
        say(_("E 级出处（口述或内部）不外传，略去 {count} 条。").format(count=taken.left_out))
    for name in taken.missing_files:
        say(_("附件“{name}”的文件不在档案里，只写了说明。").format(name=name))


def _say_count(options: argparse.Namespace, count: int, text: str) -> None:
    path = options.file.absolute()
    if options.json:
        key = "cases" if options.file.suffix.lower() == ".json" else "count"
        say_json({"path": path, key: count})
    else:
        say(text.format(count=count, path=path))
