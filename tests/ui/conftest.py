"""What the window's tests share: the look of one application."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from casearchive.ui.look import Look, Scheme
from casearchive.ui.tasks import Tasks


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
