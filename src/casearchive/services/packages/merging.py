"""A package merged into the archive by id: all of it or nothing, and undone as a whole."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.model import Case
from casearchive.domain.states.merging import content
from casearchive.domain.states.references import name_of
from casearchive.domain.states.state import State, apply_state
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.cases.history import record_revisions, record_state
from casearchive.services.exchange.exchanging import FilePointsNowhere
from casearchive.services.importing.batches import Note, begin_batch, recorded
from casearchive.services.importing.naming import NAMED
from casearchive.services.importing.steps import note_imports
from casearchive.services.packages.choosing import Choices
from casearchive.services.packages.comparing import Compared, Comparer
from casearchive.services.packages.exporting import PLAIN
from casearchive.services.packages.histories import Histories
from casearchive.services.packages.keys import SignatureView, signature_view
from casearchive.services.packages.naming import Names
from casearchive.services.packages.opening import OpenPackage, files_out, opened_package
from casearchive.services.packages.remembering import remember
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving
from casearchive.storage.archive.faults import ArchiveIsReadOnly
from casearchive.storage.attachments import stored_file
from casearchive.storage.past.import_log import ImportBatch
from casearchive.storage.safekeeping.backup import sync


class SignatureDoesNotHold(InputIsInvalid):
    """The package was altered after it was signed."""

    def __init__(self, name: str) -> None:
        message = _(
            "“{name}”的签名无效：包在签名之后被改动过。没有合并任何内容，请向对方重新索取。"
        )
        super().__init__(message.format(name=name))


class PackageIsAnother(InputIsInvalid):
    """The file is no longer the package that was looked at."""

    def __init__(self, name: str) -> None:
        message = _("“{name}”在查看之后换成了别的内容。没有合并任何内容，请重新打开它。")
        super().__init__(message.format(name=name))


@dataclass(slots=True)
class MergeReport:
    """What a merge did, counted by kind of entity.

    `batch_id` is what :func:`casearchive.services.undoing.undo_import` takes, empty where
    nothing was changed. `kept` counts conflicts in which ours stayed, `renamed` pairs of names.
    """

    signature: SignatureView
    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    kept: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    missing_files: list[str] = field(default_factory=list)
    files: int = 0
    batch_id: str = ""


def merge_package(
    archive: Archive,
    path: Path,
    choices: Choices = Choices(),  # noqa: B008 - a frozen value
    expected: str = "",
    progress: Progress = silent,
) -> MergeReport:
    """Merge a package in one unit of work; where nobody has chosen, ours stays.

    `expected` is the digest of the package that was looked at. Raises PackageWasRefused,
    PackageIsAnother, SignatureDoesNotHold, FilePointsNowhere, SchemaRefusedIt, ArchiveIsReadOnly,
    and what `progress` raises; the archive is then as it was.
    """
    if archive.read_only:
        raise ArchiveIsReadOnly
    with opened_package(archive, path, progress) as package:
        if expected and package.unpacked.digest != expected:
            raise PackageIsAnother(path.name)
        if package.unpacked.broken_signature:
            raise SignatureDoesNotHold(path.name)
        report = MergeReport(signature_view(archive.settings, package.unpacked))
        with told_in_words(), archive.writing() as session:
            batch_id = begin_batch(session, "package", path.name).id
            work = _Merging(session, Comparer(session, package, choices), report, batch_id)
            work.take(package, progress)
            _bring_files(archive, package, work.files, report, progress)
            report.batch_id = batch_id.hex
            if not (report.created or report.updated):
                session.delete(session.get_one(ImportBatch, batch_id))
                report.batch_id = ""
    after_saving(archive)
    note_imports(archive, _("合并交换包“{name}”").format(name=path.name), [report.batch_id])
    return report


def _bring_files(
    archive: Archive,
    package: OpenPackage,
    files: dict[str, str],
    report: MergeReport,
    progress: Progress,
) -> None:
    """Put the files that are not there yet beside the archive, before anything is committed."""
    missing = {sha for sha in files if not stored_file(archive.files, sha).is_file()}
    wanted = frozenset(missing & package.files().keys())
    report.missing_files += sorted(files[sha256] for sha256 in missing - wanted)
    if not wanted:
        return
    folder = archive.files / f".{uuid4().hex}.part"  # on the same disk: a rename is enough
    folder.mkdir(parents=True)
    try:
        for sha256 in files_out(package, wanted, folder, progress):
            target = stored_file(archive.files, sha256)
            target.parent.mkdir(exist_ok=True)
            sync(folder / sha256)
            (folder / sha256).replace(target)
            report.files += 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Merging:
    """One merge under way. `files` gathers the attached files it needs: hash -> name."""

    def __init__(
        self, session: DatabaseSession, comparer: Comparer, report: MergeReport, batch_id: UUID
    ) -> None:
        self._session = session
        self._comparer = comparer
        self._report = report
        self._batch_id = batch_id
        self._names = Names(session, batch_id, report.renamed)
        self._histories = Histories(session)
        self.files: dict[str, str] = {}

    def take(self, package: OpenPackage, progress: Progress) -> None:
        """Take in all parts, those first that are pointed at; hold one at a time."""
        counts = package.unpacked.manifest.counts
        total, done, last = sum(counts.values()), 0, ""
        histories = package.unpacked.manifest.history
        for kind, states in package.parts():
            if kind != last:
                self._names.next(kind)
            last = kind
            progress(done, total)
            if kind == "revisions":
                self._histories.take(states)
            else:
                self._take_part(kind, states, with_history=histories)
            done += len(states)
            self._session.flush()
            self._session.expunge_all()
        self._names.grant()
        self._histories.finish()

    def _take_part(self, kind: str, states: Sequence[State], *, with_history: bool) -> None:
        with recorded(self._session, self._batch_id) as note:
            compared = self._comparer.compare(kind, states)
            changed: list[Case] = []
            for each in compared:
                entity = self._take(each, note)
                if isinstance(entity, Case) and not self._names.waits(entity):
                    if each.group == "new" and with_history:
                        self._histories.expect(entity)
                    else:
                        changed.append(entity)
            self._session.flush()
            record_revisions(self._session, changed, _("合并"))
            known = [each for each in compared if not each.twin and each.cls not in PLAIN]
            remember(self._session, known, self._batch_id)

    def _take(self, each: Compared, note: Note) -> Base | None:
        """Bring one entity in; return it if it was made or altered."""
        wanted = each.group in ("conflict", "both", "there")
        back = each.group == "deleted" and self._comparer.brings_back(each)
        self._report.conflicts += each.group == "conflict"
        if each.group == "new" or back:
            return self._create(each)
        if wanted and each.merged is not None and each.mine is not None:
            return self._update(each, each.merged.state, note)
        self._report.unchanged[each.kind] += 1
        if each.group == "same" and each.forward and not each.ancestry.omitted:
            return self._follow(each, note)
        return None

    def _follow(self, each: Compared, note: Note) -> Base:
        """Take over when and as which version the same content was saved: theirs is the newer."""
        entity = self._session.get_one(each.cls, UUID(each.id))
        note.changing(entity)
        state = dict(each.theirs)
        if isinstance(entity, Case) and state.get("version", 1) <= entity.version:
            state["version"] = entity.version + 1
        self._apply(each, entity, state)
        return entity

    def _create(self, each: Compared) -> Base:
        entity = each.cls(id=UUID(each.id))
        state = self._names.given(each.cls, UUID(each.id), dict(each.theirs), "")
        self._apply(each, entity, state)
        self._session.add(entity)
        self._report.created[each.kind] += 1
        return entity

    def _update(self, each: Compared, state: State, note: Note) -> Base | None:
        mine, theirs = each.mine or {}, each.theirs
        entity = self._session.get_one(each.cls, UUID(each.id))
        if isinstance(entity, Case) and not each.forward:
            # Both lines of history stay readable, whichever side is taken.
            record_state(self._session, entity.id, theirs, _("对方的版本"))
        if content(state) == content(mine):
            self._report.kept += each.group == "conflict"
            self._report.unchanged[each.kind] += 1
            return entity if isinstance(entity, Case) and not each.forward else None
        note.changing(entity)
        if isinstance(entity, Case):
            later = max(mine.get("version", 1), theirs.get("version", 1))
            ahead = each.forward and theirs.get("version", 1) > mine.get("version", 1)
            state["version"] = later if ahead else later + 1
        named = NAMED.get(each.cls)
        old = str(mine[named.key]) if named else ""
        state = self._names.given(each.cls, UUID(each.id), state, old)
        self._apply(each, entity, state)
        if named and state[named.key] != old:
            self._session.flush()  # or the next may want the name before this one has let it go
        self._report.updated[each.kind] += 1
        return entity

    def _apply(self, each: Compared, entity: Base, state: State) -> None:
        with self._session.no_autoflush:
            lost = apply_state(entity, state, self._session.get)
        if lost:
            raise FilePointsNowhere(f"{each.kind} {name_of(state)}", *lost[0])
        for file in state.get("attachments", ()):
            self.files[file["sha256"]] = file.get("name") or file["caption"]
