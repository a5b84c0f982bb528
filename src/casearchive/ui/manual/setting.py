"""A chapter of the manual on a page: prose, pictures, links to chapters and to commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextDocument,
    QTextImageFormat,
)

from casearchive.i18n import _
from casearchive.services.manual import Chapter, anchor_of
from casearchive.services.views import Heading, Picture, Prose, Run
from casearchive.ui.look import Look
from casearchive.ui.reader.pages import MEASURE, Manner, Page
from casearchive.ui.reader.prose import ProseSetter

COMMAND = "command:"  # before the key of a command, in a link
SIZE = 15  # pixels of the text
_TITLE = 26  # pixels of a chapter's title
_CHINESE = ("⺀", "\uffef")  # the first and the last of wide letters and marks
_DENSITY = 2  # pixels of a picture's file to one of the page
_SINGLE = QTextBlockFormat.LineHeightTypes.SingleHeight.value


class ManualPage(Page):
    """Sets links within the manual, and words that name a command as links to it."""

    def __init__(
        self, document: QTextDocument, look: Look, commands: Mapping[str, str], ratio: float
    ) -> None:
        super().__init__(document, look)
        self._document, self._commands, self._ratio = document, commands, ratio

    def runs(self, runs: Sequence[Run], manner: Manner) -> None:
        """Set runs of prose; spaces that only Markdown needs beside bold Chinese are left out."""
        for run in _closed_up(runs):
            key = self._commands.get(run.text) if run.bold else None
            target = f"{COMMAND}{key}" if key else run.link if run.link.startswith("#") else ""
            if target:
                self.text(run.text, replace(manner, bold=run.bold), colour="accent", link=target)
            else:
                super().runs([run], manner)

    def head(self, title: str) -> None:
        """Set the title of a chapter."""
        self.paragraph(Manner(_TITLE, 1.5, below=10))
        self.title(title, _TITLE)

    def picture(self, path: Path, said: str) -> None:
        """Set a picture in its own size, or as wide as the page, on a line of its own."""
        image = QImage(str(path))
        width = min(MEASURE, image.width() // _DENSITY)
        height = round(image.height() * width / max(1, image.width()))
        shown = _framed(image, QSize(width, height), self._ratio, self.look.colour("border"))
        name = QUrl(path.name)
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, name, shown)
        self.paragraph(Manner(SIZE, above=4, below=4))
        form = self._cursor.blockFormat()
        form.setLineHeight(0, _SINGLE)  # a line of a fixed height would cut the picture
        self._cursor.setBlockFormat(form)
        picture = QTextImageFormat()
        picture.setName(name.toString())
        picture.setWidth(width)
        picture.setHeight(height)
        picture.setToolTip(said)
        self._cursor.insertImage(picture)
        caption = Manner(SIZE - 2, 1.5, below=16, colour="text3")
        self.paragraph(caption)
        self.text(said, caption)

    @property
    def block(self) -> int:
        """The number of the block that is being set."""
        return self._cursor.blockNumber()


def _framed(image: QImage, size: QSize, ratio: float, edge: QColor) -> QImage:
    """Return a picture as large as it is shown, for Qt's own scaling is coarse, with an edge."""
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    shown = scaled.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(shown)
    painter.setPen(edge)
    painter.drawRect(shown.rect().adjusted(0, 0, -1, -1))
    painter.end()
    shown.setDevicePixelRatio(ratio)
    return shown


class ManualSetter:
    """Sets a chapter; `places` then holds the number of the block of each heading."""

    def __init__(self, page: ManualPage, folder: Path) -> None:
        self._page, self._folder = page, folder
        self._prose = ProseSetter(page, SIZE)
        self.places: dict[str, int] = {}

    def set(self, blocks: Sequence[Prose]) -> None:
        """Set the blocks, in order."""
        for block in blocks:
            if isinstance(block, Picture):
                self._page.picture(self._folder / block.target, block.caption)
            elif isinstance(block, Heading) and block.level == 1:
                self._page.head(_text(block))
            else:
                self._prose.set([block])
            if isinstance(block, Heading):
                self.places[anchor_of(_text(block))] = self._page.block

    def lead_on(self, before: Chapter | None, after: Chapter | None) -> None:
        """Set links to the chapters on either side."""
        manner = Manner(SIZE, 1.8, above=28)
        self._page.paragraph(manner)
        if before:
            self._link(_("上一章：{title}").format(title=before.title), before, manner)
        if before and after:
            self._page.text("　　", manner)
        if after:
            self._link(_("下一章：{title}").format(title=after.title), after, manner)

    def _link(self, text: str, chapter: Chapter, manner: Manner) -> None:
        self._page.text(text, manner, colour="accent", link=f"#{chapter.name}")


def _text(heading: Heading) -> str:
    return "".join(run.text for run in heading.runs)


def _closed_up(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs without the one space between Chinese words and bold Chinese ones."""
    for number, run in enumerate(runs):
        text = run.text
        before = runs[number - 1].text[-1:] if number else ""
        after = runs[number + 1].text[:1] if number + 1 < len(runs) else ""
        if text[:1] == " " and _is_wide(text[1:2]) and _is_wide(before):
            text = text[1:]
        if text[-1:] == " " and _is_wide(text[-2:-1]) and _is_wide(after):
            text = text[:-1]
        yield replace(run, text=text)


def _is_wide(letter: str) -> bool:
    return letter in ("…", "“", "”") or _CHINESE[0] <= letter <= _CHINESE[1]
