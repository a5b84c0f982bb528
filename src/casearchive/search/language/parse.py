"""Query text: what a person typed, read into a tree. Whatever was typed, nothing here raises.

Words are all wanted. ``-词`` or ``NOT 词`` is not wanted; ``"…"`` is wanted to the letter,
punctuation and spaces included; of ``甲 OR 乙`` or ``甲|乙`` one is enough, and it binds tighter
than the words beside it; ``(…)`` holds together. ``标题:词`` is wanted in that field,
``主题=产业振兴|组织振兴`` wants one of these very values, ``年份:2019-2021`` and
``集体经济收入:100-200万`` want a number between. Punctuation inside an unquoted word acts as a
space, but for the point and comma of a number.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from casearchive.search.language.lexemes import Item, Lexeme, Sign, lexemes
from casearchive.search.language.nodes import Any, Every, Node, Not
from casearchive.search.text.fold import fold, settle

LONGEST = 500  # characters read of what was typed or pasted; the rest is not searched for
_DEEPEST = 8  # brackets within brackets, as deep as FTS5 can read; deeper ones are not looked into


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query: ``text[start:end]``, what it asks for, and its only item if it has one."""

    start: int
    end: int
    node: Node
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, composed as Unicode composes it, with its tree and the parts to be ANDed."""

    text: str
    tree: Every
    parts: tuple[Part, ...]


def parse(typed: str) -> Query:
    """Return the query; its tree has no parts where there is nothing to look for."""
    text = unicodedata.normalize("NFC", settle(typed[:LONGEST]))
    parts = tuple(_Reader(list(lexemes(text, fold(text)))).parts())
    return Query(text, Every(tuple(dict.fromkeys(_flat(part.node for part in parts)))), parts)


class _Reader:
    """A recursive descent over the lexemes; a bracket that is not shut ends with the text."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._depth = 0

    def parts(self) -> Iterator[Part]:
        """Yield what is to be ANDed, up to the bracket that closes it."""
        while self._at < len(self._lexemes):
            sign = self._lexemes[self._at].sign
            if sign is Sign.CLOSE and self._depth:
                return
            if sign in (Sign.CLOSE, Sign.OR):  # closes or joins nothing
                self._at += 1
            elif part := self._alternatives():
                yield part

    def _alternatives(self) -> Part | None:
        found = [self._factor()]
        while self._is(Sign.OR):
            while self._is(Sign.OR):
                self._at += 1
            if self._at < len(self._lexemes) and not self._is(Sign.CLOSE):
                found.append(self._factor())
        parts = [part for part in found if part]
        if len(parts) < 2:
            return parts[0] if parts else None
        nodes = tuple(dict.fromkeys(part.node for part in parts))
        return Part(parts[0].start, parts[-1].end, Any(nodes) if len(nodes) > 1 else nodes[0])

    def _factor(self) -> Part | None:
        start, excluded = self._here(), False
        while self._is(Sign.NOT):
            self._at += 1
            excluded = not excluded
        part = self._group() if self._is(Sign.OPEN) else self._item()
        if part and excluded:
            return Part(start, part.end, Not(part.node), part.item)
        return part

    def _group(self) -> Part | None:
        start = self._here()
        self._at += 1
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        parts = list(self.parts())
        self._depth -= 1
        end = parts[-1].end if parts else start
        if self._is(Sign.CLOSE):
            end = self._lexemes[self._at].end
            self._at += 1
        if not parts:
            return None
        return Part(start, end, _joined(part.node for part in parts))

    def _item(self) -> Part | None:
        if self._at >= len(self._lexemes) or self._lexemes[self._at].item is None:
            return None
        lexeme = self._lexemes[self._at]
        self._at += 1
        if lexeme.item is None or not lexeme.item.nodes:
            return None
        node = _joined(lexeme.item.nodes)
        return Part(
            lexeme.start,
            lexeme.end,
            Not(node) if lexeme.item.excluded else node,
            lexeme.item,
        )

    def _is(self, sign: Sign) -> bool:
        return self._at < len(self._lexemes) and self._lexemes[self._at].sign is sign

    def _here(self) -> int:
        return self._lexemes[self._at].start if self._at < len(self._lexemes) else 0


def _joined(nodes: Iterator[Node] | tuple[Node, ...]) -> Node:
    flat = tuple(dict.fromkeys(_flat(nodes)))
    return flat[0] if len(flat) == 1 else Every(flat)


def _flat(nodes: Iterator[Node] | tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Every):
            yield from _flat(node.parts)
        else:
            yield node
