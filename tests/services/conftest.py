"""A real archive, filled by the road users take."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casearchive.services.archive import Archive
from casearchive.services.opening import create_archive
from casearchive.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "documents", tmp_path / "cache", tmp_path / "config")


@pytest.fixture
def empty(settings: Settings, tmp_path: Path) -> Iterator[Archive]:
    archive = create_archive(tmp_path / "空.casearchive", settings)
    yield archive
    archive.close()


@pytest.fixture
def sample(settings: Settings, tmp_path: Path) -> Iterator[Archive]:
    archive = create_archive(tmp_path / "示例.casearchive", settings, sample=True)
    yield archive
    archive.close()
