"""Plain text written as the subset of Markdown that body text may be, and nothing more.

What a stranger's text contains must read as it stood there: whatever the subset would take for
markup gets a backslash. Escaped once, here.
"""

import re
from collections.abc import Sequence

_INSIDE = re.compile(
    r"[\\*`]"
    r"|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])"  # emphasis; not the one inside a name
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=[A-Za-z0-9#]+;)"
    r"|\[(?=[^\]]*\][(:])|!(?=\[)|\](?=[(:])"
)
_AT_START = re.compile(r"^(#{1,6}(?=\s|$)|[>+-](?=\s|$)|>|=+\s*$|-+\s*$|\|)")
_NUMBER = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)")
_FULL_WIDTH = str.maketrans("[]\\*_`", "［］＼＊＿｀")
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")


def line(text: str) -> str:
    """Return one paragraph of plain text as Markdown, on one line, nothing of it markup."""
    return _started(inline(_tidy(text)))


def inline(text: str) -> str:
    """Return plain text as it may stand inside a paragraph."""
    return _INSIDE.sub(lambda found: "\\" + found[0], text)


def cell(text: str) -> str:
    """Return plain text as it may stand in a table's cell."""
    return inline(_tidy(text)).replace("|", "\\|")


def bold(text: str) -> str:
    """Return Markdown, not plain text, in bold; white space at its ends stays outside."""
    return _wrapped(text, "**")


def italic(text: str) -> str:
    """Return Markdown in emphasis."""
    return _wrapped(text, "*")


def heading(level: int, text: str) -> str:
    """Return a heading of plain text, `level` 1 to 6."""
    return f"{'#' * level} {inline(_tidy(text)).rstrip('#').rstrip()}"


def picture(key: str, caption: str) -> str:
    """Return a picture that is the attachment with the 32 digits `key`."""
    return f"![{_label(caption)}](attachment:{key})"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown cells, the first row its head; ragged rows are filled up."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def started(text: str) -> str:
    """Return Markdown of a paragraph whose first characters were text, not markup."""
    return _started(text.strip())


def _started(text: str) -> str:
    text = _AT_START.sub(lambda found: "\\" + found[0], text)
    return _NUMBER.sub(r"\1\\\2", text)


def _wrapped(text: str, mark: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _label(text: str) -> str:
    """Return a caption; what would end it becomes its full-width twin, for no escape is read."""
    return _tidy(text).translate(_FULL_WIDTH)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", " ".join(text.split("\n"))).strip()
