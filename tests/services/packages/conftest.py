"""Two archives that share a beginning, and the road between them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file
from casearchive.services.briefing.packs import create_pack
from casearchive.services.cases.drafts import (
    CaseDraft,
    OutcomeDraft,
    PlaceDraft,
    QuestionDraft,
    SectionDraft,
    SourceDraft,
    TeachingNoteDraft,
)
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.opening import create_archive, open_archive
from casearchive.services.packages import opening
from casearchive.services.packages.exporting import export_package
from casearchive.services.packages.merging import merge_package
from casearchive.settings import Settings

CODE = "AL-1"
Sent = Callable[..., Path]
Pair = tuple[Archive, Archive]


def without_child(work: Callable[..., Any], *arguments: object, **named: Any) -> Any:
    """Do a child's work here: what it does is the same, and a test of many merges stays quick."""
    return work(*arguments, progress=named["progress"])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


def small_draft(code: str = CODE, title: str = "椒香村的五彩椒") -> CaseDraft:
    """Return a case that has something of everything."""
    return CaseDraft(
        code=code,
        kind="典型",
        title=title,
        role="示范",
        scope="村",
        abstract="一个村把五彩椒卖出去的做法。",
        themes=["产业振兴"],
        tags=["辣椒"],
        place=PlaceDraft(name="椒香村", county="甲县"),
        sources=[
            SourceDraft(type="EB/OL", title="公开的报道", publisher="乡报", grade="B"),
            SourceDraft(type="Z", title="座谈记录", publisher="本单位", grade="E"),
        ],
        sections=[
            SectionDraft(type="基本情况", body="村里有一百户。[1]"),
            SectionDraft(type="主要做法", body="先问销路，再定种什么。[2]"),
            SectionDraft(type="点评", body="给教师的话。", trainer_only=True),
        ],
        outcomes=[
            OutcomeDraft(
                indicator="集体经济收入",
                value="12",
                unit="万元",
                period_kind="年度",
                quote="第三段",
                source=number,
            )
            for number in (0, 1)
        ],
        questions=[QuestionDraft(stem="为什么先问销路？", answer="怕卖不掉。")],
        teaching_note=TeachingNoteDraft(audience="村干部", objectives="会问销路"),
    )


def make_archive(path: Path, settings: Settings) -> Archive:
    """Return an archive of two cases, one with a file, and a pack of both."""
    archive = create_archive(path, settings)
    first = save_draft(archive, small_draft())
    second = save_draft(archive, small_draft("AL-2", "立体草莓"))
    photo = path.with_suffix(".jpg")
    photo.write_bytes(b"\xff\xd8 a photo of peppers")
    attach_file(archive, first, photo, "椒香大棚")
    create_pack(archive, "辣椒课", [first, second])
    return archive


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one archive of each side, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    settings = settings_in(folder)
    first = make_archive(folder / "我们.casearchive", settings)
    empty = create_archive(folder / "空.casearchive", settings)
    copy = create_archive(folder / "对方.casearchive", settings)
    package = export_package(first, folder / "all.casepack", omit=()).path
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "in_child", without_child)
        merge_package(copy, package)
    for archive in (first, empty, copy):
        archive.close()
    return folder


def settings_in(folder: Path) -> Settings:
    """Return folders of a user's own."""
    return Settings(folder / "documents", folder / "cache", folder / "config")


def copied(made: Path, name: str, settings: Settings, folder: Path) -> Archive:
    """Open a copy of an archive and the files beside it."""
    shutil.copy(made / f"{name}.casearchive", folder)
    if (files := made / f"{name}.files").exists():
        shutil.copytree(files, folder / files.name)
    return open_archive(folder / f"{name}.casearchive", settings)


@pytest.fixture
def ours(made: Path, settings: Settings, tmp_path: Path) -> Iterator[Archive]:
    with closing(copied(made, "我们", settings, tmp_path)) as archive:
        yield archive


@pytest.fixture
def other(made: Path, settings: Settings, tmp_path: Path) -> Iterator[Archive]:
    with closing(copied(made, "空", settings, tmp_path)) as archive:
        yield archive


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open packages in this process; test_forms.py keeps the child."""
    monkeypatch.setattr(opening, "in_child", without_child)


@pytest.fixture
def pair(
    near: None, ours: Archive, made: Path, settings: Settings, tmp_path: Path
) -> Iterator[Pair]:
    """An archive, and another centre's that began as a copy of it."""
    del near
    with closing(copied(made, "对方", settings, tmp_path)) as theirs:
        yield ours, theirs


@pytest.fixture
def sent(tmp_path: Path) -> Sent:
    """Write a package of everything in an archive and return its path."""
    numbers = iter(range(1000))

    def send(archive: Archive, omit: tuple[str, ...] = (), **more: Any) -> Path:
        path = tmp_path / f"{next(numbers)}.casepack"
        return export_package(archive, path, omit=omit, **more).path

    return send


def edit(archive: Archive, case: str = CODE, **changes: Any) -> None:
    """Save a case with some of its fields changed."""
    draft = load_draft(archive, read_case(archive, case).id)
    save_draft(archive, replace(draft, **changes))
