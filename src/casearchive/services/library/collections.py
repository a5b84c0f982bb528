"""Folders of cases: made, named, moved, filled. A case may lie in many of them, or in none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.collection import Collection, CollectionEntry
from casearchive.errors import InputIsInvalid, NothingWasFound
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.cases.reading import find_case
from casearchive.services.lookup import as_id
from casearchive.services.steps import recorded


class CollectionIsGone(NothingWasFound):
    """No folder has this id."""

    def __init__(self) -> None:
        super().__init__(_("找不到这个文件夹，它可能已被删除。"))


class CollectionNeedsAName(InputIsInvalid):
    """A folder's name is blank."""

    def __init__(self) -> None:
        super().__init__(_("请给文件夹起一个名称。"))


class CollectionIsInside(InputIsInvalid):
    """A folder cannot be put into itself or into one that lies in it."""

    def __init__(self, name: str) -> None:
        super().__init__(_("文件夹“{name}”不能放进它自己里面。").format(name=name))


def create_collection(archive: Archive, name: str, parent: str = "") -> str:
    """Make a folder, in the folder `parent` or at the top; return its id."""
    name = _named(name)
    label = _("新建文件夹“{name}”").format(name=name)
    with recorded(archive, label) as (session, _step):
        above = _find(session, parent) if parent else None
        made = Collection(
            name=name, parent_id=above.id if above else None, position=_next(session, above)
        )
        session.add(made)
        session.flush()
        return made.id.hex


def rename_collection(archive: Archive, collection: str, name: str) -> None:
    """Give a folder another name. Raises CollectionIsGone, CollectionNeedsAName."""
    name = _named(name)
    with recorded(archive) as (session, step):
        found = _find(session, collection)
        step.label = _("文件夹“{old}”改名为“{new}”").format(old=found.name, new=name)
        step.before(found)
        found.name = name


def move_collection(archive: Archive, collection: str, parent: str = "") -> None:
    """Put a folder into another, or to the top. Raises CollectionIsGone, CollectionIsInside."""
    with recorded(archive) as (session, step):
        found = _find(session, collection)
        above = _find(session, parent) if parent else None
        if above is not None and found in _path(session, above):
            raise CollectionIsInside(found.name)
        step.label = _("移动文件夹“{name}”").format(name=found.name)
        step.before(found)
        found.position = _next(session, above)
        found.parent_id = above.id if above else None


def delete_collection(archive: Archive, collection: str) -> None:
    """Delete a folder and those in it; the cases stay where else they are."""
    with recorded(archive) as (session, step):
        found = _find(session, collection)
        step.label = _("删除文件夹“{name}”").format(name=found.name)
        inside = list(_inside(session, found))
        step.before(*inside)
        for one in reversed(inside):
            session.delete(one)
            session.flush()


def add_to_collection(archive: Archive, collection: str, case_ids: Sequence[str]) -> int:
    """Put cases into a folder; return how many were not in it yet."""
    with recorded(archive) as (session, step):
        found = _find(session, collection)
        step.label = _("放进文件夹“{name}”").format(name=found.name)
        step.before(found)
        with session.no_autoflush:
            cases = [find_case(session, case_id) for case_id in case_ids]
        present = {entry.case_id for entry in found.entries}
        new = [case for case in dict.fromkeys(cases) if case.id not in present]
        for position, case in enumerate(new, len(found.entries)):
            found.entries.append(CollectionEntry(case_id=case.id, position=position))
        return len(new)


def take_from_collection(archive: Archive, collection: str, case_ids: Sequence[str]) -> int:
    """Take cases out of a folder, which leaves them in the archive; return how many were in it."""
    with recorded(archive) as (session, step):
        found = _find(session, collection)
        step.label = _("从文件夹“{name}”移出").format(name=found.name)
        step.before(found)
        wanted = {UUID(case_id) for case_id in case_ids}
        kept = [entry for entry in found.entries if entry.case_id not in wanted]
        taken = len(found.entries) - len(kept)
        for position, entry in enumerate(kept):
            entry.position = position
        found.entries = kept
        return taken


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise CollectionNeedsAName
    return name


def _find(session: DatabaseSession, collection: str) -> Collection:
    found = session.get(Collection, as_id(collection))
    if found is None:
        raise CollectionIsGone
    return found


def _next(session: DatabaseSession, parent: Collection | None) -> int:
    query = select(func.max(Collection.position)).where(
        Collection.parent_id == (parent.id if parent else None)
    )
    last = session.scalar(query)
    return 0 if last is None else last + 1


def _path(session: DatabaseSession, collection: Collection) -> Iterator[Collection]:
    """Yield a folder and those it lies in."""
    seen: set[UUID] = set()
    here: Collection | None = collection
    while here is not None and here.id not in seen:
        seen.add(here.id)
        yield here
        here = session.get(Collection, here.parent_id) if here.parent_id else None


def _inside(session: DatabaseSession, collection: Collection) -> Iterator[Collection]:
    """Yield a folder and all in it, parents first."""
    waiting, seen = [collection], set()
    while waiting:
        here = waiting.pop(0)
        if here.id in seen:
            continue
        seen.add(here.id)
        yield here
        waiting += session.scalars(select(Collection).where(Collection.parent_id == here.id))
