"""Plans: a query tree turned into FTS5 expressions that miss nothing, and a check that is exact.

Only tokens made by :mod:`casearchive.search.text.tokens` reach an expression, never typed text,
so no typed text can act as FTS5 syntax.
"""

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from casearchive.search.language.parse import Choice, Every, Facet, Node, Not, Term
from casearchive.search.store.stored import StoredText
from casearchive.search.text.fold import fold
from casearchive.search.text.tokens import (
    EVERY,
    FIELDS,
    NOWHERE,
    facet_token,
    is_token,
    term_tokens,
)

HEAD_FIELDS = tuple(FIELDS)
ValuesOf: TypeAlias = Callable[[str], Collection[str]]  # the values a filter has in the index


def resolved(node: Node, values_of: ValuesOf) -> Node:
    """Return the tree with each typed facet replaced by the choice of the values it means."""
    match node:
        case Facet(name, text):
            return Choice(name, tuple(v for v in values_of(name) if text in fold(v)))
        case Not(part):
            return Not(resolved(part, values_of))
        case Every(parts):
            return Every(tuple(resolved(part, values_of) for part in parts))
        case _:
            return node


def text_expression(node: Node, density: str = "") -> str:
    """Return the expression over ``case_text`` that every matching document answers.

    With one of the marks of `DENSITY`, only those do that hold the wanted words so often.
    """
    return _in_text(node, density) or _quoted(EVERY)


def head_expression(node: Node, fields: Collection[str] = HEAD_FIELDS) -> str:
    """Return the expression over ``case_head`` for documents that match by those fields, or ""."""
    return _in_head(node, " ".join(fields)) if is_ranked(node) else ""


def is_ranked(node: Node) -> bool:
    """Say whether a word is wanted anywhere, so that one match can be better than another."""
    match node:
        case Term():
            return True
        case Every(parts):
            return any(map(is_ranked, parts))
        case _:
            return False


def is_exact(node: Node) -> bool:
    """Say whether answering the text expression already is matching."""
    match node:
        case Term(text):
            return is_token(text)
        case Not(part):
            return is_exact(part)
        case Every(parts):
            return all(map(is_exact, parts))
        case _:
            return True


def excludes(node: Node) -> bool:
    """Say whether something must not stand in a document, which its head alone cannot tell."""
    match node:
        case Not():
            return True
        case Every(parts):
            return any(map(excludes, parts))
        case _:
            return False


def matches(node: Node, document: StoredText) -> bool:
    """Say whether the document matches, by its text."""
    match node:
        case Term(text, field):
            return document.holds(text, field)
        case Choice(name, values):
            return not set(values).isdisjoint(document.filters.get(name, ()))
        case Not(part):
            return not matches(part, document)
        case Every(parts):
            return all(matches(part, document) for part in parts)
        case Facet():
            raise TypeError("a facet is resolved before it is matched")


def _in_text(node: Node, density: str) -> str:
    match node:
        case Term(text, field):
            before, after = (FIELDS[field], "") if field else ("", density)
            return _all_of(_quoted(before + token + after) for token in term_tokens(text))
        case Choice(name, values):
            return _any_of(_quoted(facet_token(name, value)) for value in values)
        case Not(part) if is_exact(part):
            return f"({_quoted(EVERY)} NOT {_in_text(part, '')})"
        case Every(parts):
            return _all_of(filter(None, (_in_text(part, density) for part in parts)))
        case _:
            return ""  # an inexact exclusion rules nothing out before the text is read


def _in_head(node: Node, fields: str) -> str:
    match node:
        case Term(text, field):
            wanted = _all_of(map(_quoted, term_tokens(text)))
            return f"({{{field or fields}}} : {wanted})"
        case Choice(name, values):
            return _any_of(_quoted(facet_token(name, value)) for value in values)
        case Every(parts):
            return _all_of(filter(None, (_in_head(part, fields) for part in parts)))
        case _:
            return ""  # the whole text decides what must not stand in it


def _quoted(token: str) -> str:
    return f'"{token}"'


def _all_of(parts: Iterable[str]) -> str:
    expression = " AND ".join(dict.fromkeys(parts))
    return f"({expression})" if expression else ""


def _any_of(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts) or _quoted(NOWHERE)})"
