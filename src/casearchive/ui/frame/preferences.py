"""What the window remembers between two starts; an unreadable file is as good as none."""

from PySide6.QtCore import QByteArray, QSettings

from casearchive.settings import Settings
from casearchive.ui.look import Scheme

LATELY = 12  # choices of the palette that are remembered
COLUMNS = frozenset(("code", "status", "kind", "industry", "period", "place"))
ZOOM = (-3, 8)  # steps of a pixel around the reader's size


class Preferences:
    """The desktop's preferences, in an INI file among this user's settings."""

    def __init__(self, settings: Settings) -> None:
        self._file = QSettings(str(settings.preferences), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system is."""
        text = self._text("scheme")
        return Scheme(text) if text in list(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, value: Scheme) -> None:
        self._file.setValue("scheme", value.value)

    @property
    def language(self) -> str:
        """The language chosen; empty follows the system."""
        text = self._text("language")
        return text if text in ("zh", "en") else ""

    @language.setter
    def language(self, value: str) -> None:
        self._file.setValue("language", value)

    @property
    def zoom(self) -> int:
        """How many pixels larger the reader's text is than usual."""
        text = self._text("zoom")
        number = int(text) if text.lstrip("-").isdigit() else 0
        return max(ZOOM[0], min(ZOOM[1], number))

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._file.setValue("zoom", str(value))

    @property
    def trainee(self) -> bool:
        """Whether cases are shown as trainees may see them."""
        return self._text("trainee") == "true"

    @trainee.setter
    def trainee(self, value: bool) -> None:
        self._file.setValue("trainee", "true" if value else "false")

    @property
    def order(self) -> str:
        """The order of the list of cases."""
        text = self._text("order")
        return text if _is_order(text) else "updated"

    @order.setter
    def order(self, value: str) -> None:
        self._file.setValue("order", value)

    @property
    def search_order(self) -> str:
        """The order of what a search finds."""
        text = self._text("search_order")
        return text if _is_order(text) else "relevance"

    @search_order.setter
    def search_order(self, value: str) -> None:
        self._file.setValue("search_order", value)

    @property
    def group(self) -> str:
        """By what the list of cases is grouped; empty for nothing."""
        text = self._text("group")
        return text if text in ("place", "theme") else ""

    @group.setter
    def group(self, value: str) -> None:
        self._file.setValue("group", value)

    @property
    def columns(self) -> frozenset[str]:
        """What the list shows of each case besides."""
        return frozenset(self._text("columns").split()) & COLUMNS

    @columns.setter
    def columns(self, value: frozenset[str]) -> None:
        self._file.setValue("columns", " ".join(sorted(value)))

    @property
    def lately(self) -> tuple[str, ...]:
        """What was chosen in the palette, the newest first: ``command:print``, ``case:<id>``."""
        return tuple(self._text("lately").split())[:LATELY]

    def note_choice(self, key: str) -> None:
        """Put what was chosen in the palette before all else."""
        kept = (key, *(one for one in self.lately if one != key))[:LATELY]
        self._file.setValue("lately", " ".join(kept))

    def switch(self, name: str, *, default: bool = False) -> bool:
        """Return whether something is switched on, by its name."""
        text = self._text(f"switch/{name}")
        return text == "true" if text in ("true", "false") else default

    def keep_switch(self, name: str, *, on: bool) -> None:
        """Remember whether something is switched on."""
        self._file.setValue(f"switch/{name}", "true" if on else "false")

    def words(self, name: str) -> str:
        """Return a text the user chose, such as the name of their centre; empty where none."""
        return self._text(f"words/{name}")

    def keep_words(self, name: str, text: str) -> None:
        """Remember a text the user chose."""
        self._file.setValue(f"words/{name}", text)

    @property
    def folded(self) -> set[str] | None:
        """The groups of the library that are folded; None where nobody chose yet."""
        text = self._text("folded")
        return set(text.split()) - {"-"} if text else None

    @folded.setter
    def folded(self, value: set[str]) -> None:
        self._file.setValue("folded", " ".join(sorted(value)) or "-")

    def shape(self, name: str) -> QByteArray:
        """Return a remembered geometry or splitter state, empty if there is none."""
        value = self._file.value(f"shape/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_shape(self, name: str, state: QByteArray) -> None:
        """Remember a geometry or splitter state."""
        self._file.setValue(f"shape/{name}", state)

    def save(self) -> None:
        """Write the file now."""
        self._file.sync()

    def _text(self, key: str) -> str:
        value = self._file.value(key, "")
        return value if isinstance(value, str) else ""


def _is_order(text: str) -> bool:
    return text in ("updated", "title", "code", "place") or text.startswith("outcome:")
