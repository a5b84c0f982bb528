"""An archive's content out for other programs: a folder of Markdown, figures, references."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import selectinload

from casearchive.domain.case import Case, CaseSource, Outcome
from casearchive.domain.evidence import Attachment, Source
from casearchive.errors import ArchiveCannotBeUsed, reason_of
from casearchive.exchange.references import Reference, write_csl, write_ris
from casearchive.i18n import _
from casearchive.printing.blocks import Picture
from casearchive.printing.composing.compose import TRAINER, compose_case
from casearchive.printing.composing.figure_sheets import comparison_sheet, outcome_sheet
from casearchive.printing.files import write_sheets_in_child
from casearchive.printing.office.package import About
from casearchive.printing.web.markdown import escape_text, write_markdown
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.attachments.rights import hindrance_of
from casearchive.services.labels import label
from casearchive.services.printing.ready import printable_picture
from casearchive.storage.attachments import copy_hashed, stored_file
from casearchive.storage.files import FileCannotBeWritten, safe_name, write_whole

FILES = "files"
_NEVER_OUT = "E"  # the grade of what was told or is internal
_COMPARED_UP_TO = 20  # cases side by side; more columns help nobody


class FolderIsNotEmpty(ArchiveCannotBeUsed):
    """There is something in the folder already; nothing in it was touched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("文件夹“{folder}”里已有内容，没有写入。请另选一个新的或空的文件夹。").format(
                folder=folder
            )
        )


@dataclass(slots=True)
class TakenOut:
    """What was written: cases or references, files beside them, what was left out and why."""

    path: Path
    count: int = 0
    files: int = 0
    missing_files: list[str] = field(default_factory=list)
    left_out: int = 0


def export_outcomes(archive: Archive, path: Path, progress: Progress = silent) -> TakenOut:
    """Write every outcome of every case as a workbook; few cases also side by side.

    Raises PrintingFailed, FileCannotBeWritten.
    """
    with archive.reading() as session:
        cases = _cases(session)
        sheets = [outcome_sheet(cases, for_trainer=True, label=label)]
        compared = comparison_sheet(cases, label=label) if len(cases) <= _COMPARED_UP_TO else None
        sheets += [compared] if compared else []
    data = write_sheets_in_child(sheets, About(title=archive.name), progress)
    write_whole(path, data)
    return TakenOut(path, len(sheets[0].rows))


def export_references(archive: Archive, path: Path, form: str = "csl") -> TakenOut:
    """Write the sources for a reference manager: `form` is ``csl`` (CSL-JSON) or ``ris``.

    Sources of grade E, told or internal, are never handed out and are left out. Raises
    FileCannotBeWritten.
    """
    with archive.reading() as session:
        cited = _cited(_cases(session))
        kept = [one for one in cited if one.source.grade != _NEVER_OUT]
        data = write_ris(kept) if form == "ris" else write_csl(kept)
    write_whole(path, data)
    return TakenOut(path, len(kept), left_out=len(cited) - len(kept))


def _cited(cases: Iterable[Case]) -> list[Reference]:
    codes: dict[Source, list[str]] = {}
    for case in cases:
        for source in case.sources:
            codes.setdefault(source, []).append(case.code)
    cited = [Reference(source, tuple(found)) for source, found in codes.items()]
    return sorted(cited, key=lambda one: (one.source.title, str(one.source.id)))


def _cases(session: DatabaseSession) -> Sequence[Case]:
    query = (
        select(Case)
        .where(Case.trashed_at.is_(None))
        .order_by(Case.code)
        .options(
            selectinload(Case.outcomes).selectinload(Outcome.source),
            selectinload(Case.cited_sources).selectinload(CaseSource.source),
            selectinload(Case.place),
        )
    )
    return session.scalars(query).all()


