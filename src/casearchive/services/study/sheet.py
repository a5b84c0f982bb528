"""The trainee's layer as a Markdown page: to print, to hand in, to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from casearchive.i18n import _, in_context, with_aside
from casearchive.services.archive import Archive
from casearchive.services.cases.reading import CaseIsGone, read_case
from casearchive.services.study.files import study_file
from casearchive.services.study.studying import (
    Answer,
    Mark,
    Placing,
    Study,
    part_texts,
    place_marks,
    studied_cases,
    study_of,
)
from casearchive.services.views import CaseView
from casearchive.storage.files import write_whole

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
_BEGINS_BLOCK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def study_sheet(archive: Archive, ids: Sequence[str] = ()) -> str:
    """Return the layer over these cases, or over all that were marked, as Markdown."""
    wanted = list(ids) or studied_cases(study_file(archive).all())
    parts = ["# " + _("学习笔记　{archive}").format(archive=_safe(archive.name)), ""]
    for case_id in wanted:
        parts += _case_lines(archive, case_id)
    if len(parts) <= 2:
        parts += [_("还没有标注或回答。"), ""]
    return "\n".join(parts)


def write_sheet(archive: Archive, path: Path, ids: Sequence[str] = ()) -> None:
    """Write :func:`study_sheet` into a file. Raises FileCannotBeWritten."""
    write_whole(path, study_sheet(archive, ids).encode())


def _case_lines(archive: Archive, case_id: str) -> Iterator[str]:
    study = study_of(archive, case_id)
    try:
        case = read_case(archive, case_id)
    except CaseIsGone:
        yield from _lost_case(study)
        return
    yield f"## {with_aside(_safe(case.title), _safe(case.code))}"
    yield ""
    placing = place_marks(study, part_texts(case))
    names = _part_names(case)
    part = ""
    for placed in placing.placed:
        if placed.part != part:
            part = placed.part
            yield f"### {_safe(names.get(part, ''))}"
            yield ""
        yield from _mark_lines(placed.mark, changed=not placed.exact)
    yield from _answers(case, study)
    yield from _orphans(placing)


def _mark_lines(mark: Mark, *, changed: bool = False) -> Iterator[str]:
    for line in mark.quote.splitlines():
        if line.strip():
            yield f"> {_safe(line.strip())}"
    yield ""
    if changed:
        yield "*" + _("（案例里的这段文字后来改过）") + "*"
        yield ""
    if mark.note:
        for line in mark.note.splitlines():
            yield _safe(line)
        yield ""


def _answers(case: CaseView, study: Study) -> Iterator[str]:
    known = {question.id: question.stem for question in case.questions}
    answers = list((study.answers or {}).values())
    if not answers:
        return
    yield "### " + _("思考题")
    yield ""
    for answer in sorted(answers, key=lambda one: _order(one, known)):
        yield f"**{_safe(known.get(answer.question_id, answer.stem))}**"
        yield ""
        yield from (_safe(line) for line in answer.text.splitlines())
        yield ""


def _order(answer: Answer, known: dict[str, str]) -> int:
    ids = list(known)
    return ids.index(answer.question_id) if answer.question_id in known else len(ids)


def _orphans(placing: Placing) -> Iterator[str]:
    if placing.orphans:
        yield "### " + _("原文已不在的标注")
        yield ""
        for mark in placing.orphans:
            yield from _mark_lines(mark)


def _lost_case(study: Study) -> Iterator[str]:
    title = study.reading.title if study.reading else study.case_id[:8]
    yield "## " + _("{title}（档案里已没有这个案例）").format(title=_safe(title))
    yield ""
    for mark in study.marks:
        yield from _mark_lines(mark)
    for answer in (study.answers or {}).values():
        yield f"**{_safe(answer.stem)}**"
        yield ""
        yield _safe(answer.text)
        yield ""


def _part_names(case: CaseView) -> dict[str, str]:
    names = {"head": _("开头"), "facts": _("基本信息"), "outcomes": _("成效指标")}
    names |= {"note": _("使用说明"), "sources": in_context("heading", "出处")}
    names |= {section.id: section.heading for section in case.sections}
    return names | {f"question:{question.id}": _("思考题") for question in case.questions}


def _safe(text: str) -> str:
    """Return a line that reads as it was written: nothing in it is taken for markup."""
    line = _MARKUP.sub(r"\\\1", text)
    return _BEGINS_BLOCK.sub(lambda found: f"{found[1]}{_escaped(found[2])}", line)


def _escaped(marker: str) -> str:
    return f"{marker[:-1]}\\{marker[-1]}"
