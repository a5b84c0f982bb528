"""What kinds of file are known by their ending: these, and no others, are opened by a click.

They are documents, pictures and sound: nothing that runs or is made to hold programs.
"""

from __future__ import annotations

from casearchive.i18n import _

_STEPS = ("B", "KB", "MB", "GB")  # of 1,024, as file managers of Windows count
_UNKNOWN = "application/octet-stream"
_MEDIA_TYPES = {
    "bmp": "image/bmp",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "md": "text/markdown",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "wav": "audio/wav",
    "webp": "image/webp",
    "wps": "application/vnd.ms-works",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def media_type_of(name: str) -> str:
    """Return the media type (IANA) of a file of this name."""
    return _MEDIA_TYPES.get(ending_of(name), _UNKNOWN)


def may_open(name: str) -> bool:
    """Say whether a file of this name may be handed to another program by a click."""
    return ending_of(name) in _MEDIA_TYPES


def ending_of(name: str) -> str:
    """Return what stands after the last dot, in small letters; empty where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_and_size(name: str, size: int) -> str:
    """Return what a line says of a file, e.g. ``PDF · 1.2 MB``; `size` in bytes."""
    amount, step = float(size), 0
    while amount >= 1024 and step < len(_STEPS) - 1:
        amount, step = amount / 1024, step + 1
    digits = 1 if step and amount < 10 else 0
    kind = ending_of(name).upper()
    shown = f"{amount:.{digits}f} {_STEPS[step]}"
    return f"{kind} · {shown}" if may_open(name) else shown


def file_section(name: str) -> str:
    """Return what a search's result calls the text of an attached file, in the reader's words."""
    return _("附件：{name}").format(name=name)
