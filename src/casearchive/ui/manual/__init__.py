"""The manual, readable beside the work."""

from casearchive.ui.manual.window import ManualWindow, make_manual, open_manual

__all__ = ["ManualWindow", "make_manual", "open_manual"]
