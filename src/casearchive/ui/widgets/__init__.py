"""Small widgets that every part of the window shares. Texts of users are always plain text."""

from casearchive.ui.widgets.buttons import IconButton, MenuButton, push_button
from casearchive.ui.widgets.dialogs import ask, ask_for_line, decision, tell
from casearchive.ui.widgets.empty import EmptyState
from casearchive.ui.widgets.labels import (
    BAR,
    ElidedLabel,
    hairline,
    head_bar,
    label,
    plain_tip,
    surface,
)
from casearchive.ui.widgets.messages import InlineMessage, Toast

__all__ = [
    "BAR",
    "ElidedLabel",
    "EmptyState",
    "IconButton",
    "InlineMessage",
    "MenuButton",
    "Toast",
    "ask",
    "ask_for_line",
    "decision",
    "hairline",
    "head_bar",
    "label",
    "plain_tip",
    "push_button",
    "surface",
    "tell",
]
