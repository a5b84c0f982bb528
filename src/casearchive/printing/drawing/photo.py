"""A stranger's picture file to the JPEG a page shows: checked, turned, stripped, cut to print size.

The size is read before anything is decoded. What the file tells of camera, place and people
(EXIF, XMP, comments) never reaches a page.
"""

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from casearchive.i18n import _
from casearchive.printing.blocks import Picture

MOST_PIXELS = 80_000_000  # of a file that is decoded at all
MOST_BYTES = 200 * 1024**2  # of a file that is read at all
RESOLUTION = 250  # pixels an inch in print
QUALITY = 82
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "MPO")
_TURNED = frozenset({5, 6, 7, 8})  # EXIF orientations that change width for height
_ORIENTATION = 0x0112  # EXIF tag
_KEPT_AS_IS = 1.3  # times the pixels print needs: not worth another loss
_COLOURS = {"L": "DeviceGray", "RGB": "DeviceRGB"}
_SHA256_DIGITS = 64
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # in a scan: no stuffing, no restart


class PictureCannotBeShown(Exception):
    """A picture file is gone, damaged, too large or another one; the message is for readers."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG stream, its pixels and its PDF colour space."""

    data: bytes
    width: int
    height: int
    colours: str


def pixels_of(picture: Picture) -> tuple[int, int]:
    """Return the upright width and height of a picture from its file's head alone.

    Raises :class:`PictureCannotBeShown`.
    """
    path = Path(picture.path)
    with told_to_readers():
        if path.stat().st_size > MOST_BYTES:
            raise PictureCannotBeShown(_("文件过大"))
        with opened(path) as image:
            return _upright(image)


def photo_of(picture: Picture, width: float) -> Photo:
    """Return a picture to be printed `width` points wide. Raises :class:`PictureCannotBeShown`."""
    with told_to_readers():
        data = Path(picture.path).read_bytes()
        wanted = picture.sha256.lower()
        if len(wanted) == _SHA256_DIGITS and hashlib.sha256(data).hexdigest() != wanted:
            raise PictureCannotBeShown(_("文件与入库时不同"))
        with opened(io.BytesIO(data)) as image:
            wide, high = _upright(image)
            needed = max(1, round(width / 72 * RESOLUTION))
            if wide <= needed * _KEPT_AS_IS and _may_stay(image):
                return Photo(_stripped(data), wide, high, _COLOURS[image.mode])
            return _remade(image, wide, high, min(1.0, needed / wide))


def _remade(image: Image.Image, wide: int, high: int, share: float) -> Photo:
    """Return a picture decoded, upright, on white where it was clear, and cut down to size."""
    image.draft("RGB", tuple(round(side * share) for side in image.size))  # type: ignore[arg-type]
    upright = ImageOps.exif_transpose(image)
    size = max(1, round(wide * share)), max(1, round(high * share))
    if upright.has_transparency_data:
        ground = Image.new("RGBA", upright.size, "white")
        ground.alpha_composite(upright.convert("RGBA"))
        upright = ground
    upright = upright.convert("L" if upright.mode in ("1", "L") else "RGB")
    if upright.size != size:
        upright = upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=QUALITY)
    return Photo(written.getvalue(), *size, _COLOURS[upright.mode])


def opened(source: Path | io.BytesIO) -> Image.Image:
    """Open a picture, nothing decoded yet."""
    image = Image.open(source, formats=_FORMATS)
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise PictureCannotBeShown(_("像素过多"))
    return image


def _upright(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    turned = image.getexif().get(_ORIENTATION) in _TURNED
    return (height, width) if turned else (width, height)


def _may_stay(image: Image.Image) -> bool:
    """Tell whether a JPEG can go into the document as it is, but for what it tells of itself."""
    plain = image.format == "JPEG" and image.mode in _COLOURS
    return plain and image.getexif().get(_ORIENTATION, 1) == 1 and "adobe" not in image.info


def _stripped(data: bytes) -> bytes:
    """Return a JPEG without its application segments and comments (ITU-T T.81, B.1.1).

    What lies behind the end of the picture, another picture perhaps, goes too. A file that breaks
    off before its end is damaged.
    """
    kept = [b"\xff\xd8"]
    at = 2
    while data[at : at + 1] == b"\xff":
        marker = data[at + 1] if at + 1 < len(data) else 0
        if marker == 0xD9:
            return b"".join((*kept, b"\xff\xd9"))
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:  # a scan: coded picture up to the next marker
            found = _MARKER.search(data, stop)
            stop = found.start() if found else len(data)
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(data[at:stop])
        at = stop
    raise PictureCannotBeShown(_("文件已损坏"))


@contextmanager
def told_to_readers() -> Iterator[None]:
    """Turn whatever a damaged or hostile file raises into a sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pixels and broken EXIF: judged here
            yield
    except PictureCannotBeShown:
        raise
    except Image.DecompressionBombError as error:
        raise PictureCannotBeShown(_("像素过多")) from error
    except FileNotFoundError as error:
        raise PictureCannotBeShown(_("文件不在")) from error
    except OSError as error:
        raise PictureCannotBeShown(_("文件读不出")) from error
    except Exception as error:  # decoders of strangers' files raise anything
        raise PictureCannotBeShown(_("文件已损坏")) from error
