"""The colours of both themes, as data. Text reaches 4.5 : 1 on every surface; a test holds it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours, ``#RRGGBB``, or ``#AARRGGBB`` where they lie over another."""

    # surfaces, from the edge inwards
    sidebar: str
    window: str
    panel: str
    paper: str
    raised: str
    field: str
    selected: str
    callout: str
    note: str
    alert: str
    # lines
    hairline: str
    border: str
    # text, from loud to quiet
    text: str
    body: str
    text2: str
    text3: str
    # the one accent, and the two colours that say something
    accent: str
    accent_strong: str
    on_accent: str
    warning: str
    danger: str
    # states and marks
    hover: str
    pressed: str
    mark: str
    on_mark: str
    scrollbar: str
    # grounds of the reader's own highlights; body text stands on them
    own_yellow: str
    own_green: str
    own_blue: str
    own_pink: str


LIGHT = Tokens(
    sidebar="#EDEFF1",
    window="#F4F5F6",
    panel="#FFFFFF",
    paper="#FFFFFF",
    raised="#FFFFFF",
    field="#FFFFFF",
    selected="#DFEEEC",
    callout="#F1F7F6",
    note="#FBF6EA",
    alert="#FDF3E4",
    hairline="#E3E6E9",
    border="#D2D7DC",
    text="#18202A",
    body="#242D38",
    text2="#4E5967",
    text3="#606A78",
    accent="#16686B",
    accent_strong="#105557",
    on_accent="#FFFFFF",
    warning="#8A4B0B",
    danger="#B3261E",
    hover="#0A000000",
    pressed="#16000000",
    mark="#FFE59A",
    on_mark="#3D2C00",
    scrollbar="#C3C9D0",
    own_yellow="#FFF0B0",
    own_green="#D3F0CE",
    own_blue="#D2E6FC",
    own_pink="#FCD8E5",
)

DARK = Tokens(
    sidebar="#121519",
    window="#16191E",
    panel="#1A1E23",
    paper="#1C2026",
    raised="#252A31",
    field="#20252C",
    selected="#1D3536",
    callout="#1F292C",
    note="#262420",
    alert="#33291A",
    hairline="#2B3038",
    border="#3B424C",
    text="#E3E7EB",
    body="#C9D0D8",
    text2="#A9B2BD",
    text3="#96A0AC",
    accent="#57BAB1",
    accent_strong="#72CCC4",
    on_accent="#0B1B1A",
    warning="#E9AC6C",
    danger="#F2938C",
    hover="#0CFFFFFF",
    pressed="#1AFFFFFF",
    mark="#6A5216",
    on_mark="#FFECB3",
    scrollbar="#414953",
    own_yellow="#4D4420",
    own_green="#24452D",
    own_blue="#22415E",
    own_pink="#532B3D",
)

# Hues of the five themes and of words users add: (in the light, in the dark). A chip's ground is
# the same hue, thin.
HUES = {
    "earth": ("#8A4A12", "#E8B077"),
    "violet": ("#6A3DA6", "#C3A7F2"),
    "rose": ("#A62B5B", "#F09ABB"),
    "green": ("#2A6B37", "#8BCF97"),
    "red": ("#AA2E24", "#F39C92"),
    "blue": ("#1F57A8", "#8FB9F5"),
    "indigo": ("#434AA0", "#ABB2F5"),
    "cyan": ("#0B6680", "#74CADF"),
}
CHIP_ALPHA = (22, 40)  # of 255: in the light, in the dark

_THEME_HUES = {
    "产业振兴": "earth",
    "人才振兴": "violet",
    "文化振兴": "rose",
    "生态振兴": "green",
    "组织振兴": "red",
}
_THEME_ICONS = {
    "产业振兴": "wheat",
    "人才振兴": "users",
    "文化振兴": "lantern",
    "生态振兴": "leaf",
    "组织振兴": "flag",
}


def theme_hue(word: str) -> str:
    """Return the name of the hue of a theme; a word of the user's always gets the same one."""
    names = tuple(HUES)
    return _THEME_HUES.get(word) or names[sum(word.encode()) % len(names)]


def theme_icon(word: str) -> str:
    """Return the name of the icon of a theme."""
    return _THEME_ICONS.get(word, "bookmark")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(ground: str, colour: str, alpha: int) -> str:
    """Return the opaque colour that `colour` with `alpha` of 255 makes on `ground`."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(g + (c - g) * alpha / 255):02X}" for g, c in pairs)


def _luminance(colour: str) -> float:
    parts = (channel / 255 for channel in _channels(colour))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
