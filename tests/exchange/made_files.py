"""Files as people attach them, and as nobody should: made here, byte by byte or by libraries."""

import io
import zipfile
from pathlib import Path

import docx
import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

LINE = 26  # pixels between two lines of a made page


def make_docx(
    path: Path, *paragraphs: str, header: str = "", rows: list[list[str]] | None = None
) -> Path:
    """Write a Word document."""
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def make_docx_of(path: Path, body: str, **parts: str) -> Path:
    """Write a package whose document has this WordprocessingML as its body."""
    space = "http://schemas.openxmlformats.org"
    main = (
        f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    relation = f"{space}/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{space}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        package.writestr("word/document.xml", parts.get("main", main))
    return path


def make_pdf(path: Path, *pages: list[str]) -> Path:
    """Write a PDF of Chinese lines."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    for lines in pages:
        canvas.setFont("STSong-Light", 14)
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - LINE * number, line)
        canvas.showPage()
    canvas.save()
    return path


def make_scan(path: Path) -> Path:
    """Write a PDF that is only a picture."""
    canvas = Canvas(str(path))
    picture = io.BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    picture.seek(0)
    canvas.drawImage(ImageReader(picture), 0, 0)
    canvas.showPage()
    canvas.save()
    return path


def protect_pdf(path: Path) -> Path:
    """Lock a PDF with a password."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="甲", user="乙"))
    return path


def make_bomb(path: Path, size: int) -> Path:
    """Write a small package whose document unpacks to `size` bytes."""
    return make_docx_of(path, "", main="<w:document>" + " " * size + "</w:document>")
