"""The pack being composed: every change is a step that can be undone and done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from casearchive.i18n import _
from casearchive.services.views import PackItemView, PackView

NO_PACK = PackView("", "", "", "trainee")
UNDO_LIMIT = 200
TYPED = ("name", "subtitle", "centre", "class_name", "date")  # fields whose keystrokes join


class Composition(QObject):
    """Holds one pack as it stands. `changed` is sent after every step, undone steps included.

    The pack is a frozen value, so that a step is simply the pack before and the pack after.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack = NO_PACK
        self.steps = QUndoStack(self)
        self.steps.setUndoLimit(UNDO_LIMIT)

    def begin(self, pack: PackView) -> None:
        """Take up a pack; the steps of the one before are forgotten."""
        self._pack = pack
        self.steps.clear()

    @property
    def pack(self) -> PackView:
        """The pack as it stands."""
        return self._pack

    def rename(self, name: str) -> None:
        """Give the pack another name."""
        self._step(_("改名称"), replace(self._pack, name=name), typed="name")

    def set_edition(self, edition: str) -> None:
        """Choose ``trainer`` or ``trainee``."""
        self._step(_("换版次"), replace(self._pack, edition=edition))

    def set_template(self, template: str) -> None:
        """Choose the template by its name."""
        self._step(_("换版式"), replace(self._pack, template=template))

    def set_option(self, name: str, text: str) -> None:
        """Set one fact of the cover or one wish of the template; an empty text leaves it out."""
        options = {key: value for key, value in self._pack.options.items() if key != name}
        if text.strip():
            options[name] = text
        self._step(_("改封面"), replace(self._pack, options=options), typed=name)

    def move(self, row: int, to: int) -> None:
        """Put the item of `row` where it will be the item of row `to`."""
        items = list(self._pack.items)
        items.insert(to, items.pop(row))
        self._set_items(_("移动"), items)

    def remove(self, row: int) -> PackItemView:
        """Take an item out and return it."""
        items = list(self._pack.items)
        item = items.pop(row)
        self._set_items(_("移除"), items)
        return item

    def add(self, items: Sequence[PackItemView], below: int = -1) -> int:
        """Put items below the row `below`, at the end without one; return the first one's row."""
        present = list(self._pack.items)
        at = below + 1 if 0 <= below < len(present) else len(present)
        self._set_items(_("添加"), [*present[:at], *items, *present[at:]])
        return at

    def change(self, row: int, item: PackItemView) -> None:
        """Make the item of `row` another one: other parts left out, other cases compared."""
        items = list(self._pack.items)
        items[row] = item
        self._set_items(_("改内容"), items)

    def _set_items(self, what: str, items: Sequence[PackItemView]) -> None:
        self._step(what, replace(self._pack, items=tuple(items)))

    def _step(self, what: str, after: PackView, typed: str = "") -> None:
        typed = typed if typed in TYPED else ""
        if after != self._pack:
            self.steps.push(_Step(self, what, after, typed))

    def _become(self, pack: PackView) -> None:
        self._pack = pack
        self.changed.emit()


class _Step(QUndoCommand):
    """From one pack to the next. Keystrokes in one field join into one step."""

    def __init__(self, composition: Composition, what: str, after: PackView, typed: str) -> None:
        super().__init__(what)
        self._composition = composition
        self._before = composition.pack
        self._after = after
        self._typed = TYPED.index(typed) if typed else -1

    def redo(self) -> None:
        self._composition._become(self._after)

    def undo(self) -> None:
        self._composition._become(self._before)

    def id(self) -> int:
        return self._typed

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other._typed != self._typed:
            return False
        self._after = other._after
        return True
