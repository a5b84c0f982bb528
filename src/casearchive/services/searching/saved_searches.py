"""Searches kept under a name: smart lists, whose cases are found anew whenever they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from casearchive.domain.text import clean_text
from casearchive.errors import InputIsInvalid, NothingWasFound
from casearchive.i18n import _, listed
from casearchive.services.archive import Archive
from casearchive.storage import rows
from casearchive.storage.rows import SavedSearch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as DatabaseSession

    from casearchive.domain.saved_search import SavedSearch as Kept

# Listing must stay light, for a window asks before its first paint; what writes brings SQLAlchemy.
# ruff: noqa: PLC0415

__all__ = [
    "OrderIsUnknown",
    "SavedSearch",
    "SearchIsGone",
    "SearchIsUsed",
    "SearchNeedsAName",
    "SearchNeedsWords",
    "delete_search",
    "find_search",
    "kept_search",
    "list_searches",
    "rename_search",
    "save_search",
    "update_search",
]


class SearchIsGone(NothingWasFound):
    """No saved search has this id or name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("找不到智能列表“{name}”，它可能已被删除或改名。请检查名称。").format(name=name)
        )


class SearchNeedsAName(InputIsInvalid):
    """A saved search's name is blank."""

    def __init__(self) -> None:
        super().__init__(_("请给智能列表起一个名称。"))


class SearchNeedsWords(InputIsInvalid):
    """There is nothing to search for: the list would be the whole archive."""

    def __init__(self) -> None:
        super().__init__(_("还没有要找的内容。请先输入文字或选择条件，再保存。"))


class OrderIsUnknown(InputIsInvalid):
    """Cases cannot be sorted or grouped so."""

    def __init__(self, word: str) -> None:
        super().__init__(_("不能按“{word}”排序或分组。请换一种。").format(word=word))


class SearchIsUsed(InputIsInvalid):
    """A pack prints what this search finds."""

    def __init__(self, name: str, packs: list[str]) -> None:
        super().__init__(
            _("智能列表“{name}”用在材料包“{packs}”里，没有删除。请先把它从材料包中移去。").format(
                name=name, packs=listed(packs)
            )
        )


def list_searches(archive: Archive) -> tuple[SavedSearch, ...]:
    """Return all saved searches in their order."""
    with archive.rows() as connection:
        return tuple(rows.saved_searches(connection))


def find_search(archive: Archive, name: str) -> SavedSearch:
    """Return the saved search with this id or name. Raises SearchIsGone."""
    searches = list_searches(archive)
    named = [search for search in searches if search.name == name]
    known = [search for search in searches if search.id == name.replace("-", "").lower()]
    if not named + known:
        raise SearchIsGone(name)
    return (named + known)[0]


def save_search(
    archive: Archive, name: str, typed: str, order: str = "relevance", group: str = ""
) -> str:
    """Keep a search under a name, behind the others; return its id.

    Raises SearchNeedsAName, SearchNeedsWords, OrderIsUnknown, or SchemaRefusedIt where the name is
    taken.
    """
    from sqlalchemy import func, select

    from casearchive.domain.model import SavedSearch as Kept
    from casearchive.services.refusals import told_in_words
    from casearchive.services.steps import recorded

    kept = _filled(Kept(), name, typed, order, group)
    label = _("保存智能列表“{name}”").format(name=kept.name)
    with told_in_words(), recorded(archive, label) as (session, _step):
        last = session.scalar(select(func.max(Kept.position)))
        kept.position = 0 if last is None else last + 1
        session.add(kept)
        session.flush()
        return kept.id.hex


def update_search(
    archive: Archive, search: str, typed: str, order: str = "relevance", group: str = ""
) -> None:
    """Let the saved search with this id or name mean something else; its name stays.

    Raises SearchIsGone, SearchNeedsWords or OrderIsUnknown.
    """
    from casearchive.domain.base import now
    from casearchive.services.steps import recorded

    with recorded(archive) as (session, step):
        kept = kept_search(session, find_search(archive, search).id)
        step.before(kept)
        step.label = _("修改智能列表“{name}”").format(name=kept.name)
        _filled(kept, kept.name, typed, order, group)
        kept.updated_at = now()


def rename_search(archive: Archive, search: str, name: str) -> None:
    """Give the saved search with this id or name another name.

    Raises SearchIsGone, SearchNeedsAName, or SchemaRefusedIt where the name is taken.
    """
    from casearchive.domain.base import now
    from casearchive.services.refusals import told_in_words
    from casearchive.services.steps import recorded

    with told_in_words(), recorded(archive) as (session, step):
        kept = kept_search(session, find_search(archive, search).id)
        step.before(kept)
        old, kept.name = kept.name, _one_line(name)
        step.label = _("智能列表“{old}”改名为“{new}”").format(old=old, new=kept.name)
        if not kept.name:
            raise SearchNeedsAName
        kept.updated_at = now()


def delete_search(archive: Archive, search: str) -> SavedSearch:
    """Delete the saved search with this id or name; return it.

    Raises SearchIsGone, or SearchIsUsed where a pack prints it.
    """
    from sqlalchemy import select

    from casearchive.domain.model import BriefingPack, PackItem
    from casearchive.services.steps import recorded

    found = find_search(archive, search)
    label = _("删除智能列表“{name}”").format(name=found.name)
    with recorded(archive, label) as (session, step):
        kept = kept_search(session, found.id)
        step.before(kept)
        packs = select(BriefingPack.name).where(
            BriefingPack.items.any(PackItem.search_id == kept.id)
        )
        if used := list(session.scalars(packs.order_by(BriefingPack.name))):
            raise SearchIsUsed(found.name, used)
        session.delete(kept)
    return found


def kept_search(session: DatabaseSession, search_id: str) -> Kept:
    """Return the mapped search for another service's use. Raises SearchIsGone."""
    from casearchive.domain.model import SavedSearch as Kept

    kept = session.get(Kept, UUID(search_id))
    if kept is None:
        raise SearchIsGone(search_id)
    return kept


def _filled(kept: Kept, name: str, typed: str, order: str, group: str) -> Kept:
    from casearchive.domain.saved_search import GROUPINGS, is_sort

    kept.name, kept.sort, kept.grouping = _one_line(name), order, group
    kept.typed = " ".join(clean_text(typed).splitlines()).strip()  # spaces inside quotes count
    if not kept.name:
        raise SearchNeedsAName
    if not kept.typed:
        raise SearchNeedsWords
    if not is_sort(order):
        raise OrderIsUnknown(order)
    if group not in GROUPINGS:
        raise OrderIsUnknown(group)
    return kept


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())
