"""What happens to a draft around its saving; nothing here knows a widget."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import uuid4

from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.editing import load_draft, new_draft, save_draft


def save_case(archive: Archive, draft: CaseDraft) -> CaseDraft:
    """Save a draft and return the case as it is now held, with its ids. A worker's job.

    Raises what saving raises; nothing was saved then.
    """
    return load_draft(archive, save_draft(archive, draft))


def save_as_new(archive: Archive, draft: CaseDraft) -> CaseDraft:
    """Save a draft as another case under the next free code; the one it came from stays as it is.

    A worker's job. Raises what saving raises.
    """
    return save_case(archive, as_new(draft, new_draft(archive).code))


def as_new(draft: CaseDraft, code: str) -> CaseDraft:
    """Return a copy that saves as a new case: nothing in it is the old case's any more."""
    copy = deepcopy(draft)
    copy.id, copy.version, copy.code = "", 0, code
    for thing in owned(copy):
        thing.id = ""
    _rename_pictures(copy, draft)
    return copy


def _rename_pictures(copy: CaseDraft, draft: CaseDraft) -> None:
    """Give the files ids of their own, by which the texts call them."""
    for file, old in zip(copy.attachments, draft.attachments, strict=True):
        if old.id:
            file.id = uuid4().hex
            for section in copy.sections:
                section.body = section.body.replace(old.id, file.id)


def owned(draft: CaseDraft) -> list[Any]:
    """Return everything in a draft that has an id of its own, in a fixed order."""
    return list(_owned(draft))


def _owned(draft: CaseDraft) -> Iterator[Any]:
    for things in (draft.sections, draft.outcomes, draft.sources, draft.questions):
        yield from things
    if draft.teaching_note:
        yield from draft.teaching_note.plan
    # Files stand in the order of their names in an archive, of their coming in a form.
    yield from sorted(draft.attachments, key=lambda file: file.sha256)


def adopt(draft: CaseDraft, things: list[Any], saved: CaseDraft) -> None:
    """Give a draft, and the `things` it owned when it was saved, the ids and version it now has.

    What was typed since stays as it is.
    """
    draft.id, draft.version = saved.id, saved.version
    for thing, kept in zip(things, owned(saved), strict=False):
        thing.id = kept.id
