"""An import from the first look to the report: files are previewed, then taken one by one.

    with ImportSession(archive) as session:
        session.add_paths(paths)
        for candidate in session.candidates: ...
        outcome = session.run()

Each file is a unit of work of its own. A bad one is told and the next one taken; when the user
stops, what was taken stays whole. All of it is one batch, which `undo_import` takes back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from uuid import UUID, uuid4

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.domain.text import clean_text
from casearchive.errors import CaseArchiveError, WorkWasCancelled, reason_of
from casearchive.exchange.reading.read import FileReader
from casearchive.exchange.reading.result import FileIsRefused, ReadDraft, ReadFile, shown
from casearchive.exchange.reading.tables.rows import guess_mapping, read_rows
from casearchive.i18n import _, listed
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import shown_name
from casearchive.services.attachments.media_types import media_type_of
from casearchive.services.attachments.texts import keep_text
from casearchive.services.cases.drafting import free_codes
from casearchive.services.cases.drafts import AttachmentDraft
from casearchive.services.importing.batches import begin_batch, brought_before, recorded
from casearchive.services.importing.candidates import (
    PACKAGE,
    Candidate,
    FileOutcome,
    ImportOutcome,
)
from casearchive.services.importing.forms import import_form, look_at_form
from casearchive.services.importing.gathering import check_file, gather
from casearchive.services.importing.making import Maker
from casearchive.services.importing.steps import note_imports
from casearchive.services.labels import shipped_words
from casearchive.services.refusals import SchemaRefusedIt, told_in_words
from casearchive.services.searching.indexing import after_saving
from casearchive.storage.archive.faults import ArchiveIsReadOnly
from casearchive.storage.attachments import hash_file, keep_file
from casearchive.storage.past.import_log import ImportedFile

_INDEX_EVERY = 50  # files; what is imported is found soon, and the index written in one go
_TABLES = ("xlsx", "csv")
_LONGEST_NAME = 40  # characters of a pasted text's first line


class ImportSession:
    """One import under way; close it, or use it in a ``with``. Raises ArchiveIsReadOnly."""

    def __init__(self, archive: Archive) -> None:
        if archive.read_only:
            raise ArchiveIsReadOnly
        self._archive = archive
        self._folder = tempfile.TemporaryDirectory(prefix="casearchive-import-")
        self._scratch = Path(self._folder.name)
        self._reader = FileReader(self._scratch)
        self._themes = [entry["word"] for entry in shipped_words("theme")]
        self._codes: Iterator[str] | None = None
        self._album: dict[Path, UUID] = {}
        self.candidates: list[Candidate] = []
        self.notes: list[str] = []

    # --- looking -------------------------------------------------------------------------------

    def add_paths(self, paths: Sequence[Path], progress: Progress = silent) -> list[Candidate]:
        """Look at files and folders; return the candidates they add. Changes nothing.

        `progress` counts files; what it raises ends the look, and what was seen stays.
        """
        files, notes = gather(paths)
        self.notes += notes
        known = {candidate.path for candidate in self.candidates}
        added = []
        fresh = [path for path in files if path not in known]
        for done, path in enumerate(fresh):
            progress(done, len(fresh))
            candidate = self._look(path, progress, done, len(fresh))
            self.candidates.append(candidate)
            added.append(candidate)
        progress(len(fresh), len(fresh))
        return added

    def add_text(self, text: str, progress: Progress = silent) -> Candidate:
        """Look at a text that was pasted; return the candidate it adds."""
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
        name = clean_text(first)[:_LONGEST_NAME] or _("粘贴的文字")
        candidate = Candidate(name=name, pasted=text, kind="pasted", size=len(text.encode()))
        try:
            self._take_in(candidate, self._reader.read_text(text, name, progress))
        except FileIsRefused as error:
            candidate.refusal = error.message
        self.candidates.append(candidate)
        return candidate

    def _look(self, path: Path, progress: Progress, done: int, total: int) -> Candidate:
        candidate = Candidate(name=shown(path), path=path)
        try:
            candidate.size = check_file(path)
            if path.suffix.lower() == ".json":
                candidate.kind = "json"
                candidate.cases = look_at_form(path)
                return candidate
            candidate.sha256 = _hashed(path)
            self._mark_same(candidate)
            read = self._reader.read(path, lambda _at, _of: progress(done, total))
            self._take_in(candidate, read)
        except WorkWasCancelled:
            raise
        except CaseArchiveError as error:
            candidate.refusal = error.message
            candidate.wanted = False
            if path.suffix.lower() == PACKAGE:
                candidate.kind = "package"
        return candidate

    def _mark_same(self, candidate: Candidate) -> None:
        with self._archive.reading() as session:
            made_at = brought_before(session, candidate.sha256)
        if made_at is not None:
            candidate.same = made_at.astimezone().strftime("%Y-%m-%d")
            candidate.wanted = False

    def _take_in(self, candidate: Candidate, read: ReadFile) -> None:
        candidate.kind = read.kind if not candidate.pasted else "pasted"
        candidate.splits = read.splits
        if read.sheets:
            best = max(range(len(read.sheets)), key=lambda n: len(read.sheets[n].rows))
            candidate.sheet = best
            candidate.mapping = guess_mapping(read.sheets[best])
        candidate.read = read
        self.map_rows(candidate)

    def map_rows(self, candidate: Candidate) -> None:
        """Read a table's rows by the candidate's mapping: the dry run of what is to be made."""
        candidate.rows = []
        if candidate.read is not None and candidate.mapping is not None:
            sheet = candidate.read.sheets[candidate.sheet]
            candidate.rows = read_rows(sheet, candidate.mapping, self._themes)

    @property
    def scratch(self) -> Path:
        """Where the pictures of the candidates lie, under their SHA-256."""
        return self._scratch

    # --- taking --------------------------------------------------------------------------------

    def run(self, progress: Progress = silent) -> ImportOutcome:
        """Import the candidates that are wanted, each in a unit of work of its own.

        `progress` counts files; when it raises WorkWasCancelled, the outcome says so and tells of
        what was taken until then.
        """
        outcome = ImportOutcome(notes=list(self.notes))
        wanted = [candidate for candidate in self.candidates if candidate.wanted]
        outcome.files += [_passed(candidate) for candidate in self.candidates if _is_bad(candidate)]
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
        return outcome

    def _begin(self, wanted: Sequence[Candidate], outcome: ImportOutcome) -> UUID:
        name = _named_together(wanted)
        with self._archive.writing() as session:
            batch = begin_batch(session, "files", name)
            for candidate in self.candidates:
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
        others = (c for c in self.candidates if c.kind == "photo" and c.wanted and c.path)
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

    # --- the end -------------------------------------------------------------------------------

    def close(self) -> None:
        """End the reading process and remove what it left in its folder."""
        self._reader.close()
        self._folder.cleanup()

    def __enter__(self) -> ImportSession:
        """Use the session."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End it."""
        self.close()


def _hashed(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError as error:
        reason = _("读不出来：{reason}。").format(reason=reason_of(error))
        raise FileIsRefused(path, reason) from error


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
