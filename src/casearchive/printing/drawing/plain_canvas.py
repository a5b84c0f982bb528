"""ReportLab's canvas without its habits: no font of its own, no made-up date, nothing evaluated."""

import hashlib
import io
import zlib
from collections.abc import Sequence

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from casearchive.printing.drawing.photo import Photo

_PDF_VERSION = (1, 7)
_EFFORT = 6  # of packing pages, 1 to 9
_MANNERS = {
    "roman": "ROMAN_LOWER",
    "arabic": "ARABIC",
}  # as ReportLab names them


class PlainCanvas(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """A canvas whose file depends on what is drawn alone: no time, no version, no machine."""

    def __init__(self, width: float, height: float, language: str) -> None:
        _settle_reportlab()
        super().__init__(
            io.BytesIO(),  # never written to: `save` returns the document
            pagesize=(width, height),
            pageCompression=1,
            invariant=1,
            pdfVersion=_PDF_VERSION,
            lang=language,
        )
        self._doc.info = _UndatedInfo()
        self._photos: set[str] = set()

    def write(self, code: str) -> None:
        """Add operators to the page."""
        self._code.append(code)

    def number_pages(self, starts: Sequence[tuple[int, str]]) -> None:
        """Write the page labels: from which page on (counted from 0), ``roman`` or ``arabic``."""
        labels = pdfdoc.PDFPageLabels()
        for page, manner in starts:
            labels.addPageLabel(page, pdfdoc.PDFPageLabel(_MANNERS[manner]))
        self._doc.Catalog.PageLabels = labels

    def show_photo(self, photo: Photo) -> str:
        """Return the name under which the page shows a picture; equal ones are stored once."""
        digest = hashlib.sha256(photo.data).hexdigest()[:32]
        if digest not in self._photos:
            self._photos.add(digest)
            head = (
                f"/Type /XObject /Subtype /Image /Width {photo.width} /Height {photo.height}"
                f" /ColorSpace /{photo.colours} /BitsPerComponent 8 /Filter /DCTDecode"
            )
            self._doc.Reference(_Packed(head, photo.data), pdfdoc.xObjectName(digest))
        self._formsinuse.append(digest)
        return str(pdfdoc.xObjectName(digest))

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page: packed at once, so that a thick pack stays small until it is saved.

        What the page shows goes into the file's identity (ISO 32000-1, 14.4).
        """
        code = "\n".join(self._code).encode("ascii")
        self._doc.updateSignature(code)
        self._code.clear()
        pages = self._doc.Pages.pages
        super().showPage()
        pages[-1].Contents = _Packed("/Filter /FlateDecode", zlib.compress(code, _EFFORT))

    def save(self) -> bytes:
        """Return the document."""
        data: bytes = self._doc.GetPDFData(self)
        return data

    def _make_preamble(self) -> None:
        """Begin pages with nothing: stock selects Helvetica on each, which is not embedded."""
        self._preamble = ""


class _Packed(pdfdoc.PDFObject):  # type: ignore[misc]
    """A stream as the file holds it; its bytes are let go of when they are written."""

    __RefOnly__ = 1  # ReportLab's mark of what must be an object of its own

    def __init__(self, head: str, data: bytes) -> None:
        self._head, self._data = head, data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        del document
        data, self._data = self._data, b""
        head = f"<< {self._head} /Length {len(data)} >>\nstream\n".encode("ascii")
        return b"".join((head, data, b"\nendstream\n"))


class _UndatedInfo(pdfdoc.PDFInfo):  # type: ignore[misc]
    """Document information without dates: a pack reprints byte for byte, and none is invented."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        entries = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": self.keywords,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        known = {name: pdfdoc.PDFString(text) for name, text in entries.items() if text}
        written: bytes = pdfdoc.PDFDictionary(known).format(document)
        return written


def _settle_reportlab() -> None:
    """Set what ReportLab keeps for the whole process, whatever a settings file of its says.

    Nothing may evaluate colours or fetch files named in a text, and streams are stored as bytes:
    stock writes them as ASCII, a quarter longer, for systems that have long gone.
    """
    rl_config.toColorCanUse = None
    rl_config.trustedHosts = None
    rl_config.useA85 = 0
