"""What every test stands on: a screen that is not there, a home of its own, Chinese, fixed dice."""

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from casearchive.i18n import SOURCE_LANGUAGE, use_language

HOME = Path(tempfile.mkdtemp(prefix="casearchive-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# Qt's offscreen screen is 800 x 800 unless a file says otherwise: too small for the real window.
SCREEN = {
    "name": "tests",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}


def pytest_configure() -> None:
    """Set the environment before Qt or the program reads it; child processes inherit it."""
    screens = HOME / "screens.json"
    screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    os.environ["CASEARCHIVE_LANG"] = SOURCE_LANGUAGE
    os.environ.pop("CASEARCHIVE_ARCHIVE", None)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        os.environ[name] = str(HOME)
    settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
    settings.load_profile("ours")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test empty folders for archives and preferences, so that none sees another's."""
    home = tmp_path_factory.mktemp("home")
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    for name in names:
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Put back the language that a test may have changed."""
    use_language(SOURCE_LANGUAGE)
    yield
    use_language(SOURCE_LANGUAGE)
