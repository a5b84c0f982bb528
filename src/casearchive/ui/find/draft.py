"""Looking through a draft on the form: its texts, whichever page of the form they are on."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtWidgets import QLineEdit, QTextEdit

from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.searching.within import places_in
from casearchive.services.views import plain_text, read_prose
from casearchive.ui.find.target import Target, paint, places_of
from casearchive.ui.find.texts import reveal
from casearchive.ui.form.case_form import CaseForm
from casearchive.ui.look import Look

_PLAIN = ("title", "code", "period", "abstract")
_NOTE = ("audience", "objectives", "analysis", "theory", "key_points")
_LISTS = {
    "sections": ("title", "body"),
    "outcomes": ("indicator", "quote"),
    "sources": ("title", "author", "publisher", "url"),
    "questions": ("stem", "answer", "evidence"),
    "attachments": ("caption", "creator"),
}


class DraftTarget(Target):
    """The draft on a form. The field with the hit looked at is brought up, with its hits marked."""

    def __init__(self, look: Look, form: CaseForm) -> None:
        super().__init__(form)
        self._look, self._form = look, form
        self._text = ""
        self._hits: list[tuple[str, int]] = []  # a field's path, and which hit in it
        self._at = 0
        self._marked: QTextEdit | None = None

    def find(self, text: str) -> None:
        """Look for a text in the whole draft and bring up the first field that holds it."""
        self._text = text
        self._hits = list(self._all()) if text.strip() else []
        self._at = 0
        self._show()

    def step(self, by: int) -> None:
        """Bring up the next hit; what was typed meanwhile is looked through anew."""
        self._hits = list(self._all()) if self._text.strip() else []
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
        self._show()

    def selected(self) -> str:
        """Return what is selected in the field that is written in."""
        field = self._form.window().focusWidget()
        if isinstance(field, QTextEdit):
            return field.textCursor().selectedText()
        return field.selectedText() if isinstance(field, QLineEdit) else ""

    def _all(self) -> Iterator[tuple[str, int]]:
        for path, text in texts_of(self._form.draft):
            for number in range(len(places_in(text, self._text))):
                yield path, number

    def _show(self) -> None:
        if self._marked is not None and shiboken6.isValid(self._marked):
            paint(self._look, self._marked, [])
        self._marked = None
        if self._hits:
            path, number = self._hits[self._at]
            self._bring_up(path, number)
        self.changed.emit(self._at + 1 if self._hits else 0, len(self._hits), True)

    def _bring_up(self, path: str, number: int) -> None:
        window = self._form.window()
        before = window.focusWidget()
        self._form.parts.go_to(path)
        field = window.focusWidget()
        if isinstance(field, QTextEdit):
            if places := places_of(field, self._text):
                number = min(number, len(places) - 1)
                paint(self._look, field, places, number)
                cursor = field.textCursor()
                cursor.setPosition(places[number][1])
                field.setTextCursor(cursor)  # to write on there, once the bar is closed
                reveal(field, places[number][0])
                self._marked = field
        elif isinstance(field, QLineEdit):
            found = places_in(field.text(), self._text)
            if found:
                start, end = found[min(number, len(found) - 1)]
                field.setSelection(start, end - start)
        if before is not None and shiboken6.isValid(before):
            before.setFocus()


def texts_of(draft: CaseDraft) -> Iterator[tuple[str, str]]:
    """Yield the texts of a draft as they read, by their paths on the form, from top to bottom."""
    for name in _PLAIN:
        yield name, str(getattr(draft, name))
    yield "place.name", draft.place.name
    for name, fields in _LISTS.items():
        if name == "attachments" and draft.teaching_note:
            note = draft.teaching_note
            yield from ((f"teaching_note.{one}", str(getattr(note, one))) for one in _NOTE)
            for number, step in enumerate(note.plan):
                yield f"teaching_note.plan.{number}.step", step.step
                yield f"teaching_note.plan.{number}.board", step.board
        for number, thing in enumerate(getattr(draft, name)):
            for field in fields:
                text = str(getattr(thing, field))
                text = plain_text(read_prose(text)) if field == "body" else text
                yield f"{name}.{number}.{field}", text
