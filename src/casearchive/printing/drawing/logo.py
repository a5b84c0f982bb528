"""A stranger's picture file to the small PNG that is kept as a centre's logo."""

import io
from pathlib import Path

from PIL import Image, ImageOps

from casearchive.i18n import _
from casearchive.printing.drawing.photo import PictureCannotBeShown, opened, told_to_readers

LARGEST = 1200  # pixels of the longer side: twice what a cover takes in print
MOST_BYTES = 20 * 1024**2  # of a file that is read at all
MOST_PIXELS = 24_000_000  # of a file that is decoded at all, 100 MB


def logo_png(path: Path) -> bytes:
    """Return a picture as PNG: wholly decoded, upright, clear where it was, cut down to size.

    Nothing that the file told of camera, place and people is left. Raises
    :class:`PictureCannotBeShown`.
    """
    with told_to_readers():
        if path.stat().st_size > MOST_BYTES:
            raise PictureCannotBeShown(_("文件过大"))
        with opened(path) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureCannotBeShown(_("像素过多"))
            image.draft("RGB", (LARGEST, LARGEST))
            upright = ImageOps.exif_transpose(image)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            plain.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
            bare = Image.new(plain.mode, plain.size)
            bare.paste(plain)
            written = io.BytesIO()
            bare.save(written, "PNG", optimize=True)
            return written.getvalue()
