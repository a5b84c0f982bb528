"""A package handed out: chosen, rid of what stays in the house, streamed to a file, signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.evidence import Source
from casearchive.domain.history import canonical, digest
from casearchive.domain.model import Lecturer, Revision, Tag, Term
from casearchive.domain.states.leaving_out import INTERNAL, PARTS, Rule, leave_out
from casearchive.domain.states.state import State, state_of, whole_of
from casearchive.errors import InputIsInvalid, reason_of
from casearchive.exchange.json_form import ROOTS
from casearchive.exchange.packages.form import SUFFIX, Ancestry, Manifest
from casearchive.exchange.packages.writing import PackageWriter
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.packages.keys import make_own_key, private_key
from casearchive.services.packages.lineages import lineages_of, undone_batches
from casearchive.services.packages.selecting import Scope, Selection, select_entities
from casearchive.storage.attachments import stored_file
from casearchive.storage.files import FileCannotBeWritten, writing_whole

BATCH = 100  # entities in one part: a few megabytes at most
USUAL = ("notes", "internal", "unprintable")  # what is left out unless somebody says otherwise
PLAIN = (Tag, Term, Revision)  # words and history: nobody asks where they come from


class HistoryNeedsEverything(InputIsInvalid):
    """History was asked for, and parts of what it tells of are to stay here."""

    def __init__(self) -> None:
        super().__init__(
            _("历史版本里有要略去的内容。要带上历史，请导出整个档案，并且什么也不略去。")
        )


@dataclass(slots=True)
class ExportReport:
    """What went into a package, counted by kind, and what stayed here.

    `left_out` counts by part and kind, e.g. ``internal.outcomes``; `missing_files` are names of
    attachments whose file is not in the archive or not what it was.
    """

    path: Path
    counts: dict[str, int] = field(default_factory=dict)
    files: int = 0
    size: int = 0
    signed_by: str = ""
    left_out: Counter[str] = field(default_factory=Counter)
    missing_files: list[str] = field(default_factory=list)


def export_package(
    archive: Archive,
    path: Path,
    scope: Scope = Scope(),  # noqa: B008 - a frozen value
    omit: Sequence[str] = USUAL,
    *,
    history: bool = False,
    signed_as: str | None = "",
    progress: Progress = silent,
) -> ExportReport:
    """Write a package to `path` (``.casepack`` is added to a name without it) and report on it.

    `omit` names :data:`casearchive.domain.states.leaving_out.PARTS`. `signed_as` None leaves it
    unsigned, a name signs with this centre's key, made now if there is none; "" signs if there is
    a key.
    Raises HistoryNeedsEverything, FileCannotBeWritten, and what choosing raises; `path` is then as
    it was.
    """
    if history and (omit or not scope.everything):
        raise HistoryNeedsEverything
    path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
    selection = select_entities(archive, scope)
    signer = _signer(archive, signed_as)
    manifest = Manifest(whole=scope.everything, history=history, omitted=sorted(set(omit)))
    report = ExportReport(path, signed_by=signer[0])
    with writing_whole(path) as file, archive.reading() as session:
        writer = PackageWriter(file, manifest)
        work = _Export(session, writer, report, _rule(session, omit))
        work.write(selection, progress, history=history)
        _write_files(archive, writer, work.files, report, progress)
        writer.finish(*signer)
        report.size = file.tell()
    report.counts = manifest.counts
    return report


def _signer(archive: Archive, signed_as: str | None) -> tuple[str, str]:
    if signed_as is None:
        return "", ""
    if signed_as:
        make_own_key(archive.settings, signed_as)
    return private_key(archive.settings)


def _rule(session: DatabaseSession, omit: Sequence[str]) -> Rule:
    parts = frozenset(omit) & frozenset(PARTS)
    internal = internal_sources(session) if "internal" in parts else frozenset()
    return Rule(parts, internal, lecturers_of(session, internal), datetime.now().astimezone())


def internal_sources(session: DatabaseSession) -> frozenset[str]:
    """Return the ids of the sources graded E."""
    return frozenset(map(str, session.scalars(select(Source.id).where(Source.grade == INTERNAL))))


def lecturers_of(session: DatabaseSession, sources: frozenset[str]) -> frozenset[str]:
    """Return the ids of the lecturers that only these sources tell of."""
    lecturers = session.execute(select(Lecturer.id, Lecturer.source_id)) if sources else ()
    return frozenset(str(key) for key, source in lecturers if str(source) in sources)


class _Export:
    """One export under way; `files` gathers the hashes of attached files, and their names."""

    def __init__(
        self, session: DatabaseSession, writer: PackageWriter, report: ExportReport, rule: Rule
    ) -> None:
        self._session = session
        self._writer = writer
        self._report = report
        self._rule = rule
        self._undone = undone_batches(session)
        self.files: dict[str, str] = {}

    def write(self, selection: Selection, progress: Progress, *, history: bool) -> None:
        """Write all parts of JSON; nothing is held longer than a part."""
        total, done = sum(map(len, selection.values())), 0
        for kind, cls in ROOTS.items():
            if cls is Revision and not history:
                continue
            ids = selection[kind]
            for start in range(0, len(ids), BATCH):
                progress(done, total)
                some = ids[start : start + BATCH]
                self._write_part(kind, cls, some)
                done += len(some)

    def _write_part(self, kind: str, cls: type[Base], ids: Sequence[UUID]) -> None:
        query = select(cls).where(cls.id.in_(ids)).options(*whole_of(cls))  # type: ignore[attr-defined]
        wholes = [state_of(entity) for entity in self._session.scalars(query)]
        order = {str(key): place for place, key in enumerate(ids)}
        wholes.sort(key=lambda state: order[state["id"]])
        states, told = [], {}
        for whole in wholes:
            removed = Counter[str]()
            state = leave_out(cls, whole, self._rule, removed)
            self._report.left_out.update(removed)
            if state is None:
                continue
            states.append(state)
            told[whole["id"]] = removed
            for file in state.get("attachments", ()):
                self.files.setdefault(file["sha256"], file.get("name") or file["caption"])
        if cls not in PLAIN:
            by_id = {state["id"]: state for state in wholes}
            self._writer.add_ancestry(self._ancestry(states, by_id, told))
        self._writer.add_content(kind, states)
        self._session.expunge_all()

    def _ancestry(
        self, states: Sequence[State], wholes: dict[str, State], told: dict[str, Counter[str]]
    ) -> dict[str, Ancestry]:
        ids = [UUID(state["id"]) for state in states]
        lineages = lineages_of(self._session, ids, self._undone, states=False)
        result = {}
        for state in states:
            lineage = lineages[UUID(state["id"])]
            sent = digest(canonical(state))
            whole = digest(canonical(wholes[state["id"]]))
            head = lineage.head_of(whole) or whole
            omitted = {word.partition(".")[0] for word in told[state["id"]]} | lineage.omitted
            result[state["id"]] = Ancestry(
                frozenset(lineage.known | {sent, whole}),
                frozenset(omitted),
                head if head != sent else "",
            )
        return result


def _write_files(
    archive: Archive,
    writer: PackageWriter,
    files: dict[str, str],
    report: ExportReport,
    progress: Progress,
) -> None:
    for done, (sha256, name) in enumerate(sorted(files.items())):
        progress(done, len(files))
        try:
            written = writer.add_file(sha256, stored_file(archive.files, sha256))
        except FileNotFoundError:
            written = False
        except OSError as error:
            raise FileCannotBeWritten(report.path, reason_of(error)) from error
        report.files += written
        if not written:
            report.missing_files.append(name)


def left_out_words(left_out: Counter[str]) -> Iterator[str]:
    """Yield a sentence for everything that stayed here, in the reader's language."""
    words = {
        "notes.teaching_note": _("{count} 份使用说明"),
        "notes.reviewed_by": _("{count} 处评述者"),
        "notes.repair_log": _("{count} 份出处的修复记录"),
        "trainer.sections": _("{count} 个仅供教师的章节"),
        "trainer.answers": _("{count} 道思考题的答案"),
        "internal.source": _("{count} 个不外传的出处（E 级）"),
        "internal.figures": _("{count} 个依据这些出处的数字"),
        "internal.lecturer": _("{count} 位仅见于这些出处的师资"),
        "internal.programme": _("{count} 条仅见于这些出处的培训项目记录"),
        "unprintable.attachments": _("{count} 个不能印发的附件"),
    }
    for key, text in words.items():
        if left_out[key]:
            yield text.format(count=left_out[key])
