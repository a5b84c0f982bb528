"""A window goes while pages are still being painted; a crash ends a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QWidget

from casearchive.services.briefing.packs import list_packs
from casearchive.services.opening import create_archive, open_archive
from casearchive.settings import Settings
from casearchive.ui.packs.preview import PdfPreview
from casearchive.ui.start import faults
from casearchive.ui.start.app import Desktop, make_app
from casearchive.ui.start.collector import Collector

WINDOWS, PREVIEWS = 4, 25
PATIENCE = 60  # seconds; what a pack takes to be set is far less


@pytest.mark.parametrize("what", ["windows", "previews"])
def test_pages_that_are_being_painted_do_not_keep_a_window(what: str, tmp_path: Path) -> None:
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "CASEARCHIVE_LANG": "zh"}
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", __file__, what, str(tmp_path)],
        env=os.environ | offscreen,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout.split() == ["painting", str(WINDOWS if what == "windows" else PREVIEWS)]


def test_an_error_of_c_in_a_handler_is_told_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    del qapp

    class Troubled(QWidget):
        def event(self, event: QEvent) -> bool:
            return super().event(event)

        @faults.told
        def closeEvent(self, _event: QEvent) -> None:  # noqa: N802 - Qt's name
            int("x")

    heard: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: heard.append(kind))
    widget = Troubled()
    widget.show()
    widget.close()
    assert heard == [ValueError]


def _replace_windows(home: Path) -> int:
    """Open a pack, wait for its pages, put another window in place; say how often it painted."""
    settings = Settings(home / "documents", home / "cache", home / "config")
    archive = create_archive(home / "示例.casearchive", settings, sample=True)
    pack = list_packs(archive)[0].id
    desktop = Desktop(make_app(), settings)
    collector = Collector(desktop)
    painting = 0
    for _round in range(WINDOWS):
        desktop.show(archive)
        window = desktop.window
        assert window is not None
        _until(lambda window=window: window.has_begun)
        window.library.pack_chosen.emit(pack)
        desk = window.pages.desk
        assert desk is not None
        sheets = desk.preview.sheets
        _until(lambda sheets=sheets: sheets.busy)
        painting += sheets.busy
        archive = open_archive(archive.path, settings)
    desktop.end()
    collector.close()
    return painting


def _drop_previews(home: Path) -> int:
    """Show a PDF, ask for large pages, and let go of everything."""
    from casearchive.ui.look import Look, Scheme  # noqa: PLC0415 - the child's alone
    from tests.ui.packs.proof.test_preview import pdf_of  # noqa: PLC0415

    look = Look(make_app(), Scheme.LIGHT)
    data, painting = pdf_of(20, (1000, 1400)), 0
    for turn in range(PREVIEWS):
        preview = PdfPreview(look)
        preview.resize(900, 700)
        preview.show()
        preview.show_pdf(data, ())
        for page in range(8):
            preview.sheets.picture(page, 2000 + turn)
        painting += preview.sheets.busy
        preview.close()
        preview.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return painting


def _until(true: object) -> None:
    end = monotonic() + PATIENCE
    assert callable(true)
    while not true():
        assert monotonic() < end
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))
    do = _replace_windows if sys.argv[1] == "windows" else _drop_previews
    print("painting", do(Path(sys.argv[2])))
