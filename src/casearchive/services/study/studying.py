"""The trainee's layer over a case: marks, notes, answers, how far was read.

It lies in this user's own folder, so that an archive opened for reading takes it too; nothing of
it reaches the archive, an export of cases or a pack, unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from casearchive.domain.base import format_moment, now
from casearchive.domain.prose.reading import plain_text, read_prose
from casearchive.domain.text import clean_text
from casearchive.errors import InputIsInvalid, reason_of
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.steps import note_step
from casearchive.services.study.files import study_file
from casearchive.services.views import CaseView
from casearchive.storage.files import write_whole
from casearchive.storage.past.journal import StateChange
from casearchive.study import form
from casearchive.study.anchors import Placed, Placing, anchor, place
from casearchive.study.entries import COLOURS, Answer, Entry, Mark, Reading, Star

__all__ = [
    "COLOURS",
    "Answer",
    "Mark",
    "Placed",
    "Placing",
    "Reading",
    "Study",
    "answer_question",
    "export_study",
    "find_mark",
    "finish_reading",
    "import_study",
    "mark_passage",
    "note_place",
    "part_texts",
    "place_marks",
    "recolour",
    "remove_marks",
    "star_cases",
    "study_of",
    "write_note",
]

FINISHED = 0.97  # of a case's length: who has seen so much has read it


@dataclass(frozen=True, slots=True)
class Study:
    """What this user has added to a case; `reading` is None for one never opened."""

    case_id: str
    marks: tuple[Mark, ...] = ()
    answers: Mapping[str, Answer] | None = None
    reading: Reading | None = None
    starred: bool = False

    def answer(self, question_id: str) -> str:
        """Return the reader's own answer to a question, or an empty text."""
        found = (self.answers or {}).get(question_id)
        return found.text if found else ""

    @property
    def finished(self) -> bool:
        """Whether the case was read to its end."""
        return self.reading is not None and bool(self.reading.finished_at)


def study_of(archive: Archive, case_id: str) -> Study:
    """Return what this user has added to a case. Raises LayerCannotBeUsed."""
    entries = study_file(archive).of_case(case_id)
    return Study(
        case_id=case_id,
        marks=tuple(one for one in entries if isinstance(one, Mark)),
        answers={one.question_id: one for one in entries if isinstance(one, Answer)},
        reading=next((one for one in entries if isinstance(one, Reading)), None),
        starred=any(isinstance(one, Star) for one in entries),
    )


def part_texts(case: CaseView) -> dict[str, str]:
    """Return the text of each part of a case in reading order, as marks are anchored in it."""
    texts = {"head": f"{case.title}\n{case.abstract}"}
    texts["facts"] = "\n".join(f"{fact.label}\n{fact.value}" for fact in case.facts)
    for section in case.sections:
        texts[section.id] = f"{section.heading}\n{plain_text(section.prose)}"
    texts["outcomes"] = "\n".join(f"{one.indicator}\n{one.amount}" for one in case.outcomes)
    for question in case.questions:
        lines = (question.stem, question.answer, question.evidence)
        texts[f"question:{question.id}"] = "\n".join(filter(None, lines))
    if note := case.teaching_note:
        written = (note.objectives, note.analysis, note.theory, note.key_points)
        told = (note.audience, *(plain_text(read_prose(text)) for text in written))
        steps = (f"{step.step}\n{step.board}" for step in note.plan)
        texts["note"] = "\n".join(filter(None, (*told, *steps)))
    texts["sources"] = "\n".join(source.citation for source in case.sources)
    return texts


def place_marks(study: Study, texts: Mapping[str, str]) -> Placing:
    """Return where the marks stand in the texts of the case's parts, and which have no place."""
    return place(study.marks, texts)


def find_mark(archive: Archive, mark_id: str) -> Mark | None:
    """Return a mark as it is now, None where it is gone."""
    row = study_file(archive).row(Mark.KIND, (mark_id,))
    return Mark(**row) if row else None


# --- what a reader does ---------------------------------------------------------------------------


def mark_passage(
    archive: Archive,
    case: CaseView,
    passages: Sequence[tuple[str, str, int, int]],
    colour: str = COLOURS[0],
    note: str = "",
) -> tuple[Mark, ...]:
    """Highlight passages, each as (part, the part's text, start, end); return the marks.

    More than one where a selection runs over several parts; the note belongs to the first.
    """
    moment = format_moment(now())
    marks: list[Mark] = []
    for part, text, start, end in passages:
        quote, before, after = map(clean_text, anchor(text, start, end))
        if quote.strip():
            mark = Mark(uuid4().hex, case.id, part, quote, before, after, colour)
            own = clean_text(note) if not marks else ""
            marks.append(
                replace(mark, note=own, version=case.version, made_at=moment, changed_at=moment)
            )
    label = _("标注“{quote}”").format(quote=_short(marks[0].quote)) if marks else ""
    _keep(archive, label, [(None, mark) for mark in marks])
    return tuple(marks)


def recolour(archive: Archive, mark: Mark, colour: str) -> Mark:
    """Give a mark another colour."""
    changed = replace(mark, colour=colour, changed_at=format_moment(now()))
    label = _("改标注的颜色“{quote}”").format(quote=_short(mark.quote))
    _keep(archive, label, [(mark, changed)])
    return changed


def write_note(archive: Archive, mark: Mark, note: str) -> Mark:
    """Write what stands in the margin beside a mark; an empty note leaves the highlight."""
    changed = replace(mark, note=clean_text(note).strip(), changed_at=format_moment(now()))
    if changed.note == mark.note:
        return mark
    label = _("批注“{quote}”").format(quote=_short(mark.quote))
    _keep(archive, label, [(mark, changed)])
    return changed


