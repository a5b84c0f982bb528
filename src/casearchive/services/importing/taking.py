"""What was previewed, taken into the archive: each file whole or not at all, all one batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.errors import CaseArchiveError, WorkWasCancelled, reason_of
from casearchive.exchange.reading.read import FileReader
from casearchive.exchange.reading.result import FileIsRefused, ReadDraft, ReadFile
from casearchive.i18n import _, listed
from casearchive.progress import Progress
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import shown_name
from casearchive.services.attachments.media_types import media_type_of
from casearchive.services.attachments.texts import keep_text
from casearchive.services.cases.drafting import free_codes
from casearchive.services.cases.drafts import AttachmentDraft
from casearchive.services.importing.batches import begin_batch, recorded
from casearchive.services.importing.candidates import Candidate, FileOutcome, ImportOutcome
from casearchive.services.importing.forms import import_form
from casearchive.services.importing.making import Maker
from casearchive.services.importing.steps import note_imports
from casearchive.services.refusals import SchemaRefusedIt, told_in_words
from casearchive.services.searching.indexing import after_saving
from casearchive.storage.attachments import keep_file
from casearchive.storage.past.import_log import ImportedFile

_INDEX_EVERY = 50  # files; what is imported is found soon, and the index written in one go


class Taking:
    """Takes candidates one by one; `scratch` holds their pictures, `reader` reads a file again."""

    def __init__(
        self, archive: Archive, reader: FileReader, scratch: Path, candidates: Sequence[Candidate]
    ) -> None:
        self._archive = archive
        self._reader = reader
        self._scratch = scratch
        self._candidates = candidates
        self._codes: Iterator[str] | None = None
        self._album: dict[Path, UUID] = {}

    def run(self, outcome: ImportOutcome, progress: Progress) -> None:
        """Import what is wanted and tell the outcome of it; see :meth:`.ImportSession.run`."""
        wanted = [candidate for candidate in self._candidates if candidate.wanted]
        bad = [candidate for candidate in self._candidates if _is_bad(candidate)]
        outcome.files += [_passed(candidate) for candidate in bad]
        batch: UUID | None = None
        try:
            for done, candidate in enumerate(wanted):
                progress(done, len(wanted))
                if candidate.kind == "json":
                    outcome.files.append(self._take_form(candidate, outcome, progress))
                    continue
                batch = batch or self._begin(wanted, outcome)
                outcome.files.append(self._take(candidate, batch))
                if done % _INDEX_EVERY == _INDEX_EVERY - 1:
                    after_saving(self._archive)
            progress(len(wanted), len(wanted))
        except WorkWasCancelled:
            outcome.cancelled = True
        finally:
            after_saving(self._archive)
            label = _("导入“{name}”").format(name=_named_together(wanted))
            note_imports(self._archive, label, outcome.batches)

    def _begin(self, wanted: Sequence[Candidate], outcome: ImportOutcome) -> UUID:
        name = _named_together(wanted)
        with self._archive.writing() as session:
            batch = begin_batch(session, "files", name)
            for candidate in self._candidates:
                if _is_bad(candidate):
                    session.add(_file_row(batch.id, candidate, _passed(candidate)))
            outcome.batches.append(batch.id.hex)
            return batch.id

    def _take_form(
        self, candidate: Candidate, outcome: ImportOutcome, progress: Progress
    ) -> FileOutcome:
        try:
            return import_form(self._archive, candidate, outcome, progress)
        except WorkWasCancelled:
            raise
        except CaseArchiveError as error:
            return FileOutcome(candidate.name, "refused", error.message)

    def _take(self, candidate: Candidate, batch_id: UUID) -> FileOutcome:
        for attempt in (1, 2):
            try:
                return self._take_in_one(candidate, batch_id)
            except SchemaRefusedIt as error:
                # Another window has used the next code meanwhile; the second try asks again.
                self._codes = None
                if attempt == 2:
                    return self._refuse(candidate, batch_id, error.message)
            except WorkWasCancelled:
                raise
            except CaseArchiveError as error:
                return self._refuse(candidate, batch_id, error.message)
            except OSError as error:
                name = Path(candidate.name)
                reason = _("读不出来：{reason}。").format(reason=reason_of(error))
                return self._refuse(candidate, batch_id, FileIsRefused(name, reason).message)
        raise AssertionError(candidate.name)

    def _refuse(self, candidate: Candidate, batch_id: UUID, reason: str) -> FileOutcome:
        outcome = FileOutcome(candidate.name, "refused", reason)
        with self._archive.writing() as session:
            session.add(_file_row(batch_id, candidate, outcome))
        return outcome

    def _take_in_one(self, candidate: Candidate, batch_id: UUID) -> FileOutcome:
        """Keep a file's bytes and make its cases; all in one unit of work."""
        read = candidate.read or self._read_again(candidate)
        original = self._keep_original(candidate, read)
        for picture in {p.sha256 for draft in (read.whole, *read.parts) for p in draft.pictures}:
            keep_file(self._archive.files, self._scratch / picture)
        with (
            told_in_words(),
            self._archive.writing() as session,
            recorded(session, batch_id) as note,
        ):
            if self._codes is None:
                self._codes = free_codes(session)
            is_web = read.kind in ("html", "mht") or read.repaired is not None
            maker = Maker(session, self._codes, original, is_web=is_web)
            if candidate.uses_rows:
                maker.make_rows(read, candidate.good_rows)
            elif album := self._album_of(candidate, session):
                note.changing(album)
                maker.add_photos(album, read.whole)
            else:
                maker.make(read, self._titled(candidate), _saved_on(candidate))
            maker.finish()
            notes = (*read.notes, *_row_notes(candidate))
            outcome = FileOutcome(
                candidate.name, "taken", cases=_named(maker.made), notes=tuple(notes)
            )
            session.add(_file_row(batch_id, candidate, outcome))
        if read.kind == "photo" and candidate.path is not None and maker.made:
            self._album[candidate.path.parent] = maker.made[0].id
        return outcome

    def _titled(self, candidate: Candidate) -> Sequence[ReadDraft]:
        """Return a candidate's drafts; photos that make one case are called after their folder."""
        if candidate.kind != "photo" or candidate.path is None:
            return candidate.drafts
        folder = candidate.path.parent
        others = (c for c in self._candidates if c.kind == "photo" and c.wanted and c.path)
        if sum(other.path.parent == folder for other in others if other.path) == 1:
            return candidate.drafts
        title = _("照片：{folder}").format(folder=shown_name(folder))
        return [replace(draft, title=title) for draft in candidate.drafts]

    def _album_of(self, candidate: Candidate, session: DatabaseSession) -> Case | None:
        """Return the case that other photos of the same folder have made in this import."""
        key = self._album.get(candidate.path.parent) if candidate.path else None
        if candidate.kind != "photo" or key is None:
            return None
        return session.get(Case, key)

    def _read_again(self, candidate: Candidate) -> ReadFile:
        if candidate.path is None:
            return self._reader.read_text(candidate.pasted, candidate.name)
        return self._reader.read(candidate.path)

    def _keep_original(self, candidate: Candidate, read: ReadFile) -> AttachmentDraft | None:
        """Keep the bytes as they came; of a photo only what is kept of it, without EXIF."""
        if read.kind == "photo":
            return None
        if candidate.path is None:
            path = self._scratch / f"{uuid4().hex}.txt"
            path.write_bytes((read.original or candidate.pasted).encode("utf-8", "replace"))
            name = f"{shown_name(Path(candidate.name))}.txt"
        else:
            path, name = candidate.path, shown_name(candidate.path)
        sha256 = keep_file(self._archive.files, path)
        candidate.sha256 = sha256
        if read.text is not None:
            keep_text(self._archive, sha256, read.text)
        return AttachmentDraft(
            sha256=sha256,
            name=name,
            media_type=media_type_of(name),
            size=path.stat().st_size,
            caption=_("原件：{name}").format(name=Path(name).stem),
        )


