"""What the window's tests share: the look of one application, archives, windows."""

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.opening import create_archive, open_archive
from casearchive.settings import Settings
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look, Scheme
from casearchive.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Keep workers from freeing widgets, as the program does (see ui/start/collector.py)."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="session")
def _fonts_once(qapp: QApplication) -> Look:
    return Look(qapp, Scheme.LIGHT)


@pytest.fixture
def look(_fonts_once: Look) -> Iterator[Look]:
    """The look, in the light; one for all tests, because fonts are loaded once."""
    _fonts_once.use(Scheme.LIGHT)
    yield _fonts_once
    _fonts_once.use(Scheme.LIGHT)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """A door for background work whose threads end with the test."""
    made = Tasks()
    yield made
    assert made.close(), "a worker did not end"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample archive, made once; tests work on copies."""
    home = tmp_path_factory.mktemp("sample")
    archive = create_archive(home / "sample.casearchive", _settings(home), sample=True)
    archive.close()
    return archive.path


def _settings(home: Path) -> Settings:
    return Settings(home / "documents", home / "cache", home / "config")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Folders of the test's own."""
    return _settings(tmp_path)


@pytest.fixture
def sample(sample_file: Path, settings: Settings, tmp_path: Path) -> Iterator[Archive]:
    """The sample archive, for this test alone."""
    path = tmp_path / "示例.casearchive"
    shutil.copyfile(sample_file, path)
    archive = open_archive(path, settings)
    yield archive
    archive.close()


@pytest.fixture
def empty(settings: Settings, tmp_path: Path) -> Iterator[Archive]:
    """An archive without cases."""
    archive = create_archive(tmp_path / "空.casearchive", settings)
    yield archive
    archive.close()


OpenWindow = Callable[[Archive], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, look: Look, settings: Settings) -> Iterator[OpenWindow]:
    """Open windows, begun and at rest; they are closed with no thread left."""
    before = threading.active_count()
    windows: list[MainWindow] = []

    def open_one(archive: Archive) -> MainWindow:
        window = MainWindow(archive, look, Preferences(settings))
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitUntil(lambda: not window.tasks.busy and window.has_begun, timeout=20_000)
        return window

    yield open_one
    for window in windows:
        window.close()
        window.deleteLater()
    assert threading.active_count() == before, "a thread outlives its window"