def remove_marks(archive: Archive, marks: Sequence[Mark]) -> None:
    """Take marks away, with their notes."""
    if marks:
        label = _("去掉标注“{quote}”").format(quote=_short(marks[0].quote))
        _keep(archive, label, [(mark, None) for mark in marks])


def answer_question(
    archive: Archive, case_id: str, question_id: str, stem: str, text: str
) -> Answer:
    """Keep the reader's own answer to a question; an empty one is taken away."""
    layer = study_file(archive)
    row = layer.row(Answer.KIND, (case_id, question_id))
    before = Answer(**row) if row else None
    text = clean_text(text).rstrip()
    made = Answer(case_id, question_id, clean_text(stem), text, format_moment(now()))
    if text != (before.text if before else ""):
        label = _("回答“{stem}”").format(stem=_short(stem))
        _keep(archive, label, [(before, made if text else None)])
    return made


def star_cases(archive: Archive, ids: Sequence[str], *, on: bool) -> None:
    """Star cases, or take their stars away."""
    layer = study_file(archive)
    stars = {entry.key[0]: entry for entry in layer.of_kind(Star.KIND)}
    moment = format_moment(now())
    changes: list[tuple[Entry | None, Entry | None]] = [
        (None, Star(case_id, moment)) if on else (stars[case_id], None)
        for case_id in ids
        if (case_id in stars) is not on
    ]
    label = _("收藏 {count} 个案例") if on else _("取消收藏 {count} 个案例")
    _keep(archive, label.format(count=len(changes)), changes)


def note_place(archive: Archive, case: CaseView, place_in_text: float, seen: float) -> Reading:
    """Note that a case was opened and read; `place_in_text` and `seen` (the furthest) are 0 to 1.

    No step to be undone: it only follows the eyes.
    """
    layer, moment = study_file(archive), format_moment(now())
    row = layer.row(Reading.KIND, (case.id,))
    before = Reading(**row) if row else Reading(case.id)
    furthest = min(1.0, max(before.furthest, seen))
    finished = before.finished_at or (moment if furthest >= FINISHED else "")
    reading = Reading(
        case_id=case.id,
        code=case.code,
        title=case.title,
        version=case.version,
        furthest=round(furthest, 4),
        place=round(min(1.0, max(0.0, place_in_text)), 4),
        opened_at=moment,
        finished_at=finished,
    )
    layer.put([reading])
    return reading


def finish_reading(archive: Archive, cases: Sequence[CaseView], *, on: bool) -> None:
    """Count cases as read, or as unread again."""
    layer, moment = study_file(archive), format_moment(now())
    changes: list[tuple[Entry | None, Entry | None]] = []
    for case in cases:
        row = layer.row(Reading.KIND, (case.id,))
        before = Reading(**row) if row else None
        base = before or Reading(case.id, case.code, case.title, case.version)
        after = replace(base, finished_at=moment if on else "", furthest=1.0 if on else 0.0)
        changes.append((before, after))
    label = _("把 {count} 个案例标为已读") if on else _("把 {count} 个案例标为未读")
    _keep(archive, label.format(count=len(changes)), changes)


def _keep(
    archive: Archive, label: str, changes: Sequence[tuple[Entry | None, Entry | None]]
) -> None:
    if not changes:
        return
    layer = study_file(archive)
    noted = []
    for before, after in changes:
        known = after or before
        if known is not None:  # as the layer has it: a view may still show an older one
            row = layer.row(known.KIND, known.key)
            noted.append(StateChange(known.KIND, known.key, row, after.row() if after else None))
    layer.change((one.kind, one.key, one.after) for one in noted)
    note_step(archive, label, noted)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 12 else f"{line[:11]}…"


# --- carried elsewhere ---------------------------------------------------------------------------


def export_study(archive: Archive, path: Path) -> int:
    """Write the whole layer as JSON; return how many entries. Raises FileCannotBeWritten."""
    entries = study_file(archive).all()
    write_whole(path, form.write_form(archive.archive_id, entries).encode())
    return len(entries)


def import_study(archive: Archive, path: Path) -> int:
    """Bring a layer in; what was changed last wins. Return how many entries were taken.

    Raises FileHoldsNoNotes, InputIsInvalid; nothing was taken then.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise form.FileHoldsNoNotes(_("不是 UTF-8 文本")) from error
    except OSError as error:
        message = _("不能读取“{path}”：{reason}。").format(path=path, reason=reason_of(error))
        raise InputIsInvalid(message) from error
    layer = study_file(archive)
    changes: list[tuple[Entry | None, Entry | None]] = []
    for entry in form.read_form(text):
        row = layer.row(entry.KIND, entry.key)
        before = type(entry)(**row) if row else None
        if before is None or _age(entry) > _age(before):
            changes.append((before, entry))
    _keep(archive, _("导入学习笔记（{count} 条）").format(count=len(changes)), changes)
    return len(changes)


def _age(entry: Entry) -> str:
    row = entry.row()
    names = ("changed_at", "opened_at", "made_at")
    return str(next((row[name] for name in names if row.get(name)), ""))


def studied_cases(entries: Iterable[Entry]) -> list[str]:
    """Return the ids of the cases that somebody marked or answered, each once."""
    told = (one.case_id for one in entries if isinstance(one, Mark | Answer))
    return list(dict.fromkeys(told))
