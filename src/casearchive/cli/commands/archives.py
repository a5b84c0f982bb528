"""The commands on archives and cases: each opens what it needs, calls one use case, says it."""

from __future__ import annotations

import argparse

from casearchive.cli import output
from casearchive.cli.opened import opened, working
from casearchive.cli.output import TerminalProgress, say, say_json
from casearchive.i18n import _, named
from casearchive.settings import Settings

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415

FAULTS_FOUND = 5


def new(options: argparse.Namespace, settings: Settings) -> None:
    """Make an archive."""
    from casearchive.services.opening import create_archive

    with TerminalProgress(_("新建档案")) as progress:
        archive = create_archive(options.path, settings, sample=options.sample, progress=progress)
    archive.close()
    if options.json:
        say_json({"path": archive.path, "id": archive.archive_id})
    else:
        say(_("已新建档案：{path}").format(path=archive.path))


def list_cases(options: argparse.Namespace, settings: Settings) -> None:
    """List the cases."""
    from casearchive.services.library.browsing import case_ids, case_rows
    from casearchive.services.views import Shelf

    with opened(options, settings, read_only=True) as archive:
        ids = case_ids(archive, Shelf(), "code")
        rows = case_rows(archive, ids)
    listed = [rows[case_id] for case_id in ids if case_id in rows]
    if options.json:
        say_json(listed)
        return
    for row in listed:
        output.say_row(row)
    if not listed:
        say(_("档案里还没有案例。用 casearchive import 导入，或在窗口中新建。"))


def show(options: argparse.Namespace, settings: Settings) -> None:
    """Show one case."""
    from casearchive.services.cases.reading import read_case

    with opened(options, settings, read_only=True) as archive:
        case = read_case(archive, options.case)
    if options.json:
        say_json(case)
    else:
        output.say_case(case)


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Check the archive."""
    from casearchive.services.upkeep import check_archive

    with working(options, settings, _("检查"), read_only=True) as (archive, progress):
        report = check_archive(archive, progress)
    if options.json:
        say_json(report)
    else:
        for fault in report.faults:
            say(fault)
        text = _("检查了 {revisions} 条历史记录、{attachments} 个附件，发现 {faults} 处问题。")
        say(
            text.format(
                revisions=report.revisions,
                attachments=report.attachments,
                faults=len(report.faults),
            )
        )
    return 0 if report.sound else FAULTS_FOUND


def info(options: argparse.Namespace, settings: Settings) -> None:
    """Say what the archive holds."""
    from casearchive.services.labels import kind_word
    from casearchive.services.upkeep import info as look

    with opened(options, settings, read_only=True) as archive:
        found = look(archive)
    if options.json:
        say_json(found)
        return
    say(_("档案：{path}（{size:,} 字节）").format(path=found.path, size=found.size))
    for name, count in found.counts.items():
        if count:
            say("  " + named(kind_word(name), str(count)))
