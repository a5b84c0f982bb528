"""Two archives that share a beginning, and the road between them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casearchive.services.archive import Archive
from casearchive.services.editing import load_draft, save_draft
from casearchive.services.opening import create_archive
from casearchive.services.packages.exporting import export_package
from casearchive.services.packages.merging import merge_package
from casearchive.services.reading import read_case
from casearchive.settings import Settings

CODE = "AL-2023-001"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "documents", tmp_path / "cache", tmp_path / "config")


@pytest.fixture
def other(settings: Settings, tmp_path: Path) -> Iterator[Archive]:
    archive = create_archive(tmp_path / "对方.casearchive", settings)
    yield archive
    archive.close()


@pytest.fixture
def pair(sample: Archive, other: Archive, sent: Callable[..., Path]) -> tuple[Archive, Archive]:
    """The sample archive, and another centre's that began as a copy of it."""
    merge_package(other, sent(sample))
    return sample, other


@pytest.fixture
def sent(tmp_path: Path) -> Callable[..., Path]:
    """Write a package of everything in an archive and return its path."""
    numbers = iter(range(1000))

    def send(archive: Archive, omit: tuple[str, ...] = (), **more: Any) -> Path:
        path = tmp_path / f"{next(numbers)}.casepack"
        return export_package(archive, path, omit=omit, **more).path

    return send


def edit(archive: Archive, code: str = CODE, **changes: Any) -> None:
    """Save a case with some of its fields changed."""
    draft = load_draft(archive, read_case(archive, code).id)
    save_draft(archive, replace(draft, **changes))
