"""Frozen editions: what was handed out, kept so that it prints again byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive import __version__
from casearchive.domain.base import format_moment, now
from casearchive.domain.case import Case
from casearchive.domain.edition import FrozenCase, FrozenEdition
from casearchive.domain.history import Revision, canonical, digest
from casearchive.domain.text import clean_text
from casearchive.errors import ArchiveCannotBeUsed, InputIsInvalid, NothingWasFound
from casearchive.i18n import _, language
from casearchive.printing.blocks import Publication
from casearchive.printing.frozen import FrozenDataIsWrong, freeze, pictures_in, thaw
from casearchive.printing.templates.loading import load_template
from casearchive.printing.worker import render_in_child
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import find_pack
from casearchive.services.briefing.publishing import GlyphsAreMissing
from casearchive.services.cases.history import record_revisions
from casearchive.services.lookup import as_id
from casearchive.services.printing.editions.case_states import printed_state
from casearchive.services.printing.editions.faces import differing_faces, faces_in_use
from casearchive.services.printing.ready import (
    PackIsEmpty,
    PackLacksWhatItsTemplateNeeds,
    composed,
    is_sha256,
    what_is_lacking,
)
from casearchive.services.printing.templates import content_of_template, template_folders
from casearchive.storage.archive.faults import ArchiveIsReadOnly
from casearchive.storage.attachments import stored_file


class EditionIsGone(NothingWasFound):
    """No frozen edition has this number or id."""

    def __init__(self, name: str, number: str) -> None:
        text = _("材料包“{name}”没有第 {number} 版。用 pack editions 查看已有的版次。")
        super().__init__(text.format(name=name, number=number))


class EditionIsDamaged(ArchiveCannotBeUsed):
    """What is kept of an edition is not what was frozen."""

    def __init__(self, number: int) -> None:
        text = _("第 {number} 版的内容与校验值不符，不能重印。请从备份恢复档案。")
        super().__init__(text.format(number=number))


class PackChangedMeanwhile(InputIsInvalid):
    """A case was saved while the edition was being set."""

    def __init__(self) -> None:
        super().__init__(_("排版期间有案例被修改，没有定版。请再试一次。"))


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A frozen edition in a list. `edition` is trainer or trainee, `sha256` that of the PDF."""

    id: str
    number: int
    name: str
    frozen_at: str
    edition: str
    template: str
    pages: int
    cases: int
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """An edition printed again.

    `identical` tells whether the bytes are those that were frozen; where they are not,
    `differences` are sentences on what is another now: faces, program, pictures.
    """

    row: EditionRow
    data: bytes
    pages: int
    identical: bool
    differences: tuple[str, ...]


def freeze_pack(
    archive: Archive,
    name: str,
    edition: str | None = None,
    template: str | None = None,
    progress: Progress = silent,
    *,
    note: str = "",
    allow_missing: bool = False,
) -> tuple[EditionRow, bytes]:
    """Print the pack and keep all that the print was made of; return the edition and the PDF.

    The number counts the pack's editions from 1. The state of every case goes into its history.
    Raises what ready_pack raises, GlyphsAreMissing without `allow_missing`, PackChangedMeanwhile,
    ArchiveIsReadOnly.
    """
    if archive.read_only:
        raise ArchiveIsReadOnly
    frozen, publication, states = _composed(
        archive, name, edition=edition, template=template, progress=progress
    )
    look = load_template(frozen.template, template_folders(archive))
    rendered = render_in_child(publication, progress, template=look)
    if rendered.missing and not allow_missing:
        raise GlyphsAreMissing(rendered.missing)
    kept = freeze(publication, look)
    kept |= {"faces": faces_in_use(), "program": __version__, "language": language()}
    frozen.note = note.strip()
    frozen.pages = rendered.pages
    frozen.sha256 = hashlib.sha256(rendered.data).hexdigest()
    frozen.content = clean_text(canonical(kept))
    frozen.content_sha256 = digest(frozen.content)
    with archive.writing() as session:
        if frozen.number != _next_number(session, frozen.pack_id):
            raise PackChangedMeanwhile
        frozen.cases = _frozen_cases(session, states)
        session.add(frozen)
        session.flush()
        return _row(frozen), rendered.data


def _composed(
    archive: Archive, name: str, *, edition: str | None, template: str | None, progress: Progress
) -> tuple[FrozenEdition, Publication, dict[UUID, str]]:
    """Return the next edition of a pack, its publication, and the states of its cases."""
    moment = now()
    with archive.reading() as session:
        pack = find_pack(session, name)
        if not pack.items:
            raise PackIsEmpty(pack.name)
        frozen = FrozenEdition(
            pack_id=pack.id,
            name=pack.name,
            number=_next_number(session, pack.id),
            frozen_at=moment,
            edition=edition or pack.edition,
            template=template or pack.template,
        )
        content = content_of_template(archive, frozen.template)
        day = moment.astimezone().date().isoformat()
        made = composed(
            archive,
            session,
            pack,
            edition=frozen.edition,
            content=content,
            progress=progress,
            stamp=_("第 {number} 版（{date}）").format(number=frozen.number, date=day),
        )
        if not made.publication.parts:
            raise PackLacksWhatItsTemplateNeeds(what_is_lacking(content))
        states = {case.id: canonical(printed_state(case)) for case in made.cases}
    return frozen, made.publication, states


