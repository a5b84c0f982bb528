"""The assistant: all it can propose for one text, without a network."""

from __future__ import annotations

from casearchive.exchange.places.finding import find_places
from casearchive.exchange.proposals.names import find_names, find_warnings
from casearchive.exchange.proposals.outcomes import find_outcomes
from casearchive.exchange.proposals.result import CaseProposal, Vocabulary
from casearchive.exchange.proposals.sections import find_sections, find_title
from casearchive.exchange.proposals.terms import find_terms


def propose_case(text: str, vocabulary: Vocabulary, published: str = "") -> CaseProposal:
    """Return what could stand in the fields of a case made of `text`, with evidence.

    `vocabulary` holds the archive's words by vocabulary; `published` (YYYY-MM-DD or empty) says
    which year 去年 is.
    """
    title = find_title(text)
    return CaseProposal(
        title=title,
        places=find_places(text),
        sections=find_sections(text, title),
        outcomes=find_outcomes(text, vocabulary.get("indicator", ()), published),
        terms=find_terms(text, vocabulary),
        names=find_names(text),
        warnings=find_warnings(text),
    )
