"""The archives of two centres, for the window."""

from tests.services.packages.conftest import made, near, ours, pair, sent

__all__ = ["made", "near", "ours", "pair", "sent"]
