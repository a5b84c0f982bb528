"""How the desktop looks: colours as data, one style sheet, fonts, icons of our own."""

from casearchive.ui.look.look import Look, Scheme

__all__ = ["Look", "Scheme"]
