"""ReportLab's canvas without its habits: no font of its own, no made-up date, nothing evaluated."""

import io

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

_PDF_VERSION = (1, 7)


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

    def write(self, code: str) -> None:
        """Add operators to the page."""
        self._code.append(code)

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
