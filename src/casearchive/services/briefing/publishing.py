"""A pack out on paper: composed here, set by a child process, written whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.printing.rendered import Overfull
from casearchive.printing.templates.loading import template_names
from casearchive.printing.worker import render_in_child
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.printing.ready import (
    PackIsEmpty,
    PackLacksWhatItsTemplateNeeds,
    ready_pack,
)
from casearchive.services.printing.templates import TemplateIsUnknown, template_folders
from casearchive.storage.files import safe_stem, write_whole

__all__ = [
    "GlyphsAreMissing",
    "PackIsEmpty",
    "PackLacksWhatItsTemplateNeeds",
    "PrintedPack",
    "TemplateIsUnknown",
    "overfull_told",
    "print_pack",
    "suggested_name",
    "templates",
    "write_pdf",
]

MAX_SHOWN = 40  # characters named in one message


class GlyphsAreMissing(InputIsInvalid):
    """Characters of the pack are in no face, and nobody has agreed to print 〓 in their place."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        text = _(
            "有 {count} 个字没有字形，没有导出：{characters}。"
            "请改写这些字；或者同意印作〓后再导出（命令行用 --allow-missing）。"
        )
        shown = " ".join(missing[:MAX_SHOWN])
        super().__init__(text.format(count=len(missing), characters=shown))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class PrintedPack:
    """A pack as PDF; `missing` lists characters that had no glyph and print as 〓.

    `overfull` are sentences on parts that do not fit the one page their template gives them.
    `starts` holds the page from 0 on which each item of the pack begins, by its id.
    """

    data: bytes
    pages: int
    missing: tuple[str, ...]
    edition: str
    template: str = ""
    overfull: tuple[str, ...] = ()
    starts: Mapping[str, int] = field(default_factory=dict)


def templates(archive: Archive | None = None) -> tuple[str, ...]:
    """Return the names of the templates there are, a centre's own among them.

    :func:`casearchive.services.printing.templates.list_templates` tells more of each.
    """
    return template_names(template_folders(archive) if archive else ())


def print_pack(
    archive: Archive,
    name: str,
    edition: str | None = None,
    template: str | None = None,
    progress: Progress = silent,
    *,
    allow_missing: bool = True,
    own_notes: bool = False,
) -> PrintedPack:
    """Set the pack with this id or name; edition and template default to the pack's own.

    A preview shows what is missing as 〓; what leaves the house is printed without
    `allow_missing`, and then GlyphsAreMissing is raised unless every character has a glyph.
    With `own_notes` this user's marks, notes and answers are printed with the cases.
    Raises what :func:`casearchive.services.printing.ready.ready_pack` raises. The setting runs in
    a child process, so that a window keeps its interpreter.
    """
    ready = ready_pack(archive, name, edition, template, progress, own_notes=own_notes)
    rendered = render_in_child(
        ready.publication, progress, template=ready.template, folders=ready.folders
    )
    if rendered.missing and not allow_missing:
        raise GlyphsAreMissing(rendered.missing)
    return PrintedPack(
        data=rendered.data,
        pages=rendered.pages,
        missing=rendered.missing,
        edition=ready.edition,
        template=ready.template,
        overfull=tuple(overfull_told(one) for one in rendered.overfull),
        starts=_starts(ready.items, rendered.anchors),
    )


def _starts(items: Mapping[str, str], anchors: Mapping[str, int]) -> dict[str, int]:
    """Return the first page of each item, from 0; `anchors` count pages from 1."""
    starts: dict[str, int] = {}
    for anchor, item in items.items():
        if page := anchors.get(anchor):
            starts[item] = min(page - 1, starts.get(item, page - 1))
    return starts


def overfull_told(one: Overfull) -> str:
    """Return a sentence on a part that does not fit its page."""
    text = _("《{title}》排不进一页，约多 {lines} 行。请删减文字，或在材料包中少选几个章节。")
    return text.format(title=one.title, lines=one.lines)


def suggested_name(name: str, edition: str, *, own_notes: bool = False) -> str:
    """Return a file name for a printed pack that every file system takes."""
    edition_word = _("教师版") if edition == "trainer" else _("学员版")
    if own_notes:
        edition_word = _("{edition}，附我的笔记").format(edition=edition_word)
    stem = safe_stem(name, _("材料包"))
    return _("{name}（{edition}）.pdf").format(name=stem, edition=edition_word)


def write_pdf(path: Path, data: bytes) -> None:
    """Put the PDF at `path`, whole or not at all. Raises FileCannotBeWritten."""
    write_whole(path, data)
