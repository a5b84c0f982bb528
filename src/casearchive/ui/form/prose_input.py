"""Body text, written as it will read; for those who want it, as its source."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.attachments.pictures import ENDINGS
from casearchive.services.cases.body_texts import read_source, rewrite
from casearchive.services.cases.drafts import AttachmentDraft
from casearchive.services.views import Picture
from casearchive.ui.form.inputs import TextInput
from casearchive.ui.form.marks import toggle_bold, toggle_prefix
from casearchive.ui.form.rich import acts, tables
from casearchive.ui.form.rich.clipboard import cleaned
from casearchive.ui.form.rich.editor import COMPACT_HEIGHT, LEAST_HEIGHT, RichEdit
from casearchive.ui.form.rich.size_picker import SizePicker
from casearchive.ui.form.rich.toolbar import USUAL_LEVEL, Toolbar
from casearchive.ui.look import Look
from casearchive.ui.reader.picture_stock import PictureStock, target_of
from casearchive.ui.widgets import label

SOURCE_LINES, COMPACT_LINES = 16, 3
HEADING, BULLET, QUOTE = "## ", "- ", "> "
PREFIXES = (HEADING, BULLET, QUOTE)
_MOST_OFFERED = 12  # pictures of the case in the menu


class _SourceText(TextInput):
    """The source. What is pasted from Word and the web comes as marks, and nothing else."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what was copied, cleaned, as one step that can be undone."""
        self.textCursor().insertText(cleaned(source))
        self.ensureCursorVisible()