def list_editions(archive: Archive, name: str) -> tuple[EditionRow, ...]:
    """Return the frozen editions of the pack with this id or name, the newest first.

    The editions of a pack that was deleted are found by the pack's id or its last name.
    """
    with archive.reading() as session:
        return tuple(_row(one) for one in _editions(session, name))


def reprint(archive: Archive, name: str, number: int | str, progress: Progress = silent) -> Reprint:
    """Print a frozen edition again, from what was kept of it alone.

    `number` is the edition's number within the pack, or its id. Raises EditionIsGone,
    EditionIsDamaged, and WorkWasCancelled where `progress` says so.
    """
    with archive.reading() as session:
        frozen = find_edition(session, name, number)
        row, content, sha256 = _row(frozen), frozen.content, frozen.content_sha256
    if digest(content) != sha256:
        raise EditionIsDamaged(row.number)
    try:
        kept: dict[str, Any] = json.loads(content)
        publication, look = thaw(kept, lambda one: _path_of(archive, one))
    except (ValueError, FrozenDataIsWrong) as error:
        raise EditionIsDamaged(row.number) from error
    speech = str(kept.get("language", ""))  # the window may speak another one by now
    rendered = render_in_child(publication, progress, template=look, speech=speech)
    identical = hashlib.sha256(rendered.data).hexdigest() == row.sha256
    told = () if identical else _differences(archive, kept)
    return Reprint(row, rendered.data, rendered.pages, identical, told)


def find_edition(session: DatabaseSession, name: str, number: int | str) -> FrozenEdition:
    """Return an edition by its pack and its number, or by its id. Raises EditionIsGone."""
    for one in _editions(session, name):
        if str(one.number) == str(number) or one.id.hex == str(number).replace("-", ""):
            return one
    raise EditionIsGone(name, str(number))


def pictures_of(content: str) -> set[str]:
    """Return the SHA-256 of the files that an edition prints; none where it is damaged."""
    try:
        return {one for one in pictures_in(json.loads(content)) if is_sha256(one)}
    except (ValueError, RecursionError):
        return set()


def _editions(session: DatabaseSession, name: str) -> Sequence[FrozenEdition]:
    query = select(FrozenEdition).order_by(
        FrozenEdition.number.desc(), FrozenEdition.frozen_at.desc()
    )
    try:
        key = find_pack(session, name).id
    except NothingWasFound:
        known = select(FrozenEdition.pack_id).where(FrozenEdition.name == name)
        key = session.scalars(known).first() or as_id(name)
        if session.scalars(query.where(FrozenEdition.pack_id == key)).first() is None:
            raise
    return session.scalars(query.where(FrozenEdition.pack_id == key)).all()


def _next_number(session: DatabaseSession, pack_id: UUID) -> int:
    query = select(func.max(FrozenEdition.number)).where(FrozenEdition.pack_id == pack_id)
    return (session.scalar(query) or 0) + 1


def _frozen_cases(session: DatabaseSession, states: dict[UUID, str]) -> list[FrozenCase]:
    """Return the cases with the states they printed in. Raises PackChangedMeanwhile."""
    found = {case.id: case for case in session.scalars(select(Case).where(Case.id.in_(states)))}
    if any(
        key not in found or canonical(printed_state(found[key])) != state
        for key, state in states.items()
    ):
        raise PackChangedMeanwhile
    record_revisions(session, list(found.values()), _("定版"))
    session.flush()
    numbers = _revision_numbers(session, list(states))
    return [
        FrozenCase(
            position=position,
            case_id=key,
            code=found[key].code,
            title=found[key].title,
            revision=numbers.get(key, 0),
            state=state,
            sha256=digest(state),
        )
        for position, (key, state) in enumerate(states.items())
    ]


def _revision_numbers(session: DatabaseSession, ids: Sequence[UUID]) -> dict[UUID, int]:
    numbers: dict[UUID, int] = {}
    for start in range(0, len(ids), 500):
        query = (
            select(Revision.entity_id, func.max(Revision.number))
            .where(Revision.entity_id.in_(ids[start : start + 500]))
            .group_by(Revision.entity_id)
        )
        numbers |= {row[0]: row[1] for row in session.execute(query)}
    return numbers


def _row(frozen: FrozenEdition) -> EditionRow:
    return EditionRow(
        id=frozen.id.hex,
        number=frozen.number,
        name=frozen.name,
        frozen_at=format_moment(frozen.frozen_at),
        edition=frozen.edition,
        template=frozen.template,
        pages=frozen.pages,
        cases=len(frozen.cases),
        sha256=frozen.sha256,
        note=frozen.note,
    )


def _path_of(archive: Archive, sha256: str) -> str:
    return str(stored_file(archive.files, sha256)) if is_sha256(sha256) else ""


def _differences(archive: Archive, kept: dict[str, Any]) -> tuple[str, ...]:
    """Return why a reprint has other bytes, as far as can be told."""
    told = [*differing_faces(kept.get("faces", {}), faces_in_use())]
    if kept.get("program") != __version__:
        text = _("程序：定版时是 {before}，现在是 {now}")
        told.append(text.format(before=kept.get("program", ""), now=__version__))
    lost = [
        one for one in sorted(pictures_in(kept))
        if not is_sha256(one) or not stored_file(archive.files, one).is_file()
    ]  # fmt: skip
    if lost:
        told.append(_("有 {count} 张照片的文件不见了").format(count=len(lost)))
    return tuple(told) or (_("原因不明，可能是排版所用的库换了版本"),)
