"""Keys in the window: this centre's shown and handed on, others trusted, renamed, removed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from casearchive.exchange.packages.signing import new_private_key, public_key_of
from casearchive.services.packages.keys import (
    SignatureView,
    card_of,
    make_own_key,
    own_key,
    read_card_file,
    signer_view,
    trust,
    trusted,
)
from casearchive.services.packages.previewing import preview_package
from casearchive.settings import Settings
from casearchive.ui.look import Look
from casearchive.ui.packages import keys_dialog
from casearchive.ui.packages.centre_dialog import CentreDialog
from casearchive.ui.packages.keys_dialog import KeysDialog
from casearchive.ui.packages.merge_page import MergePage
from tests.services.packages.conftest import Pair, Sent

Made = tuple[KeysDialog, pytest.MonkeyPatch]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """A window for dialogs."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def _answer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(keys_dialog, "ask_for_line", lambda *_a, **_n: name)


def test_a_key_is_made_copied_saved_and_renamed(
    look: Look,
    settings: Settings,
    parent: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    dialog = KeysDialog(look, settings, parent)
    assert not dialog.make.isHidden()
    assert dialog.copy.isHidden()
    _answer(monkeypatch, "甲县委党校")
    dialog.make.click()
    own = own_key(settings)
    assert own is not None
    assert dialog.key.text() == own.public_key
    dialog.copy.click()
    assert QApplication.clipboard().text() == card_of(own)
    target = tmp_path / "公钥"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    dialog.save.click()
    assert read_card_file(target.with_suffix(".txt")) == own
    _answer(monkeypatch, "甲县党校")
    dialog.rename_own.click()
    renamed = own_key(settings)
    assert renamed is not None
    assert (renamed.name, renamed.public_key) == ("甲县党校", own.public_key)


def test_a_centre_is_renamed_removed_and_brought_back(
    look: Look, settings: Settings, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [public_key_of(new_private_key()) for _number in range(2)]
    trust(settings, "乙县", keys[0])
    trust(settings, "丙县", keys[1])
    dialog = KeysDialog(look, settings, parent)
    dialog.list.setCurrentRow(1)
    assert dialog.chosen is not None
    first = dialog.chosen.name
    other = "丙县" if first == "乙县" else "乙县"
    _answer(monkeypatch, other)
    dialog.rename.click()  # the name is another centre's
    assert other in dialog.message.text.text()
    _answer(monkeypatch, "丁县")
    dialog.rename.click()
    assert {centre.name for centre in trusted(settings)} == {"丁县", other}
    dialog.remove.click()
    assert [centre.name for centre in trusted(settings)] == [other]
    dialog.message.button.click()
    assert {centre.name for centre in trusted(settings)} == {"丁县", other}


def test_a_broken_file_of_keys_is_told(look: Look, settings: Settings, parent: QWidget) -> None:
    make_own_key(settings, "甲县")
    (settings.config / "keys" / "own.json").write_text("{", encoding="utf-8")
    dialog = KeysDialog(look, settings, parent)
    assert "own.json" in dialog.message.text.text()
    assert not dialog.make.isEnabled()


def test_a_pasted_card_proposes_the_name(look: Look, settings: Settings, parent: QWidget) -> None:
    theirs = signer_view(settings, "乙县", public_key_of(new_private_key()))
    dialog = CentreDialog(look, settings, parent)
    assert not dialog.yes.isEnabled()
    dialog.key.setPlainText("甲乙丙")
    assert dialog.key_field.problem.text()
    dialog.key.setPlainText(f"乙县  {theirs.short}\n{theirs.public_key}\n核对数字")
    assert dialog.name.value() == "乙县"
    assert dialog.digits.text() == theirs.short
    assert not dialog.key_field.problem.text()
    dialog.accept()
    assert dialog.trusted is not None
    assert [centre.public_key for centre in trusted(settings)] == [theirs.public_key]
    second = CentreDialog(look, settings, parent)
    second.key.setPlainText(public_key_of(new_private_key()))
    second.name.setText("乙县")
    second.accept()
    assert second.trusted is None
    assert "乙县" in second.name_field.problem.text()


def test_an_unknown_signer_is_trusted_from_the_page(
    look: Look, qtbot: QtBot, pair: Pair, sent: Sent
) -> None:
    ours, theirs = pair
    page = MergePage(look)
    qtbot.addWidget(page)
    package = sent(theirs, signed_as="乙县")
    away = ours.settings.config / "keys"
    away.rename(away.with_name("others"))  # both sides share a computer here
    page.show_preview(preview_package(ours, package))
    asked: list[SignatureView] = []
    page.trust_asked.connect(asked.append)
    assert not page.trust.isHidden()
    page.trust.click()
    trust(ours.settings, "邻县", asked[0].public_key)
    page.show_signer(signer_view(ours.settings, asked[0].name, asked[0].public_key))
    assert page.trust.isHidden()
    assert "邻县" in page.signed.text()