def _is_bad(candidate: Candidate) -> bool:
    return bool(candidate.refusal) or (bool(candidate.same) and not candidate.wanted)


def _passed(candidate: Candidate) -> FileOutcome:
    if candidate.refusal:
        return FileOutcome(candidate.name, "refused", candidate.refusal)
    text = _("“{name}”的内容 {day} 已经导入过，没有重复导入。")
    return FileOutcome(candidate.name, "same", text.format(name=candidate.name, day=candidate.same))


def _file_row(batch_id: UUID, candidate: Candidate, outcome: FileOutcome) -> ImportedFile:
    return ImportedFile(
        id=uuid4(),
        batch_id=batch_id,
        name=candidate.name or "?",
        sha256=candidate.sha256,
        size=candidate.size,
        outcome=outcome.outcome,
        reason=outcome.reason,
    )


def _named_together(candidates: Sequence[Candidate]) -> str:
    names = [candidate.name for candidate in candidates]
    if len(names) > 3:
        return _("{names}等 {count} 个文件").format(names=listed(names[:2]), count=len(names))
    return listed(names)


def _named(cases: Sequence[Case]) -> tuple[tuple[str, str], ...]:
    return tuple((case.id.hex, case.title) for case in cases)


def _row_notes(candidate: Candidate) -> list[str]:
    left = len(candidate.rows) - len(candidate.good_rows)
    if not candidate.uses_rows or not left:
        return []
    return [_("有 {count} 行有错，没有导入；可以把错误表改好再导入。").format(count=left)]


def _saved_on(candidate: Candidate) -> str:
    """Return the day a page was saved, which is when it was read; today for a pasted one."""
    if candidate.path is None:
        return now().astimezone().date().isoformat()
    return date.fromtimestamp(candidate.path.stat().st_mtime).isoformat()
