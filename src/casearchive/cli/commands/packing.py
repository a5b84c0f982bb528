"""The commands on packs: put together, and out on paper."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from casearchive.cli.opened import opened, working
from casearchive.cli.output import TerminalProgress, say, say_json, say_missing
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.settings import Settings

if TYPE_CHECKING:
    from casearchive.services.briefing.publishing import PrintedPack

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415


def list_packs(options: argparse.Namespace, settings: Settings) -> None:
    """List the packs: what ``pack`` alone does."""
    from casearchive.services.briefing import packs

    with opened(options, settings, read_only=True) as archive:
        rows = packs.list_packs(archive)
    if options.json:
        say_json(rows)
        return
    for row in rows:
        text = _("{name}  （{count} 个案例）")
        if row.lists:
            text = _("{name}  （{count} 个案例，{lists} 个智能列表）")
        say(text.format(name=row.name, count=row.cases, lists=row.lists))
    if not rows:
        say(_("还没有材料包。用 casearchive pack new 名称 --all 新建一个。"))


def new_pack(options: argparse.Namespace, settings: Settings) -> None:
    """Make a pack of all cases, of those found, of a saved search, or of those named."""
    from casearchive.services.briefing import packs

    if options.cases and (options.all or options.query is not None or options.search):
        raise InputIsInvalid(_("案例编号不能与 --all、--query 或 --search 同时使用。"))
    with opened(options, settings, read_only=False) as archive:
        cases = _chosen(archive, options)
        pack_id = packs.create_pack(archive, options.name, cases, options.search or "")
    if options.json:
        say_json({"id": pack_id, "name": options.name, "cases": len(cases)})
        return
    text = _("已新建材料包“{name}”，有 {count} 个案例。")
    if options.search:
        text = _("已新建材料包“{name}”，里面是智能列表“{search}”，印的时候再查有哪些案例。")
    say(text.format(name=options.name, count=len(cases), search=options.search))


def _chosen(archive: Archive, options: argparse.Namespace) -> list[str]:
    from casearchive.services.library.browsing import case_ids
    from casearchive.services.searching.finding import Finder
    from casearchive.services.views import Shelf

    if options.all:
        return case_ids(archive, Shelf(), "code")
    if options.query is not None:
        with closing(Finder(archive)) as finder:
            return finder.ids(options.query)
    return list(options.cases)


def add_to_pack(options: argparse.Namespace, settings: Settings) -> None:
    """Add cases to a pack."""
    from casearchive.services.briefing import packs

    with opened(options, settings, read_only=False) as archive:
        added = packs.add_to_pack(archive, options.name, options.cases)
    if options.json:
        say_json({"name": options.name, "added": added})
    else:
        say(_("加入了 {count} 个案例。").format(count=added))


def print_pack(options: argparse.Namespace, settings: Settings) -> None:
    """Print a pack to a PDF."""
    from casearchive.services.briefing import publishing

    with working(options, settings, _("排版"), read_only=True) as (archive, progress):
        printed = _printed(options, archive, progress)
    publishing.write_pdf(options.output, printed.data)
    path = options.output.absolute()
    if options.json:
        say_json({"path": path, "pages": printed.pages, "missing": printed.missing})
        return
    say(_("已印成 {pages} 页：{path}").format(pages=printed.pages, path=path))
    say_missing(printed.missing)


def paper(options: argparse.Namespace, settings: Settings) -> None:
    """Print a pack on a printer."""
    from casearchive.services.briefing.paper import PaperJob, print_service, send_file, sheets_of

    lp = print_service()
    with working(options, settings, _("排版"), read_only=True) as (archive, progress):
        printed = _printed(options, archive, progress)
        job = PaperJob(
            printer=options.printer,
            copies=options.copies,
            both_sides=not options.one_sided,
            title=options.name,
            booklet=options.booklet,
        )
        send_file(lp, sheets_of(printed.data, job, progress), job)
    if options.json:
        say_json({"printer": job.printer, "pages": printed.pages, "copies": job.copies})
    else:
        say(
            _("已送到打印机“{printer}”，{pages} 页。").format(
                printer=job.printer, pages=printed.pages
            )
        )


def _printed(
    options: argparse.Namespace, archive: Archive, progress: TerminalProgress
) -> PrintedPack:
    from casearchive.services.briefing.publishing import print_pack

    return print_pack(
        archive,
        options.name,
        options.edition,
        options.template,
        progress,
        allow_missing=options.allow_missing,
        own_notes=options.own_notes,
    )
