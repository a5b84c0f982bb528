"""What a draft still lacks, told beside each field: to be saved, taught, printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casearchive.domain.base import read_decimal
from casearchive.domain.dates import read_date
from casearchive.domain.terms import CASE_KINDS, CASE_ROLES, CASE_STATUSES, MAX_ABSTRACT, MAX_THEMES
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _, listed
from casearchive.services.cases.drafts import (
    AttachmentDraft,
    CaseDraft,
    OutcomeDraft,
    Problem,
    SourceDraft,
)
from casearchive.services.labels import label

_PRIVATE_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
MAX_MINUTES = 24 * 60


class DraftIsIncomplete(InputIsInvalid):
    """A draft cannot be saved yet; `problems` says what each field lacks."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        message = _("还不能保存：{first}").format(first=problems[0].message)
        if len(problems) > 1:
            message += _("（另有 {count} 处）").format(count=len(problems) - 1)
        super().__init__(message)


def check_draft(draft: CaseDraft) -> tuple[Problem, ...]:
    """Return everything the draft lacks, in the order of the form."""
    return tuple(problem for check in _CHECKS for problem in check(draft))


def _required(field: str, value: str, name: str) -> Iterator[Problem]:
    if not value.strip():
        yield Problem(field, _("请填写{name}。").format(name=name))


def _head(draft: CaseDraft) -> Iterator[Problem]:
    yield from _required("title", draft.title, _("标题"))
    yield from _required("code", draft.code, _("编号"))
    for field, value, allowed in (
        ("kind", draft.kind, CASE_KINDS),
        ("role", draft.role, CASE_ROLES),
        ("status", draft.status, CASE_STATUSES),
    ):
        if value not in allowed:
            choices = listed(label(field, word) for word in allowed)
            yield Problem(field, _("请从列表中选择：{words}。").format(words=choices))
    yield from _required("scope", draft.scope, _("范围"))
    if len(draft.abstract.strip()) > MAX_ABSTRACT:
        message = _("摘要有 {count} 字，最多 {most} 字。")
        count = len(draft.abstract.strip())
        yield Problem("abstract", message.format(count=count, most=MAX_ABSTRACT))
    levels = (draft.place.province, draft.place.county, draft.place.village)
    if any(level.strip() for level in levels) and not draft.place.name.strip():
        yield Problem("place.name", _("请填写原文中的地名。"))


def _date(field: str, value: str) -> Iterator[Problem]:
    if value.strip() and read_date(value) is None:
        yield Problem(field, _("日期请写成 2023、2023-04 或 2023-04-14。"))


def _themes(draft: CaseDraft) -> Iterator[Problem]:
    if not draft.themes:
        yield Problem("themes", _("请至少选择一个主题。"))
    elif len(set(draft.themes)) > MAX_THEMES:
        yield Problem("themes", _("主题最多 {most} 个。").format(most=MAX_THEMES))


def _sections(draft: CaseDraft) -> Iterator[Problem]:
    for number, section in enumerate(draft.sections):
        path = f"sections.{number}"
        yield from _required(f"{path}.type", section.type, _("章节类型"))
        yield from _required(f"{path}.body", section.body, _("正文"))
    if not draft.sections:
        yield Problem("sections", _("还没有正文，印发前请至少写一节。"), "print")


def _sources(draft: CaseDraft) -> Iterator[Problem]:
    for number, source in enumerate(draft.sources):
        yield from _source(f"sources.{number}", source)
    if not draft.sources:
        yield Problem("sources", _("还没有出处，印发前请至少补一条。"), "print")


def _source(path: str, source: SourceDraft) -> Iterator[Problem]:
    yield from _required(f"{path}.title", source.title, _("出处题名"))
    yield from _required(f"{path}.publisher", source.publisher, _("发布者"))
    if source.url.strip() and not source.url.strip().startswith(("http://", "https://")):
        yield Problem(f"{path}.url", _("网址须以 http:// 或 https:// 开头。"))
    yield from _date(f"{path}.published", source.published)
    yield from _date(f"{path}.accessed", source.accessed)


def _outcomes(draft: CaseDraft) -> Iterator[Problem]:
    for number, outcome in enumerate(draft.outcomes):
        path = f"outcomes.{number}"
        yield from _required(f"{path}.indicator", outcome.indicator, _("指标"))
        yield from _numbers(path, outcome)
        yield from _required(f"{path}.unit", outcome.unit, _("单位"))
        yield from _required(f"{path}.quote", outcome.quote, _("出处中的位置或原话"))
        if not 0 <= outcome.source < len(draft.sources):
            yield Problem(f"{path}.source", _("每个数字都要有出处，请先添加出处再选择。"))


def _numbers(path: str, outcome: OutcomeDraft) -> Iterator[Problem]:
    fields = [("value", outcome.value)]
    if outcome.qualifier == "区间":
        fields.append(("upper_value", outcome.upper_value))
    for name, value in fields:
        try:
            read_decimal(value)
        except ValueError:
            yield Problem(f"{path}.{name}", _("请填写数字，例如 170 或 6.88；单位写在单位栏。"))
    year = outcome.year.strip()
    is_year = year.isascii() and year.isdigit() and _FIRST_YEAR <= int(year) <= _LAST_YEAR
    if year and not is_year:
        yield Problem(f"{path}.year", _("年份请写四位数字；出处没写就留空，印作“未载”。"))


def _questions(draft: CaseDraft) -> Iterator[Problem]:
    for number, question in enumerate(draft.questions):
        yield from _required(f"questions.{number}.stem", question.stem, _("题目"))
    if not draft.questions:
        yield Problem("questions", _("还没有思考题，上课前请至少写一道。"), "class")


def _note(draft: CaseDraft) -> Iterator[Problem]:
    note = draft.teaching_note
    if note is None:
        yield Problem("teaching_note", _("还没有使用说明，上课前请补上。"), "class")
        return
    yield from _required("teaching_note.audience", note.audience, _("适用对象"))
    yield from _required("teaching_note.objectives", note.objectives, _("教学目标"))
    for number, step in enumerate(note.plan):
        path = f"teaching_note.plan.{number}"
        minutes = step.minutes.strip()
        if not (minutes.isascii() and minutes.isdigit() and int(minutes) <= MAX_MINUTES):
            yield Problem(f"{path}.minutes", _("分钟数请写整数。"))
        yield from _required(f"{path}.step", step.step, _("环节"))


def _attachments(draft: CaseDraft) -> Iterator[Problem]:
    for number, attachment in enumerate(draft.attachments):
        yield from attachment_problems(f"attachments.{number}", attachment)


def attachment_problems(path: str, attachment: AttachmentDraft) -> Iterator[Problem]:
    """Yield what the description of an attached file lacks; `path` leads to it."""
    yield from _required(f"{path}.caption", attachment.caption, _("说明"))
    yield from _date(f"{path}.expires", attachment.expires)


def _privacy(draft: CaseDraft) -> Iterator[Problem]:
    """Warn of 11- and 18-digit numbers: an archive keeps no telephone or identity numbers."""
    texts = [("abstract", draft.abstract), ("title", draft.title)]
    texts += [(f"sections.{n}.body", section.body) for n, section in enumerate(draft.sections)]
    for field, text in texts:
        if _PRIVATE_NUMBER.search(text):
            message = _("这里像有电话或身份证号码，请删去：档案不保存个人号码。")
            yield Problem(field, message, "print")


_CHECKS = (
    *(_head, _themes, _sections, _sources, _outcomes, _questions, _note),
    *(_attachments, _privacy),
)
