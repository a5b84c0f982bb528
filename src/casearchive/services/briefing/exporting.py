"""A pack or a case out as a file of any kind: the ending of its name says which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.case import Case
from casearchive.domain.model import BriefingPack
from casearchive.domain.pack import PackItem
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _, listed
from casearchive.printing.blocks import Publication
from casearchive.printing.composing.compose import TRAINER, compose_case
from casearchive.printing.composing.content import Content
from casearchive.printing.composing.figure_sheets import comparison_sheet, outcome_sheet
from casearchive.printing.composing.reading import no_notes
from casearchive.printing.files import (
    WRITERS,
    Material,
    finish_in_child,
    write_in_child,
)
from casearchive.printing.finishing.limits import check_password
from casearchive.printing.measures import Template
from casearchive.printing.templates.loading import load_template
from casearchive.printing.worker import render_in_child
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.briefing.centre import cover_options
from casearchive.services.briefing.packs import find_pack
from casearchive.services.briefing.publishing import GlyphsAreMissing
from casearchive.services.cases.reading import find_case
from casearchive.services.labels import label
from casearchive.services.printing.own_notes.layer import OwnNotes, with_notes_named
from casearchive.services.printing.ready import (
    PackIsEmpty,
    PackLacksWhatItsTemplateNeeds,
    composed,
    printable_picture,
    what_is_lacking,
)
from casearchive.services.printing.templates import content_of_template, template_folders
from casearchive.storage.files import write_whole

PDF = "pdf"
KINDS = (PDF, *WRITERS)
_WITHOUT_NOTES = ("pptx", "xlsx")
_TRAINEE = "trainee"
_FOR_ONE_CASE = "casebook"


class NothingIsWrittenAs(InputIsInvalid):
    """No writer makes files with this ending."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("不会写“{name}”这种文件。请用这些结尾之一：{known}。").format(
                name=path.name, known=listed(f".{kind}" for kind in KINDS)
            )
        )


class NotesAreNotInThisKind(InputIsInvalid):
    """Slides and tables have no room for a reader's own notes."""

    def __init__(self) -> None:
        super().__init__(
            _("演示文稿和表格里不放自己的笔记。请导出成 PDF、Word 或网页，或去掉这一项。")
        )


class OnlyPdfTakesIt(InputIsInvalid):
    """A password or a booklet was asked for in a format that has none."""

    def __init__(self) -> None:
        super().__init__(_("密码和小册子只用于 PDF。请把文件名改成 .pdf 结尾，或去掉这两项。"))


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is wanted; empty values mean the pack's own. A password locks a PDF.

    `allow_missing` agrees that characters without a glyph print as 〓. `own_notes` prints this
    user's marks, notes and answers with the cases.
    """

    edition: str = ""
    template: str = ""
    password: str = ""
    booklet: bool = False
    allow_missing: bool = False
    own_notes: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was made: its bytes, its kind and edition.

    `pages` counts a PDF's pages before they are laid out as a booklet, 0 for other kinds.
    `missing` lists characters that had no glyph and print as 〓.
    """

    data: bytes
    kind: str
    edition: str
    pages: int = 0
    missing: tuple[str, ...] = ()


def kind_of(path: Path) -> str:
    """Return which kind of file a name asks for. Raises NothingIsWrittenAs."""
    kind = path.suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise NothingIsWrittenAs(path)
    return kind


def export_pack(
    archive: Archive, name: str, path: Path, wish: Wish | None = None, progress: Progress = silent
) -> Exported:
    """Write the pack with this id or name to `path`, whole or not at all.

    The work runs in a child process. Raises NothingIsWrittenAs, OnlyPdfTakesIt, PackIsGone,
    PackIsEmpty, PackLacksWhatItsTemplateNeeds, TemplateIsUnknown, GlyphsAreMissing unless the wish
    allows it, PasswordDoesNotServe, PrintingFailed, FileCannotBeWritten, and
    WorkWasCancelled where `progress` says so.
    """
    made = make_pack(archive, name, kind_of(path), wish, progress)
    write_whole(path, made.data)
    return made


def export_case(
    archive: Archive, name: str, path: Path, wish: Wish | None = None, progress: Progress = silent
) -> Exported:
    """Write the case with this id or code to `path`; raises as :func:`export_pack`, CaseIsGone."""
    wish = wish or Wish()
    kind = kind_of(path)
    _check(kind, wish)
    edition, template = wish.edition or TRAINER, wish.template or _FOR_ONE_CASE
    content = content_of_template(archive, template)
    with archive.reading() as session:
        case = find_case(session, name)
        publications = [
            _one_case(archive, case, word, content, own_notes=wish.own_notes)
            for word in _editions(edition)
        ]
        look = load_template(template, template_folders(archive))
        material = _material(publications, [case], edition, look)
    made = _make(kind, material, edition, wish, progress)
    write_whole(path, made.data)
    return made


