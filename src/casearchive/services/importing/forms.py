"""Files of our own JSON form, through the same door as all others."""

from __future__ import annotations

from pathlib import Path

from casearchive.exchange.json_form import read_form
from casearchive.i18n import _
from casearchive.progress import Progress
from casearchive.services.archive import Archive
from casearchive.services.exchange.exchanging import ImportReport, import_json
from casearchive.services.importing.candidates import Candidate, FileOutcome, ImportOutcome


def look_at_form(path: Path) -> int:
    """Return how many cases a file of the JSON form holds. Raises what reading it raises."""
    return len(read_form(path)["cases"])


def import_form(
    archive: Archive, candidate: Candidate, outcome: ImportOutcome, progress: Progress
) -> FileOutcome:
    """Import one such file; its batch goes into `outcome`. Raises what importing it raises."""
    if candidate.path is None:
        raise TypeError(candidate)
    report = import_json(archive, [candidate.path], progress, is_a_step=False)
    if not report.batch_id:
        text = _("“{name}”的内容档案里都有，没有变化。").format(name=candidate.name)
        return FileOutcome(candidate.name, "same", text)
    outcome.batches.append(report.batch_id)
    return FileOutcome(candidate.name, "taken", cases=report.cases, notes=form_notes(report))


def form_notes(report: ImportReport) -> tuple[str, ...]:
    """Return what the user should know of an import of the JSON form, a sentence each."""
    counts = (sum(report.created.values()), sum(report.updated.values()))
    text = _("新增 {created} 项，更新 {updated} 项，{unchanged} 项没有变化。")
    notes = [
        text.format(created=counts[0], updated=counts[1], unchanged=sum(report.unchanged.values()))
    ]
    for old, new in report.renamed:
        notes.append(_("“{old}”已被使用，导入为“{new}”。").format(old=old, new=new))
    for name in report.missing_files:
        notes.append(
            _("附件“{name}”的文件不在旁边的文件夹里，只导入了它的记录。").format(name=name)
        )
    return tuple(notes)
