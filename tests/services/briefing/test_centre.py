"""This centre's name and logo: kept safely, on the covers of new packs, in every kind of file."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from casearchive.services.archive import Archive
from casearchive.services.briefing.centre import MAX_NAME, drop_logo, name_centre, read_centre
from casearchive.services.briefing.exporting import export_cases, export_pack
from casearchive.services.briefing.packs import create_pack, read_pack
from casearchive.services.printing.logos import LogoCannotBeUsed, choose_logo
from casearchive.settings import Settings
from casearchive.storage.attachments import stored_file


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A red mark on clear ground, with a place in its EXIF."""
    path = tmp_path / "标志.png"
    image = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    image.paste((200, 30, 30, 255), (100, 50, 800, 250))
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    image.save(path, exif=exif)
    return path


def test_new_packs_carry_name_and_logo(sample: Archive, picture: Path) -> None:
    settings = sample.settings
    name_centre(settings, "  某县\n委党校 ")
    choose_logo(settings, picture)
    picture.unlink()
    pack = create_pack(sample, "封面", ["AL-2023-001"])
    options = read_pack(sample, pack).options
    assert options["centre"] == "某县 委党校"
    kept = stored_file(sample.files, options["logo"]).read_bytes()
    assert b"secret place" not in kept
    assert kept == settings.logo.read_bytes()
    drop_logo(settings)
    name_centre(settings, "")
    assert read_pack(sample, create_pack(sample, "没有", [])).options == {}
    assert stored_file(sample.files, options["logo"]).is_file(), "the old pack keeps its own"


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx", "html"])
def test_it_is_in_every_kind_of_file(
    sample: Archive, picture: Path, tmp_path: Path, kind: str
) -> None:
    def size(name: str) -> int:
        create_pack(sample, name, ["AL-2023-001"])
        return len(export_pack(sample, name, tmp_path / f"{name}.{kind}").data)

    without = size("没有")
    choose_logo(sample.settings, picture)
    with_logo = size("有了")
    if kind in ("docx", "pptx"):
        with zipfile.ZipFile(tmp_path / f"有了.{kind}") as package:
            assert any("media/" in name for name in package.namelist())
    assert with_logo > without + 500


def test_cases_printed_without_a_pack_have_them_on_their_cover_too(
    sample: Archive, picture: Path, tmp_path: Path
) -> None:
    codes = ["AL-2023-001", "AL-2023-002"]
    bare = export_cases(sample, codes, tmp_path / "没有.html").data.decode()
    name_centre(sample.settings, "某县委党校")
    choose_logo(sample.settings, picture)
    whole = export_cases(sample, codes, tmp_path / "有了.html").data.decode()
    assert ("某县委党校" in bare, 'class="logo"' in bare) == (False, False)
    assert ("某县委党校" in whole, 'class="logo"' in whole) == (True, True)
    assert list(sample.files.rglob("*")) == [], "nothing is kept for a pack that is none"


def test_a_large_or_turned_picture_is_cut_and_set_upright(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "大.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    Image.new("RGB", (3000, 1500), "white").save(path, exif=exif)
    logo = choose_logo(settings, path).logo
    assert logo is not None
    with Image.open(logo) as kept:
        assert (kept.format, kept.size) == ("PNG", (600, 1200))


def wild(tmp_path: Path) -> list[Path]:
    bomb = io.BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    whole = io.BytesIO()
    Image.new("RGB", (200, 200), "red").save(whole, "PNG")
    contents = {
        "网页.png": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "空.png": b"",
        "太多像素.png": bomb.getvalue(),
        "断了.png": whole.getvalue()[:-40],
        "程序.jpg": b"MZ" + bytes(500),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "文件夹.png").mkdir()
    return [tmp_path / name for name in (*contents, "文件夹.png", "没有.png")]


def test_what_is_no_picture_is_refused_in_a_sentence(settings: Settings, tmp_path: Path) -> None:
    for path in wild(tmp_path):
        with pytest.raises(LogoCannotBeUsed, match=r"不能用作封面标志：.+。请另选"):
            choose_logo(settings, path)
    assert read_centre(settings).logo is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"name": 3}', b"{" * 100_000])
def test_a_damaged_file_names_no_centre(settings: Settings, content: bytes) -> None:
    settings.config.mkdir(parents=True)
    settings.centre.write_bytes(content)
    assert read_centre(settings).name == ""
    name_centre(settings, "长" * 5000)
    assert len(read_centre(settings).name) == MAX_NAME
