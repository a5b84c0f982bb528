"""Looks at what was put into the form: a text that a web converter mangled can be mended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from casearchive.i18n import _
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.exchange.repairing import is_mangled
from casearchive.ui.form.parts import Parts
from casearchive.ui.widgets import InlineMessage

_DELAY = 600  # ms after the last key


class Pasted(QObject):
    """Offers to mend a mangled text once; `asked` with the text when somebody wants it."""

    asked = Signal(str)

    def __init__(
        self, parts: Parts, message: InlineMessage, draft: Callable[[], CaseDraft]
    ) -> None:
        super().__init__(parts)
        self._message, self._draft = message, draft
        self._offered = ""
        self._later = QTimer(self, singleShot=True, interval=_DELAY)
        self._later.timeout.connect(self.look)
        parts.edited.connect(self._later.start)
        message.button.clicked.connect(self._ask)

    def look(self) -> None:
        """Look for a mangled text, and offer to mend one that was not offered before."""
        draft = self._draft()
        texts = [draft.abstract, *(section.body for section in draft.sections)]
        mangled = next((text for text in texts if is_mangled(text)), "")
        if mangled and mangled != self._offered:
            self._offered = mangled
            self._message.show_text(
                _("这段文字是网页转换弄乱的：有注音、错位的字。可以先整理，再提取成新的草稿。"),
                button=_("整理…"),
            )

    def _ask(self) -> None:
        if self._offered:
            self._message.hide()
            self.asked.emit(self._offered)
