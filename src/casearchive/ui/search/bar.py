"""The search bar: the field, its chips below it, and the list of what may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casearchive.ui.look import Look
from casearchive.ui.search.chips import ChipsRow
from casearchive.ui.search.field import SearchField
from casearchive.ui.start import later
from casearchive.ui.widgets import head_bar

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Suggestion
    from casearchive.services.searching.queries import Chip
    from casearchive.services.searching.saved_searches import SavedSearch
    from casearchive.ui.search.lines import Line
    from casearchive.ui.search.popup import Popup

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBar(QWidget):
    """Says what is typed and what is wanted; knows nothing of the archive."""

    changed = Signal(str)  # after each edit that is meant, never in the middle of a word
    entered = Signal()
    moved_down = Signal()  # ↓ with the list below the field shut
    suggestions_wanted = Signal(str, int)  # the text, where the cursor is in it
    recent_wanted = Signal()
    recent_cleared = Signal()
    saved_chosen = Signal(str)  # the id of a saved search
    save_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._popup: Popup | None = None  # made when first needed
        self._ours = self._quiet = False  # the edit under way: not the reader's; not to be told
        self._saved: Sequence[SavedSearch] = ()
        self._offered = ""  # the text that the list below the field is for
        self._shut = False  # the reader has sent the list away, until the next edit
        self.field = SearchField(look)
        self.chips = ChipsRow(look)
        self._build()
        self.setFocusProxy(self.field)
        self._connect()

    def _build(self) -> None:
        head = head_bar()
        self.head = QHBoxLayout(head)
        self.head.setContentsMargins(12, 0, 10, 0)
        self.head.setSpacing(6)
        self.head.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.chips)

    def _connect(self) -> None:
        field, chips = self.field, self.chips
        field.installEventFilter(self)
        field.settled.connect(self._edited)
        field.composing_changed.connect(self._composing)
        field.entered_by_reader.connect(self._ask_recent)
        field.left.connect(self._hide_popup)
        field.keep.triggered.connect(self.save_wanted)
        field.help.triggered.connect(self.show_help)
        chips.edit_wanted.connect(self._edit_chip)
        chips.remove_wanted.connect(self._remove_chip)
        chips.help_wanted.connect(self.show_help)
        chips.left_up.connect(field.setFocus)
        chips.left_down.connect(self.moved_down)
        chips.undone.connect(field.undo)

    # --- what others ask -------------------------------------------------------------------------

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def set_text(self, text: str, quiet: bool = False) -> None:
        """Put another text in the field; Ctrl+Z takes it back. `quiet`: do not tell."""
        self._ours, self._quiet = True, quiet
        self.field.put(text)
        self._ours = self._quiet = False

    def focus(self) -> None:
        """Put the cursor into the field, its text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show the parts of the present text."""
        self.chips.show_chips(chips)

    def show_suggestions(self, suggestions: Sequence[Suggestion], typed: str | None = None) -> None:
        """Show what may be meant; too late where it was asked about another text than now."""
        now = self.text()
        if self._shut or not now.strip() or typed not in (None, now) or not self._listening:
            return
        self._offered = now
        self.popup.suggest(suggestions, now)

    def show_recent(self, texts: Sequence[str]) -> None:
        """Show what was searched for lately, and the saved searches, below the empty field."""
        if not self.text() and self._listening:
            self.popup.remember(texts, self._saved)

    def know_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Hear which searches are saved: the bookmark shows when the present one is."""
        self._saved = saved
        self._mark_kept()

    def show_help(self) -> None:
        """Show how a query is written, with examples to click."""
        self.field.setFocus()
        self.popup.explain()

    def _mark_kept(self) -> None:
        typed = self.text().strip()
        self.field.mark_kept(any(row.typed == typed for row in self._saved))

    # --- the field -------------------------------------------------------------------------------

    def _edited(self, text: str) -> None:
        self._mark_kept()
        if not self._quiet:
            self.changed.emit(text)
        if self._ours:
            self._hide_popup()
            return
        self._shut = False
        if self.is_open:
            self.popup.forget_current()
        if text.strip():
            self.suggestions_wanted.emit(text, self.field.cursor_place)
        else:
            self._hide_popup()
            self._ask_recent()

    def _ask_recent(self) -> None:
        if not self.text() and self._listening:
            self.recent_wanted.emit()

    def _ask_again(self) -> None:
        """Ask for the list that Escape has sent away."""
        self._shut = False
        if self.text().strip():
            self.suggestions_wanted.emit(self.text(), self.field.cursor_place)
        else:
            self._ask_recent()

    def _composing(self, on: bool) -> None:
        if on:  # the input method's own list takes the place
            self._hide_popup()

    @property
    def _listening(self) -> bool:
        return self.field.hasFocus() and not self.field.composing

    # --- the list below it -----------------------------------------------------------------------

    @property
    def popup(self) -> Popup:
        """The list, shown or not."""
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = later.make_popup(self._look, self.field)
            self._popup.taken.connect(self._take)
        return self._popup

    @property
    def is_open(self) -> bool:
        """Whether the list below the field is shown."""
        return self._popup is not None and not self._popup.isHidden()

    def _hide_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _take(self, line: Line) -> None:
        """Do what a line of the list offers."""
        self._shut = True
        if line.kind == "recent":
            self.set_text(line.text)
        elif line.kind == "saved":
            self.saved_chosen.emit(str(line.value))
        elif line.kind == "clear":
            self.recent_cleared.emit()
        elif line.kind == "example":
            self._add_example(line.text)
        else:
            self._put_suggestion(cast("Suggestion", line.value))

    def _put_suggestion(self, suggestion: Suggestion) -> None:
        if self.text() != self._offered:  # typed on meanwhile: the place is another one now
            return
        self._ours = True
        self.field.replace(suggestion.start, suggestion.end, suggestion.insert)
        self._ours = False

    def _add_example(self, example: str) -> None:
        before = self.text().rstrip()
        text = f"{before} {example}" if before else example
        self.set_text(text)
        self.field.select(len(text) - len(example), len(text))

    # --- chips -----------------------------------------------------------------------------------

    def _edit_chip(self, chip: Chip) -> None:
        self.field.setFocus()
        self.field.select(chip.start, chip.end)

    def _remove_chip(self, chip: Chip) -> None:
        self.set_text(later.query_without(self.text(), chip))

    # --- keys ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the keys of the field before the field does."""
        if watched is self.field and not self.field.composing:
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if self._press(event):
                    return True
            elif event.type() is QEvent.Type.MouseButtonPress and not self.is_open:
                self._ask_recent()
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False leaves it to the field."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Down and not self.is_open:
            self._ask_again() if alt else self.moved_down.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.is_open:
            self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Tab:
            return self.is_open and self.popup.take_current()
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        else:
            return False
        return True

    def _enter(self) -> None:
        if self.is_open and self.popup.take_current():
            return
        self._shut = True
        self._hide_popup()
        self.entered.emit()

    def _escape(self) -> bool:
        """Send the list away; else empty the field."""
        if self.is_open:
            self._shut = True
            self._hide_popup()
        elif self.text():
            self.set_text("")
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Send the list away when the field changes its width below it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._hide_popup()
