"""The four colours of a reader's own highlights."""

from __future__ import annotations

from PySide6.QtGui import QColor

from casearchive.ui.look import Look

MARK_COLOURS = ("yellow", "green", "blue", "pink")  # of the keys 1 to 4


def mark_colour(look: Look, colour: str) -> QColor:
    """Return the ground of a highlight, one of MARK_COLOURS."""
    return look.colour(f"own_{colour if colour in MARK_COLOURS else MARK_COLOURS[0]}")
