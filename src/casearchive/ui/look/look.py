"""One object that every widget asks for colours, fonts and icons; it says when they change."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from casearchive.ui.look import icons, tokens
from casearchive.ui.look.fonts import BOLD, Fonts
from casearchive.ui.look.style import style_sheet

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
}
_TEXTS = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Scheme(StrEnum):
    """Which theme is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """The look in force. `changed` comes after a change of theme: whoever paints, repaints.

    With `dressed` False the style sheet waits for :meth:`dress`: while it is in force, Qt matches
    it against everything in a widget each time that finds a parent, which makes building a window
    half as long again. Half of the fonts wait too, for ``fonts.complete()``.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        scheme: Scheme = Scheme.SYSTEM,
        family: str = "",
        *,
        dressed: bool = True,
    ) -> None:
        super().__init__()
        self._app = app
        self._dressed = dressed
        self._fonts = Fonts(family)
        self.scheme = scheme
        self.dark = False
        self.tokens = tokens.LIGHT
        if dressed:
            self._fonts.complete()
        app.setStyle("Fusion")
        app.setFont(self.font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.use(scheme)

    def use(self, scheme: Scheme) -> None:
        """Put a theme in force."""
        self.scheme = scheme
        hints = QGuiApplication.styleHints()
        if scheme is Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = scheme is Scheme.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._put(self._wants_dark())

    def dress(self) -> None:
        """Put the style sheet in force, if it is not: the first window has been built."""
        if not self._dressed:
            self._dressed = True
            self._app.setStyleSheet(style_sheet(self.tokens))

    def use_family(self, family: str) -> None:
        """Use another family for everything that is made from now on; empty is our own."""
        self._fonts.use(family)
        self._app.setFont(self.font())

    def colour(self, name: str) -> QColor:
        """Return a token's colour, e.g. ``accent``."""
        return QColor(getattr(self.tokens, name))

    def hue(self, theme: str) -> QColor:
        """Return the colour of a theme's word."""
        return QColor(tokens.HUES[tokens.theme_hue(theme)][self.dark])

    def chip_ground(self, theme: str) -> QColor:
        """Return the thin ground of a theme's chip."""
        colour = self.hue(theme)
        colour.setAlpha(tokens.CHIP_ALPHA[self.dark])
        return colour

    def font(self, pixels: float = 13, *, bold: bool = False, weight: int | None = None) -> QFont:
        """Return the interface's face; `weight` 400 to 650, or simply `bold`."""
        return self._fonts.sans(pixels, weight or (BOLD if bold else 400))

    def serif(self, pixels: float) -> QFont:
        """Return the face of titles."""
        return self._fonts.serif(pixels)

    @property
    def fonts(self) -> Fonts:
        """The faces themselves, for text that is set rather than painted."""
        return self._fonts

    def icon(self, name: str, colour: str = "text2", size: int = icons.SIZE) -> QIcon:
        """Return an icon in a token's colour; ask again when the look has changed."""
        return icons.icon(name, getattr(self.tokens, colour), self.tokens.border, size)

    def pixmap(self, name: str, colour: QColor | str, size: int, ratio: float) -> QPixmap:
        """Return an icon as a picture in a colour, or in a token's colour by its name."""
        value = getattr(self.tokens, colour) if isinstance(colour, str) else colour.name()
        return icons.pixmap(name, value, size, ratio)

    def _wants_dark(self) -> bool:
        if self.scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.scheme is Scheme.DARK

    def _system_changed(self) -> None:
        if self._wants_dark() is not self.dark:
            self._put(self._wants_dark())

    def _put(self, dark: bool) -> None:
        self.dark = dark
        self.tokens = tokens.DARK if dark else tokens.LIGHT
        self._app.setPalette(self._palette())
        if self._dressed:
            self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in _TEXTS:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text3"))
        return palette
