"""Faces: who prints what, and what happens to characters nobody has."""

from pathlib import Path

import pytest

from casearchive.printing.faces import fontfiles, fonts
from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.faces.fonts import AFontIsMissing, resolve_fonts
from casearchive.printing.faces.opentype import FontFile, OpenTypeFont, may_serve
from casearchive.printing.setting.text import LATIN_QUOTES, LONG_DASH, MISSING_MARK
from tests.printing import samples


def test_every_role_has_a_face_and_a_reason() -> None:
    found = samples.fonts()
    assert set(found.faces) == set(Role)
    assert len(found.report) == len(Role)
    assert any("代替" in line for line in found.report)  # 楷体 comes with no package


def test_the_users_own_file_is_taken_first() -> None:
    sans = fontfiles.packaged_faces(Role.HEI)[0].file.path
    found = resolve_fonts({Role.SONG: sans}, use_system=False)
    assert found.faces[Role.SONG].file.path == sans


def test_a_file_that_is_not_there_is_passed_over() -> None:
    found = resolve_fonts({Role.SONG: Path("no such font.otf")}, use_system=False)
    assert found.faces[Role.SONG].is_cff


def test_a_face_that_forbids_embedding_is_passed_over(tmp_path: Path) -> None:
    forbidden = tmp_path / "forbidden.otf"
    forbidden.write_bytes(with_fs_type(fontfiles.packaged_faces(Role.SONG)[0].file.path, 0x0002))
    assert not may_serve(FontFile(forbidden))
    found = resolve_fonts({Role.SONG: forbidden}, use_system=False)
    assert found.faces[Role.SONG].file.path != forbidden


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"OTTO no font at all")
    found = resolve_fonts({Role.SONG: broken}, use_system=False)
    assert found.faces[Role.SONG].file.path != broken


def with_fs_type(path: Path, kind: int) -> bytes:
    """Return a font file with other licence bits (OS/2 table, offset 8)."""
    data = bytearray(path.read_bytes())
    for number in range(int.from_bytes(data[4:6], "big")):
        record = 12 + 16 * number
        if data[record : record + 4] == b"OS/2":
            offset = int.from_bytes(data[record + 8 : record + 12], "big")
            data[offset + 8 : offset + 10] = kind.to_bytes(2, "big")
    return bytes(data)


def test_without_any_face_the_error_names_the_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "packaged_faces", lambda role: ())
    with pytest.raises(AFontIsMissing, match="宋体"):
        resolve_fonts(use_system=False)


def test_a_rare_character_is_taken_from_another_face() -> None:
    missing: set[str] = set()
    parts = samples.fonts().segments("账本שלום한글", Role.SONG, missing)
    assert "".join(text for text, _ in parts) == "账本שלום한글"
    assert len({font.name for _, font in parts}) == 3
    assert missing == set()


def test_a_character_nobody_has_becomes_a_mark_and_is_named() -> None:
    missing: set[str] = set()
    parts = samples.fonts().segments("账\ue123本\ud800", Role.SONG, missing)
    assert "".join(text for text, _ in parts) == f"账{MISSING_MARK}本{MISSING_MARK}"
    assert missing == {"\ue123", "\ud800"}


def test_missing_characters_are_known_before_printing() -> None:
    assert samples.fonts().missing(["账本", "\ue123ab\x00", "한"]) == ("\ue123",)


def test_a_variable_face_is_pinned_at_its_weight() -> None:
    found = samples.fonts().faces
    regular, bold = found[Role.HEI], found[Role.HEI_BOLD]
    assert regular.file.path == bold.file.path
    assert regular.subset([regular.glyph_id["账"]]) != bold.subset([bold.glyph_id["账"]])
    assert regular.width("ABC", 10) < bold.width("ABC", 10)


@pytest.mark.parametrize("role", [Role.SONG, Role.HEI])
def test_marks_that_need_another_glyph_have_one(role: Role) -> None:
    font: OpenTypeFont = samples.fonts().faces[role]
    assert font.has_long_dash
    assert font.advance[LONG_DASH] == pytest.approx(2000)
    for quote, stand_in in LATIN_QUOTES.items():
        assert 0 < font.advance[stand_in] < font.advance[quote]


def test_letters_of_other_scripts_are_asked_of_the_system_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sans = fontfiles.packaged_faces(Role.HEI)[0]
    monkeypatch.setattr(fonts, "system_fallbacks", lambda: iter((sans,)))
    assert resolve_fonts(use_system=True).others[-1] == sans
    assert sans not in resolve_fonts(use_system=False).others


def test_bold_letters_from_the_right_are_bold() -> None:
    found = samples.fonts()
    ((_, plain_face),) = found.segments("كەنت", Role.SONG, set())
    ((_, bold_face),) = found.segments("كەنت", Role.HEI_BOLD, set())
    assert (plain_face.name, bold_face.name) == ("NotoSansArabic-Regular", "NotoSansArabic-Bold")
    assert bold_face.width("ك", 10) != plain_face.width("ك", 10)
