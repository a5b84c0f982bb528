"""The border every typed text crosses once: what no archive, page or screen can carry is taken out.

* control characters and unpaired surrogates become U+FFFD, so that one sees something was there
  (SQLite cuts text at NUL in its own functions; UTF-8 has no surrogates, RFC 3629, 3);
* every kind of line end becomes a line feed;
* the two override characters of bidirectional text (UAX #9, LRO and RLO) go: they only serve to
  show a text in another order than it is stored. Marks and isolates stay.
"""

import re

from casearchive.i18n import _

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"
NOT_STATED = "未载"  # as texts and the index keep it; a reader is shown not_stated()


def clean_text(text: str) -> str:
    """Return `text` as the archive keeps it; see the module for what changes. Idempotent."""
    text = _LINE_ENDS.sub("\n", _OVERRIDES.sub("", text))
    return _UNREADABLE.sub(REPLACEMENT, text)


def not_stated() -> str:
    """Return what stands where a source says nothing; it is never filled in."""
    return _("未载")
