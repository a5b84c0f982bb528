"""Undo and redo, across the whole program and across restarts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base, now
from casearchive.domain.model import Case, Place, Source, Tag
from casearchive.domain.states.state import State, apply_state, state_of
from casearchive.errors import ArchiveCannotBeUsed, NothingWasFound
from casearchive.i18n import _, listed
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.cases.history import record_revisions
from casearchive.services.importing.batches import find_batch
from casearchive.services.importing.redoing import ThingsHaveChanged
from casearchive.services.importing.steps import IMPORT, turn_imports
from casearchive.services.importing.undoing import ImportIsUndoneAlready, UndoReport
from casearchive.services.refusals import told_in_words
from casearchive.services.retelling import retold
from casearchive.services.searching.indexing import after_saving
from casearchive.services.steps import ROOTS, journal_of, let_files_go, note_step
from casearchive.services.study.files import study_file
from casearchive.storage.past.journal import Journal, JournalCannotBeUsed, StateChange, Step

_MOMENTS = ("version", "created_at", "updated_at")  # change with every saving
_KEPT = (Place, Source, Tag)  # may be used by others meanwhile: never deleted by an undo


class StepIsOutdated(ArchiveCannotBeUsed):
    """What a step changed was changed again since, elsewhere; the step is dropped."""

    def __init__(self, label: str) -> None:
        super().__init__(
            _("“{label}”之后，同样的内容又在别处改过，不能撤销或重做这一步，没有改动。").format(
                label=retold(label)
            )
        )


class NothingToUndo(NothingWasFound):
    """There is no step to undo or redo."""

    def __init__(self) -> None:
        super().__init__(_("没有可以撤销或重做的步骤。"))


@dataclass(frozen=True, slots=True)
class Possible:
    """What could be undone and redone next, in words; empty where nothing."""

    undo: str = ""
    redo: str = ""


def possible(archive: Archive) -> Possible:
    """Return what can be undone and redone now."""
    journal = journal_of(archive)
    with suppress(JournalCannotBeUsed):
        return Possible(*(retold(journal.next_label(undone=one)) for one in (False, True)))
    return Possible()


def undo(archive: Archive, progress: Progress = silent) -> str:
    """Undo the last step and return what it was.

    Raises NothingToUndo, StepIsOutdated, ArchiveIsReadOnly, JournalCannotBeUsed.
    """
    return _turn(archive, undone=False, progress=progress)[0]


def redo(archive: Archive, progress: Progress = silent) -> str:
    """Redo the step undone last and return what it is; raises as :func:`undo`."""
    return _turn(archive, undone=True, progress=progress)[0]


def undo_import(archive: Archive, batch_id: str, progress: Progress = silent) -> UndoReport:
    """Take one import back, weeks later too: see :func:`undo_imports`."""
    return undo_imports(archive, [batch_id], progress)


def undo_imports(
    archive: Archive, batch_ids: Sequence[str], progress: Progress = silent
) -> UndoReport:
    """Take imports or merges back, the last first, in one unit of work; tell what was done.

    Where they are what was done last, this is undoing them, to be redone; else it is a step of its
    own, to be undone. Raises ImportIsGone, ImportIsUndoneAlready, ArchiveIsReadOnly and what
    `progress` raises; the archive is then as it was.
    """
    with archive.reading() as session:
        batches = [find_batch(session, one) for one in batch_ids]
        for batch in batches:
            if batch.undone_at is not None:
                raise ImportIsUndoneAlready(batch.name)
        keys = [batch.id.hex for batch in batches]
        names = [batch.name for batch in batches]
    if _done_last(archive) == set(keys):
        return _turn(archive, undone=False, progress=progress)[1]
    wanted = [StateChange(IMPORT, (key,), {}, None) for key in reversed(keys)]
    label = _("撤销导入“{name}”").format(name=listed(names))
    try:
        done, report = turn_imports(archive, wanted, label, progress)
    except ThingsHaveChanged as error:
        raise StepIsOutdated(label) from error
    if not note_step(archive, label, done):
        let_files_go(archive, journal_of(archive))
    return report


def _done_last(archive: Archive) -> set[str]:
    """Return the imports that were the last step, none where it was something else."""
    with suppress(JournalCannotBeUsed):
        if last := journal_of(archive).next(undone=False):
            return {change.key[0] for change in last.changes if change.kind == IMPORT}
    return set()


def _turn(archive: Archive, *, undone: bool, progress: Progress) -> tuple[str, UndoReport]:
    journal = journal_of(archive)
    step = journal.next(undone=undone)
    if step is None:
        raise NothingToUndo
    changes = list(step.changes) if undone else [_reversed(c) for c in reversed(step.changes)]
    words = _("重做：{label}") if undone else _("撤销：{label}")
    reason, report, done = words.format(label=step.label), UndoReport(), None
    try:
        if any(change.kind == IMPORT for change in changes):
            turned, report = turn_imports(archive, changes, reason, progress)
            done = turned if undone else [_reversed(c) for c in reversed(turned)]
        else:
            _carry_out(archive, step, changes, reason)
    except (StepIsOutdated, ThingsHaveChanged) as error:
        _drop(journal, step)
        raise StepIsOutdated(step.label) from error
    journal.turn(step.number, undone=not undone, changes=done)
    return retold(step.label) + _spared(report), report


def _spared(report: UndoReport) -> str:
    """Return what undoing an import has left, in brackets; empty where nothing."""
    told = []
    if report.trashed:
        text = _("后来改过或用到的 {count} 个案例在回收站里")
        told.append(text.format(count=len(report.trashed)))
    if report.kept:
        told.append(_("后来又改过的 {count} 项保持原样").format(count=len(report.kept)))
    return _("（{text}）").format(text=listed(told)) if told else ""


def _reversed(change: StateChange) -> StateChange:
    return StateChange(change.kind, change.key, change.after, change.before)


def _drop(journal: Journal, step: Step) -> None:
    with suppress(JournalCannotBeUsed):
        journal.forget(step.number)


def _carry_out(archive: Archive, step: Step, changes: Sequence[StateChange], reason: str) -> None:
    mine = [change for change in changes if change.kind not in ROOTS]
    theirs = [change for change in changes if change.kind in ROOTS]
    layer = study_file(archive)
    if any(layer.row(change.kind, change.key) != change.before for change in mine):
        raise StepIsOutdated(step.label)
    if theirs:
        with told_in_words(), archive.writing() as session:
            _apply_all(session, step, theirs, reason)
        after_saving(archive)
    if mine:
        layer.change((change.kind, change.key, change.after) for change in mine)


def _apply_all(
    session: DatabaseSession, step: Step, changes: Iterable[StateChange], reason: str
) -> None:
    cases: list[Case] = []
    with session.no_autoflush:
        for change in changes:
            cls = ROOTS[change.kind]
            entity = session.get(cls, UUID(change.key[0]))
            if not _is_as_expected(cls, entity, change):
                raise StepIsOutdated(step.label)
            entity = _apply(session, cls, entity, change)
            if isinstance(entity, Case):
                cases.append(entity)
    record_revisions(session, cases, reason)


def _is_as_expected(cls: type[Base], entity: Base | None, change: StateChange) -> bool:
    if entity is None:
        return change.before is None
    if change.before is None:  # made, undone, and left behind: in the trash, or because it is used
        return cls in (Case, *_KEPT)
    return _settled(state_of(entity)) == _settled(change.before)


def _settled(state: State) -> State:
    kept = {key: value for key, value in state.items() if key not in _MOMENTS}
    return kept | {"trashed_at": bool(state.get("trashed_at"))}


def _apply(
    session: DatabaseSession, cls: type[Base], entity: Base | None, change: StateChange
) -> Base | None:
    wanted = change.after
    if wanted is None:
        if isinstance(entity, Case):
            entity.trashed_at, entity.version = now(), entity.version + 1
        elif entity is not None and not isinstance(entity, _KEPT):
            session.delete(entity)
            session.flush()
        return entity
    if entity is None:
        entity = cls(id=UUID(change.key[0]))
        session.add(entity)
    version = getattr(entity, "version", 0) if inspect(entity).persistent else 0
    apply_state(entity, wanted, session.get)
    if isinstance(entity, Case):
        entity.version, entity.updated_at = version + 1, now()
    session.flush()
    return entity
