"""PDF files with text, their lines put together again; scans are told from them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from pathlib import Path

from casearchive.domain.text import clean_text
from casearchive.exchange.file_text import MAX_TEXT, FileText
from casearchive.exchange.pdf_text import FileIsProtected, pdf_pieces
from casearchive.exchange.reading.outline import drafts_of, guessed
from casearchive.exchange.reading.plain import MOST_LETTERS
from casearchive.exchange.reading.result import FileIsRefused, ReadDraft, ReadFile
from casearchive.i18n import _
from casearchive.progress import Progress

_PAGE_NUMBER = re.compile(r"^[\s—–\-·•第/]*\d{1,4}[\s—–\-·•页/]*(?:\d{1,4}[\s—–\-页]*)?$")
_FEWEST_PAGES = 3  # with the same first or last line, which is then no text
_ENDS = ("。", "！", "？", "：", "；", "”", "）", ".", "!", "?", ":", ";")


def read_pdf(path: Path, progress: Progress) -> ReadFile:
    """Return the drafts in a PDF file; a scan gives an empty one. Raises FileIsRefused."""
    try:
        pages = [clean_text(page) for page in _limited(path, progress)]
    except FileIsProtected as error:
        raise FileIsRefused(path, _("有打开密码。请去掉密码另存后再导入。")) from error
    text = "\n".join(page.strip() for page in pages if page.strip())
    kept = FileText(text[:MAX_TEXT], len(text) > MAX_TEXT)
    if not text.strip():
        note = _("是扫描件，里面没有文字；原件已附上。要检索里面的内容，请先做文字识别（OCR）。")
        return ReadFile("pdf", ReadDraft(path.stem), text=kept, notes=(note,))
    whole, parts, splits = drafts_of(guessed(_paragraphs(_first(pages))), path.stem)
    empty = sum(not page.strip() for page in pages)
    notes = []
    if empty:
        notes.append(_("有 {count} 页没有文字（可能是扫描的），请看原件。").format(count=empty))
    if len(text) > MOST_LETTERS:
        notes.append(_("文字太长，只取了前 {most} 字。").format(most=MOST_LETTERS))
    return ReadFile("pdf", whole, parts, splits, text=kept, notes=tuple(notes))


def _first(pages: list[str]) -> list[str]:
    """Return as many pages as a case may hold."""
    sizes = accumulate(map(len, pages), initial=0)
    return [page for page, before in zip(pages, sizes, strict=False) if before < MOST_LETTERS]


def _limited(path: Path, progress: Progress) -> list[str]:
    pages: list[str] = []
    room = MAX_TEXT
    for page in pdf_pieces(path, progress):
        pages.append(page)
        room -= len(page)
        if room < 0:
            break
    return pages


def _paragraphs(pages: list[str]) -> list[str]:
    """Return the paragraphs of all pages, without page numbers and running heads."""
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(edge for page in lines if page for edge in {page[0], page[-1]})
    running = {line for line, count in edges.items() if count >= _FEWEST_PAGES}
    joined: list[str] = []
    for page in lines:
        body = [line for line in page if line not in running and not _PAGE_NUMBER.match(line)]
        for place, line in enumerate(body):
            breaks = place or not joined or joined[-1].endswith(_ENDS) or len(joined[-1]) < 20
            if breaks:
                joined.append(line)
            else:
                joined[-1] += line  # a sentence that goes on over the end of a page
    return joined
