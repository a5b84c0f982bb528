"""Whether the pages of a pack are right, as two readers of PDF see them: pdfium and poppler.

Counted on the printed file alone: lines that break 避头尾 rules, full lines that stay ragged,
characters and phrases that cannot be found, faces that are not embedded, contents that point to
the wrong page, and what ``qpdf --check`` says.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2

from benchmarks.pack_content import mixed_phrases
from casearchive.printing.blocks import Heading, Publication, texts_of
from casearchive.printing.setting.joints import NOT_AT_END, NOT_AT_START

LINE = 20  # characters from which a printed line counts as one of running text
RAGGED = 2.0  # pt that a full line may end before or behind its column
LEADING_AT_MOST = 24.0  # pt between lines of one paragraph
SAMPLE = 60  # pages looked at line by line for ragged ends, spread over the file
_MARKS = frozenset("，。、；：？！”’）》")
_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its text, and from where to where it reaches, in points."""

    text: str
    left: float
    right: float
    top: float


def pdfium_pages(path: Path) -> list[str]:
    """Return the text of every page as PDFium extracts it."""
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        text = page.get_textpage()
        # PDFium takes a hyphen at a line's end for one it may drop, and gives U+0002 instead.
        texts.append(text.get_text_bounded().replace("\x02", "-").replace("\r\n", "\n"))
        text.close()
        page.close()
    document.close()
    return texts


def poppler_pages(path: Path) -> list[str]:
    """Return the text of every page as poppler extracts it."""
    output = subprocess.check_output(["pdftotext", str(path), "-"], text=True)
    return output.split("\f")[:-1]


def kinsoku_faults(pages: Sequence[str]) -> tuple[int, int]:
    """Return how many lines of running text there are, and how many break a rule."""
    lines = [line.strip() for page in pages for line in page.splitlines()]
    full = [line for line in lines if len(line) >= LINE]
    return len(full), sum(line[0] in NOT_AT_START or line[-1] in NOT_AT_END for line in full)


def printed_lines(path: Path, first: int, last: int) -> list[list[PrintedLine]]:
    """Return the lines of pages `first` to `last` (from 1), page by page, as poppler finds them."""
    command = ["pdftotext", "-bbox-layout", "-f", str(first), "-l", str(last), str(path), "-"]
    tree = ET.fromstring(subprocess.check_output(command))
    pages = []
    for page in tree.iter(f"{_XHTML}page"):
        lines = [_line(line) for line in page.iter(f"{_XHTML}line")]
        pages.append(sorted(_joined(lines), key=lambda line: line.top))
    return pages


def _line(line: ET.Element) -> PrintedLine:
    text = "".join(word.text or "" for word in line.iter(f"{_XHTML}word"))
    left, right, top = (float(line.get(key, 0)) for key in ("xMin", "xMax", "yMin"))
    return PrintedLine(text, left, right, top)


