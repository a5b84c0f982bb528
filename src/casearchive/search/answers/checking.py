"""Checking: thousands of texts read, each once, for what the index could not tell of them."""

from collections.abc import Callable
from typing import TypeAlias

from casearchive.errors import WorkWasCancelled
from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.plan import HEAD_FIELDS, is_exact, residue, text_expression
from casearchive.search.answers.rowset import RowSet, flags_of, rows_in, rowset_of
from casearchive.search.answers.sets import answering, filtered
from casearchive.search.language.nodes import Any, Every, Node, Not, Term
from casearchive.search.store.stored import encoded, read_bodies, read_text, stands_in
from casearchive.search.work import Cancelled

_Check: TypeAlias = Callable[[int, bytes], bool]


def read_and_checked(cache: FilterCache, node: Node, rows: RowSet, cancelled: Cancelled) -> RowSet:
    """Return those of the rows that match by their texts.

    :raises WorkWasCancelled: once `cancelled` says so
    """
    if not rows:
        return 0
    stands, found = _check(cache, node, rows.bit_length()), []
    for row, body in read_bodies(cache.connection, rows_in(rows)):
        if cancelled():
            raise WorkWasCancelled
        if stands(row, body):
            found.append(row)
    return rowset_of(found)


def _check(cache: FilterCache, node: Node, length: int) -> _Check:
    """Return what says of a row with its body whether it matches, made ready for thousands."""
    match node:
        case Term():
            likely = flags_of(answering(cache, text_expression(node)), length)
            if is_exact(node):
                return lambda row, _body: bool(likely[row])
            stands = _check_of_word(cache, node, length)
            return lambda row, body: bool(likely[row]) and stands(row, body)
        case Not(part):
            stands = _check(cache, part, length)
            return lambda row, body: not stands(row, body)
        case Every(parts):
            words = Every(tuple(part for part in parts if isinstance(part, Term)))
            others = [part for part in parts if not isinstance(part, Term)]
            likely = flags_of(answering(cache, text_expression(words)), length)
            checks = [
                *(_check_of_word(cache, word, length) for word in _unsure(words)),
                *(_check(cache, part, length) for part in others),
            ]
            return lambda row, body: bool(likely[row]) and all(it(row, body) for it in checks)
        case Any(parts):
            checks = [_check(cache, part, length) for part in parts]
            return lambda row, body: any(check(row, body) for check in checks)
        case _:
            rows = flags_of(filtered(cache, node), length)
            return lambda row, _body: bool(rows[row])


def _unsure(words: Every) -> list[Term]:
    """Return those of the words which the index cannot tell of a row for certain."""
    left = residue(words)
    return (
        [word for word in left.parts if isinstance(word, Term)] if isinstance(left, Every) else []
    )


def _check_of_word(cache: FilterCache, term: Term, length: int) -> _Check:
    """Return what looks for a word; in a head only where the index says that it may stand there."""
    connection, text, field = cache.connection, term.text, term.field
    if field:
        return lambda row, _body: read_text(connection, row).holds(text, field)
    in_head = Any(tuple(Term(text, field) for field in HEAD_FIELDS))
    heads = flags_of(answering(cache, text_expression(in_head)), length)
    piece = encoded(text)
    return lambda row, body: (
        stands_in(piece, body) or bool(heads[row] and read_text(connection, row).head_holds(text))
    )
