"""A pack out on paper: composed here, set by a child process, written whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from casearchive.errors import InputIsInvalid
from casearchive.i18n import _, listed
from casearchive.printing.composing.compose import compose_pack
from casearchive.printing.template import template_names
from casearchive.printing.worker import render_in_child
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.labels import label
from casearchive.services.packs import find_pack
from casearchive.services.smart_lists import listed_cases
from casearchive.storage.files import write_whole

_UNSAFE = re.compile('[\\x00-\\x1f\\x7f<>:"/\\\\|?*\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
MAX_NAME = 60  # characters; at three bytes each well under the 255 bytes of file systems


class TemplateIsUnknown(InputIsInvalid):
    """No template has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("没有版式“{name}”。现有：{known}。").format(name=name, known=listed(template_names()))
        )


class PackIsEmpty(InputIsInvalid):
    """There is nothing to print."""

    def __init__(self, name: str) -> None:
        super().__init__(_("材料包“{name}”还是空的，请先加入案例再印。").format(name=name))


@dataclass(frozen=True, slots=True)
class PrintedPack:
    """A pack as PDF; `missing` lists characters that had no glyph and print as 〓."""

    data: bytes
    pages: int
    missing: tuple[str, ...]
    edition: str


def templates() -> tuple[str, ...]:
    """Return the names of the templates there are."""
    return template_names()


def print_pack(
    archive: Archive,
    name: str,
    edition: str | None = None,
    template: str | None = None,
    progress: Progress = silent,
) -> PrintedPack:
    """Set the pack with this id or name; edition and template default to the pack's own.

    Raises PackIsGone, PackIsEmpty, TemplateIsUnknown, and WorkWasCancelled where `progress` says
    so. The setting runs in a child process, so that a window keeps its interpreter.
    """
    with archive.reading() as session:
        pack = find_pack(session, name)
        template = template or pack.template
        if template not in template_names():
            raise TemplateIsUnknown(template)
        if not pack.items:
            raise PackIsEmpty(pack.name)
        edition = edition or pack.edition
        lists = listed_cases(archive, session, pack, progress)
        publication = compose_pack(pack, edition, label=label, lists=lists)
    rendered = render_in_child(publication, progress, template=template)
    return PrintedPack(rendered.data, rendered.pages, rendered.missing, edition)


def suggested_name(name: str, edition: str) -> str:
    """Return a file name for a printed pack that every file system takes."""
    edition_word = _("教师版") if edition == "trainer" else _("学员版")
    stem = _UNSAFE.sub("_", name).strip(" .")[:MAX_NAME] or _("材料包")
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return _("{name}（{edition}）.pdf").format(name=stem, edition=edition_word)


def write_pdf(path: Path, data: bytes) -> None:
    """Put the PDF at `path`, whole or not at all. Raises FileCannotBeWritten."""
    write_whole(path, data)
