"""What a package would do to the archive, before it does anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import Base
from casearchive.domain.model import Case, Lecturer, Place, SavedSearch, Site, Source, Tag
from casearchive.domain.states.references import name_of
from casearchive.domain.states.state import State
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.packages.choosing import Choices
from casearchive.services.packages.comparing import GROUPS, Compared, Comparer
from casearchive.services.packages.keys import SignatureView, signature_view
from casearchive.services.packages.opening import OpenPackage, opened_package
from casearchive.services.packages.wording import field_word, value_word
from casearchive.storage.attachments import stored_file

_NAMED: tuple[type[Base], ...] = (Tag, Place, Source, Lecturer, Case, Site, SavedSearch)
_HIDDEN = ("terms", "revisions")  # words and histories come along; nobody decides on them


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field in which the two sides differ, in words. `usual` is the side that is taken.

    `changed` is ``mine``, ``theirs``, ``joined`` (both are taken) or ``both``: a conflict.
    """

    key: str
    label: str
    mine: str
    theirs: str
    changed: str
    usual: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An entity of the package; `group` is one of :data:`GROUPS`, `kind` one of the form's."""

    id: str
    kind: str
    title: str
    code: str
    group: str
    fields: tuple[FieldView, ...] = ()


@dataclass(frozen=True, slots=True)
class PackagePreview:
    """A package, looked at: what it says of itself, and what it would do.

    `items` are all but those that are the same; `same` counts these by kind. `digest` tells the
    package from any other. `new_bytes` is the size of the attached files that are not here yet.
    """

    path: Path
    digest: str
    signature: SignatureView
    program: str
    whole: bool
    history: bool
    omitted: tuple[str, ...]
    counts: dict[str, int]
    items: tuple[ItemView, ...]
    same: dict[str, int]
    new_files: int
    new_bytes: int

    def of_group(self, group: str) -> tuple[ItemView, ...]:
        """Return the items of one group."""
        return tuple(item for item in self.items if item.group == group)


def group_word(group: str) -> str:
    """Return what a group is called."""
    words = {
        "conflict": _("两边都改了，要选"),
        "both": _("两边都改了，可以合在一起"),
        "there": _("对方改了"),
        "new": _("新的"),
        "deleted": _("这里已删除"),
        "here": _("只有这里改了"),
        "same": _("相同"),
    }
    return words[group]


def omitted_words(omitted: tuple[str, ...]) -> list[str]:
    """Return what was left out of a package, in words."""
    words = {
        "notes": _("使用说明和评述者"),
        "trainer": _("仅供教师的内容和答案"),
        "internal": _("不外传的出处（E 级）"),
        "unprintable": _("不能印发的附件"),
    }
    return [words[key] for key in words if key in omitted]


def preview_package(archive: Archive, path: Path, progress: Progress = silent) -> PackagePreview:
    """Check a package and say what merging it would do; nothing is changed.

    Raises PackageWasRefused, and what `progress` raises.
    """
    with opened_package(archive, path, progress) as package, archive.reading() as session:
        manifest = package.unpacked.manifest
        items, same = _items(session, package, progress)
        files = {
            sha: size
            for sha, size in package.files().items()
            if not stored_file(archive.files, sha).is_file()
        }
        return PackagePreview(
            path=path,
            digest=package.unpacked.digest,
            signature=signature_view(archive.settings, package.unpacked),
            program=manifest.program,
            whole=manifest.whole,
            history=manifest.history,
            omitted=tuple(manifest.omitted),
            counts=manifest.counts,
            items=tuple(sorted(items, key=_place)),
            same=dict(same),
            new_files=len(files),
            new_bytes=sum(files.values()),
        )


def _place(item: ItemView) -> tuple[int, bool, str, str, str]:
    return GROUPS.index(item.group), item.kind != "cases", item.kind, item.code, item.title


def _items(
    session: DatabaseSession, package: OpenPackage, progress: Progress
) -> tuple[list[ItemView], Counter[str]]:
    comparer = Comparer(session, package, Choices())
    names = _Names(session)
    items: list[ItemView] = []
    same = Counter[str]()
    total, done = sum(package.unpacked.manifest.counts.values()), 0
    for kind, states in package.parts():
        progress(done, total)
        done += len(states)
        if kind in _HIDDEN:
            continue
        names.learn(kind, states)
        for each in comparer.compare(kind, states):
            if each.group == "same":
                same[kind] += 1
            else:
                items.append(_item(each, names))
        session.expunge_all()
    return items, same


def _item(each: Compared, names: _Names) -> ItemView:
    own = each.mine or each.theirs
    fields: tuple[FieldView, ...] = ()
    if each.merged is not None and each.group != "here":
        fields = tuple(
            FieldView(
                key=difference.key,
                label=field_word(difference.path, each.mine or {}, each.theirs),
                mine=value_word(difference, "mine", names),
                theirs=value_word(difference, "theirs", names),
                changed=difference.changed,
                usual=difference.usual,
            )
            for difference in each.merged.differences
        )
    title = each.title
    if own.get("trashed_at"):
        title = _("{title}（在回收站中）").format(title=title)
    return ItemView(each.id, each.kind, title, str(own.get("code", "")), each.group, fields)


class _Names:
    """Answers what a thing is called: as the package says, else as the archive does."""

    _KINDS = ("tags", "places", "sources", "lecturers", "cases", "sites", "saved_searches")

    def __init__(self, session: DatabaseSession) -> None:
        self._session = session
        self._told: dict[str, str] = {}

    def learn(self, kind: str, states: list[State]) -> None:
        if kind in self._KINDS:
            self._told |= {state["id"]: name_of(state) for state in states}

    def __call__(self, key: str) -> str:
        """Return the name of the thing with this id, or a word that it is not known."""
        if key not in self._told:
            found = (self._session.get(cls, UUID(key)) for cls in _NAMED)
            entity = next((entity for entity in found if entity is not None), None)
            attributes = ("title", "name")
            texts = (getattr(entity, attribute, "") for attribute in attributes)
            self._told[key] = next((str(text) for text in texts if text), key[:8])
        return self._told[key]
