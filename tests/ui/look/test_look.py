"""The look: colours that can be read, icons that show, weights that are real."""

import re
from dataclasses import fields

import pytest
from PySide6.QtGui import QFontMetricsF, QImage, QPalette
from PySide6.QtWidgets import QApplication

from casearchive.resources import resource_path
from casearchive.ui.look import Look, Scheme
from casearchive.ui.look.icons import icon_names, pixmap
from casearchive.ui.look.style import style_sheet
from casearchive.ui.look.tokens import (
    CHIP_ALPHA,
    DARK,
    HUES,
    LIGHT,
    Tokens,
    contrast,
    over,
    theme_hue,
)

READABLE = 4.5  # WCAG 2.2 AA for text of any size
SURFACES = ("sidebar", "window", "panel", "paper", "raised", "field")
TINTED = ("selected", "callout", "note", "alert")
TEXTS = ("text", "body", "text2", "text3", "accent", "warning", "danger")
THEMES = [pytest.param(LIGHT, 0, id="light"), pytest.param(DARK, 1, id="dark")]


@pytest.mark.parametrize(("tokens", "dark"), THEMES)
def test_every_text_can_be_read_on_every_ground(tokens: Tokens, dark: int) -> None:
    grounds = (*SURFACES, *TINTED)
    pairs = [(text, ground) for text in TEXTS for ground in grounds]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_strong"), ("on_mark", "mark")]
    ratios = {pair: contrast(*(getattr(tokens, name) for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < READABLE} == {}


@pytest.mark.parametrize(("tokens", "dark"), THEMES)
@pytest.mark.parametrize("hue", HUES)
def test_chips_can_be_read(tokens: Tokens, dark: int, hue: str) -> None:
    colour = HUES[hue][dark]
    for ground in ("panel", "paper", "sidebar", "selected"):
        chip = over(getattr(tokens, ground), colour, CHIP_ALPHA[dark])
        assert contrast(chip, colour) >= READABLE, ground


def test_contrast_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_style_sheet_is_filled_and_sets_no_fonts(tokens: Tokens) -> None:
    sheet = style_sheet(tokens)
    assert "$" not in sheet
    assert "font" not in sheet
    assert all(re.fullmatch(r"#([0-9A-F]{6}|[0-9A-F]{8})", getattr(tokens, f.name))
               for f in fields(tokens))  # fmt: skip


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_of_the_set_and_shows_in_its_colour(qapp: QApplication, name: str) -> None:
    text = resource_path("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert re.findall(r'stroke-width="(.*?)"', text) == ["1.75"]
    assert set(re.findall(r'(?:fill|stroke)="(.*?)"', text)) == {"none", "currentColor"}
    picture = pixmap(name, "#FF0000", 24, 2.0)
    assert picture.width() == 48
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(48) for y in range(48))
    strong = [pixel for pixel in pixels if pixel.alpha() > 200]
    assert strong
    assert {pixel.name() for pixel in strong} == {"#ff0000"}


def test_bold_is_a_weight_of_its_own_and_not_a_smear(look: Look) -> None:
    """True bold widens Latin letters and leaves Chinese ones alone; a faked one does neither."""
    plain, bold = QFontMetricsF(look.font(40)), QFontMetricsF(look.font(40, bold=True))
    assert bold.horizontalAdvance("m" * 10) > plain.horizontalAdvance("m" * 10) + 10
    assert bold.horizontalAdvance("村" * 10) == pytest.approx(400, abs=1)


def test_a_theme_is_put_in_force_and_announced(look: Look, qapp: QApplication) -> None:
    heard: list[bool] = []
    look.changed.connect(lambda: heard.append(look.dark))
    look.use(Scheme.DARK)
    assert heard[-1] is True
    assert qapp.palette().color(QPalette.ColorRole.WindowText).name().upper() == DARK.text
    look.use(Scheme.LIGHT)
    assert heard[-1] is False
    assert look.colour("accent").name().upper() == LIGHT.accent


def test_themes_have_fixed_hues_and_other_words_steady_ones() -> None:
    assert len({theme_hue(word) for word in ("产业振兴", "人才振兴", "文化振兴")}) == 3
    assert theme_hue("数字乡村") == theme_hue("数字乡村") in HUES