def export_markdown(
    archive: Archive, folder: Path, edition: str = TRAINER, progress: Progress = silent
) -> TakenOut:
    """Write a Markdown file a case into a new or empty folder, attached files beside them.

    The trainees' edition holds nothing meant for trainers and only files that may be printed. The
    folder appears whole or not at all. Raises FolderIsNotEmpty, FileCannotBeWritten, and what
    `progress` raises.
    """
    part = folder.with_name(f".{folder.name[:60]}.{uuid4().hex[:8]}.part")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderIsNotEmpty(folder)
        part.mkdir(parents=True)
        taken = _Folder(archive, part, edition).fill(progress)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError as error:
        raise FileCannotBeWritten(folder, reason_of(error)) from error
    finally:
        with suppress(OSError):
            shutil.rmtree(part)
    taken.path = folder
    return taken


class _Folder:
    """Fills one folder."""

    def __init__(self, archive: Archive, folder: Path, edition: str) -> None:
        self._archive, self._folder, self._edition = archive, folder, edition
        self._names: set[str] = {"readme.md"}
        self._copied: dict[str, str] = {}
        self._taken = TakenOut(folder)

    def fill(self, progress: Progress) -> TakenOut:
        """Write the cases and a list of them."""
        lines = []
        with self._archive.reading() as session:
            cases = _cases(session)
            for number, case in enumerate(cases):
                progress(number, len(cases))
                name = self._free_name(f"{case.code} {case.title}", ".md")
                (self._folder / name).write_text(self._case(case), encoding="utf-8")
                lines.append(f"- [{escape_text(_one_line(case))}](<{name}>)")
        head = f"# {escape_text(self._archive.name)}"
        listed = "\n".join((head, "", *lines, ""))
        (self._folder / "README.md").write_text(listed, encoding="utf-8")
        self._taken.count = len(lines)
        return self._taken

    def _case(self, case: Case) -> str:
        publication = compose_case(
            case,
            self._edition,
            label=label,
            picture_of=lambda file: printable_picture(self._archive, file),
        )
        names = {file.sha256: file.name for file in case.attachments}

        def path_of(picture: Picture) -> str:
            return self._kept(picture.sha256, names.get(picture.sha256, ""))

        text = "\n".join(write_markdown(part, path_of) for part in publication.parts)
        files = [line for file in case.attachments if (line := self._file(file))]
        if files:
            heading = _("附件")
            text += f"\n## {heading}\n\n" + "\n".join(files) + "\n"
        return text

    def _file(self, file: Attachment) -> str:
        """Copy an attached file and return the line that leads to it; empty where it stays."""
        hindrance = hindrance_of(file)
        if hindrance and self._edition != TRAINER:
            return ""
        stored = stored_file(self._archive.files, file.sha256)
        said = escape_text(" ".join(f"{file.caption} {hindrance}".split()))
        if not stored.is_file():
            self._taken.missing_files.append(file.name or file.sha256)
            return f"- {said}"
        target = f"<{self._kept(file.sha256, file.name)}>"
        shown = escape_text(" ".join((file.name or file.caption).split()))
        picture = "!" if file.media_type.startswith("image/") else ""
        return f"- {picture}[{shown}]({target}) {said}"

    def _kept(self, sha256: str, name: str) -> str:
        """Copy a stored file once and return where it lies beside the texts."""
        if sha256 not in self._copied:
            stem, dot, ending = (name or sha256[:12]).rpartition(".")
            free = self._free_name(stem or ending, f".{ending}" if dot and stem else "")
            (self._folder / FILES).mkdir(exist_ok=True)
            copy_hashed(stored_file(self._archive.files, sha256), self._folder / FILES / free)
            self._copied[sha256] = f"{FILES}/{free}"
            self._taken.files += 1
        return self._copied[sha256]

    def _free_name(self, stem: str, ending: str) -> str:
        """Return a name that every system takes and no other file here has, whatever its case."""
        made = safe_name(stem + ending)
        number = 1
        while made.casefold() in self._names:
            number += 1
            made = safe_name(f"{stem[:50]}~{number}{ending}")
        self._names.add(made.casefold())
        return made


def _one_line(case: Case) -> str:
    return " ".join(f"{case.code} {case.title}".split())