class ProseInput(QWidget):
    """A text with headings, lists, bold, quotations, tables and, given `pictures`, pictures.

    Its value is the stored form. What nobody changed comes back to the letter; a text that cannot
    be shown without loss is edited as its source. Its `tools` stand beside its label, where a Field
    puts them. A `compact` one is for a few lines, and shows its
    tools only while it is written in.
    """

    edited = Signal()

    def __init__(
        self,
        look: Look,
        pictures: PictureStock | None = None,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._compact = compact
        self._look = look
        self._pictures = pictures or PictureStock(self)
        self._given = read_source("")  # what the rich text was made of
        self._known = (-1, "")  # the document's revision, and the value it had
        least = COMPACT_HEIGHT if compact else LEAST_HEIGHT
        self.rich = RichEdit(look, self._pictures, least=least)
        self.source = _SourceText(COMPACT_LINES if compact else SOURCE_LINES)
        self.source.setFont(look.font(14))
        self.source.hide()
        self.tools = Toolbar(look, pictures=pictures is not None)
        self._note = label(look, "", 12, tone="muted", wrap=True)
        self._note.hide()
        self.menu: QMenu | None = None  # of the tool used last
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.rich, self.source, self._note):
            column.addWidget(part)
        self._connect(pictures)
        self.setFocusProxy(self.rich)
        if compact:
            keeps = self.tools.sizePolicy()
            keeps.setRetainSizeWhenHidden(True)
            self.tools.setSizePolicy(keeps)
            self.tools.hide()
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.focusChanged.connect(self._quieten)
        self._tell()

    def _quieten(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show the tools while somebody writes here, or uses them."""
        if now is not None and now.window().windowType() is not Qt.WindowType.Popup:
            self.tools.setVisible(self.isAncestorOf(now))

    def _connect(self, pictures: PictureStock | None) -> None:
        for field in (self.rich, self.source):
            field.edited.connect(self.edited)
            self.tools.give_keys(field)
        self.rich.moved.connect(self._tell)
        self.source.textChanged.connect(self._tell)
        self.tools.used.connect(self._use)
        self.tools.levelled.connect(self._level)
        if pictures:
            self.rich.pictures_offered.connect(self._bring)
            self.rich.image_offered.connect(
                lambda image: pictures.take_image(image, self._put_picture)
            )

    # --- its value -------------------------------------------------------------------------------

    @property
    def text(self) -> RichEdit | TextInput:
        """The field that is written in now."""
        return self.source if self.shows_source else self.rich

    @property
    def shows_source(self) -> bool:
        """Whether the source is edited."""
        return self.focusProxy() is self.source

    def value(self) -> str:
        """Return the text in its stored form."""
        if self.shows_source:  # which too has letters it cannot hold
            is_typed = self.source.document().isModified()
            return self.source.value() if is_typed else self._given.text
        revision = self.rich.document().revision()
        if self._known[0] != revision:
            self._known = (revision, rewrite(self._given, self.rich.items()))
        return self._known[1]

    def set_value(self, value: object) -> None:
        """Show `value`, as it reads where that can be done without loss."""
        text = str(value)
        self._show(source=not self._set_rich(text))
        if self.shows_source:
            self._set_source(text)

    def _set_source(self, text: str) -> None:
        if self._given.text != text:
            self._given = read_source(text)
        self.source.set_value(text)
        self.source.document().setModified(False)

    def _set_rich(self, text: str) -> bool:
        """Show a text as it reads; False, with nothing to be relied on, where that loses some."""
        self._given = read_source(text)
        self.rich.set_items(self._given.items)
        self._known = (self.rich.document().revision(), text)
        return self.rich.items() == self._given.items

    def _show(self, *, source: bool) -> None:
        self.source.setAccessibleName(self.rich.accessibleName())
        self.rich.setVisible(not source)
        self.source.setVisible(source)
        self.setFocusProxy(self.source if source else self.rich)
        self._note.hide()
        self._tell()

    def show_fault(self, fault: bool) -> None:
        """Show that something is wrong with the text, or that all is well."""
        for field in (self.rich, self.source):
            field.setProperty("fault", fault)
            field.style().unpolish(field)
            field.style().polish(field)

    def set_read_only(self, on: bool) -> None:
        """Let the text be read and copied, but not changed."""
        self.rich.setReadOnly(on)
        self.source.setReadOnly(on)
        self.tools.allow(not on)

    def turn(self) -> None:
        """Go over to the source, or back from it where it can be shown without loss."""
        text = self.value()
        if not self.shows_source:
            self._set_source(text)
            self._show(source=True)
        elif self._set_rich(text):
            self._show(source=False)
        else:
            self._note.setText(_("这段文字里有编辑器显示不出的写法，只能按源文本改。"))
            self._note.show()
            self._tell()
        self.text.setFocus()

    # --- the tools -------------------------------------------------------------------------------

    def _tell(self) -> None:
        document = self.text.document()
        undo, redo = document.isUndoAvailable(), document.isRedoAvailable()
        if self.shows_source:
            self.tools.show_source(undo=undo, redo=redo)
        else:
            self.tools.show_state(self.rich.state(), undo=undo, redo=redo)

    def _level(self, level: int) -> None:
        if not self.shows_source:
            self.rich.change(lambda cursor: acts.set_level(cursor, level))
            self.rich.setFocus()

    def _use(self, key: str) -> None:
        if key == "source":
            self.turn()
        elif key in ("undo", "redo"):
            getattr(self.text, key)()
        elif self.shows_source:
            self._mark(key)
        elif key == "table":
            self._table()
        elif key == "picture":
            self._picture()
        else:
            self._change(key)
        if key not in ("table", "picture"):
            self.text.setFocus()
        self._tell()

    def _change(self, key: str) -> None:
        match key:
            case "bold":
                self.rich.bold()
            case "heading":
                self.rich.change(lambda cursor: acts.toggle_level(cursor, USUAL_LEVEL))
            case "bullets" | "numbers":
                numbered = key == "numbers"
                self.rich.change(lambda cursor: acts.toggle_list(cursor, numbered=numbered))
            case "quote":
                self.rich.change(acts.toggle_quote)
            case "clear":
                self.rich.change(acts.clear_format)

    def _mark(self, key: str) -> None:
        """Put marks into the source."""
        cursor: QTextCursor = self.source.textCursor()
        prefix = {"heading": HEADING, "bullets": BULLET, "quote": QUOTE}.get(key)
        if key == "bold":
            self.source.setTextCursor(toggle_bold(cursor))
        elif prefix:
            toggle_prefix(cursor, prefix, PREFIXES)

    def _table(self) -> None:
        if not self.rich.state().in_table:
            picker = SizePicker(self._look, self)
            picker.chosen.connect(self._make_table)
            picker.pop_up(self.tools.below("table"))
            return
        menu = self._new_menu()
        for words, act in (
            (_("在上方插入行"), lambda cursor: tables.add_row(cursor, below=False)),
            (_("在下方插入行"), lambda cursor: tables.add_row(cursor, below=True)),
            (_("在前面插入列"), lambda cursor: tables.add_column(cursor, after=False)),
            (_("在后面插入列"), lambda cursor: tables.add_column(cursor, after=True)),
            ("", None),
            (_("删除这一行"), tables.drop_row),
            (_("删除这一列"), tables.drop_column),
            (_("删除表格"), tables.drop_table),
        ):
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(words).triggered.connect(
                    lambda _on=False, act=act: self._in_table(act)
                )
        menu.popup(self.tools.below("table"))

    def _new_menu(self) -> QMenu:
        """Return the menu of a tool; the one before is done with."""
        if self.menu:
            self.menu.deleteLater()
        self.menu = QMenu(self)
        return self.menu

    def _make_table(self, rows: int, columns: int) -> None:
        self.rich.change(lambda cursor: tables.make_table(cursor, rows, columns))
        self.rich.setFocus()

    def _in_table(self, act: acts.Act) -> None:
        self.rich.change(act)
        self.rich.dress.rehighlight()
        self.rich.setFocus()

    # --- pictures --------------------------------------------------------------------------------

    def _picture(self) -> None:
        there = self._pictures.choices()[:_MOST_OFFERED]
        if not there:
            self._ask_for_pictures()
            return
        menu = self._new_menu()
        menu.addAction(_("从文件插入…")).triggered.connect(self._ask_for_pictures)
        menu.addSeparator()
        for file in there:
            shown = (file.caption or file.name).replace("&", "&&")
            menu.addAction(shown).triggered.connect(
                lambda _on=False, file=file: self._put_picture(file)
            )
        menu.popup(self.tools.below("picture"))

    def _ask_for_pictures(self) -> None:
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("插入图片"), "", _("图片") + f" ({kinds})"
        )
        self._bring([Path(name) for name in names])

    def _bring(self, paths: list[Path]) -> None:
        if paths:
            self._pictures.wanted.emit(paths, self._put_picture)

    def _put_picture(self, file: AttachmentDraft) -> None:
        if not self.shows_source:
            self.rich.insert_items([Picture(target_of(file), file.caption)])
            self.rich.setFocus()
