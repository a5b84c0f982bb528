"""What a form holds while somebody types: plain, changeable, checked before it is saved.

Numbers and years are text here, exactly as typed, so that a wrong one can be shown and corrected.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class SectionDraft:
    """A section being written. An empty `id` is a new one."""

    id: str = ""
    type: str = ""
    title: str = ""
    body: str = ""
    trainer_only: bool = False


@dataclass(slots=True)
class SourceDraft:
    """A source being written."""

    id: str = ""
    type: str = "EB/OL"
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    accessed: str = ""
    grade: str = "C"
    file_hash: str = ""
    language_state: str = ""
    repair_log: str = ""


@dataclass(slots=True)
class OutcomeDraft:
    """A figure being written; `source` is the 0-based place of its source in the draft."""

    id: str = ""
    indicator: str = ""
    qualifier: str = "="
    value: str = ""
    upper_value: str = ""
    unit: str = ""
    year: str = ""
    year_basis: str = ""
    period_kind: str = "年度"
    source: int = 0
    quote: str = ""


@dataclass(slots=True)
class QuestionDraft:
    """A question being written."""

    id: str = ""
    type: str = ""
    stem: str = ""
    answer: str = ""
    evidence: str = ""


@dataclass(slots=True)
class PlanStepDraft:
    """A step of the class plan being written; `minutes` as typed."""

    id: str = ""
    minutes: str = ""
    step: str = ""
    board: str = ""


@dataclass(slots=True)
class TeachingNoteDraft:
    """The trainer's note being written."""

    audience: str = ""
    objectives: str = ""
    analysis: str = ""
    theory: str = ""
    key_points: str = ""
    plan: list[PlanStepDraft] = field(default_factory=list)


@dataclass(slots=True)
class AttachmentDraft:
    """An attached file being described; the file itself, `sha256`, lies in the store already."""

    id: str = ""
    sha256: str = ""
    name: str = ""
    media_type: str = ""
    size: int = 0
    caption: str = ""
    creator: str = ""
    licence: str = "未知(禁止印发)"
    portrait_consent: str = "未取得(禁止印发)"
    expires: str = ""


@dataclass(slots=True)
class PlaceDraft:
    """A place being written; only the name is required."""

    name: str = ""
    province: str = ""
    city: str = ""
    county: str = ""
    township: str = ""
    village: str = ""
    terrain: str = ""


@dataclass(slots=True)
class CaseDraft:
    """A case being written. An empty `id` is a new case; `version` is what was opened."""

    id: str = ""
    version: int = 0
    code: str = ""
    kind: str = "典型"
    title: str = ""
    role: str = "示范"
    scope: str = "村"
    status: str = "草稿"
    abstract: str = ""
    themes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    industry: str = ""
    governance_topic: str = ""
    income_path: str = ""
    endowments: list[str] = field(default_factory=list)
    period: str = ""
    place: PlaceDraft = field(default_factory=PlaceDraft)
    sections: list[SectionDraft] = field(default_factory=list)
    outcomes: list[OutcomeDraft] = field(default_factory=list)
    sources: list[SourceDraft] = field(default_factory=list)
    questions: list[QuestionDraft] = field(default_factory=list)
    teaching_note: TeachingNoteDraft | None = None
    attachments: list[AttachmentDraft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a draft lacks. `field` is a path such as ``title`` or ``outcomes.2.value``.

    `hinders` says what it keeps one from: ``save``, ``class`` or ``print``.
    """

    field: str
    message: str
    hinders: str = "save"
