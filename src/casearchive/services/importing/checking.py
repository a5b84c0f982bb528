"""The text of something that may be imported, for going through it by hand before it is."""

from __future__ import annotations

from casearchive.domain.prose.reading import plain_text, read_prose
from casearchive.exchange.reading.result import ReadDraft
from casearchive.services.exchange.repairing import WebText
from casearchive.services.importing.candidates import Candidate


def can_check(candidate: Candidate) -> bool:
    """Say whether a candidate has text to go through; the rows of a table are cases as they are."""
    return not candidate.refusal and any(draft.letters for draft in candidate.drafts)


def text_to_check(candidate: Candidate, number: int) -> WebText | None:
    """Return the text of a candidate's draft of this number; None where there is none.

    A mangled page comes as it was before its repair, so that each change can be judged.
    """
    drafts, read = candidate.drafts, candidate.read
    number = max(0, number)
    if read is None or number >= len(drafts):
        return None
    text = _text_of(drafts[number])
    if read.repaired is not None and not candidate.splits:
        text = read.original
    path = candidate.path
    return WebText(text, candidate.name if path else "", path, read.facts)


def _text_of(draft: ReadDraft) -> str:
    lines = [draft.title]
    for section in draft.sections:
        lines += [section.heading] if section.heading else []
        lines.append(plain_text(read_prose(section.body)))
    return "\n".join(line for line in lines if line.strip())
