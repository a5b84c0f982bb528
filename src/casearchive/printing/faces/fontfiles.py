"""Where faces lie: in installed packages, and among the system's fonts."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from casearchive.printing.faces.opentype import FontFile


class Role(StrEnum):
    """What a face is for."""

    SONG = "song"  # 宋体: body text
    HEI = "hei"  # 黑体: labels and table heads
    HEI_BOLD = "hei_bold"  # headings
    SONG_BOLD = "song_bold"  # bold inside body text
    KAI = "kai"  # 楷体: emphasis and quotations
    FANGSONG = "fangsong"  # 仿宋: official style


@dataclass(frozen=True)
class Face:
    """A face that may serve a role: its name in the PDF and its file."""

    name: str
    file: FontFile


# What takes over where a role has no face of its own, as Chinese print does.
STAND_INS = {
    Role.HEI_BOLD: Role.HEI,
    Role.SONG_BOLD: Role.HEI_BOLD,
    Role.KAI: Role.SONG,
    Role.FANGSONG: Role.SONG,
}

_SYSTEM_FILES = {
    Role.SONG: ("simsun.ttc", "Songti.ttc"),
    Role.HEI: ("msyh.ttc", "simhei.ttf", "STHeiti Light.ttc"),
    Role.SONG_BOLD: ("NotoSerifSC-Bold.otf", "NotoSerifSC_700Bold.ttf"),
    Role.KAI: ("LXGWWenKai-Regular.ttf", "simkai.ttf", "Kaiti.ttc"),
    Role.FANGSONG: ("simfang.ttf", "STFANGSO.ttf"),
}
_SYSTEM_FOLDERS = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts", "/System/Library/Fonts/Supplemental", "/Library/Fonts"),
    "linux": (
        "/usr/share/fonts/truetype/lxgw-wenkai",
        "/usr/share/fonts/opentype/noto",
        "/usr/share/fonts/truetype/noto",
        "/usr/local/share/fonts",
    ),
}
_LATIN_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF")


def packaged_faces(role: Role) -> tuple[Face, ...]:
    """Return the faces for `role` that come with the program."""
    match role:
        case Role.SONG:
            file = _packaged("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf")
            return (Face("NotoSerifSC-Regular", file),)
        case Role.HEI:
            return (Face("NotoSansSC-Regular", _noto_sans("SC", 400.0)),)
        case Role.HEI_BOLD:
            return (Face("NotoSansSC-Bold", _noto_sans("SC", 650.0)),)
    return ()


def packaged_fallbacks() -> tuple[Face, ...]:
    """Return the faces to ask for characters that 宋体 and 黑体 lack."""
    return (
        *(Face(f"NotoSans{s}-Regular", _noto_sans(s, 400.0)) for s in ("TC", "JP", "KR")),
        *(Face(f"NotoSans{s}-Regular", _noto_right_to_left(s)) for s in ("Arabic", "Hebrew")),
    )


def packaged_bold_fallbacks() -> tuple[Face, ...]:
    """Return the faces to ask for bold letters of scripts that 黑体 lacks."""
    scripts = ("Arabic", "Hebrew")
    return tuple(Face(f"NotoSans{s}-Bold", _noto_right_to_left(s, 650.0)) for s in scripts)


def system_faces(role: Role) -> Iterator[Face]:
    """Yield the faces for `role` where the systems are known to keep them, present or not."""
    for folder in _SYSTEM_FOLDERS.get(sys.platform, ()):
        for name in _SYSTEM_FILES.get(role, ()):
            path = Path(folder, name)
            yield Face(path.stem, FontFile(path))


def system_fallbacks() -> Iterator[Face]:
    """Yield the system's faces to ask for letters that no packaged face has: Cyrillic Ққ, Ңң."""
    for folder in (*_SYSTEM_FOLDERS.get(sys.platform, ()), *_LATIN_FOLDERS):
        for name in ("DejaVuSerif.ttf", "times.ttf", "Times New Roman.ttf", "DejaVuSans.ttf"):
            path = Path(folder, name)
            yield Face(path.stem.replace(" ", ""), FontFile(path))


def existing(faces: Iterable[Face]) -> Iterator[Face]:
    """Yield the faces whose files are there."""
    return (face for face in faces if face.file.path.is_file())


def _packaged(package: str, *parts: str, **axes: float) -> FontFile:
    try:
        folder = files(package)
    except ModuleNotFoundError:
        return FontFile(Path(package, *parts))  # is not there: the next candidate is asked
    return FontFile(Path(str(folder.joinpath(*parts))), axes=tuple(sorted(axes.items())))


def _noto_sans(script: str, weight: float) -> FontFile:
    folder, name = f"notosans{script.lower()}", f"NotoSans{script}[wght].ttf"
    return _packaged("justmytype_intl_cjk", "fonts", "ofl", folder, name, wght=weight)


def _noto_right_to_left(script: str, weight: float = 400.0) -> FontFile:
    folder, name = f"notosans{script.lower()}", f"NotoSans{script}[wdth,wght].ttf"
    return _packaged("justmytype_intl_rtl", "fonts", "ofl", folder, name, wdth=100.0, wght=weight)
