"""Pictures out of strangers' files: measured before anything decodes them, kept without EXIF.

JPEG and PNG are not decoded at all: the segments that may tell where and by whom a photo was taken
are left out, the picture itself stays byte for byte (JPEG: ITU-T T.81, annex B; EXIF: CIPA DC-008;
PNG: ISO/IEC 15948). Other formats are decoded and written as PNG.
"""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from PIL import Image, UnidentifiedImageError

from casearchive.exchange.reading.result import ReadPicture
from casearchive.i18n import _

MOST_PIXELS = 50_000_000  # 150 MB decoded; what window and print can still show
_MOST_DECODED = 20_000_000  # of formats that have to be decoded here
_MOST_BYTES = 50_000_000
_ORIENTATION = 0x0112
_EXIF = b"Exif\0\0"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"),
        *(b"sBIT", b"bKGD", b"pHYs", b"cICP"),
    )
)
_JPEG_KEPT = (0xE0, 0xE2, 0xEE)  # JFIF, colour profile, Adobe's: how to show it; no comments
_CONVERTED = ("GIF", "BMP", "TIFF", "WEBP")


class PictureIsRefused(ValueError):
    """A picture is not kept; the argument says why, to follow its name."""


class PictureStore:
    """Keeps pictures in a scratch folder under their SHA-256, up to a number and a size."""

    def __init__(self, scratch: Path, *, most: int = 500, most_bytes: int = 200_000_000) -> None:
        self._scratch = scratch
        self._left = most
        self._room = most_bytes
        self.refused = 0  # pictures that could not be brought along

    def keep(self, data: bytes, name: str, caption: str = "") -> ReadPicture | None:
        """Return the picture as it may be kept; None, counted, for one that may not."""
        try:
            return self.keep_or_refuse(data, name, caption)
        except PictureIsRefused:
            self.refused += 1
            return None

    def keep_or_refuse(self, data: bytes, name: str, caption: str = "") -> ReadPicture:
        """Return the picture as it may be kept. Raises PictureIsRefused."""
        clean, media_type = cleaned(data)
        self._left -= 1
        self._room -= len(clean)
        if self._left < 0 or self._room < 0:
            raise PictureIsRefused(_("图片太多，没有全部保存。"))
        sha256 = hashlib.sha256(clean).hexdigest()
        (self._scratch / sha256).write_bytes(clean)
        ending = ".jpg" if media_type == "image/jpeg" else ".png"
        stem = Path(name.replace("\\", "/")).stem or "image"
        return ReadPicture(uuid4().hex, sha256, f"{stem}{ending}", media_type, len(clean), caption)

    def notes(self) -> tuple[str, ...]:
        """Return a sentence on the pictures that were left out, if any."""
        if not self.refused:
            return ()
        text = _("有 {count} 张图片的格式或大小不能显示，没有放进正文；原文件里都在。")
        return (text.format(count=self.refused),)


def cleaned(data: bytes) -> tuple[bytes, str]:
    """Return a picture without what it tells of people and places, and its media type.

    Raises PictureIsRefused.
    """
    if len(data) > _MOST_BYTES:
        raise PictureIsRefused(_("图片超过 50 MB，请先缩小。"))
    kind, pixels, orientation = _measured(data)
    most = MOST_PIXELS if kind in ("JPEG", "PNG") else _MOST_DECODED
    if pixels > most:
        text = _("有 {pixels} 万像素，超过 {most} 万，请先缩小。")
        raise PictureIsRefused(text.format(pixels=pixels // 10_000, most=most // 10_000))
    try:
        if kind == "JPEG":
            return b"".join(_jpeg_parts(data, orientation)), "image/jpeg"
        if kind == "PNG":
            return _png(data), "image/png"
        if kind in _CONVERTED:
            return _as_png(data), "image/png"
    except (struct.error, IndexError, OSError, ValueError, SyntaxError) as error:
        raise PictureIsRefused(_("图片不完整或已损坏。")) from error
    raise PictureIsRefused(_("这种图片不能显示，请另存为 .jpg 或 .png。"))


def _measured(data: bytes) -> tuple[str, int, int]:
    """Return format, number of pixels and orientation, read off the head without decoding."""
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, told in our words
    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind = picture.format or ""
            width, height = picture.size
            orientation = int(picture.getexif().get(_ORIENTATION, 1)) if kind == "JPEG" else 1
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error) as error:
        raise PictureIsRefused(_("图片不完整或已损坏。")) from error
    except (TypeError, KeyError, OverflowError):  # a broken EXIF block; the picture may be sound
        return "JPEG", 0, 1
    return kind, width * height, orientation if orientation in range(1, 9) else 1


def _jpeg_parts(data: bytes, orientation: int) -> Iterator[bytes]:
    """Yield the segments that show the picture; how it stands is kept, alone of all EXIF."""
    if data.rstrip(b"\0")[-2:] != b"\xff\xd9" and b"\xff\xd9" not in data[-4096:]:
        raise ValueError("no end of image")
    yield data[:2]
    if orientation != 1:
        yield _orientation_only(orientation)
    place = 2
    while True:
        while data[place] == 0xFF and data[place + 1] == 0xFF:
            place += 1
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == 0xDA:  # from here on it is the picture; what follows its end goes
            yield data[place : data.rindex(b"\xff\xd9") + 2]
            return
        length = struct.unpack(">H", data[place + 2 : place + 4])[0]
        if length < 2:
            raise ValueError("empty segment")
        if marker in _JPEG_KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            yield data[place : place + 2 + length]
        place += 2 + length


def _orientation_only(orientation: int) -> bytes:
    """Return an EXIF segment that says how the picture stands, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(_EXIF) + len(tiff) + 2) + _EXIF + tiff


def _png(data: bytes) -> bytes:
    """Return the chunks that show the picture."""
    parts = [_PNG_HEAD]
    place = len(_PNG_HEAD)
    while True:
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        end = place + 12 + length
        if end > len(data):
            raise ValueError("cut off")
        if kind in _PNG_KEPT:
            parts.append(data[place:end])
        if kind == b"IEND":
            return b"".join(parts)
        place = end


def _as_png(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        shown = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    made = io.BytesIO()
    shown.save(made, "PNG")
    return made.getvalue()
