"""Before and around the window: versions refused, input methods, preferences, errors, languages."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from casearchive.i18n import language
from casearchive.services.archive import Archive
from casearchive.services.opening import open_sample
from casearchive.settings import Settings
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Look, Scheme
from casearchive.ui.settings.window import SettingsWindow
from casearchive.ui.start import app, faults
from casearchive.ui.start.app import Desktop, choose_input_method
from casearchive.ui.start.guard import why_not_to_start
from casearchive.ui.widgets import ask


@pytest.mark.parametrize(
    ("pyside", "python", "refused"),
    [
        ("6.12.0", (3, 11), True),
        ("6.12.0", (3, 12), False),
        ("6.12.1", (3, 11), False),
        ("6.11.3", (3, 11), False),
    ],
)
def test_the_pair_that_crashes_is_refused(
    pyside: str, python: tuple[int, int], refused: bool
) -> None:
    said = why_not_to_start(pyside, python)
    assert bool(said) is refused
    assert ("6.11.3" in said) is refused


def test_the_pair_that_is_installed_may_start() -> None:
    assert why_not_to_start() == ""


@pytest.mark.parametrize(("asked", "used"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("xim", "xim")])
def test_chinese_input_is_routed_to_what_is_there(
    monkeypatch: pytest.MonkeyPatch, asked: str, used: str
) -> None:
    monkeypatch.setenv("QT_IM_MODULE", asked)
    choose_input_method()
    assert os.environ["QT_IM_MODULE"] == used


def test_preferences_come_back(settings: Settings) -> None:
    first = Preferences(settings)
    first.scheme, first.language, first.zoom, first.trainee = Scheme.DARK, "en", 3, True
    first.order, first.folded = "title", set()
    first.keep_shape("window", QByteArray(b"shape"))
    first.save()
    again = Preferences(settings)
    assert (again.scheme, again.language, again.zoom) == (Scheme.DARK, "en", 3)
    assert (again.trainee, again.order, again.folded) == (True, "title", set())
    assert again.shape("window") == QByteArray(b"shape")


def test_spoilt_preferences_are_as_good_as_none(settings: Settings) -> None:
    settings.preferences.parent.mkdir(parents=True)
    wrong = "[General]\nscheme=pink\nlanguage=xx\nzoom=huge\ntrainee=7\norder=;drop\n"
    settings.preferences.write_text(wrong + "[shape]\nwindow=@Invalid()\n\0", encoding="utf-8")
    found = Preferences(settings)
    assert (found.scheme, found.language, found.zoom) == (Scheme.SYSTEM, "", 0)
    assert (found.trainee, found.order, found.folded) == (False, "updated", None)
    assert found.shape("window").isEmpty()


def test_an_unforeseen_error_is_told_once_and_kept_in_the_log(
    settings: Settings, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(faults, "tell", lambda _window, *words: told.append(words[:2]))
    reporter = faults.FaultReporter(settings)
    try:
        raise ZeroDivisionError("<b>除以零</b>")
    except ZeroDivisionError as error:
        reporter.report(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert str(reporter.log) in told[0][1]
    log = reporter.log.read_text("utf-8")
    assert "ZeroDivisionError: <b>除以零</b>" in log
    assert "test_an_unforeseen_error" in log


def test_a_log_that_cannot_be_written_hides_nothing(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(faults, "tell", lambda _window, title, *_: told.append(title))
    (tmp_path / "file").write_text("")
    wrong = Settings(tmp_path, tmp_path / "file" / "cache", tmp_path)
    faults.FaultReporter(wrong).report(ValueError, ValueError("x"), None)
    assert told == ["程序出了一个意外的错误"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # the least size of a dialog
def test_another_language_is_put_in_force_in_a_new_window(
    qtbot: QtBot, qapp: QApplication, settings: Settings, sample: Archive
) -> None:
    desktop = Desktop(qapp, settings)
    desktop.show(sample)
    first = desktop.window
    assert first is not None
    qtbot.waitUntil(lambda: not first.tasks.busy and first.has_begun, timeout=20_000)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    dialog = QFileDialog(first)  # Qt's own, where the desktop brings none
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert words
    assert not re.findall("[a-z]{2,}", " ".join(words))
    dialog.deleteLater()
    first.commands["language_en"].trigger()
    second = desktop.window
    assert second is not None
    assert second is not first
    assert language() == "en"
    assert QLocale().language() == QLocale.Language.English
    assert not first.isVisible()
    qtbot.waitUntil(lambda: not second.tasks.busy and second.has_begun, timeout=20_000)
    second.cases.choose(second.catalogue.model.ids[2])
    second.commands["settings"].trigger()
    settings_window = second.findChild(SettingsWindow)
    assert settings_window is not None
    settings_window.language.setCurrentIndex(settings_window.language.findData("zh"))
    third = desktop.window
    assert third is not None
    read: list[str] = []
    third.cases.chosen.connect(read.extend)
    qtbot.waitUntil(lambda: not third.tasks.busy and third.has_begun, timeout=20_000)
    assert language() == "zh"
    assert third.cases.current == third.catalogue.model.ids[2]  # the case that was read
    assert read == [third.catalogue.model.ids[2]]  # and no other, which would count as read
    assert third.findChild(SettingsWindow) is not None  # to go on with
    desktop.end()
    qapp.removeTranslator(desktop._translator)
    qapp.removeTranslator(desktop._words)
    desktop.deleteLater()


def test_user_text_in_a_question_is_plain(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Qt.TextFormat] = {}

    def look_at(box: QMessageBox) -> int:
        seen.update({label.text(): label.textFormat() for label in box.findChildren(QLabel)})
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look_at)
    parent = QWidget()
    qtbot.addWidget(parent)
    assert not ask(parent, "<b>标题</b>", "<img src=x>", accept="删除", danger=True)
    plain = Qt.TextFormat.PlainText
    assert {"<b>标题</b>": plain, "<img src=x>": plain}.items() <= seen.items()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own input methods")
def test_the_heavy_part_is_not_imported_with_the_window() -> None:
    """In a process of its own: this one has imported everything."""
    heavy = ("sqlalchemy", "markdown_it", "reportlab", "alembic", "casearchive.search")
    code = (
        "import sys; import casearchive.ui.start.app;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_reader_takes_its_place_without_moving_the_list(
    qtbot: QtBot, look: Look, settings: Settings, sample: Archive
) -> None:
    window = MainWindow(sample, look, Preferences(settings))
    qtbot.addWidget(window)
    window.resize(1400, 800)
    window.show()
    qtbot.waitUntil(lambda: window.cases.view.hasFocus() or window.has_begun)
    before = window.cases.width()
    qtbot.waitUntil(lambda: window.has_begun and not window.tasks.busy, timeout=20_000)
    assert window.cases.width() == before
    reader = window.reader.width()
    window.resize(1500, 800)
    assert window.cases.width() == before
    assert window.reader.width() == reader + 100
    window.close()


def test_the_tour_waits_for_what_it_points_at(
    qtbot: QtBot, qapp: QApplication, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a start is slow, the window is not whole when the tour was to begin."""
    monkeypatch.setattr(app, "_SETTLES", 0)
    begun: list[bool] = []
    desktop = Desktop(qapp, settings)
    desktop.show(open_sample(settings, window=True))
    window = desktop.window
    assert window is not None
    window.commands["tour"].triggered.connect(lambda _on=False: begun.append(window.has_begun))
    desktop.offer_tour()
    qtbot.waitUntil(lambda: bool(begun), timeout=20_000)
    assert begun == [True]
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    desktop.end()
    qapp.removeTranslator(desktop._translator)
    qapp.removeTranslator(desktop._words)
    desktop.deleteLater()
