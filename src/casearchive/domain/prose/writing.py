"""Blocks of body text written as the dialect of :mod:`casearchive.domain.prose.reading`.

What the blocks hold is text: everything in it that could be taken for markup is escaped, once,
here. Each block is read back as it is written; where the light escapes of `markup.py` do not do (a
mark inside bold, beside a letter), every sign gets one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it.common.utils import isValidEntityCode

from casearchive.domain.prose import markup
from casearchive.domain.prose.normal import Item, Kept, normal
from casearchive.domain.prose.reading import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    read_prose,
    text_of,
)

_OneBlock = Heading | ListItem | Paragraph | Picture | Quote | Kept
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_LAST_HASHES = re.compile(r"(^|(?<=\s))(#+)$")
_FORBIDDEN = re.compile(r"[\s<>()\\]")


def _every_sign(text: str) -> str:
    return _SIGN.sub(r"\\\g<0>", text)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How text is escaped. `fenced` writes the letters beside a mark as numbers: any mark holds."""

    escape: Callable[[str], str]
    fenced: bool = False
    emphasis: str = "*"


_MANNERS = (
    _Manner(markup.inline),
    _Manner(_every_sign, fenced=True),
    _Manner(_every_sign, fenced=True, emphasis="_"),
)


def write_prose(items: Sequence[Item]) -> str:
    """Return blocks as the dialect; reading it gives their normal form again."""
    places = Places()
    parts: list[str] = []
    before: Item | None = None
    for item in normal(items):
        if before is not None:
            parts.append(between(before, item, starts_list=places.starts_list(item)))
        parts.append(places.write(item))
        before = item
    return "".join(parts)


def between(before: Item, item: Item, *, starts_list: bool = False) -> str:
    """Return what stands between two blocks: an empty line, or a line end within a list."""
    if isinstance(before, Quote) and isinstance(item, Quote):
        return "\n>\n"
    if not isinstance(before, ListItem) or not isinstance(item, ListItem) or item.continued:
        return "\n\n"
    # A number other than one begins no list inside a paragraph; a list beside another stands off.
    stands_off = item.depth <= before.depth or item.marker not in ("", "1.", "1)")
    return "\n\n" if starts_list and stands_off else "\n"


@dataclass(frozen=True, slots=True)
class _Level:
    """An open list: where its marks and their text stand, how its items begin."""

    indent: int
    marker: str
    bullet: str = "-"
    room: int = 1  # between a mark and its text

    @property
    def text_at(self) -> int:
        return self.indent + len(self.marker or self.bullet) + self.room

    def holds(self, marker: str) -> bool:
        """Say whether an item with this marker goes on in the list."""
        return bool(self.marker) is bool(marker) and self.marker[-1:] == marker[-1:]


