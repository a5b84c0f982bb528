"""The files attached to a case: brought in by a button or by dropping them, and described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListView, QWidget

from casearchive.i18n import _
from casearchive.progress import Progress
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import FileIsAttachedAlready, bring_file
from casearchive.services.attachments.media_types import kind_and_size, may_open
from casearchive.services.attachments.rights import hindrance_of
from casearchive.services.attachments.texts import text_note
from casearchive.services.cases.drafts import AttachmentDraft
from casearchive.ui.form.board import Board, Kind
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.inputs import ChoiceInput, LineInput
from casearchive.ui.form.words import fixed
from casearchive.ui.look import Look
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import ElidedLabel, hairline, label, push_button

PICTURE = 30  # px

Open = Callable[[AttachmentDraft], object]
Then = Callable[[AttachmentDraft], object]


class AttachmentFields(FieldSet):
    """One file: what it is, what is said of it, and whether it may be printed."""

    def __init__(self, look: Look, file: AttachmentDraft, open_file: Open) -> None:
        super().__init__(look, file)
        self._file = file
        self._rights = label(look, "", 13, wrap=True)
        self._head(open_file)
        self.rows.addWidget(hairline())
        self.row(self.field("caption", _("说明"), LineInput(), required=True))
        self.row(
            self.field("licence", _("使用许可"), ChoiceInput(fixed("licence")), required=True),
            self.field("portrait_consent", _("肖像同意"), _consent(), required=True),
        )
        self.row(
            self.field("creator", _("作者"), LineInput(_("拍摄、撰写或制作的人"))),
            self.field("expires", _("许可到期"), LineInput(_("例如 2027 或 2027-12-31"))),
        )
        self.rows.addWidget(self._rights)
        self.edited.connect(self._judge)
        self._judge()

    def _head(self, open_file: Open) -> None:
        file, look = self._file, self.look
        self._picture = QLabel()
        look.changed.connect(self._tint)
        self._tint()
        name = ElidedLabel(look, file.name or file.caption, 15, bold=True)
        about = label(look, kind_and_size(file.name, file.size), 12, tone="muted")
        words = _("打开") if may_open(file.name) else _("另存为…")
        icon = "folder-open" if may_open(file.name) else "save"
        self.open_button = push_button(look, words, icon)
        self.open_button.clicked.connect(lambda: open_file(file))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._picture)
        line.addWidget(name, 1)
        line.addWidget(about)
        line.addWidget(self.open_button)
        self.rows.addLayout(line)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self.look.pixmap("attachment", "accent", PICTURE, ratio))

    def _judge(self) -> None:
        hindrance = hindrance_of(self._file)
        self._rights.setText(hindrance or _("可以印发。"))
        self._rights.setProperty("tone", "warning" if hindrance else "second")
        self._rights.style().unpolish(self._rights)
        self._rights.style().polish(self._rights)


def _consent() -> ChoiceInput:
    return ChoiceInput(fixed("portrait_consent"))


class AttachmentBoard(Board):
    """The files of a draft. They stand in the order of their names, so nothing is moved by hand.

    `files_offered` (list of Path) when some were chosen or dropped, `open_asked` (AttachmentDraft).
    """

    files_offered = Signal(list)
    open_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        kind = Kind(
            name=_("附件"),
            icon="attachment",
            add=_("添加附件"),
            nothing=_("还没有附件，可以把文件拖到这里"),
            make=AttachmentDraft,
            title=lambda file: file.name or file.caption,
            edit=lambda file: AttachmentFields(look, file, self.open_asked.emit),
            first="caption",
        )
        super().__init__(kind, look, parent)
        self.up.hide()
        self.down.hide()
        self.list.setDragDropMode(QListView.DragDropMode.NoDragDrop)
        self.setAcceptDrops(True)

    def add(self) -> None:
        """Ask for files."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("添加附件"))
        if names:
            self.files_offered.emit([Path(name) for name in names])

    def move_thing(self, row: int, to: int) -> None:
        """Leave every file where its name puts it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer."""
        if dropped_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer the files that were dropped; they stay where they are."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files_offered.emit(dropped_files(event.mimeData()))


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer that a drag carries."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Bringing(QObject):
    """Brings offered files beside the archive, off the main thread, and then onto the board.

    `told` (sentence) of a file that is there already, or whose text cannot be found.
    """

    told = Signal(str)

    def __init__(self, archive: Archive, tasks: Tasks, board: AttachmentBoard) -> None:
        super().__init__(board)
        self._archive, self._tasks, self._board = archive, tasks, board
        board.files_offered.connect(self.bring)

    def bring(self, paths: list[Path], then: Then | None = None) -> None:
        """Bring files in, each as work of its own; `then` is for a text that names them."""
        for path in paths:
            self._tasks.run(
                bring_for,
                self._board.things,
                self._archive,
                path,
                on_done=partial(self._take, then=then),
                title=_("正在添加附件"),
            )

    def _take(self, brought: Brought, then: Then | None) -> None:
        files, file = brought.files, brought.file
        if files is not self._board.things:
            return  # another draft is on the form by now
        there = next((other for other in files if other.sha256 == file.sha256), None)
        if there is None:
            self._board.take(file)
        if then:
            then(there or file)
            note = _not_printed(there or file)
        else:
            note = FileIsAttachedAlready(file.name).message if there else brought.note
        if note:
            self.told.emit(note)


def _not_printed(file: AttachmentDraft) -> str:
    """Return what is to be done before a picture in a text is printed; empty where nothing is."""
    if not hindrance_of(file):
        return ""
    return _("图片已放进附件。在“附件”里写明使用许可和肖像同意后才会印出。")


@dataclass(frozen=True, slots=True)
class Brought:
    """A file brought in for a list of files, and what is to be told of its text."""

    files: list[AttachmentDraft]
    file: AttachmentDraft
    note: str


def bring_for(
    files: list[AttachmentDraft], archive: Archive, path: Path, progress: Progress
) -> Brought:
    """Bring a file in; `files` is only handed on. A worker's job."""
    file = bring_file(archive, path, progress)
    return Brought(files, file, text_note(archive, file.sha256, file.name))
