"""The commands on packs before and after print: templates, checks, frozen editions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from casearchive.cli.opened import opened, working
from casearchive.cli.output import say, say_json
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _, listed, with_aside
from casearchive.settings import Settings

if TYPE_CHECKING:
    from casearchive.services.printing.editions.changes import CaseChange
    from casearchive.services.printing.editions.freezing import EditionRow

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415


class PackIsNotFitForPrint(InputIsInvalid):
    """A check found what makes a page wrong; the findings were said before."""

    def __init__(self, count: int) -> None:
        super().__init__(_("有 {count} 处要先改，见上。").format(count=count))


def list_templates(options: argparse.Namespace, settings: Settings) -> None:
    """List the templates, a centre's own among them."""
    from casearchive.services.printing import templates

    with opened(options, settings, read_only=True) as archive:
        found = templates.list_templates(archive)
        folder = templates.template_folders(archive)[0]
    if options.json:
        say_json(found)
        return
    for one in found:
        own = _("（自备）") if one.own else ""
        say(f"{one.name}\t{one.title}{own}\t{one.problem or one.summary}")
    say(_("自备的版式放在：{folder}").format(folder=folder))


def check_pack(options: argparse.Namespace, settings: Settings) -> None:
    """Say what would be wrong, left out or marked in print."""
    from casearchive.services.printing.checks import preflight

    with working(options, settings, _("检查"), read_only=True) as (archive, progress):
        checked = preflight.check_pack(
            archive, options.name, options.edition, options.template, progress
        )
    if options.json:
        say_json(checked)
    else:
        names = {"error": _("要改"), "warning": _("留意"), "note": _("说明")}
        for one in checked.findings:
            say(f"[{names[one.severity]}] {one.sentence}{one.advice}")
        if not checked.findings:
            text = _("没有发现问题，可以印：{count} 个案例。")
            say(text.format(count=checked.cases))
    if checked.errors:
        raise PackIsNotFitForPrint(len(checked.errors))


def freeze_pack(options: argparse.Namespace, settings: Settings) -> None:
    """Print a pack and keep the edition."""
    from casearchive.services.briefing import publishing
    from casearchive.services.printing.editions import freezing

    with working(options, settings, _("排版"), read_only=False) as (archive, progress):
        row, data = freezing.freeze_pack(
            archive,
            options.name,
            options.edition,
            options.template,
            progress,
            note=options.note or "",
            allow_missing=options.allow_missing,
        )
    if options.output:
        publishing.write_pdf(options.output, data)
    if options.json:
        say_json(row)
        return
    text = _("已定为第 {number} 版：{pages} 页，{cases} 个案例。SHA-256 {sha256}")
    say(text.format(number=row.number, pages=row.pages, cases=row.cases, sha256=row.sha256))


def list_editions(options: argparse.Namespace, settings: Settings) -> None:
    """List a pack's frozen editions."""
    from casearchive.services.printing.editions import freezing

    with opened(options, settings, read_only=True) as archive:
        rows = freezing.list_editions(archive, options.name)
    if options.json:
        say_json(rows)
        return
    for row in rows:
        say(_edition_told(row))
    if not rows:
        say(_("还没有定版。用 casearchive pack freeze 名称 定一版。"))


def _edition_told(row: EditionRow) -> str:
    edition = _("教师版") if row.edition == "trainer" else _("学员版")
    text = _("第 {number} 版  {day}  {edition}  {template}  {pages} 页  {sha256}  {note}")
    return text.format(
        number=row.number,
        day=row.frozen_at[:10],
        edition=edition,
        template=row.template,
        pages=row.pages,
        sha256=row.sha256[:16],
        note=row.note,
    ).rstrip()


def reprint(options: argparse.Namespace, settings: Settings) -> None:
    """Print a frozen edition again, and say whether the bytes are the same."""
    from casearchive.services.briefing import publishing
    from casearchive.services.printing.editions import freezing

    with working(options, settings, _("排版"), read_only=True) as (archive, progress):
        made = freezing.reprint(archive, options.name, options.number, progress)
    publishing.write_pdf(options.output, made.data)
    if options.json:
        say_json(
            {
                "path": options.output.absolute(),
                "pages": made.pages,
                "identical": made.identical,
                "differences": made.differences,
            }
        )
        return
    path = options.output.absolute()
    if made.identical:
        say(_("已重印 {pages} 页，与定版逐字节相同：{path}").format(pages=made.pages, path=path))
        return
    text = _("已重印 {pages} 页，但与定版不完全相同：{path}")
    say(text.format(pages=made.pages, path=path))
    for difference in made.differences:
        say("  " + difference)


def show_changes(options: argparse.Namespace, settings: Settings) -> None:
    """Say what has changed since an edition was frozen."""
    from casearchive.services.printing.editions import freezing
    from casearchive.services.printing.editions.changes import edition_changes

    with opened(options, settings, read_only=True) as archive:
        number = options.number
        if number is None:
            rows = freezing.list_editions(archive, options.name)
            if not rows:
                raise freezing.EditionIsGone(options.name, "1")
            number = rows[0].id
        changes = edition_changes(archive, options.name, number)
    if options.json:
        say_json(changes)
        return
    for change in changes:
        say(f"{change.code}  {_change_told(change)}  {change.title}")


def _change_told(change: CaseChange) -> str:
    told = {
        "unchanged": _("未变"),
        "changed": _("有改动"),
        "trashed": _("在回收站"),
        "destroyed": _("已彻底删除"),
        "damaged": _("定版记录已损坏"),
        "removed": _("已移出材料包"),
        "added": _("定版后加入"),
    }[change.state]
    return with_aside(told, listed(change.fields)) if change.fields else told
