"""The main job without a window: find cases, print a pack, say where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casearchive.i18n import _, named
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack, list_packs
from casearchive.services.briefing.publishing import print_pack, suggested_name, write_pdf
from casearchive.services.library.browsing import case_ids
from casearchive.services.searching.finding import search
from casearchive.storage.rows import Shelf

QUERY = "五彩椒"


def show_the_road(archive: Archive, folder: Path) -> Iterator[str]:
    """Do each step of the main job in `archive` and yield a line about it.

    The pack is the archive's newest, or a new one of all its cases; the PDF is put in `folder`.
    """
    yield _("档案：{path}").format(path=archive.path)
    hits = search(archive, QUERY, limit=3)
    yield _("搜索“{query}”，找到 {count} 个案例：").format(query=QUERY, count=len(hits))
    for hit in hits:
        yield f"  {hit.code}  {hit.title}"
        yield "    " + named(hit.section, hit.snippet)
    packs = list_packs(archive)
    if packs:
        pack_id, name = packs[0].id, packs[0].name
    else:
        name = _("全部案例")
        pack_id = create_pack(archive, name, case_ids(archive, Shelf(), "code"))
    printed = print_pack(archive, pack_id)
    path = folder / suggested_name(name, printed.edition)
    write_pdf(path, printed.data)
    yield _("材料包“{name}”已印成 {pages} 页 PDF：").format(name=name, pages=printed.pages)
    yield f"  {path}"
