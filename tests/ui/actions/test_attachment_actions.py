"""A click on an attached file in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file, list_attachments
from casearchive.services.library.browsing import Shelf, case_ids
from casearchive.storage.attachments import stored_file
from tests.ui.conftest import OpenWindow


def test_a_click_in_the_reader_opens_a_copy_or_says_why_not(
    sample: Archive,
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    picture = tmp_path / "大棚.jpg"
    picture.write_bytes(b"\xff\xd8")
    for case_id in case_ids(sample, Shelf()):
        attach_file(sample, case_id, picture)
    window = open_window(sample)
    qtbot.waitUntil(lambda: window.reader.view.case is not None)
    case = window.reader.view.case
    assert case
    (file,) = list_attachments(sample, case.id)
    link = QUrl(f"attachment:{file.id}")
    window.reader.view.anchorClicked.emit(link)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].name == "大棚.jpg"
    window.reader.view.anchorClicked.emit(QUrl("attachment:" + "0" * 32))  # no such file: nothing
    stored_file(sample.files, file.sha256).unlink()
    window.reader.view.anchorClicked.emit(link)
    qtbot.waitUntil(lambda: "不在档案旁边" in window.toast.text.text())
    assert len(shown) == 1
