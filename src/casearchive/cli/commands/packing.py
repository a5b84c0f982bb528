"""The commands on packs."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from casearchive.cli.opened import opened
from casearchive.cli.output import TerminalProgress, say, say_json
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.settings import Settings

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

    with (
        opened(options, settings, read_only=True) as archive,
        TerminalProgress(_("排版")) as progress,
    ):
        printed = publishing.print_pack(
            archive,
            options.name,
            options.edition,
            options.template,
            progress,
            allow_missing=options.allow_missing,
            own_notes=options.own_notes,
        )
    publishing.write_pdf(options.output, printed.data)
    if options.json:
        path = options.output.absolute()
        say_json({"path": path, "pages": printed.pages, "missing": printed.missing})
        return
    _say_printed(printed, options.output)


def _say_printed(printed: object, path: Path) -> None:
    pages, missing = getattr(printed, "pages", 0), getattr(printed, "missing", ())
    say(_("已印成 {pages} 页：{path}").format(pages=pages, path=path.absolute()))
    if missing:
        say(_("这些字没有字形，印作〓：{characters}").format(characters=" ".join(missing)))
