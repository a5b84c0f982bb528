"""Checking: thousands of texts read, each once, for what the index could not tell of them."""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.plan import HEAD_FIELDS, is_exact, residue, text_expression
from casearchive.search.answers.rowset import RowSet, flags_of, rows_in, rowset_of
from casearchive.search.answers.sets import answering, filtered
from casearchive.search.language.nodes import Any, Every, Node, Not, Term
from casearchive.search.store.stored import encoded, read_bodies, read_heads, stands_in
from casearchive.search.work import Cancelled

_Check: TypeAlias = Callable[[int, bytes], bool]


def read_and_checked(cache: FilterCache, node: Node, rows: RowSet, cancelled: Cancelled) -> RowSet:
    """Return those of the rows that match by their texts.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    if not rows:
        return 0
    stands, found = _check(cache, node, rows), []
    for row, body in read_bodies(cache.connection, rows_in(rows)):
        if cancelled():
            raise WorkWasCancelled
        if stands(row, body):
            found.append(row)
    return rowset_of(found)


def heads_holding(cache: FilterCache, words: Sequence[Term], rows: RowSet) -> list[RowSet]:
    """Return for each word those of the rows with it in the head, or in the field it is wanted in.

    Heads are read together, and only where the index says that a word may stand there.
    """
    likely = [rows & answering(cache, text_expression(_in_head(word))) for word in words]
    flags = [flags_of(some, rows.bit_length()) for some in likely]
    found: list[list[int]] = [[] for _word in words]
    for head in read_heads(cache.connection, rows_in(reduce(or_, likely))):
        for word, may_hold, holding in zip(words, flags, found, strict=True):
            if may_hold[head.row] and head.head_holds(word.text, word.field):
                holding.append(head.row)
    return list(map(rowset_of, found))


def _in_head(word: Term) -> Node:
    fields = (word.field,) if word.field else HEAD_FIELDS
    return Any(tuple(Term(word.text, field) for field in fields))


def _check(cache: FilterCache, node: Node, rows: RowSet) -> _Check:
    """Return what says of one of the rows with its body whether it matches, made ready for all."""
    length = rows.bit_length()
    match node:
        case Term(_text, ""):
            return _check(cache, Every((node,)), rows)
        case Term():
            likely = rows & answering(cache, text_expression(node))
            found = likely if is_exact(node) else heads_holding(cache, [node], likely)[0]
            return _check_of_rows(found, length)
        case Not(part):
            stands = _check(cache, part, rows)
            return lambda row, body: not stands(row, body)
        case Every(parts):
            words, others = words_apart(parts)
            likely = rows & answering(cache, text_expression(words))
            unsure = left_open(words)
            heads = heads_holding(cache, unsure, likely) if unsure else []
            checks = [
                _check_of_rows(likely, length),
                *(_check_of_word(*it, length) for it in zip(unsure, heads, strict=True)),
                *(_check(cache, part, rows) for part in others),
            ]
            return lambda row, body: all(check(row, body) for check in checks)
        case Any(parts):
            checks = [_check(cache, part, rows) for part in parts]
            return lambda row, body: any(check(row, body) for check in checks)
        case _:
            return _check_of_rows(filtered(cache, node), length)


def words_apart(parts: tuple[Node, ...]) -> tuple[Every, list[Node]]:
    """Return the words wanted anywhere, for which one question to the index does, and the rest."""
    words = [part for part in parts if isinstance(part, Term) and not part.field]
    return Every(tuple(words)), [part for part in parts if part not in words]


def left_open(words: Every) -> list[Term]:
    """Return those of the words which the index cannot tell of a row for certain."""
    left = residue(words)
    parts = left.parts if isinstance(left, Every) else ()
    return [word for word in parts if isinstance(word, Term)]


def _check_of_rows(rows: RowSet, length: int) -> _Check:
    flags = flags_of(rows, length)
    return lambda row, _body: bool(flags[row])


def _check_of_word(word: Term, heads: RowSet, length: int) -> _Check:
    """Return what looks for a word where no head holds it."""
    flags, piece = flags_of(heads, length), encoded(word.text)
    return lambda row, body: bool(flags[row]) or stands_in(piece, body)
