"""Office files are zip packages: the same content in, the same bytes out, whoever wrote them.

The libraries put the present moment into file entries and properties; two exports of one pack
would never be equal. A package is written once more with fixed dates and our own properties.
"""

import io
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first a zip file can tell
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROPERTIES = "docProps/core.xml"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    "<dc:subject>{subject}</dc:subject><cp:keywords>{keywords}</cp:keywords>"
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself; `language` is a BCP 47 tag."""

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = "zh-CN"


def xml_text(text: str) -> str:
    """Return `text` with what XML 1.0 cannot carry shown as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def settled(data: bytes, about: About) -> bytes:
    """Return the package with fixed dates and with `about` for its properties.

    Packages inside it (the sheet behind a chart) are settled too.
    """
    result = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(result, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == _PROPERTIES:
                content = _core(about)
            elif name.endswith(".xlsx"):
                content = settled(content, About())
            entry = ZipInfo(name, _MOMENT)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, content)
    return result.getvalue()


def _core(about: About) -> bytes:
    values = {name: escape(xml_text(getattr(about, name))) for name in About.__slots__}
    return _CORE.format(**values).encode()
