"""An archive's content out to the JSON form, and such files in: all of a file or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now
from casearchive.domain.model import (
    Attachment,
    Base,
    Case,
    FrozenEdition,
    Revision,
    Tag,
    Term,
)
from casearchive.domain.states.state import State, apply_state, state_of, whole_of
from casearchive.errors import InputIsInvalid
from casearchive.exchange.json_form import ROOTS, read_form, write_form
from casearchive.i18n import _, listed
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.cases.history import record_revisions
from casearchive.services.importing.batches import Note, begin_batch, recorded
from casearchive.services.importing.naming import NAMED, numbered
from casearchive.services.importing.steps import note_imports
from casearchive.services.printing.kept_files import files_of_packs
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving
from casearchive.storage.archive.head import attachments_folder
from casearchive.storage.attachments import hash_file, keep_file, stored_file
from casearchive.storage.files import write_whole


class FilePointsNowhere(InputIsInvalid):
    """An entity in the file points at something that is neither in the file nor the archive."""

    def __init__(self, name: str, link: str, target: UUID) -> None:
        super().__init__(
            _("{name} 的 {link} 指向不存在的 {target}。没有导入任何内容。").format(
                name=name, link=link, target=target
            )
        )


class AttachmentIsNotItself(InputIsInvalid):
    """A file beside the JSON has other bytes than its name says."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("附件“{path}”的内容与记录的校验值不符，没有导入任何内容。请重新取得文件。").format(
                path=path
            )
        )


@dataclass(slots=True)
class ImportReport:
    """What an import did, counted by kind of entity, and what the user should know of it.

    `batch_id` is what :func:`casearchive.services.undoing.undo_import` takes; empty where nothing
    was done. `cases` are the ids and titles of the cases it made or changed.
    """

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    missing_files: list[str] = field(default_factory=list)
    batch_id: str = ""
    cases: tuple[tuple[str, str], ...] = ()


def export_json(archive: Archive, path: Path, progress: Progress = silent) -> int:
    """Write everything in the archive to `path`; return the number of cases.

    Attached files are copied into ``<path without ending>.files`` beside it.
    """
    with archive.reading() as session:
        entities = {name: _states(session, cls) for name, cls in ROOTS.items()}
        attached = session.scalars(select(Attachment.sha256))
        wanted = sorted({*attached, *files_of_packs(session)})
    write_whole(path, write_form(entities))
    for done, sha256 in enumerate(wanted):
        progress(done, len(wanted))
        source = stored_file(archive.files, sha256)
        if source.is_file():
            keep_file(attachments_folder(path), source)
    return len(entities["cases"])


def _states(session: DatabaseSession, cls: type[Base]) -> list[State]:
    query = select(cls).options(*whole_of(cls))
    states = [state_of(entity) for entity in session.scalars(query)]
    return sorted(states, key=lambda state: (_name(state), state["id"]))


def _name(state: State) -> str:
    for key in ("code", "vocabulary", "name", "title", "label", "entity_id"):
        if key in state:
            return str(state[key])
    return ""


def import_json(
    archive: Archive, paths: Sequence[Path], progress: Progress = silent, *, is_a_step: bool = True
) -> ImportReport:
    """Bring files of the JSON form into the archive, in one unit of work.

    It is a step to be undone, unless it is part of another.

    What has the same id is updated (its old state stays in history), equal content is left alone.
    A code or name that another entity has already gets a number behind it, and the report says so.
    Raises what :func:`casearchive.exchange.json_form.read_form` raises, FilePointsNowhere,
    AttachmentIsNotItself, SchemaRefusedIt; the archive is then as it was.
    """
    forms = [(path, read_form(path)) for path in paths]
    report = ImportReport()
    total = sum(len(states) for _path, form in forms for states in form.values())
    with told_in_words(), archive.writing() as session:
        batch = begin_batch(session, "json", listed(path.name for path in paths))
        with recorded(session, batch.id) as note:
            work = _Import(session, report, progress, total, note)
            for path, form in forms:
                work.take(form)
                _bring_files(archive, session, path, report)
        report.batch_id = batch.id.hex
        if not report.created and not report.updated:
            session.delete(batch)
            report.batch_id = ""
    after_saving(archive)
    if is_a_step:
        names = listed(path.name for path in paths)
        note_imports(archive, _("导入“{name}”").format(name=names), [report.batch_id])
    return report


def _bring_files(
    archive: Archive, session: DatabaseSession, path: Path, report: ImportReport
) -> None:
    attached = session.execute(select(Attachment.sha256, Attachment.name))
    wanted = [*((row[0], row[1]) for row in attached), *files_of_packs(session).items()]
    for sha256, name in wanted:
        beside = stored_file(attachments_folder(path), sha256)
        if stored_file(archive.files, sha256).is_file():
            continue
        if not beside.is_file():
            report.missing_files.append(name or sha256)
        elif hash_file(beside) != sha256:
            raise AttachmentIsNotItself(beside)
        else:
            keep_file(archive.files, beside)


