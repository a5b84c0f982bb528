"""Imports among the steps that can be undone: what is noted of one, and how one is turned.

The files an import had brought leave the archive with it. They wait in this user's own folder, and
come back when the import is redone; once it cannot be redone any more they are removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from sqlalchemy import select

from casearchive.domain.history import Revision
from casearchive.domain.model import Attachment
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.importing.batches import ImportIsGone, find_batch
from casearchive.services.importing.redoing import ThingsHaveChanged, bring_again
from casearchive.services.importing.undoing import ImportIsUndoneAlready, UndoReport, take_back
from casearchive.services.printing.kept_files import files_of_packs
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving
from casearchive.services.steps import note_step, set_aside
from casearchive.storage.attachments import keep_file, stored_file
from casearchive.storage.files import FileCannotBeWritten
from casearchive.storage.past.journal import StateChange

IMPORT = "import"  # the kind of such a change; its key is the batch's id
_STORED = re.compile(r'"sha256":"([0-9a-f]{64})"')


def note_imports(archive: Archive, label: str, batch_ids: Iterable[str]) -> None:
    """Note imports that were carried out as one step."""
    changes = [StateChange(IMPORT, (batch_id,), None, {}) for batch_id in batch_ids if batch_id]
    note_step(archive, label, changes)


def turn_imports(
    archive: Archive, changes: Sequence[StateChange], reason: str, progress: Progress = silent
) -> tuple[list[StateChange], UndoReport]:
    """Take imports back, or bring them again, in one unit of work.

    `changes` say what is to be done, from `before` to `after`. Returns what was done, with what
    turns it round. Raises ThingsHaveChanged, SchemaRefusedIt, ArchiveIsReadOnly.
    """
    report = UndoReport()
    done: list[StateChange] = []
    gone: dict[int, set[str]] = {}
    with told_in_words(), archive.writing() as session:
        for change in changes:
            try:
                batch = find_batch(session, change.key[0])
                if change.after is None:
                    things, files = take_back(session, batch, report, progress)
                    gone[len(done)] = files
                    told = {"things": things}
                    done.append(StateChange(IMPORT, change.key, told, None))
                else:
                    _bring_files(archive, change.after.get("files", ()))
                    bring_again(session, batch, change.after.get("things", ()), reason)
                    done.append(change)
            except (ImportIsGone, ImportIsUndoneAlready) as error:
                raise ThingsHaveChanged from error
    after_saving(archive)
    for place, files in gone.items():
        kept = sorted(_set_aside(archive, files))
        one = done[place]
        done[place] = StateChange(IMPORT, one.key, (one.before or {}) | {"files": kept}, None)
    return done, report


def _bring_files(archive: Archive, files: Iterable[str]) -> None:
    for sha256 in files:
        waiting = stored_file(set_aside(archive), sha256)
        if waiting.is_file():
            keep_file(archive.files, waiting)


def _set_aside(archive: Archive, candidates: set[str]) -> set[str]:
    """Take the files out of the archive that nothing in it names any more; return which."""
    if not candidates:
        return set()
    with archive.reading() as session:
        left = candidates - set(session.scalars(select(Attachment.sha256)))
        left -= set(files_of_packs(session))
        query = select(Revision.state).execution_options(yield_per=200)
        for state in session.scalars(query):
            left.difference_update(_STORED.findall(state))
    for sha256 in left:
        path = stored_file(archive.files, sha256)
        with suppress(OSError, FileCannotBeWritten):  # one that stays takes room, no other harm
            keep_file(set_aside(archive), path)
            path.unlink()
    return left
