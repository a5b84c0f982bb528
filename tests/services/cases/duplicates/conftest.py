"""Two cases that are one."""

import pytest

from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, new_draft, save_draft

KEPT = "AL-2023-001"


@pytest.fixture
def other(sample: Archive) -> str:
    """A copy of a case as another web page had it: title, a sentence and a section differ."""
    draft = load_draft(sample, KEPT)
    draft.id, draft.version, draft.code = "", 0, new_draft(sample).code
    for owned in (draft.sections, draft.outcomes, draft.questions, draft.attachments):
        for thing in owned:
            thing.id = ""
    draft.title += "（转载）"
    draft.sections[0].body += "\n\n转载时加的一句[1]。"
    draft.sections.append(type(draft.sections[0])(type="附录", body="转载者附的话。"))
    draft.tags.append("转载")
    draft.teaching_note = None
    save_draft(sample, draft)
    return draft.code
