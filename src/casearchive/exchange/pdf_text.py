"""The text of a PDF file, its lines put together again: a page breaks words, a search must not."""

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from casearchive.progress import Progress

_SPLIT_WORD = re.compile("(?:\ufffe|\u00ad)\r?\n?")  # PDFium's and a font's hyphen at a line's end
_FULL = 0.7  # of the widest line of a page: a line as wide as this goes on in the next
_COLUMN = 30  # half-width characters; narrower pages are lists and tables, whose lines stay apart


class FileIsProtected(ValueError):
    """The file opens with a password only."""


def pdf_pieces(path: Path, progress: Progress) -> Iterator[str]:
    """Yield the text of each page; a scanned page without a text layer gives an empty one.

    Raises FileIsProtected, and PdfiumError for a file that does not read.
    """
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        raise (FileIsProtected if error.err_code == FPDF_ERR_PASSWORD else error) from error
    total = len(document)
    for number in range(total):
        progress(number, total)
        yield joined(_page_text(document, number))


def _page_text(document: PdfDocument, number: int) -> str:
    try:
        page = document[number]
        text = page.get_textpage()
    except PdfiumError:
        return ""  # one broken page does not take the others' text
    found: str = text.get_text_bounded()
    text.close()
    page.close()
    return found


def joined(text: str) -> str:
    """Return a page's text with each paragraph on one line, as far as the lines tell."""
    lines = [line.strip() for line in _SPLIT_WORD.sub("", text).splitlines()]
    widest = max(_COLUMN, *map(_width, lines), 0)
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        parts.append(line)
        goes_on = bool(following) and _width(line) >= _FULL * widest
        parts.append(_between(line, following) if goes_on else "\n")
    return "".join(parts).strip("\n")


def _between(line: str, following: str) -> str:
    """Return what stands between two lines of one paragraph: nothing in Chinese, else a space."""
    wide = _is_wide(line[-1]) or _is_wide(following[0])
    return "" if wide else " "


def _width(line: str) -> int:
    return sum(1 + _is_wide(letter) for letter in line)


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"
