"""The pages and small windows that are made when they are first asked for; see later.py."""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from casearchive.ui.classroom import Classroom
    from casearchive.ui.look import Look


def make_classroom(look: Look, parent: QWidget) -> Classroom:
    """Return the classroom view, hidden."""
    from casearchive.ui.classroom import Classroom

    return Classroom(look, parent)
