"""Strangers' picture files: checked before they are decoded, turned, stripped, cut to size."""

import hashlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from casearchive.printing.blocks import Picture
from casearchive.printing.drawing.photo import PictureCannotBeShown, photo_of, pixels_of

PLACE = "N 43.8 E 87.6 somebody's yard"
TURN_RIGHT = 6  # EXIF orientation


def picture(path: Path, sha256: str = "") -> Picture:
    return Picture(str(path), sha256, "晒场")


def saved(folder: Path, name: str, size: tuple[int, int], orientation: int = 1) -> Path:
    image = Image.new("RGB", size, "#406080")
    image.paste("#F0E0A0", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE  # a description
    path = folder / name
    image.save(path, exif=exif, quality=85)
    return path


def test_what_a_photo_tells_of_itself_never_reaches_the_page(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", (800, 600))
    assert PLACE.encode() in path.read_bytes()
    photo = photo_of(picture(path), 300)
    assert PLACE.encode() not in photo.data
    assert b"Exif" not in photo.data
    assert Image.open(io.BytesIO(photo.data)).size == (photo.width, photo.height) == (800, 600)


def test_pictures_behind_the_picture_are_cut_off(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", (400, 300))
    path.write_bytes(path.read_bytes() + saved(tmp_path, "b.jpg", (40, 30)).read_bytes())
    photo = photo_of(picture(path), 300)
    assert photo.data.count(b"\xff\xd9") == 1
    assert PLACE.encode() not in photo.data


def test_a_turned_photo_stands_upright(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", (800, 600), TURN_RIGHT)
    assert pixels_of(picture(path)) == (600, 800)
    photo = photo_of(picture(path), 300)
    upright = Image.open(io.BytesIO(photo.data))
    assert upright.size == (600, 800)
    pixel = upright.convert("RGB").getpixel((590, 10))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200  # the pale corner went from the left to the right


def test_a_large_photo_is_cut_to_what_print_needs(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", (5_000, 4_000))
    photo = photo_of(picture(path), 288)  # four inches
    assert (photo.width, photo.height) == (1_000, 800)


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA", "1", "CMYK", "I;16"])
def test_every_kind_of_picture_becomes_a_jpeg(mode: str, tmp_path: Path) -> None:
    path = tmp_path / ("a.tif" if mode in ("CMYK", "I;16") else "a.png")
    Image.new(mode, (60, 40)).save(path)
    photo = photo_of(picture(path), 300)
    assert Image.open(io.BytesIO(photo.data)).format == "JPEG"


def test_what_is_clear_turns_white(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(path)
    shown = Image.open(io.BytesIO(photo_of(picture(path), 300).data)).convert("L")
    assert shown.getextrema() == (255, 255)


def huge_png(folder: Path, side: int) -> Path:
    """Return a file of a few bytes that says it is `side` by `side` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = b"\x89PNG\r\n\x1a\n"
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        checked = name + data
        chunks += struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
    path = folder / f"huge-{side}.png"
    path.write_bytes(chunks)
    return path


@pytest.mark.parametrize("side", [9_500, 60_000])
def test_too_many_pixels_are_refused_unread(side: int, tmp_path: Path) -> None:
    with pytest.raises(PictureCannotBeShown, match="像素过多"):
        pixels_of(picture(huge_png(tmp_path, side)))


def test_damage_is_told(tmp_path: Path) -> None:
    whole = saved(tmp_path, "a.jpg", (900, 900)).read_bytes()
    for number, data in enumerate((b"", b"no picture", whole[:40], whole[: len(whole) // 2])):
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(data)
        with pytest.raises(PictureCannotBeShown):
            photo_of(picture(path), 300)


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(PictureCannotBeShown, match="不在"):
        pixels_of(picture(tmp_path / "none.jpg"))
    with pytest.raises(PictureCannotBeShown):
        pixels_of(picture(tmp_path))


def test_another_file_than_the_one_stored_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", (80, 60))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert photo_of(picture(path, digest), 300)
    with pytest.raises(PictureCannotBeShown, match="入库"):
        photo_of(picture(path, "0" * 64), 300)
