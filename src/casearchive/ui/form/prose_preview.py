"""Body text as it reads beside where it is written: set as the reader sets it, only smaller."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextDocument

from casearchive.i18n import _
from casearchive.services.views import Prose
from casearchive.ui.look import Look
from casearchive.ui.reader.pages import Manner, Page
from casearchive.ui.reader.prose import ProseSetter

_BODY = 14  # pixels
_HEAD = 4  # pixels above the first line: the preview has a frame of its own


def write_prose(document: QTextDocument, blocks: Sequence[Prose], look: Look) -> None:
    """Set `blocks` into the document, in place of what it holds."""
    page = Page(document, look, head=_HEAD)
    if blocks:
        ProseSetter(page, _BODY).set(blocks)
    else:
        faint = Manner(_BODY, colour="text3")
        page.paragraph(faint)
        page.text(_("还没有正文。"), faint)
