"""The window of the manual: its chapters at the left, the one that is read at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.manual import read_manual
from casearchive.ui.commands.commands import Commands, menu_groups
from casearchive.ui.look import Look
from casearchive.ui.manual.contents import WIDTH, Contents
from casearchive.ui.manual.setting import COMMAND, ManualPage, ManualSetter
from casearchive.ui.reader.pages import MEASURE
from casearchive.ui.widgets import ElidedLabel, IconButton, InlineMessage, surface
from casearchive.ui.widgets.room import resize_to_fit

if TYPE_CHECKING:
    from casearchive.ui.frame.window import MainWindow

_SIDE = 36  # pixels of paper beside the text, at least
# A manual is no place to delete or undo things from.
_NEVER = frozenset(
    (
        *("trash", "restore", "empty_trash", "undo", "redo", "take_out", "paste", "print"),
        *("quit", "manual", "next_hit", "last_hit"),
    )
)
_BY_PATH = frozenset(("export",))  # a pack's button is called so too


class ManualWindow(QDialog):
    """`command_wanted` comes with the key of a command that was clicked in the text."""

    command_wanted = Signal(str)

    def __init__(self, look: Look, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("使用手册"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look = look
        self._commands = command_names(commands)
        self.manual = read_manual()
        self.chapter = self.manual.chapters[0].name
        self._been: list[tuple[str, int]] = []
        self._places: dict[str, int] = {}
        self._words: tuple[str, ...] = ()
        self.contents = Contents(look, self.manual)
        self.paper = Paper()
        self.message = InlineMessage(look, icon="info")
        self.back = IconButton(look, "arrow-left", _("回到刚才读的地方"), shortcut="Alt+Left")
        self.back.clicked.connect(self.go_back)
        self.head = ElidedLabel(look, "", 13)
        self._lay_out()
        self.contents.chosen.connect(self.show_place)
        self.contents.typed.connect(self._look_for)
        self.paper.followed.connect(self.follow)
        look.changed.connect(self._set_again)
        resize_to_fit(self, QSize(WIDTH + MEASURE + 3 * _SIDE, 800))
        self.setMinimumSize(WIDTH + MEASURE + 2 * _SIDE + 20, 420)
        self.show_place(self.chapter, "")
        self._been.clear()
        self.back.setEnabled(False)

    def _lay_out(self) -> None:
        bar = surface("bar")
        bar.setFixedHeight(40)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(self.back)
        row.addWidget(self.head, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.message)
        ground = surface("paper")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.paper)
        column.addWidget(ground, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.contents)
        whole.addLayout(column, 1)
        self.paper.setFocus()

    # --- reading ---------------------------------------------------------------------------------

    def show_place(self, chapter: str, anchor: str) -> None:
        """Show a chapter from a heading on; from its beginning where it has none such."""
        self._been.append((self.chapter, self.paper.verticalScrollBar().value()))
        self.back.setEnabled(True)
        self._set(chapter)
        self.paper.go_to(self._places.get(anchor, 0))
        self.contents.mark(self.chapter, anchor)

    def go_back(self) -> None:
        """Go back to where a link was followed."""
        if self._been:
            chapter, height = self._been.pop()
            self._set(chapter)
            self.paper.verticalScrollBar().setValue(height)
            self.contents.mark(self.chapter, "")
        self.back.setEnabled(bool(self._been))

    def follow(self, link: str) -> None:
        """Go where a link leads, or hand on the command that it names."""
        self.message.hide()
        if link.startswith(COMMAND):
            self.command_wanted.emit(link.removeprefix(COMMAND))
        else:
            chapter, _sign, anchor = link.removeprefix("#").partition("/")
            self.show_place(chapter, anchor)

    def _set(self, name: str) -> None:
        chapters = self.manual.chapters
        chapter = self.manual.chapter(name)
        number = chapters.index(chapter)
        self.chapter = chapter.name
        self.head.setText(chapter.title)
        document = self.paper.document()
        page = ManualPage(document, self._look, self._commands, self.devicePixelRatioF())
        setter = ManualSetter(page, self.manual.folder)
        setter.set(chapter.blocks)
        setter.lead_on(
            chapters[number - 1] if number else None,
            chapters[number + 1] if number + 1 < len(chapters) else None,
        )
        self._places = setter.places
        self._mark_words()

    def _set_again(self) -> None:
        height = self.paper.verticalScrollBar().value()
        self._set(self.chapter)
        self.paper.verticalScrollBar().setValue(height)

    def _look_for(self, typed: str) -> None:
        self._words = tuple(typed.split())
        self._mark_words()
        if not typed:
            self.contents.mark(self.chapter, "")

    def _mark_words(self) -> None:
        self.paper.mark(self._words, self._look)


def command_names(commands: Commands) -> dict[str, str]:
    """Return the keys of commands that may be run from here, by their names and menu paths."""
    names = {}
    for menu, keys in menu_groups():
        for key in keys:
            if key not in _NEVER:
                text = commands[key].text()
                names[f"{menu} → {text}"] = key
                if key not in _BY_PATH:
                    names[text] = key
    return names


class Paper(QTextEdit):
    """The page that is read. `followed` comes with a link that was clicked."""

    followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(_("使用手册"))
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.viewport().setMouseTracking(True)

    def go_to(self, block: int) -> None:
        """Have a block stand at the head of the page."""
        place = self.document().findBlockByNumber(block)
        self.setTextCursor(QTextCursor(place))
        top = self.document().documentLayout().blockBoundingRect(place).top()
        self.verticalScrollBar().setValue(round(top) - 12 if block else 0)

    def mark(self, words: tuple[str, ...], look: Look) -> None:
        """Mark words wherever they stand."""
        marks = []
        for word in words:
            cursor = QTextCursor(self.document())
            while not (cursor := self.document().find(word, cursor)).isNull():
                selection = QTextEdit.ExtraSelection()
                setattr(selection, "cursor", QTextCursor(cursor))  # noqa: B010 - untyped in Qt
                selection.format.setBackground(look.colour("mark"))
                selection.format.setForeground(look.colour("on_mark"))
                marks.append(selection)
        self.setExtraSelections(marks)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a link can be clicked."""
        super().mouseMoveEvent(event)
        on_link = bool(self.anchorAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link, unless text was selected across it."""
        super().mouseReleaseEvent(event)
        link = self.anchorAt(event.position().toPoint())
        if link and not self.textCursor().hasSelection():
            self.followed.emit(link)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines as long as eyes like them, in the middle of a wide window."""
        side = max(_SIDE, (self.width() - MEASURE) // 2)
        self.setViewportMargins(side, 0, max(0, side - 12), 0)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link that the Tab key has come to."""
        link = self.textCursor().charFormat().anchorHref()
        if link and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.followed.emit(link)
        else:
            super().keyPressEvent(event)


def make_manual(look: Look, commands: Commands, parent: QWidget) -> ManualWindow:
    """Return a window of its own with the manual; it does not keep the main window waiting."""
    manual = ManualWindow(look, commands, parent)

    def run(key: str) -> None:
        action = commands[key]
        if action.isEnabled():
            parent.activateWindow()
            action.trigger()
        else:
            text = _("“{command}”现在不能用。先选中一个案例，或回到案例列表再试。")
            manual.message.show_text(text.format(command=action.text().rstrip("…")))

    manual.command_wanted.connect(run)
    return manual


def open_manual(look: Look, window: MainWindow) -> ManualWindow:
    """Show the manual, at the chapter on the page that the window shows."""
    shown = window.findChild(ManualWindow)
    manual = shown or make_manual(look, window.commands, window)
    if chapter := getattr(window.pages.currentWidget(), "MANUAL", ""):
        manual.show_place(chapter, "")
    manual.show()
    manual.raise_()
    manual.activateWindow()
    return manual
