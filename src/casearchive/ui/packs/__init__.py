"""The pack composer: what goes into a briefing pack, how it will look, and getting it on paper."""

from casearchive.ui.packs.pack_desk import PackDesk

__all__ = ["PackDesk"]
