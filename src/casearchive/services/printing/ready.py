"""A pack composed for print: the one door through which every format gets its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.evidence import Attachment
from casearchive.domain.model import BriefingPack
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.printing.blocks import Picture, Publication
from casearchive.printing.composing.compose import TRAINER, compose
from casearchive.printing.composing.composed import Composed
from casearchive.printing.composing.content import Content
from casearchive.printing.composing.reading import no_notes
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.attachments.rights import hindrance_of
from casearchive.services.briefing.packs import find_pack
from casearchive.services.labels import label
from casearchive.services.printing.loading import load_cases
from casearchive.services.printing.own_notes.layer import OwnNotes, with_notes_named
from casearchive.services.printing.templates import content_of_template, template_folders
from casearchive.services.searching.smart_lists import listed_cases
from casearchive.storage.attachments import hash_file, stored_file


class PackIsEmpty(InputIsInvalid):
    """There is nothing to print."""

    def __init__(self, name: str) -> None:
        super().__init__(_("材料包“{name}”还是空的，请先加入案例再印。").format(name=name))


class PackLacksWhatItsTemplateNeeds(InputIsInvalid):
    """The template prints something that the pack does not hold; the message says what."""


@dataclass(frozen=True, slots=True)
class ReadyPack:
    """A pack as blocks, ready for any writer, with the template's name and where templates lie.

    `cases` are the ids of the cases in it, in order; `items` the id of the item that each anchor
    stands for.
    """

    name: str
    publication: Publication
    edition: str
    template: str
    folders: tuple[Path, ...]
    cases: tuple[str, ...]
    items: Mapping[str, str]


def ready_pack(
    archive: Archive,
    name: str,
    edition: str | None = None,
    template: str | None = None,
    progress: Progress = silent,
    *,
    own_notes: bool = False,
) -> ReadyPack:
    """Compose the pack with this id or name; edition and template default to the pack's own.

    With `own_notes` this user's marks, notes and answers are in it.

    Raises PackIsGone, PackIsEmpty, TemplateIsUnknown, TemplateIsWrong,
    PackLacksWhatItsTemplateNeeds, and WorkWasCancelled where `progress` says so.
    """
    with archive.reading() as session:
        pack = find_pack(session, name)
        if not pack.items:
            raise PackIsEmpty(pack.name)
        template = template or pack.template
        content = content_of_template(archive, template)
        edition = edition or pack.edition
        made = composed(
            *(archive, session, pack),
            edition=edition,
            content=content,
            progress=progress,
            own_notes=own_notes,
        )
        if not made.publication.parts:
            raise PackLacksWhatItsTemplateNeeds(what_is_lacking(content))
        return ReadyPack(
            name=pack.name,
            publication=made.publication,
            edition=edition,
            template=template,
            folders=template_folders(archive),
            cases=tuple(case.id.hex for case in made.cases),
            items={name: one.item.hex for name, one in made.origins.items() if one.item},
        )


def composed(
    archive: Archive,
    session: DatabaseSession,
    pack: BriefingPack,
    *,
    edition: str,
    content: Content,
    progress: Progress = silent,
    stamp: str = "",
    own_notes: bool = False,
) -> Composed:
    """Compose a pack of an open session; `stamp` is a frozen edition's number and day."""
    notes = OwnNotes(archive, for_trainer=edition == TRAINER) if own_notes else no_notes
    lists = listed_cases(archive, session, pack, progress)
    whole = load_cases(session, pack, lists.values(), progress)
    made = compose(
        pack,
        edition,
        content=content,
        label=label,
        lists=lists,
        picture_of=lambda file: printable_picture(archive, file),
        annotate=notes,
        logo=logo_of(archive, pack),
        stamp=stamp,
        progress=progress,
    )
    del whole  # until here, so that the session kept what was loaded
    if own_notes:
        made = replace(made, publication=with_notes_named(made.publication))
    return made


def printable_picture(archive: Archive, file: Attachment) -> Path | None:
    """Return where a picture lies that may be printed today and is there."""
    if not file.media_type.startswith("image/") or hindrance_of(file):
        return None
    path = stored_file(archive.files, file.sha256)
    return path if path.is_file() else None


def logo_of(archive: Archive, pack: BriefingPack) -> Picture | None:
    """Return the cover's logo where the pack names one whose file is there.

    This centre's own is taken from the settings where the archive has no copy of it.
    """
    sha256 = str(pack.options.get("logo", ""))
    if not is_sha256(sha256):
        return None
    own = archive.settings.logo
    path = stored_file(archive.files, sha256)
    if not path.is_file() and own.is_file() and hash_file(own) == sha256:
        path = own
    return Picture(str(path), sha256, "") if path.is_file() else None


def is_sha256(text: str) -> bool:
    """Say whether a text is a SHA-256 in small hexadecimal digits, and so no path."""
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


def what_is_lacking(content: Content) -> str:
    """Return what a pack without anything to print in this template has to get."""
    title = str(content.title)
    match content.needs:
        case "route":
            text = _("“{title}”要印一条教学路线，材料包里没有。请加入一条教学路线，或换一个版式。")
        case "course":
            text = _("“{title}”要印一门课程，材料包里没有。请加入一门课程，或换一个版式。")
        case "cases":
            text = _("“{title}”要并列两到五个案例，材料包里没有。请加入案例，或换一个版式。")
        case _other:
            text = _("“{title}”要印案例，材料包里没有可以印的。请加入案例，或换一个版式。")
    return text.format(title=title)
