"""From a text to a draft: what the assistant proposes, and the draft of what was accepted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from casearchive.domain.terms import MAX_THEMES, VOCABULARIES
from casearchive.domain.text import NOT_STATED
from casearchive.exchange.places.finding import FoundPlace
from casearchive.exchange.proposals.names import replace_names
from casearchive.exchange.proposals.propose import propose_case
from casearchive.exchange.proposals.result import (
    CaseProposal,
    Entry,
    NameProposal,
    NumberWarning,
    OutcomeProposal,
    SectionProposal,
    TermProposal,
    Vocabulary,
)
from casearchive.services.archive import Archive
from casearchive.services.cases.drafting import new_draft
from casearchive.services.cases.drafts import (
    AttachmentDraft,
    CaseDraft,
    OutcomeDraft,
    PlaceDraft,
    SectionDraft,
    SourceDraft,
)
from casearchive.services.labels import shipped_words
from casearchive.services.vocabulary import words

__all__ = [
    "CaseProposal",
    "FoundPlace",
    "NameProposal",
    "NumberWarning",
    "OutcomeProposal",
    "SectionProposal",
    "TermProposal",
    "draft_of",
    "keys_of",
    "propose",
    "usual_keys",
]

TITLE, PLACE, SECTION, OUTCOME, TERM, NAME = "title", "place", "section", "outcome", "term", "name"


def propose(archive: Archive | None, text: str, published: str = "") -> CaseProposal:
    """Return what is proposed for a text, by the archive's words or, without one, the shipped."""
    return propose_case(text, _vocabulary(archive), published)


def _vocabulary(archive: Archive | None) -> Vocabulary:
    shipped = {name: [_entry(word) for word in shipped_words(name)] for name in VOCABULARIES}
    if archive is None:
        return shipped
    return {
        name: [*shipped[name], *_own_words(archive, name, {entry.word for entry in shipped[name]})]
        for name in VOCABULARIES
    }


def _own_words(archive: Archive, vocabulary: str, known: Collection[str]) -> list[Entry]:
    found = words(archive, vocabulary)
    return [Entry(w.word, w.synonyms, w.unit) for w in found if w.word not in known]


def _entry(word: dict[str, Any]) -> Entry:
    synonyms = tuple(word.get("synonyms", ()))
    return Entry(word["word"], synonyms, word.get("unit", ""), word.get("period_kind", ""))


def keys_of(proposal: CaseProposal) -> tuple[str, ...]:
    """Return a key for every proposal, in the order they are shown: ``outcome/3``, ``title``."""
    many: tuple[tuple[str, Sequence[object]], ...] = (
        (PLACE, proposal.places),
        (TERM, proposal.terms),
        (SECTION, proposal.sections),
        (OUTCOME, proposal.outcomes),
        (NAME, proposal.names),
    )
    title = (TITLE,) if proposal.title else ()
    rest = (f"{kind}/{number}" for kind, items in many for number in range(len(items)))
    return (*title, *rest)


def usual_keys(proposal: CaseProposal) -> frozenset[str]:
    """Return the keys that accepting everything means: of the places only the likeliest."""
    return frozenset(
        key for key in keys_of(proposal) if not key.startswith(f"{PLACE}/") or key == f"{PLACE}/0"
    )


def draft_of(
    archive: Archive,
    proposal: CaseProposal,
    accepted: Collection[str],
    source: SourceDraft,
    attachments: Sequence[AttachmentDraft] = (),
) -> CaseDraft:
    """Return a new draft of what was accepted; nothing is saved.

    The text itself is kept whole: of a section that was not accepted only the heading moves into
    the section before it.
    """

    def taken(kind: str, items: Sequence[Any]) -> list[Any]:
        return [item for number, item in enumerate(items) if f"{kind}/{number}" in accepted]

    names = tuple(taken(NAME, proposal.names))
    draft = new_draft(archive)
    if proposal.title and TITLE in accepted:
        draft.title = replace_names(proposal.title.text, names)
    for place in taken(PLACE, proposal.places)[:1]:
        draft.place = _place(place)
        draft.scope = _scope(place)
    for term in taken(TERM, proposal.terms):
        _put_term(draft, term)
    draft.sections = _sections(proposal.sections, accepted, names)
    draft.outcomes = [_outcome(one, names) for one in taken(OUTCOME, proposal.outcomes)]
    source.publisher = source.publisher or NOT_STATED
    source.title = source.title or draft.title
    draft.sources = [source]
    draft.attachments = list(attachments)
    return draft


def _place(place: FoundPlace) -> PlaceDraft:
    return PlaceDraft(
        name=place.name,
        province=place.province,
        city=place.city,
        county=place.county,
        township=place.township,
        village=place.village,
    )


def _scope(place: FoundPlace) -> str:
    if place.village:
        return "社区" if place.village.endswith("社区") else "村"
    return "乡镇" if place.township else "县域"


def _put_term(draft: CaseDraft, term: TermProposal) -> None:
    if term.vocabulary == "theme":
        draft.themes = [*draft.themes, term.word][:MAX_THEMES]
    elif term.vocabulary == "endowment":
        draft.endowments.append(term.word)
    elif term.vocabulary == "terrain":
        draft.place.terrain = term.word
    else:
        setattr(draft, term.vocabulary, term.word)


def _sections(
    sections: Sequence[SectionProposal], accepted: Collection[str], names: tuple[NameProposal, ...]
) -> list[SectionDraft]:
    drafts: list[SectionDraft] = []
    for number, section in enumerate(sections):
        body = replace_names(section.body, names)
        title = replace_names(section.title, names)
        if f"{SECTION}/{number}" in accepted or not drafts:
            drafts.append(SectionDraft(type=section.type, title=title, body=body))
        else:
            heading = f"### {title or section.type}"
            drafts[-1].body = "\n\n".join([drafts[-1].body, heading, body])
    return drafts


def _outcome(outcome: OutcomeProposal, names: tuple[NameProposal, ...]) -> OutcomeDraft:
    return OutcomeDraft(
        indicator=outcome.indicator,
        qualifier=outcome.qualifier,
        value=outcome.value,
        upper_value=outcome.upper_value,
        unit=outcome.unit,
        year=outcome.year,
        year_basis=outcome.year_basis,
        period_kind=outcome.period_kind,
        quote=replace_names(outcome.quote, names),
    )
