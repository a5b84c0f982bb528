"""What kind of file this is, told by its first bytes, and what to do with one we do not read.

The name only helps where the bytes say nothing (plain text) or the same for two formats.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from casearchive.exchange.reading.result import FileIsRefused
from casearchive.i18n import _

READ = ("docx", "xlsx", "pptx", "pdf", "html", "mht", "csv", "txt", "md", "photo")

_START = 4096  # bytes looked at
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.IGNORECASE)
_MHT = re.compile(
    rb"^content-type:\s*multipart/related|^mime-version:", re.IGNORECASE | re.MULTILINE
)
_OLE_PARTS = (  # the stream that tells, the kind by it, the endings WPS gives the same content
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_WPS = {"wps": "doc", "wpt": "doc", "et": "xls", "ett": "xls", "dps": "ppt", "dpt": "ppt"}
_ZIP_PARTS = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("OFD.xml", "ofd"),
    ("META-INF/container.xml", "epub"),
)
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_OTHERS = (
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\0", "database"),
    (b"ID3", "media"),
    (b"OggS", "media"),
)
_NAMED = (".docx", ".xlsx", ".pptx", ".pdf", ".jpg", ".jpeg", ".png", ".html", ".txt", ".csv")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(path: Path) -> str:
    """Return the kind of a file that is read, one of :data:`READ`.

    Raises FileIsRefused with what to do instead for every other kind, and OSError.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    if not start:
        raise FileIsRefused(path, _("是空文件。"))
    kind = _by_bytes(path, start)
    if kind in READ:
        return kind
    ending = path.suffix.lower()
    if kind == "binary" and ending in _NAMED:
        text = _("名字以 {ending} 结尾，里面却不是这样的文件：可能损坏了，或没有传完。请重新取得。")
        raise FileIsRefused(path, text.format(ending=ending))
    raise FileIsRefused(path, _advice(kind))


def _by_bytes(path: Path, start: bytes) -> str:
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        return _zipped(path)
    if start.startswith(_OLE):
        return _compound(path)
    if start.startswith(_PHOTOS) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        return "photo"
    if start[4:8] == b"ftyp":
        return "heic" if start[8:11] in (b"hei", b"mif", b"avi") else "media"
    if start[:4] == b"RIFF":
        return "media"
    for mark, kind in _OTHERS:
        if start.startswith(mark):
            return kind
    return _textual(path, start)


def _textual(path: Path, start: bytes) -> str:
    ending = path.suffix.lower().lstrip(".")
    if b"\0" in start and not start.startswith(_UTF_16):
        return "binary"
    head = start.replace(b"\0", b"")
    if ending in ("mht", "mhtml", "eml") or (_MHT.search(head) and b"boundary=" in head):
        return "mht"
    if _HTML.search(head) or ending in ("html", "htm", "xhtml"):
        return "html"
    return {"csv": "csv", "tsv": "csv", "md": "md", "markdown": "md"}.get(ending, "txt")


def _zipped(path: Path) -> str:
    if path.suffix.lower() == ".casepack":
        return "package"
    try:
        with zipfile.ZipFile(path) as file:
            names = file.namelist()
            if "mimetype" in names:
                with file.open("mimetype") as part:
                    kind = part.read(100).decode("ascii", "replace").rpartition(".")[2]
                return _ODF.get(kind, "epub")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise FileIsRefused(path, _("已损坏或不完整，打不开。请重新取得这个文件。")) from error
    for start, kind in _ZIP_PARTS:
        if any(name.startswith(start) for name in names):
            return kind
    return "archive"


def _compound(path: Path) -> str:
    """Tell the old binary formats apart; their directory names the streams in UTF-16."""
    ending = path.suffix.lower().lstrip(".")
    with path.open("rb") as file:
        content = file.read(64 << 20)
    for stream, kind in _OLE_PARTS:
        if stream.encode("utf-16-le") in content:
            return ending if _WPS.get(ending) == kind else kind
    return ending if ending in _WPS else "ole"


def _advice(kind: str) -> str:
    """Return what a file of a kind we do not read is, and how it becomes one we read."""
    to = {
        "doc": (_("旧版 Word 文档（.doc）"), ".docx"),
        "wps": (_("WPS 文字文档（.wps）"), ".docx"),
        "wpt": (_("WPS 文字模板（.wpt）"), ".docx"),
        "xls": (_("旧版 Excel 表格（.xls）"), ".xlsx"),
        "et": (_("WPS 表格（.et）"), ".xlsx"),
        "ett": (_("WPS 表格模板（.ett）"), ".xlsx"),
        "ppt": (_("旧版 PowerPoint 演示（.ppt）"), ".pptx"),
        "dps": (_("WPS 演示（.dps）"), ".pptx"),
        "dpt": (_("WPS 演示模板（.dpt）"), ".pptx"),
        "odt": (_("OpenDocument 文档（.odt）"), ".docx"),
        "ods": (_("OpenDocument 表格（.ods）"), ".xlsx"),
        "odp": (_("OpenDocument 演示（.odp）"), ".pptx"),
        "rtf": (_("RTF 文档（.rtf）"), ".docx"),
        "epub": (_("电子书（.epub）"), ".docx"),
        "heic": (_("苹果手机照片（HEIC）"), ".jpg"),
    }
    if kind in to:
        name, ending = to[kind]
        text = _("是{format}，读不了。请用 Word、WPS 或 LibreOffice 另存为 {ending} 再导入。")
        if kind == "heic":
            text = _("是{format}，读不了。请在手机或看图软件里另存为 {ending} 再导入。")
        return text.format(format=name, ending=ending)
    others = {
        "locked": _("有打开密码。请用 Word 或 WPS 打开，去掉密码另存后再导入。"),
        "ofd": _("是 OFD 版式文件，读不了。请用 OFD 阅读器打印成 PDF，或复制文字粘贴进来。"),
        "package": _(
            "是交换包，不在这里导入。请用“打开交换包…”"
            "（命令 casearchive package look）查看，再合并（package merge）。"
        ),
        "archive": _("是压缩包。请先解压，再导入里面的文件或文件夹。"),
        "media": _("是音频或视频，不能导入；可以作为案例的附件添加。"),
        "program": _("是程序，不是文档，没有导入。"),
        "database": _("是数据库文件；如果是案例档案，请用“打开档案”。"),
        "ole": _("是读不了的旧格式。请用原来的软件另存为 .docx、.xlsx 或 .pdf。"),
    }
    unknown = _("不是认得的格式（可以导入 {kinds}）。")
    kinds = ".docx .txt .html .mht .pdf .xlsx .csv .pptx .jpg .png .json"
    return others.get(kind) or unknown.format(kinds=kinds)
