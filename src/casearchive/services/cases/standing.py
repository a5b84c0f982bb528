"""The standing of a case, from 草稿 to 停用, and what each further step still needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casearchive.domain.base import now
from casearchive.domain.terms import CASE_STATUSES
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases.checking import check_draft
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.history import record_revisions
from casearchive.services.cases.reading import find_case
from casearchive.services.labels import label
from casearchive.services.searching.indexing import after_saving
from casearchive.services.steps import recorded

_BLOCKED_BY = {"草稿": (), "待核": ("save",), "已核": ("save", "print"), "停用": ()}
_BEST_GRADES = "ABCD"  # a final case rests on more than what somebody told


class CaseIsNotReady(InputIsInvalid):
    """A case lacks something for the standing that was wanted; it keeps the one it has."""

    def __init__(self, status: str, lacks: Sequence[str]) -> None:
        told = _("还不能改为“{status}”：{first}").format(
            status=label("status", status), first=lacks[0]
        )
        super().__init__(told)
        self.lacks = tuple(lacks)


@dataclass(frozen=True, slots=True)
class Standing:
    """One standing a case may have; `lacks` are sentences on what it still needs for it."""

    status: str
    lacks: tuple[str, ...]
    present: bool = False


def standings(archive: Archive, case_id: str) -> tuple[Standing, ...]:
    """Return every standing in order, with what the case still needs for each."""
    draft = load_draft(archive, case_id)
    return tuple(
        Standing(status, tuple(_lacks(draft, status)), status == draft.status)
        for status in CASE_STATUSES
    )


def set_status(archive: Archive, case_id: str, status: str) -> None:
    """Give a case another standing, as a saved state of its own. Raises CaseIsNotReady."""
    lacks = _lacks(load_draft(archive, case_id), status)
    if lacks:
        raise CaseIsNotReady(status, lacks)
    with recorded(archive) as (session, step):
        case = find_case(session, case_id)
        step.label = _("“{title}”改为{status}").format(
            title=case.title, status=label("status", status)
        )
        step.before(case)
        case.status, case.version, case.updated_at = status, case.version + 1, now()
        record_revisions(session, [case], _("改为{status}").format(status=label("status", status)))
    after_saving(archive)


def _lacks(draft: CaseDraft, status: str) -> list[str]:
    hinder = _BLOCKED_BY.get(status, ("save", "print", "class"))
    lacks = [one.message for one in check_draft(draft) if one.hinders in hinder]
    if status == "已核" and not draft.abstract.strip():
        lacks.append(_("请写摘要，读者先看它。"))
    if status == "定稿":
        if not draft.abstract.strip():
            lacks.append(_("请写摘要，读者先看它。"))
        if draft.sources and not any(source.grade in _BEST_GRADES for source in draft.sources):
            lacks.append(_("出处全是口述或内部材料（E 级），定稿前请补一条公开的出处。"))
    return list(dict.fromkeys(lacks))
