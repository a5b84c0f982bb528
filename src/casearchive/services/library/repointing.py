"""A case put in another's place wherever a trainer uses cases: folders, packs, sites, courses.

Routes follow: their stops name sites.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.case import Case
from casearchive.domain.collection import Collection, CollectionEntry
from casearchive.domain.pack import BriefingPack, ChosenCase, PackItem
from casearchive.domain.states.references import repointed
from casearchive.domain.states.state import State, apply_state, state_of
from casearchive.domain.training import Course, Session, Site
from casearchive.services.importing.batches import Note


def repoint(session: DatabaseSession, note: Note, kept: Case, other: Case) -> int:
    """Let whatever uses `other` use `kept`, once; return how many things were changed.

    Those are folders, packs, teaching sites and courses. What is changed is announced to `note`
    first. Must run inside a writing session.
    """
    sections = {section.id.hex for section in other.sections}
    holders: list[tuple[Collection | BriefingPack | Site | Course, State]] = []
    for folder in session.scalars(
        select(Collection).where(Collection.entries.any(CollectionEntry.case_id == other.id))
    ):
        holders.append((folder, _folder(state_of(folder), other.id, kept.id)))
    in_item = or_(PackItem.case_id == other.id, PackItem.chosen.any(ChosenCase.case_id == other.id))
    for pack in session.scalars(select(BriefingPack).where(BriefingPack.items.any(in_item))):
        holders.append((pack, _pack(state_of(pack), other.id, kept.id, sections)))
    same = {str(other.id): str(kept.id)}
    for site in session.scalars(select(Site).where(Site.case_id == other.id)):
        holders.append((site, repointed(Site, state_of(site), same)))
    in_session = Session.cases.any(Case.id == other.id)
    for course in session.scalars(select(Course).where(Course.sessions.any(in_session))):
        holders.append((course, repointed(Course, state_of(course), same)))
    for holder, state in holders:
        note.changing(holder)
        with session.no_autoflush:
            apply_state(holder, state, session.get)
    return len(holders)


def _folder(state: State, old: UUID, new: UUID) -> State:
    return state | {"entries": _named(state["entries"], old, new)}


def _pack(state: State, old: UUID, new: UUID, sections: Iterable[str]) -> State:
    """Return a pack's state; what it left out of the old case's sections it prints of the new."""
    gone = set(sections)
    has_new = any(item.get("case_id") == str(new) for item in state["items"])
    items: list[dict[str, Any]] = []
    for item in state["items"]:
        changed = dict(item)
        if item.get("case_id") == str(old):
            if has_new:
                continue
            has_new = True
            left_out = [name for name in item.get("left_out", []) if name not in gone]
            changed |= {"case_id": str(new), "left_out": left_out}
        if "chosen" in item:
            changed["chosen"] = _named(item["chosen"], old, new)
        items.append(changed)
    return state | {"items": items}


def _named(ids: list[str], old: UUID, new: UUID) -> list[str]:
    """Return ids with one put in another's place, and none twice."""
    return list(dict.fromkeys(str(new) if one == str(old) else one for one in ids))
