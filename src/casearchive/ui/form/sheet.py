"""The few rules of style that only the form needs."""

from dataclasses import asdict
from string import Template

from casearchive.ui.look.tokens import Tokens

_SHEET = Template("""
QPushButton[kind="chip"] { background: $selected; border: 1px solid transparent; color: $text;
    border-radius: 13px; min-height: 24px; padding: 0 10px; }
QPushButton[kind="chip"]:hover { border-color: $border; }
QPushButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="switch"] { border-radius: 16px; padding: 0 16px; min-height: 30px;
    color: $text2; background: $field; }
QPushButton[kind="switch"]:hover { background: $hover; color: $text; }
QPushButton[kind="switch"]:focus { border-color: $accent; }
QPushButton[kind="switch"]:checked { background: $selected; border-color: $accent;
    color: $accent; }
QPushButton[kind="mark"] { border-color: transparent; background: transparent; color: $text2;
    padding: 0 8px; min-height: 28px; text-align: left; }
QPushButton[kind="mark"]:hover { background: $hover; color: $text; }
QPushButton[kind="mark"]:focus { border-color: $accent; }
QPushButton[kind="mark"]:disabled { background: transparent; color: $text3; }
""")


def form_sheet(tokens: Tokens) -> str:
    """Return the rules in a theme's colours."""
    return _SHEET.substitute(asdict(tokens))
