"""Pictures in a text: brought in as attachments, shown in place, saved, read, kept with copies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from casearchive.services.archive import Archive
from casearchive.services.cases.drafts import AttachmentDraft, CaseDraft, SectionDraft
from casearchive.services.cases.editing import load_draft
from casearchive.services.cases.reading import read_case
from casearchive.ui.form.case_form import CaseForm
from casearchive.ui.form.parts import SECTIONS
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.saving import as_new
from casearchive.ui.look import Look
from casearchive.ui.reader.picture_stock import PictureStock, shown_image, target_of
from casearchive.ui.reader.view import ReaderView
from casearchive.ui.start import later
from casearchive.ui.tasks import Tasks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_IMAGE = int(QTextDocument.ResourceType.ImageResource.value)


def draw(path: Path, width: int = 900, height: int = 600) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    assert image.save(str(path))
    return path


@pytest.fixture
def body(form: CaseForm) -> ProseInput:
    form.parts.outline.setCurrentRow(SECTIONS)
    board = form.parts.boards["sections"]
    board.list.choose(0)
    entry = board._editor(0).fields["body"].entry
    assert isinstance(entry, ProseInput)
    entry.rich.setFocus()
    return entry


def images(field: ProseInput) -> list[QImage]:
    document = field.rich.document()
    return [document.resource(_IMAGE, QUrl(name)) for name in field.rich._names]


def test_a_picture_is_put_in_shown_saved_and_read(
    form: CaseForm, body: ProseInput, archive: Archive, look: Look, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, save: Callable[[], str],
) -> None:  # fmt: skip
    path = draw(tmp_path / "村口.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(path)], ""))
    QTest.keyClick(body.rich, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    body._ask_for_pictures()
    qtbot.waitUntil(lambda: len(form.draft.attachments) == 2)
    file = form.draft.attachments[1]
    assert body.value() == f"村在山脚。\n\n![村口](attachment:{file.id})"
    qtbot.waitUntil(lambda: any(image.height() == 560 for image in images(body)))
    assert "许可" in form._toast.text.text()
    QTest.keyClicks(body.rich, " [1]")
    case = read_case(archive, save())
    assert not form.is_changed
    assert load_draft(archive, case.id).sections[0].body == (
        f"村在山脚。\n\n![村口 \\[1\\]](attachment:{file.id})"
    )
    assert [one.id for one in case.attachments if one.name == "村口.png"] == [file.id]
    tasks = Tasks()
    view = ReaderView(look)
    qtbot.addWidget(view)
    view.make_pictures = lambda: later.make_picture_stock(archive, tasks)
    view.show_case(case)
    assert "〔图：村口 [1]〕" in view.toPlainText()
    qtbot.waitUntil(lambda: "\ufffc\n村口 [1]" in view.toPlainText())
    view.use(zoom=0, trainee=True)
    assert "〔图：村口 [1]〕" in view.toPlainText(), "its licence is not known: not for trainees"
    assert tasks.close()


def test_a_dropped_picture_comes_in_and_twice_the_same_is_one_file(
    form: CaseForm, body: ProseInput, tmp_path: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(draw(tmp_path / "图.jpg", 40, 30)))])
    body.rich.insertFromMimeData(data)
    qtbot.waitUntil(lambda: body.value().count("attachment:") == 1)
    body.rich.insertFromMimeData(data)
    qtbot.waitUntil(lambda: body.value().count("attachment:") == 2)
    assert len(form.draft.attachments) == 2
    target = target_of(form.draft.attachments[1])
    assert body.value().count(target) == 2


def test_a_copied_picture_that_is_no_file_comes_in(
    form: CaseForm, body: ProseInput, qtbot: QtBot
) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#446688"))
    data = QMimeData()
    data.setImageData(image)
    data.setHtml("<img src='https://example.org/a.png'>")
    body.rich.insertFromMimeData(data)
    qtbot.waitUntil(lambda: "attachment:" in body.value())
    assert form.draft.attachments[1].name.startswith("粘贴的图片")
    qtbot.waitUntil(lambda: any(one.width() == 60 for one in images(body)))


def test_a_picture_of_the_case_is_chosen_from_the_menu(
    form: CaseForm, body: ProseInput, qtbot: QtBot
) -> None:
    QTest.mouseClick(body.tools.buttons["picture"], Qt.MouseButton.LeftButton)
    assert body.menu is not None
    words = [act.text() for act in body.menu.actions() if act.text()]
    assert words == ["从文件插入…", "账本第一页"]
    body.menu.actions()[-1].trigger()
    body.menu.close()
    assert f"![账本第一页](attachment:{form.draft.attachments[0].id})" in body.value()
    qtbot.waitUntil(lambda: not form._tasks.busy)  # its file is not there: a card stays


def test_a_copy_of_a_case_has_pictures_of_its_own() -> None:
    file = AttachmentDraft(id="a" * 32, sha256="0" * 64, name="图.png")
    draft = CaseDraft(
        id="b" * 32,
        sections=[SectionDraft(body=f"![图](attachment:{file.id})")],
        attachments=[file],
    )
    copy = as_new(draft, "AL-2")
    assert copy.attachments[0].id not in ("", file.id)
    assert copy.sections[0].body == f"![图](attachment:{copy.attachments[0].id})"
    assert draft.sections[0].body == f"![图](attachment:{file.id})"


def test_only_pictures_are_shown_and_none_larger_than_its_room(tmp_path: Path) -> None:
    large = shown_image(draw(tmp_path / "大.png", 4000, 1000).read_bytes())
    assert large.deviceIndependentSize().toSize() == QSize(420, 105)
    small = shown_image(draw(tmp_path / "小.png", 40, 30).read_bytes())
    assert small.deviceIndependentSize().toSize() == QSize(40, 30)
    for wrong in (b"", b"GIF89a", b"%PDF-1.4", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert shown_image(wrong).isNull()


def test_no_name_in_a_text_opens_a_file(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    secret = draw(tmp_path / "密.png", 30, 30)
    field = ProseInput(look, PictureStock())
    qtbot.addWidget(field)
    text = f"![密](<{secret}>)\n\n![网](https://example.org/a.png)"
    field.set_value(text)
    assert all(image.width() == 840 for image in images(field)), "cards, nothing else"
    resource = field.rich.loadResource(_IMAGE, QUrl.fromLocalFile(str(secret)))
    assert resource.isNull()
    assert field.value() == text
