"""What is typed behind options: orders, choices, numbers."""

from __future__ import annotations

import argparse

from casearchive.i18n import _, listed

ORDERS = ("relevance", "updated", "title", "code", "place")
OUTCOME = "outcome:"  # before the name of an indicator


def order(text: str) -> str:
    """Read what results are sorted by. Raises argparse.ArgumentTypeError."""
    if text not in ORDERS and not (text.startswith(OUTCOME) and text != OUTCOME):
        known = listed((*ORDERS, OUTCOME + _("指标")))
        raise argparse.ArgumentTypeError(_("请写 {known} 之一").format(known=known))
    return text


def choice(text: str) -> tuple[str, str]:
    """Read ``field=side``. A side that is none is refused where the field is known."""
    field, _sign, side = text.partition("=")
    return field, side


def count(text: str) -> int:
    """Read a number of results. Raises argparse.ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 1_000_000):
        raise argparse.ArgumentTypeError(_("请写 1 到 1000000 之间的整数"))
    return int(text)
