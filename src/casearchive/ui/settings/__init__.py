"""The settings; each takes effect as it is made."""

from casearchive.ui.settings.window import SettingsWindow

__all__ = ["SettingsWindow"]