class Places:
    """Where the items of lists stand while blocks are written one after the other."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def starts_list(self, item: Item) -> bool:
        """Say whether `item` would begin a list, rather than go on in one."""
        if not isinstance(item, ListItem) or item.continued:
            return False
        depth = item.depth
        return depth >= len(self._levels) or not self._levels[depth].holds(item.marker)

    def write(self, item: Item) -> str:
        """Return one normal block, its lines indented as its place asks."""
        if not isinstance(item, ListItem):
            self._levels.clear()
            return write_block(item)
        text = write_block(Paragraph(item.runs))
        if item.continued:
            indent = self._levels[item.depth].text_at
            del self._levels[item.depth + 1 :]
            return " " * indent + _indented(text, indent)
        level = self._open(item)
        mark = (item.marker or level.bullet) + " " * level.room
        return " " * level.indent + mark + _indented(text, level.text_at)

    def note(self, item: Item, indent: int, mark: str, text_at: int) -> None:
        """Take in an item that keeps its source: where its last mark stood, and its text."""
        if not isinstance(item, ListItem):
            self._levels.clear()
        elif item.continued:
            del self._levels[item.depth + 1 :]
        else:
            del self._levels[item.depth :]
            while len(self._levels) < item.depth:  # two marks on one line
                self._levels.append(_Level(indent, ""))
            room = text_at - indent - len(mark)
            bullet = "-" if item.marker else mark
            self._levels.append(_Level(indent, item.marker, bullet, room))

    def _open(self, item: ListItem) -> _Level:
        depth = item.depth
        old = self._levels[depth] if depth < len(self._levels) else None
        del self._levels[depth:]
        if old and old.holds(item.marker):
            level = replace(old, marker=item.marker)
        else:
            level = _Level(self._levels[-1].text_at if self._levels else 0, item.marker)
        self._levels.append(level)
        return level


def _indented(text: str, indent: int) -> str:
    return text.replace("\n", "\n" + " " * indent)


@lru_cache(maxsize=2048)
def write_block(item: Item) -> str:
    """Return one normal block by itself; a list item's text is a paragraph's."""
    if isinstance(item, Table):
        lines = [_row(cells) for cells in item.rows]
        return "\n".join([lines[0], _ruled(len(item.rows[0])), *lines[1:]])
    text = ""
    for manner in _MANNERS:
        text = _block(item, manner)
        if normal(read_prose(text)) == [item]:
            return text
    return _block(_plain(item), _MANNERS[1])  # beside a control character no mark holds


def _block(item: _OneBlock, manner: _Manner) -> str:
    match item:
        case Kept(source):
            return source
        case Picture(target, caption):
            return f"![{_label(manner.escape(caption))}]({_target(target)})"
        case Heading(level, runs):
            text = _LAST_HASHES.sub(lambda found: _every_sign(found[0]), _runs(runs, manner))
            return f"{'#' * level} {text}"
        case Quote(runs):
            return "> " + _lines(_runs(runs, manner)).replace("\n", "\n> ")
        case Paragraph(runs) | ListItem(runs):
            return _lines(_runs(runs, manner))


@lru_cache(maxsize=2048)
def _row(cells: tuple[Runs, ...]) -> str:
    """Return one row of a table; the others have no say in how it is read."""
    head = f"{'| x ' * len(cells)}|\n{_ruled(len(cells))}\n"
    for manner in (*_MANNERS, None):
        texts = [
            _runs(cell, manner) if manner else _runs((Run(text_of(cell)),), _MANNERS[1])
            for cell in cells
        ]
        line = f"| {' | '.join(_cell(text) for text in texts)} |"
        if [row for table in _tables(head + line) for row in table.rows[1:]] == [cells]:
            break
    return line


def _tables(text: str) -> list[Table]:
    return [item for item in normal(read_prose(text)) if isinstance(item, Table)]


def _ruled(columns: int) -> str:
    return "|" + " --- |" * columns


def _plain(item: _OneBlock) -> _OneBlock:
    """Return a block whose text is in no manner."""
    match item:
        case Kept() | Picture():
            return item
        case _:
            return replace(item, runs=(Run(text_of(item.runs)),))


def _lines(text: str) -> str:
    """Return a paragraph whose lines begin with text; a line end in it is a hard one."""
    return "\\\n".join(markup.started(line) for line in text.split("\n"))


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text)


def _label(text: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*)([\[\]])", r"\1\\\2", text)


def _target(target: str) -> str:
    if not _FORBIDDEN.search(target):
        return target
    return "<" + re.sub(r"[<>\\]", r"\\\g<0>", target) + ">"


def _runs(runs: Sequence[Run], manner: _Manner) -> str:
    return "".join(_linked(runs, manner))


def _linked(runs: Sequence[Run], manner: _Manner) -> Iterator[str]:
    start = 0
    while start < len(runs):
        end = start + 1
        link = runs[start].link
        while end < len(runs) and runs[end].link == link:
            end += 1
        text = "".join(_marked(runs[start:end], manner))
        yield f"[{_label(text)}]({_target(link)})" if link else text
        start = end


def _marked(runs: Sequence[Run], manner: _Manner) -> Iterator[str]:
    """Yield the text with its marks; bold goes outside, emphasis inside it.

    A mark stands at a letter, never at white space, which is nobody's at such a place.
    """
    bold = emphasis = False
    gap = ""
    for run in runs:
        core = run.text.strip()
        if not core:
            gap += run.text
            continue
        start = run.text.find(core)
        gap += run.text[:start]
        opening = ""
        if emphasis and (not run.emphasis or run.bold is not bold):
            yield manner.emphasis
            emphasis = False
        if bold and not run.bold:
            yield "**"
        elif run.bold and not bold:
            opening = "**"
        bold = run.bold
        if run.emphasis and not emphasis:
            opening += manner.emphasis
            emphasis = True
        yield gap + opening
        yield _fenced(core, manner.escape) if manner.fenced else manner.escape(core)
        gap = run.text[start + len(core) :]
    yield (manner.emphasis if emphasis else "") + ("**" if bold else "") + gap


def _fenced(text: str, escape: Callable[[str], str]) -> str:
    if len(text) < 2:
        return _as_number(text)
    return _as_number(text[0]) + escape(text[1:-1]) + _as_number(text[-1])


def _as_number(sign: str) -> str:
    return sign if sign.isspace() or not isValidEntityCode(ord(sign)) else f"&#{ord(sign)};"
