"""What can be looked through: every hit marked, one of them looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from casearchive.services.searching.within import places_in
from casearchive.ui.look import Look

Place = tuple[int, int]  # from, to: units of Qt's, from a document's beginning
_OURS = int(QTextFormat.Property.UserProperty) + 70  # tells our marks from a page's own
_COLOURS = (("mark", "on_mark"), ("accent", "on_accent"))


class Target(QObject):
    """Something to look through. `changed` (the number looked at, from 1, how many, all found)."""

    changed = Signal(int, int, bool)

    def find(self, text: str) -> None:
        """Mark where the text stands, and look at the first hit; an empty text marks nothing."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Look at the next hit, or the one before."""
        raise NotImplementedError

    def leave(self) -> None:
        """Take the marks away."""
        self.find("")

    def selected(self) -> str:
        """Return what is selected there, to begin with."""
        return ""


def places_of(view: QTextEdit, wanted: str) -> list[Place]:
    """Return where a text stands in a field, in the units that Qt counts."""
    text = view.toPlainText()
    if not any(ord(letter) > 0xFFFF for letter in text):
        return places_in(text, wanted)
    units = [0]
    for letter in text:
        units.append(units[-1] + (2 if ord(letter) > 0xFFFF else 1))
    return [(units[start], units[end]) for start, end in places_in(text, wanted)]


def paint(look: Look, view: QTextEdit, places: list[Place], at: int = -1) -> None:
    """Mark places in a field, the one of number `at` stronger; marks of others stay."""
    plain, strong = (_format(look, *names) for names in _COLOURS)
    others = (one for one in view.extraSelections() if not one.format.boolProperty(_OURS))
    marks: list[QTextEdit.ExtraSelection] = [*others]
    for number, (start, end) in enumerate(places):
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, strong if number == at else plain
        marks.append(mark)
    view.setExtraSelections(marks)


def _format(look: Look, ground: str, ink: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(look.colour(ground))
    form.setForeground(look.colour(ink))
    form.setProperty(_OURS, True)
    return form
