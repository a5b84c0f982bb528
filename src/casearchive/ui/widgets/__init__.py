"""Small widgets that every part of the window shares. Texts of users are always plain text."""

from casearchive.ui.widgets.buttons import IconButton, MenuButton, push_button
from casearchive.ui.widgets.dialogs import ask, ask_for_line, tell
from casearchive.ui.widgets.empty import EmptyState
from casearchive.ui.widgets.labels import ElidedLabel, hairline, label, plain_tip, surface
from casearchive.ui.widgets.messages import InlineMessage, Toast

__all__ = [
    "ElidedLabel",
    "EmptyState",
    "IconButton",
    "InlineMessage",
    "MenuButton",
    "Toast",
    "ask",
    "ask_for_line",
    "hairline",
    "label",
    "plain_tip",
    "push_button",
    "surface",
    "tell",
]
