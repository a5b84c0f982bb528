"""Our own icons: one set of SVGs on a 24-pixel grid, tinted and drawn for each pixel ratio."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from casearchive.resources import resource_path

SIZE = 18


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


def icon(name: str, colour: str, pale: str, size: int = SIZE) -> QIcon:
    """Return the icon for buttons and menus; `pale` is its colour where the command is off.

    Drawn for the sharpest screen there is; Qt scales it down for the others.
    """
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _icon(name, colour, pale, size, ratio)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, pale: str, size: int, ratio: float) -> QIcon:
    result = QIcon()
    result.addPixmap(pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
    result.addPixmap(pixmap(name, pale, size, ratio), QIcon.Mode.Disabled)
    return result


@cache
def _svg(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
