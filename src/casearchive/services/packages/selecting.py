"""What goes into a package: all of an archive, or what was chosen and whatever that rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.model import BriefingPack, Case, Collection, Revision, Term
from casearchive.domain.states.references import pointed_at
from casearchive.domain.states.state import state_of, whole_of
from casearchive.errors import InputIsInvalid
from casearchive.exchange.json_form import ROOTS
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import find_pack
from casearchive.services.cases.reading import find_case
from casearchive.services.packages.lineages import AT_ONCE
from casearchive.services.searching.finding import Finder
from casearchive.services.searching.saved_searches import find_search

_IN_ORDER = (Revision.entity_id, Revision.number)
_KINDS = {cls: kind for kind, cls in ROOTS.items()}


class NothingWasChosen(InputIsInvalid):
    """The choice holds no entity at all."""

    def __init__(self) -> None:
        super().__init__(_("选定的范围里什么也没有，没有写出交换包。请换一个范围。"))


@dataclass(frozen=True, slots=True)
class Scope:
    """What to hand out: everything, or named cases, packs, folders, and what a search finds.

    Cases by id or code, packs, folders and smart lists by id or name; `query` in the language of
    searches.
    """

    everything: bool = True
    cases: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    query: str = ""


Selection = dict[str, list[UUID]]  # kind of ROOTS -> ids in order


def select_entities(archive: Archive, scope: Scope) -> Selection:
    """Return what `scope` means, with all that it points at, in the order of ids.

    Raises CaseIsGone, PackIsGone, SearchIsGone, FolderIsGone, NothingWasChosen.
    """
    found = set[UUID]()
    if not scope.everything:
        found = _found(archive, scope)
    with archive.reading() as session:
        if scope.everything:
            return {kind: _all(session, cls) for kind, cls in ROOTS.items()}
        wanted: dict[type[Base], set[UUID]] = {Case: found}
        wanted[Case] |= {find_case(session, name).id for name in scope.cases}
        wanted[BriefingPack] = {find_pack(session, name).id for name in scope.packs}
        wanted[Collection] = set(_folders(session, scope.collections))
        return _closure(session, wanted)


def _found(archive: Archive, scope: Scope) -> set[UUID]:
    """Return the cases that the search and the smart lists find now."""
    if not (scope.query or scope.searches):
        return set()
    queries = [find_search(archive, name).typed for name in scope.searches]
    queries += [scope.query] if scope.query else []
    with closing(Finder(archive)) as finder:
        return {UUID(key) for query in queries for key in finder.ids(query)}


def _all(session: DatabaseSession, cls: type[Base]) -> list[UUID]:
    if cls is Revision:  # a history is read in its order
        return list(session.scalars(select(Revision.id).order_by(*_IN_ORDER)))
    key = cls.id  # type: ignore[attr-defined]  # every root is identified
    return sorted(session.scalars(select(key)), key=str)


class FolderIsGone(InputIsInvalid):
    """No folder has this name or id."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(_("找不到文件夹“{name}”。请检查名称。").format(name=name))


def _folders(session: DatabaseSession, names: Sequence[str]) -> Iterable[UUID]:
    folders = session.execute(select(Collection.id, Collection.name)).all() if names else ()
    for name in names:
        ids = [key for key, called in folders if name in (called, key.hex, str(key))]
        if not ids:
            raise FolderIsGone(name)
        yield from ids


def _closure(session: DatabaseSession, wanted: dict[type[Base], set[UUID]]) -> Selection:
    """Follow what the wanted point at until nothing new comes up."""
    chosen: dict[type[Base], set[UUID]] = {cls: set() for cls in ROOTS.values()}
    while any(wanted.values()):
        new = {cls: ids - chosen[cls] for cls, ids in wanted.items()}
        wanted = {cls: set() for cls in ROOTS.values()}
        for cls, ids in new.items():
            chosen[cls] |= ids
            for target, key in _targets(session, cls, sorted(ids, key=str)):
                if key not in chosen[target]:
                    wanted[target].add(key)
    chosen[Term] = chosen[Revision] = set()
    if not any(chosen.values()):
        raise NothingWasChosen
    return {_KINDS[cls]: sorted(ids, key=str) for cls, ids in chosen.items()}


def _targets(
    session: DatabaseSession, cls: type[Base], ids: Sequence[UUID]
) -> Iterable[tuple[type[Base], UUID]]:
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        query = select(cls).where(cls.id.in_(some))  # type: ignore[attr-defined]
        for entity in session.scalars(query.options(*whole_of(cls))):
            for target, key in pointed_at(cls, state_of(entity)):
                yield target, UUID(key)
        session.expunge_all()
