"""The place picker: completes by the dated table, and takes whatever else is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from casearchive.services.cases.places import PlaceSuggestion, suggest_places
from casearchive.ui.form.inputs import LineInput, RowDelegate

_FEWEST = 2  # characters, before which too many places are meant


class PlaceInput(LineInput):
    """A line for a place as its source writes it. `picked` with the suggestion that was chosen."""

    picked = Signal(object)

    def __init__(
        self,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        suggest: Callable[[str], tuple[PlaceSuggestion, ...]] = suggest_places,
    ) -> None:
        super().__init__(placeholder, parent)
        self._suggest = suggest
        self._found: dict[str, PlaceSuggestion] = {}
        self._names = QStringListModel(self)
        self._offers = QCompleter(self._names, self)
        self._offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setProperty("kind", "popup")
        self._offers.setPopup(self._popup)
        self._popup.setItemDelegate(RowDelegate(self._offers))
        self._offers.setWidget(self)
        self._offers.activated.connect(self._take)  # with the text: the first of its overloads
        self.textEdited.connect(self._offer)

    def _offer(self, typed: str) -> None:
        wanted = typed.strip()
        found = self._suggest(wanted) if len(wanted) >= _FEWEST else ()
        self._found = {one.label: one for one in found}
        self._names.setStringList(list(self._found))
        if found and list(self._found) != [wanted]:
            self._offers.complete()
        else:
            self._popup.hide()

    def _take(self, label: str) -> None:
        chosen = self._found.get(label)
        if chosen is not None:
            self.setText(chosen.label)
            self.picked.emit(chosen)
