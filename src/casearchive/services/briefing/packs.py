"""Briefing packs: put together, kept in order, printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Identified, format_moment, now
from casearchive.domain.case import Case
from casearchive.domain.pack import BriefingPack, ChosenCase, PackItem
from casearchive.errors import InputIsInvalid, NothingWasFound
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.briefing.centre import cover_options
from casearchive.services.briefing.training import find_course, find_route
from casearchive.services.cases.reading import find_case
from casearchive.services.lookup import called
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.saved_searches import find_search, kept_search
from casearchive.services.steps import recorded
from casearchive.services.views import PackItemView, PackRow, PackView


class PackIsGone(NothingWasFound):
    """No pack has this id or name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("找不到材料包“{name}”，它可能已被删除或改名。请检查名称。").format(name=name)
        )


class PackNeedsAName(InputIsInvalid):
    """A pack's name is blank."""

    def __init__(self) -> None:
        super().__init__(_("请给材料包起一个名称。"))


def list_packs(archive: Archive) -> tuple[PackRow, ...]:
    """Return all packs, the one changed last first."""
    query = select(BriefingPack).order_by(BriefingPack.updated_at.desc(), BriefingPack.name)
    kinds = select(PackItem.pack_id, PackItem.kind, func.count()).group_by(
        PackItem.pack_id, PackItem.kind
    )
    with archive.reading() as session:
        counts = {(pack, kind): count for pack, kind, count in session.execute(kinds)}
        return tuple(_row(pack, counts) for pack in session.scalars(query))


def _row(pack: BriefingPack, counts: Mapping[tuple[UUID, str], int]) -> PackRow:
    cases, lists = (counts.get((pack.id, kind), 0) for kind in ("case", "smart_list"))
    updated = format_moment(pack.updated_at)
    return PackRow(pack.id.hex, pack.name, pack.template, pack.edition, cases, updated, lists)


def read_pack(archive: Archive, name: str) -> PackView:
    """Return the pack with this id or name. Raises PackIsGone."""
    with archive.reading() as session:
        pack = find_pack(session, name)
        return PackView(
            id=pack.id.hex,
            name=pack.name,
            template=pack.template,
            edition=pack.edition,
            options={key: str(value) for key, value in pack.options.items()},
            items=tuple(_item_view(item) for item in pack.items),
        )


def _item_view(item: PackItem) -> PackItemView:
    case, search = item.case, item.search
    named = (case and case.title, search and search.name)
    pointed = item.route or item.course
    return PackItemView(
        id=item.id.hex,
        kind=item.kind,
        title=next((name for name in named if name), pointed.title if pointed else item.title),
        case_id=_hex(case),
        code=case.code if case else "",
        theme=case.theme_words[0] if case and case.theme_words else "",
        text=item.text,
        search_id=_hex(search),
        route_id=_hex(item.route),
        course_id=_hex(item.course),
        cases=tuple(chosen.case_id.hex for chosen in item.chosen),
        left_out=tuple(item.left_out),
    )


def _hex(entity: Identified | None) -> str:
    return entity.id.hex if entity else ""


def find_pack(session: DatabaseSession, name: str) -> BriefingPack:
    """Return the pack with this id or name. Raises PackIsGone."""
    pack = called(session, BriefingPack, BriefingPack.name, name)
    if pack is None:
        raise PackIsGone(name)
    return pack


def create_pack(
    archive: Archive,
    name: str,
    case_ids: Sequence[str] = (),
    search: str = "",
) -> str:
    """Make a pack with these cases in this order; its cover names this centre; return its id.

    With `search`, the id or name of a saved search, a smart list of what it finds comes last.
    Raises PackNeedsAName, CaseIsGone, SearchIsGone, or SchemaRefusedIt where the name is taken.
    """
    if not name.strip():
        raise PackNeedsAName
    label = _("新建材料包“{name}”").format(name=name.strip())
    options = cover_options(archive)
    with told_in_words(), recorded(archive, label) as (session, _step):
        pack = BriefingPack(name=name.strip())
        pack.options = dict(options)
        session.add(pack)
        _append(session, pack, case_ids)
        if search:
            kept = kept_search(session, find_search(archive, search).id)
            pack.items.append(PackItem(kind="smart_list", search=kept, position=len(pack.items)))
        session.flush()
        return pack.id.hex


