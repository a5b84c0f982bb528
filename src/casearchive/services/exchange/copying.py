"""Text that was copied elsewhere, as blocks of body text."""

from casearchive.exchange.reading.web.copied import read_copied

__all__ = ["read_copied"]