def _joined(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return pieces of one printed line as one: poppler cuts lines at wide gaps."""
    joined: list[PrintedLine] = []
    for line in sorted(lines, key=lambda line: (round(line.top), line.left)):
        last = joined[-1] if joined else None
        if last and abs(last.top - line.top) < 2 and line.left > last.right - 1:
            joined[-1] = PrintedLine(last.text + line.text, last.left, line.right, last.top)
        else:
            joined.append(line)
    return joined


def ragged_lines(pages: Sequence[Sequence[PrintedLine]]) -> tuple[int, int]:
    """Return how many full lines of running text there are, and how many do not reach the edge.

    A line is full when another one of the same paragraph follows: one that begins where the
    column does, at the usual distance.
    """
    full = ragged = 0
    for page in pages:
        running = [line for line in page if len(line.text) >= LINE]
        lefts = Counter(round(line.left) for line in running)
        rights = Counter(round(line.right) for line in running)
        column = min((left for left, count in lefts.items() if count > 2), default=None)
        edge = max(rights, key=lambda right: rights[right], default=0)
        for line, below in pairwise(page):
            follows = round(below.left) == column and 0 < below.top - line.top < LEADING_AT_MOST
            wide = line.right - line.left > (edge - (column or 0)) / 2
            if len(line.text) < LINE or not follows or not wide:
                continue
            full += 1
            # The blank half of a mark at the line's end may lie outside the column.
            beyond = 8.0 if line.text[-1] in _MARKS else RAGGED
            ragged += not -RAGGED < line.right - edge < beyond
    return full, ragged


def characters_lost(publication: Publication, pages: Sequence[str]) -> int:
    """Return how many characters of the publication the file's text lacks."""
    wanted = Counter("".join("".join(texts_of(publication)).split()))
    return sum((wanted - Counter("".join("".join(pages).split()))).values())


def phrases_lost(pages: Sequence[str]) -> list[str]:
    """Return the phrases of the list that a search of the text would not find.

    Only the ends of lines are overlooked: a space put inside a phrase hides it.
    """
    text = "\n".join(pages)
    texts = (text.replace("\n", ""), text.replace("\n", " "))
    return [phrase for phrase in mixed_phrases() if not any(phrase in one for one in texts)]


def wrong_contents(publication: Publication, pages: Sequence[str]) -> int:
    """Return how many entries of the contents name another page than the one the title is on.

    A title's page is found by its text, and that page's printed number by its foot.
    """
    bare = ["".join(page.split()) for page in pages]
    titles = [
        "".join((block.kicker + block.text).split())
        for part in publication.parts
        for block in part.blocks
        if isinstance(block, Heading) and block.in_contents
    ]
    first = next((n for n, page in enumerate(bare) if titles[0] in page), 0)
    contents = "".join(bare[:first])
    wrong, at = 0, first
    for title, listed in zip(titles, _listed_titles(publication), strict=True):
        at = next((n for n in range(at, len(bare)) if title in bare[n]), at)
        foot = re.search(r"第(\w+)页", bare[at])
        number = foot.group(1) if foot else "?"
        wrong += not re.search(re.escape(listed) + rf"[.·…]*{number}(?!\d)", contents)
    return wrong


def _listed_titles(publication: Publication) -> list[str]:
    blocks = (block for part in publication.parts for block in part.blocks)
    return ["".join(b.text.split()) for b in blocks if isinstance(b, Heading) and b.in_contents]


def unembedded_fonts(path: Path) -> list[str]:
    """Return the faces the file names without holding them."""
    rows = subprocess.check_output(["pdffonts", str(path)], text=True).splitlines()
    return [row for row in rows[2:] if row.split()[-5] != "yes"]  # emb sub uni object generation


def qpdf_says(path: Path) -> str:
    """Return an empty text for a sound file, else what is wrong with it."""
    result = subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
    )
    return "" if result.returncode == 0 else (result.stdout + result.stderr)[-400:]


def report(program: str, publication: Publication, path: Path) -> str:
    """Return what there is to say of a printed file, a line a question."""
    readers = {"pdfium": pdfium_pages(path), "poppler": poppler_pages(path)}
    count = len(readers["pdfium"])
    step = max(1, count // SAMPLE)
    sample = [page for n in range(1, count + 1, step) for page in printed_lines(path, n, n)]
    full, ragged = ragged_lines(sample)
    rows = [f"ragged: {ragged} of {full} full lines ({100 * ragged / max(full, 1):.1f} %)"]
    for reader, pages in readers.items():
        lines, faults = kinsoku_faults(pages)
        lost = phrases_lost(pages)
        rows.append(f"{reader}: {faults} kinsoku faults in {lines} lines")
        rows.append(f"{reader}: {characters_lost(publication, pages)} characters lost")
        rows.append(f"{reader}: {len(lost)} of {len(mixed_phrases())} phrases lost {lost[:3]}")
    rows.append(f"contents wrong: {wrong_contents(publication, readers['pdfium'])}")
    rows.append(f"faces not embedded: {len(unembedded_fonts(path))}")
    rows.append(f"qpdf: {qpdf_says(path) or 'sound'}")
    return "\n".join(f"      {program:11} {row}" for row in rows)
