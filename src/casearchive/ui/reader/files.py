"""The files attached to a case, as a list at its end: a click on a name opens the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from casearchive.i18n import _
from casearchive.services.attachments.media_types import kind_and_size, may_open
from casearchive.services.views import AttachmentView
from casearchive.ui.reader.pages import Manner, Page

SCHEME = "attachment"  # of the links; their path is the attachment's id


def set_files(page: Page, files: Sequence[AttachmentView], size: int) -> None:
    """Set the files, two lines each; `size` is that of body text in pixels."""
    name = Manner(size - 1, 1.6, above=6, colour="accent")
    about = Manner(size - 3, 1.6, below=6, colour="text3")
    for file in files:
        shown = file.name or file.caption
        tip = _("打开") if may_open(shown) else _("另存为…")
        page.paragraph(name)
        page.text(shown, name, link=f"{SCHEME}:{file.id}", tip=tip)
        page.text("　" + kind_and_size(file.name, file.size), about)
        page.paragraph(about)
        if file.caption not in (shown, PurePath(shown).stem):
            page.text(file.caption + "　·　", about, colour="text2")
        if file.creator:
            page.text(file.creator + "　·　", about)
        if file.hindrance:
            page.text(file.hindrance, about, colour="warning")
        else:
            page.text(_("可以印发。"), about)
