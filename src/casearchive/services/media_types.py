"""What kinds of file are known by their ending: these, and no others, are opened by a click.

They are documents, pictures and sound: nothing that runs or is made to hold programs.
"""

from __future__ import annotations

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
