"""What the window and the command line are given: frozen pictures of the archive.

No mapped object leaves a service. Ids are the 32 hexadecimal digits of the UUID.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from casearchive.domain.amounts import amounts_in
from casearchive.domain.prose.reading import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Prose,
    Quote,
    Run,
    Table,
    plain_text,
    read_prose,
)
from casearchive.storage.rows import CaseRow, Shelf

__all__ = [
    "AttachmentView",
    "CaseRow",
    "CaseView",
    "Fact",
    "FigureView",
    "Heading",
    "ListItem",
    "PackItemView",
    "PackRow",
    "PackView",
    "Paragraph",
    "Picture",
    "PlanStepView",
    "Prose",
    "QuestionView",
    "Quote",
    "Run",
    "SectionView",
    "Shelf",
    "SourceView",
    "Table",
    "TeachingNoteView",
    "amounts_in",
    "plain_text",
    "read_prose",
]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a case's head, e.g. 地点 / 山东省寿光市东斟灌村.

    `case_id` is another case that it leads to; `tip` says more, for whoever points at it.
    """

    label: str
    value: str
    case_id: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section ready to be set; `trainer_only` ones are not for trainees."""

    id: str
    type: str
    heading: str
    prose: tuple[Prose, ...]
    trainer_only: bool


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as it reads; `year` is 未载 where the source gives none.

    `source_number` counts the case's sources from 1.
    """

    indicator: str
    amount: str
    year: str
    year_basis: str
    period_kind: str
    source_number: int
    quote: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its number in the case and its reference after GB/T 7714-2015."""

    id: str
    number: int
    citation: str
    grade: str
    url: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question; answer and evidence are for the trainer."""

    type: str
    stem: str
    answer: str
    evidence: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class PlanStepView:
    """A step of the class plan."""

    minutes: int
    step: str
    board: str


@dataclass(frozen=True, slots=True)
class TeachingNoteView:
    """The trainer's note; `minutes` is the sum of the plan."""

    audience: str
    objectives: str
    analysis: str
    theory: str
    key_points: str
    plan: tuple[PlanStepView, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file attached to a case; `size` in bytes.

    `hindrance` is a sentence on why it may not be printed, empty where it may. `has_text` says
    that its text was read, so that a search finds it.
    """

    id: str
    sha256: str
    name: str
    caption: str
    media_type: str
    size: int
    creator: str
    licence: str
    portrait_consent: str
    expires: str
    hindrance: str
    has_text: bool

    @property
    def printable(self) -> bool:
        """Whether it may stand in a printed pack today."""
        return not self.hindrance


@dataclass(frozen=True, slots=True)
class CaseView:
    """A whole case for reading."""

    id: str
    code: str
    kind: str
    title: str
    role: str
    scope: str
    status: str
    abstract: str
    themes: tuple[str, ...]
    tags: tuple[str, ...]
    facts: tuple[Fact, ...]
    sections: tuple[SectionView, ...]
    outcomes: tuple[FigureView, ...]
    questions: tuple[QuestionView, ...]
    teaching_note: TeachingNoteView | None
    sources: tuple[SourceView, ...]
    updated_at: str
    version: int
    evidence_grade: str
    trashed: bool
    attachments: tuple[AttachmentView, ...] = ()


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack in a list of packs. `cases` it names itself; its `lists` find more when it prints."""

    id: str
    name: str
    template: str
    edition: str
    cases: int
    updated_at: str
    lists: int = 0


@dataclass(frozen=True, slots=True)
class PackItemView:
    """An item of a pack; `title` is its own or that of what it points at.

    `kind` is ``case`` with `case_id`; ``text`` with a text of its own; ``smart_list`` with the
    `search_id` of the saved search whose cases it prints; ``route`` with `route_id`; ``course``
    with `course_id`; ``comparison`` and ``action_plan`` of `cases` (ids in order; none means the
    pack's cases); ``page_break``. `code` is the case's. `left_out` names what of a case, or of the
    cases of a smart list, is not printed: see
    :func:`casearchive.services.printing.parts.parts_of_case`.
    """

    id: str
    kind: str
    title: str
    case_id: str = ""
    code: str = ""
    theme: str = ""
    text: str = ""
    search_id: str = ""
    route_id: str = ""
    course_id: str = ""
    cases: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack with its items in order.

    `options`: subtitle, centre, class_name, date, logo (a kept picture's SHA-256) and what the
    template asks for: see :func:`casearchive.services.printing.templates.list_templates`.
    """

    id: str
    name: str
    template: str
    edition: str
    options: dict[str, str] = field(default_factory=dict)
    items: tuple[PackItemView, ...] = ()
