"""Our own icons: one set of SVGs on a 24-pixel grid, tinted and drawn for each pixel ratio."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from casearchive.resources import resource_path

SIZE = 18
_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)


def icon_names() -> list[str]:
    """Return the names of all icons, sorted."""
    return sorted(path.stem for path in resource_path("icons").glob("*.svg"))


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Return the icon in `colour` (#RRGGBB), `size` pixels square on a screen of pixel `ratio`."""
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    edge = round(size * ratio)
    picture = QPixmap(QSize(edge, edge))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=256)
def icon(name: str, colour: str, pale: str, size: int = SIZE) -> QIcon:
    """Return the icon for buttons and menus; `pale` is its colour where the command is off."""
    result = QIcon()
    for ratio in _RATIOS[:1] if size > 32 else _RATIOS:
        result.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, pale, size, ratio), QIcon.Mode.Disabled)
    return result


@cache
def _svg(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
