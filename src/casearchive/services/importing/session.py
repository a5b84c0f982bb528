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
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from casearchive.domain.text import clean_text
from casearchive.errors import CaseArchiveError, WorkWasCancelled, reason_of
from casearchive.exchange.reading.read import FileReader
from casearchive.exchange.reading.result import FileIsRefused, ReadFile, shown
from casearchive.exchange.reading.tables.rows import guess_mapping, read_rows
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.importing.batches import brought_before
from casearchive.services.importing.candidates import (
    PACKAGE,
    Candidate,
    ImportOutcome,
)
from casearchive.services.importing.forms import look_at_form
from casearchive.services.importing.gathering import check_file, gather
from casearchive.services.importing.taking import Taking
from casearchive.services.labels import shipped_words
from casearchive.storage.archive.faults import ArchiveIsReadOnly
from casearchive.storage.attachments import hash_file

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
        self.candidates: list[Candidate] = []
        self._taking = Taking(archive, self._reader, self._scratch, self.candidates)
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
        self._taking.run(outcome, progress)
        return outcome

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
