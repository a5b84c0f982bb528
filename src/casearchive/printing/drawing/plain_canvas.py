"""ReportLab's canvas without its habits: no font of its own, no made-up date, nothing evaluated."""

import hashlib
import io
from collections.abc import Sequence

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from casearchive.printing.drawing.photo import Photo

_PDF_VERSION = (1, 7)
_MANNERS = {
    "roman": "ROMAN_LOWER",
    "arabic": "ARABIC",
}  # as ReportLab names them


class PlainCanvas(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """A canvas whose file depends on what is drawn alone: no time, no version, no machine."""

    def __init__(self, file: io.BytesIO, width: float, height: float, language: str) -> None:
        _settle_reportlab()
        super().__init__(
            file,
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
            stream = pdfdoc.PDFStream(content=photo.data)
            stream.dictionary = pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("XObject"),
                    "Subtype": pdfdoc.PDFName("Image"),
                    "Width": photo.width,
                    "Height": photo.height,
                    "ColorSpace": pdfdoc.PDFName(photo.colours),
                    "BitsPerComponent": 8,
                    "Filter": pdfdoc.PDFName("DCTDecode"),
                }
            )
            self._doc.Reference(stream, pdfdoc.xObjectName(digest))
        self._formsinuse.append(digest)
        return str(pdfdoc.xObjectName(digest))

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page; what it shows goes into the file's identity (ISO 32000-1, 14.4)."""
        self._doc.updateSignature("\n".join(self._code))
        super().showPage()

    def _make_preamble(self) -> None:
        """Begin pages with nothing: stock selects Helvetica on each, which is not embedded."""
        self._preamble = ""


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