class _Import:
    """One import under way: the session, and where an id of the file stands for one of ours."""

    def __init__(
        self,
        session: DatabaseSession,
        report: ImportReport,
        progress: Progress,
        total: int,
        note: Note,
    ) -> None:
        self._session = session
        self._note = note
        self._report = report
        self._progress = progress
        self._total = total
        self._done = 0
        self._same: dict[UUID, UUID] = {}
        self._present: dict[type[Base], set[UUID]] = {}
        self._taken: dict[type[Base], set[str]] = {}

    def take(self, form: dict[str, list[State]]) -> None:
        """Bring in one file's entities, those that are pointed at first."""
        told = {UUID(state["entity_id"]) for state in form["revisions"]}
        untold: list[Case] = []
        for name, cls in ROOTS.items():
            self._know(cls)
            before = set(self._present[cls])
            brought = [self._next(name, cls, state) for state in form[name]]
            self._session.flush()
            cases = [entity for entity in brought if isinstance(entity, Case)]
            self._report.cases += tuple((case.id.hex, case.title) for case in cases)
            # A new case comes with its history; what an update makes of ours is in neither.
            untold += [case for case in cases if case.id in before or case.id not in told]
        record_revisions(self._session, untold, _("导入"))

    def _know(self, cls: type[Base]) -> None:
        """Look up once which ids and names of a kind there are, instead of once an entity."""
        session = self._session
        self._present[cls] = set(session.scalars(select(inspect(cls).primary_key[0])))
        if cls in NAMED:
            self._taken[cls] = set(session.scalars(select(NAMED[cls])))

    def _next(self, name: str, cls: type[Base], state: State) -> Base | None:
        self._progress(self._done, self._total)
        self._done += 1
        return self._bring(name, cls, state)

    def _bring(self, name: str, cls: type[Base], state: State) -> Base | None:
        key = UUID(state["id"])
        twin = self._twin(cls, state)
        if twin is not None and twin != key:
            self._same[key] = twin  # our own word for the same thing
            self._report.unchanged[name] += 1
            return None
        entity = self._session.get(cls, key) if key in self._present[cls] else None
        if entity is not None:
            return self._update(name, entity, state)
        entity = cls(id=key)
        self._free_name(cls, state)
        if cls is Revision:
            self._free_number(state)
        self._apply(name, entity, state)
        self._session.add(entity)
        self._present[cls].add(key)
        self._report.created[name] += 1
        return entity

    def _update(self, name: str, entity: Base, state: State) -> Base | None:
        # What was handed out stays what it was, whatever a file says of it.
        if isinstance(entity, FrozenEdition) or _same_content(state_of(entity), state):
            self._report.unchanged[name] += 1
            return None
        version = getattr(entity, "version", 0)
        if not isinstance(entity, Revision):
            self._note.changing(entity)
        self._apply(name, entity, state)
        if isinstance(entity, Case):
            entity.version = max(version + 1, state.get("version", 1))
            entity.updated_at = now()
        self._report.updated[name] += 1
        return entity

    def _apply(self, name: str, entity: Base, state: State) -> None:
        with self._session.no_autoflush:
            lost = apply_state(entity, state, self._find)
        if lost:
            raise FilePointsNowhere(f"{name} {_name(state) or state['id']}", *lost[0])

    def _find(self, cls: type[Base], key: UUID) -> Base | None:
        return self._session.get(cls, self._same.get(key, key))

    def _twin(self, cls: type[Base], state: State) -> UUID | None:
        """Return the id of what already bears this entity's natural name."""
        query = None
        if cls is Tag:
            query = select(Tag.id).where(Tag.name == state["name"])
        elif cls is Term:
            query = select(Term.id).where(
                Term.vocabulary == state["vocabulary"], Term.word == state["word"]
            )
        elif cls is Revision:
            query = select(Revision.id).where(
                Revision.entity_id == UUID(state["entity_id"]), Revision.sha256 == state["sha256"]
            )
        return self._session.scalar(query) if query is not None else None

    def _free_number(self, state: State) -> None:
        """Put a state behind ours where both lines of a history have one of its number."""
        query = select(Revision.number).where(Revision.entity_id == UUID(state["entity_id"]))
        taken = set(self._session.scalars(query))
        if state["number"] in taken:
            state["number"] = max(taken) + 1

    def _free_name(self, cls: type[Base], state: State) -> None:
        """Give `state` a code or name that nobody has yet, and report the change."""
        if cls not in NAMED:
            return
        key, taken = NAMED[cls].key, self._taken[cls]
        wish = state[key]
        name = next(name for name in numbered(wish) if name not in taken)
        taken.add(name)
        if name != wish:
            state[key] = name
            self._report.renamed.append((wish, name))


def _same_content(ours: State, theirs: State) -> bool:
    """Compare two states; a file written by hand need not know moments and versions."""
    silent_on = {"created_at", "updated_at", "version"} - theirs.keys()
    return {key: value for key, value in ours.items() if key not in silent_on} == theirs
