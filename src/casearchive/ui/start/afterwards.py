"""More of what is imported only when it is first needed; see later.py, which it continues."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casearchive.progress import Progress

if TYPE_CHECKING:
    from casearchive.services.archive import Archive
    from casearchive.services.cases.comparing import FieldChange, RevisionRow
    from casearchive.services.cases.draft_keeping import KeptDraft
    from casearchive.services.cases.standing import Standing
    from casearchive.services.undoing import Possible


# --- folders -------------------------------------------------------------------------------------


def create_collection(archive: Archive, name: str, parent: str) -> str:
    """Make a folder and return its id."""
    from casearchive.services.library import collections

    return collections.create_collection(archive, name, parent)


def rename_collection(archive: Archive, folder: str, name: str) -> None:
    """Give a folder another name."""
    from casearchive.services.library import collections

    collections.rename_collection(archive, folder, name)


def move_collection(archive: Archive, folder: str, parent: str) -> None:
    """Put a folder into another one."""
    from casearchive.services.library import collections

    collections.move_collection(archive, folder, parent)


def delete_collection(archive: Archive, folder: str) -> None:
    """Delete a folder."""
    from casearchive.services.library import collections

    collections.delete_collection(archive, folder)


def add_to_collection(archive: Archive, folder: str, ids: Sequence[str]) -> int:
    """Put cases into a folder and return how many were new."""
    from casearchive.services.library import collections

    return collections.add_to_collection(archive, folder, ids)


def take_from_collection(archive: Archive, folder: str, ids: Sequence[str]) -> int:
    """Take cases out of a folder and return how many were in it."""
    from casearchive.services.library import collections

    return collections.take_from_collection(archive, folder, ids)


# --- packs ---------------------------------------------------------------------------------------


def rename_pack(archive: Archive, pack: str, name: str) -> None:
    """Give a pack another name."""
    from casearchive.services.briefing import packs

    packs.rename_pack(archive, pack, name)


def delete_pack(archive: Archive, pack: str) -> None:
    """Delete a pack."""
    from casearchive.services.briefing import packs

    packs.delete_pack(archive, pack)


# --- undo, history, standing ---------------------------------------------------------------------


def undo(archive: Archive, progress: Progress) -> str:
    """Undo the last step and return what it was."""
    from casearchive.services import undoing

    return undoing.undo(archive, progress)


def redo(archive: Archive, progress: Progress) -> str:
    """Redo the step undone last and return what it is."""
    from casearchive.services import undoing

    return undoing.redo(archive, progress)


def possible(archive: Archive) -> Possible:
    """Return what can be undone and redone."""
    from casearchive.services import undoing

    return undoing.possible(archive)


def case_history(archive: Archive, case_id: str) -> tuple[RevisionRow, ...]:
    """Return the saved states of a case."""
    from casearchive.services.cases import comparing

    return comparing.case_history(archive, case_id)


def compare(archive: Archive, case_id: str, older: int, newer: int) -> tuple[FieldChange, ...]:
    """Return in what two saved states differ."""
    from casearchive.services.cases import comparing

    return comparing.compare(archive, case_id, older, newer)


def restore_fields(archive: Archive, case_id: str, number: int, fields: Sequence[str]) -> None:
    """Make fields of a case what they were."""
    from casearchive.services.cases import comparing

    comparing.restore_fields(archive, case_id, number, fields)


def standings(archive: Archive, case_id: str) -> tuple[Standing, ...]:
    """Return every standing of a case and what it still needs."""
    from casearchive.services.cases import standing

    return standing.standings(archive, case_id)


def set_status(archive: Archive, case_id: str, status: str) -> None:
    """Give a case another standing."""
    from casearchive.services.cases import standing

    standing.set_status(archive, case_id, status)


def empty_trash(archive: Archive, days: int) -> int:
    """Destroy what has lain long in the trash and return how many cases."""
    from casearchive.services.library import emptying

    return emptying.empty_trash(archive, days)


# --- drafts, notes -------------------------------------------------------------------------------


def kept_drafts(archive: Archive) -> tuple[KeptDraft, ...]:
    """Return the drafts that were never saved."""
    from casearchive.services.cases import draft_keeping

    return draft_keeping.kept_drafts(archive)


def forget_draft(archive: Archive, key: str) -> None:
    """Let a kept draft go."""
    from casearchive.services.cases import draft_keeping

    draft_keeping.forget_draft(archive, key)


def export_notes(archive: Archive, path: Path, ids: Sequence[str]) -> Path:
    """Write this user's layer: Markdown by its ending, else JSON; return where."""
    from casearchive.services.study import sheet as study_sheet
    from casearchive.services.study import studying

    if path.suffix.lower() in (".md", ".txt"):
        study_sheet.write_sheet(archive, path, ids)
    else:
        studying.export_study(archive, path)
    return path


def import_notes(archive: Archive, path: Path) -> int:
    """Bring a layer in and return how many entries were new."""
    from casearchive.services.study import studying

    return studying.import_study(archive, path)


def star_cases(archive: Archive, ids: Sequence[str], on: bool) -> None:
    """Star cases, or take their stars away."""
    from casearchive.services.study import studying

    studying.star_cases(archive, ids, on=on)
