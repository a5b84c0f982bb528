"""The faces of the window: one Chinese sans with a true bold, one serif for titles.

Both come from installed packages, so that every computer shows the same letters. Where they are
missing, the system's own faces serve. The sans is a variable font: Qt lists only its thinnest
instance, so its weight is set on the axis, and a weight asked for in the usual way (or in a style
sheet) would be faked on top of it. Hence the rule here: fonts are set from this file only.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPen, QTextCharFormat

REGULAR, BOLD = 400, 650
_SYSTEM_SANS = ["Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei"]
_SYSTEM_SERIF = ["Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun"]
_ARABIC = "Noto Sans Arabic"  # the family in the packaged file
_WEIGHT = QFont.Tag("wght")


def _packaged(package: str, *parts: str) -> Path | None:
    """Return a file of an installed package without importing the package."""
    spec = find_spec(package)
    folders = (spec.submodule_search_locations or []) if spec else []
    paths = (Path(folder, *parts) for folder in folders)
    return next((path for path in paths if path.is_file()), None)


def _load(path: Path | None) -> list[str]:
    """Register a font file with this process and return the families it brings."""
    if path is None:
        return []
    number = QFontDatabase.addApplicationFont(str(path))
    return QFontDatabase.applicationFontFamilies(number)[:1] if number >= 0 else []


class Fonts:
    """Hands out fonts by size and weight; sizes are in pixels of a screen at 100 %."""

    def __init__(self, family: str = "") -> None:
        cjk = ("fonts", "ofl", "notosanssc", "NotoSansSC[wght].ttf")
        self._sans = _load(_packaged("justmytype_intl_cjk", *cjk))
        self._variable = bool(self._sans)
        self._bold_serif = _family_with_bold(_SYSTEM_SERIF)
        self._serif: list[str] | None = None
        self._sans += [*_SYSTEM_SANS, _ARABIC]
        self._ours, self._is_variable = self._sans, self._variable
        self.use(family)

    def complete(self) -> None:
        """Load what the first paint does without: the face of titles, and the letters of Uyghur.

        Each costs as much as the sans; Qt takes them up wherever their names are asked for.
        """
        if self._serif is None:
            serif = _load(_packaged("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"))
            rtl = ("fonts", "ofl", "notosansarabic", "NotoSansArabic[wdth,wght].ttf")
            _load(_packaged("justmytype_intl_rtl", *rtl))
            self._serif = [*self._bold_serif, *serif, *_SYSTEM_SERIF, _ARABIC]

    def use(self, family: str) -> None:
        """Put a family of the system's before ours; empty takes ours alone."""
        self._sans = [family, *self._ours] if family else self._ours
        self._variable = self._is_variable and not family

    def sans(self, pixels: float = 13, weight: int = REGULAR) -> QFont:
        """Return the face of the interface and of body text."""
        font = _font(self._sans, pixels)
        if self._variable:
            font.setVariableAxis(_WEIGHT, weight)
        else:
            font.setWeight(QFont.Weight(weight))
        return font

    def serif(self, pixels: float) -> QFont:
        """Return the face of titles, in its true bold where the system has one."""
        self.complete()
        font = _font(self._serif or [], pixels)
        if self._bold_serif:
            font.setWeight(QFont.Weight.Bold)
        return font

    def title_format(self, pixels: float, colour: QColor) -> QTextCharFormat:
        """Return how a title is set.

        The packaged serif has no bold. Its outline, a thirtieth of the size, gives headings the
        same strength without the blur of a bold that Qt would smear together.
        """
        form = QTextCharFormat()
        form.setFont(self.serif(pixels))
        form.setForeground(colour)
        if not self._bold_serif:
            form.setTextOutline(QPen(colour, pixels / 30))
        return form


def bolder(font: QFont, pixels: float) -> QFont:
    """Return a face of the interface in bold and another size."""
    result = QFont(font)
    result.setPixelSize(round(pixels))
    if font.variableAxisTags():
        result.setVariableAxis(_WEIGHT, BOLD)
    else:
        result.setWeight(QFont.Weight.Bold)
    return result


def _font(families: list[str], pixels: float) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(max(1, round(pixels)))
    if sys.platform != "win32":  # hinting thins Chinese strokes; Windows readers are used to it
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _family_with_bold(families: list[str]) -> list[str]:
    """Return the first family the system has in bold, as a list of one, or nothing."""
    bold = int(QFont.Weight.Bold.value)
    for family in families:
        if any(QFontDatabase.weight(family, s) >= bold for s in QFontDatabase.styles(family)):
            return [family]
    return []
