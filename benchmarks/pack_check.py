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
from casearchive.printing.setting.linebreak import NOT_AT_END, NOT_AT_START

LINE = 20  # characters from which a printed line counts as one of running text
RAGGED = 2.0  # pt that a full line may end before or behind its column
SAMPLE = 60  # pages looked at line by line for ragged ends, spread over the file
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
    everything = [line for page in pages for line in page if len(line.text) >= LINE]
    lefts, rights = (
        Counter(round(value) for value in values)
        for values in ((x.left for x in everything), (x.right for x in everything))
    )
    # Odd and even pages have margins of their own: what is common is an edge.
    columns = {left for left, count in lefts.items() if count > len(everything) / 8}
    edges = sorted(rights, key=lambda right: -rights[right])[:4]
    edges = [edge for edge in edges if rights[edge] > len(everything) / 10]
    full = ragged = 0
    for page in pages:
        for line, below in pairwise(page):
            follows = round(below.left) in columns and 0 < below.top - line.top < 24
            if len(line.text) < LINE or not follows or len(below.text) < 2:
                continue
            starts = round(line.left) in columns or any(
                15 < line.left - column < 30 for column in columns
            )
            if starts and edges:
                full += 1
                ragged += min(abs(line.right - edge) for edge in edges) > RAGGED
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

    A title's page is found by its text; its printed number by the page's own foot.
    """
    bare = ["".join(page.split()) for page in pages]
    numbers = [re.search(r"第(\w+)页", page) for page in bare]
    wrong = 0
    ahead = "".join(page for page in bare[:40] if "目录" in page or "之" in page)
    start = 0
    for part in publication.parts:
        heading = next(b for b in part.blocks if isinstance(b, Heading) and b.in_contents)
        mark = heading.kicker + "".join(heading.text.split())
        found = [n for n in range(start, len(bare)) if mark in bare[n] and numbers[n]]
        page = found[-1] if not heading.kicker else next(iter(found), None)
        number = numbers[page] if page is not None else None
        title = "".join(heading.text.split())
        listed = re.search(re.escape(title) + r"[.·…]*(\d+)", "".join(bare[:60]) or ahead)
        if number is None or listed is None or not listed.group(1).startswith(number.group(1)):
            wrong += 1
        start = page or start
    return wrong


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
