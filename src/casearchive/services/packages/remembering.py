"""What the senders of packages knew, kept so that the next package finds its ancestor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.history import canonical
from casearchive.services.packages.comparing import Compared
from casearchive.storage.past.lineage import PartialEntity, add_known


def remember(session: DatabaseSession, compared: Sequence[Compared], batch_id: UUID) -> None:
    """Keep which states the sender knew, so that the next package finds its ancestor."""
    rows: list[dict[str, object]] = []
    for each in compared:
        rows += _lineage(each, batch_id)
        _remember_parts(session, each, UUID(each.id))
    add_known(session, rows)


def _lineage(each: Compared, batch_id: UUID) -> Iterator[dict[str, object]]:
    """Yield the rows of one entity, what came last at the end."""
    head, kept = each.ancestry.head, each.kept
    batch = batch_id if each.group not in ("same", "here") else None
    common: dict[str, object] = {"entity_id": UUID(each.id), "batch_id": batch}
    for known in sorted(each.ancestry.known - each.known - {head, each.sent}):
        yield {**common, "sha256": known}
    if head and head not in each.known:
        yield {**common, "sha256": head, "kept_as": kept}
    if each.sent not in each.known:
        yield {
            **common,
            "sha256": each.sent,
            "kept_as": kept if kept != each.sent else None,
            "state": canonical(each.theirs) if each.group != "new" else None,
        }


def _remember_parts(session: DatabaseSession, each: Compared, key: UUID) -> None:
    """Keep which parts an entity lacks only because they were left out on the way."""
    omitted = each.ancestry.omitted
    entry = session.get(PartialEntity, key)
    if each.group == "new":
        if omitted:
            session.add(PartialEntity(entity_id=key, omitted=sorted(omitted)))
    elif entry is not None:
        left = sorted(omitted & set(entry.omitted))
        if left:
            entry.omitted = left
        else:
            session.delete(entry)