def export_cases(
    archive: Archive,
    names: Sequence[str],
    path: Path,
    wish: Wish | None = None,
    progress: Progress = silent,
) -> Exported:
    """Write cases to `path` in the order given, without a pack of theirs being kept.

    One case stands by itself; several make a collection with a cover. Raises as
    :func:`export_pack`, CaseIsGone; InputIsInvalid where none is named.
    """
    if len(names) == 1:
        return export_case(archive, names[0], path, wish, progress)
    wish = replace(wish or Wish(), edition=(wish.edition if wish else "") or TRAINER)
    kind = kind_of(path)
    _check(kind, wish)
    with archive.reading() as session:
        items = [_item_of(find_case(session, name)) for name in names]
        if not items:
            raise PackIsEmpty(path.stem)
        options = cover_options(archive, keep=False)
        pack = BriefingPack(name=path.stem, template=_FOR_ONE_CASE, options=options, items=items)
        material, edition = _material_of(archive, session, pack, wish, progress)
    made = _make(kind, material, edition, wish, progress)
    write_whole(path, made.data)
    return made


def _item_of(case: Case) -> PackItem:
    """Return an item of a pack that is never kept: what a table would default to is told."""
    return PackItem(kind="case", case=case, case_id=case.id, title="", text="", left_out=[])


def _one_case(
    archive: Archive, case: Case, edition: str, content: Content, *, own_notes: bool
) -> Publication:
    notes = OwnNotes(archive, for_trainer=edition == TRAINER) if own_notes else no_notes
    made = compose_case(
        case,
        edition,
        content=content,
        label=label,
        picture_of=lambda file: printable_picture(archive, file),
        annotate=notes,
    )
    return with_notes_named(made) if own_notes else made


def make_pack(
    archive: Archive, name: str, kind: str, wish: Wish | None = None, progress: Progress = silent
) -> Exported:
    """Return the pack as a file of a kind; raises as :func:`export_pack`."""
    wish = wish or Wish()
    _check(kind, wish)
    with archive.reading() as session:
        material, edition = _pack_material(archive, session, name, wish, progress)
    return _make(kind, material, edition, wish, progress)


def _check(kind: str, wish: Wish) -> None:
    if kind not in KINDS:
        raise NothingIsWrittenAs(Path(f".{kind}"))
    if kind != PDF and (wish.password or wish.booklet):
        raise OnlyPdfTakesIt
    if kind in _WITHOUT_NOTES and wish.own_notes:
        raise NotesAreNotInThisKind
    if wish.password:
        check_password(wish.password)


def _editions(edition: str) -> tuple[str, ...]:
    """Return the editions to compose: slides show the trainees', whoever they are for."""
    return (_TRAINEE, TRAINER) if edition == TRAINER else (_TRAINEE,)


def _pack_material(
    archive: Archive, session: DatabaseSession, name: str, wish: Wish, progress: Progress
) -> tuple[Material, str]:
    pack = find_pack(session, name)
    if not pack.items:
        raise PackIsEmpty(pack.name)
    return _material_of(archive, session, pack, wish, progress)


def _material_of(
    archive: Archive,
    session: DatabaseSession,
    pack: BriefingPack,
    wish: Wish,
    progress: Progress,
) -> tuple[Material, str]:
    edition, template = wish.edition or pack.edition, wish.template or pack.template
    content = content_of_template(archive, template)
    made = [
        composed(
            *(archive, session, pack),
            edition=word,
            content=content,
            progress=progress,
            own_notes=wish.own_notes,
        )
        for word in _editions(edition)
    ]
    if not made[0].publication.parts:
        raise PackLacksWhatItsTemplateNeeds(what_is_lacking(content))
    look = load_template(template, template_folders(archive))
    publications = [one.publication for one in made]
    return _material(publications, made[0].cases, edition, look), edition


def _material(
    publications: Sequence[Publication], cases: Sequence[Case], edition: str, template: Template
) -> Material:
    for_trainer = edition == TRAINER
    sheets = [outcome_sheet(cases, for_trainer=for_trainer, label=label)]
    if compared := comparison_sheet(cases, label=label):
        sheets.append(compared)
    trainers = publications[1] if for_trainer else None
    return Material(publications[0], template, trainers, tuple(sheets))


def _make(kind: str, material: Material, edition: str, wish: Wish, progress: Progress) -> Exported:
    if kind != PDF:
        return Exported(write_in_child(kind, material, progress), kind, edition)
    printed = render_in_child(material.asked_for, progress, template=material.template)
    if printed.missing and not wish.allow_missing:
        raise GlyphsAreMissing(printed.missing)
    data = printed.data
    if wish.booklet or wish.password:
        data = finish_in_child(
            data, booklet=wish.booklet, password=wish.password, progress=progress
        )
    return Exported(data, kind, edition, printed.pages, printed.missing)