def add_to_pack(archive: Archive, name: str, case_ids: Sequence[str]) -> int:
    """Add cases at the end of a pack; return how many were not in it yet."""
    with recorded(archive) as (session, step):
        pack = find_pack(session, name)
        step.label = _("向材料包“{name}”加入案例").format(name=pack.name)
        step.before(pack)
        added = _append(session, pack, case_ids)
        pack.updated_at = now()
        return added


def _append(session: DatabaseSession, pack: BriefingPack, case_ids: Sequence[str]) -> int:
    with session.no_autoflush:
        cases: list[Case] = [find_case(session, case_id) for case_id in case_ids]
    present = {item.case.id for item in pack.items if item.case is not None}
    new = [case for case in dict.fromkeys(cases) if case.id not in present]
    for position, case in enumerate(new, len(pack.items)):
        pack.items.append(PackItem(kind="case", case=case, position=position))
    return len(new)


def save_pack(archive: Archive, view: PackView) -> None:
    """Make the stored pack what `view` says: name, items in order, template, edition, options.

    New items keep the ids they have in `view`.

    Raises PackIsGone, PackNeedsAName, CaseIsGone, SearchIsGone, RouteIsGone, CourseIsGone, or
    SchemaRefusedIt where another pack has the name.
    """
    if not view.name.strip():
        raise PackNeedsAName
    label = _("修改材料包“{name}”").format(name=view.name.strip())
    with told_in_words(), recorded(archive, label) as (session, step):
        pack = find_pack(session, view.id)
        step.before(pack)
        present = {item.id.hex: item for item in pack.items}
        pack.items = [
            _saved_item(session, present.get(item.id) or _new_item(item.id), item, position)
            for position, item in enumerate(view.items)
        ]
        pack.name, pack.template, pack.edition = view.name.strip(), view.template, view.edition
        pack.options = dict(view.options)
        pack.updated_at = now()


def _new_item(item_id: str) -> PackItem:
    return PackItem(id=UUID(item_id)) if item_id else PackItem()


def _saved_item(
    session: DatabaseSession, item: PackItem, view: PackItemView, position: int
) -> PackItem:
    with session.no_autoflush:
        item.position, item.kind = position, view.kind
        item.case = find_case(session, view.case_id) if view.case_id else None
        item.search = kept_search(session, view.search_id) if view.search_id else None
        item.route = find_route(session, view.route_id) if view.route_id else None
        item.course = find_course(session, view.course_id) if view.course_id else None
        item.left_out = sorted(set(view.left_out))
        _choose(session, item, view.cases)
        elsewhere = item.case or item.search or item.route or item.course
        item.title, item.text = ("", "") if elsewhere else (view.title, view.text)
    return item


def _choose(session: DatabaseSession, item: PackItem, case_ids: Sequence[str]) -> None:
    present = {chosen.case_id: chosen for chosen in item.chosen}
    cases = dict.fromkeys(find_case(session, case_id) for case_id in case_ids)
    chosen = []
    for position, case in enumerate(cases):
        one = present.get(case.id) or ChosenCase(case=case)
        one.position = position
        chosen.append(one)
    item.chosen = chosen


def rename_pack(archive: Archive, pack: str, name: str) -> None:
    """Give a pack another name. Raises PackIsGone, PackNeedsAName or SchemaRefusedIt (taken)."""
    save_pack(archive, replace(read_pack(archive, pack), name=name))


def delete_pack(archive: Archive, name: str) -> None:
    """Delete a pack; its cases stay. Raises PackIsGone."""
    with recorded(archive) as (session, step):
        pack = find_pack(session, name)
        step.label = _("删除材料包“{name}”").format(name=pack.name)
        step.before(pack)
        session.delete(pack)
