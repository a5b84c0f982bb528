"""Plans: a query tree turned into FTS5 expressions that miss nothing, and a check that is exact.

Only tokens made by :mod:`casearchive.search.text.tokens` reach an expression, never typed text,
so no typed text can act as FTS5 syntax.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from casearchive.search.language.nodes import (
    Any,
    Choice,
    Every,
    Facet,
    Node,
    Not,
    Range,
    Rows,
    Term,
    Years,
)
from casearchive.search.text.joints import is_joint, joints_in
from casearchive.search.text.tokens import (
    EVERY,
    FIELDS,
    NOWHERE,
    facet_token,
    is_token,
    piece_token,
    term_tokens,
)

HEAD_FIELDS = tuple(FIELDS)
_MOST_PARTS = 24  # asked of the index at once; of a pasted page the rest is checked in the texts
_MOST_PIECES = 12  # of one word; the text itself decides anyway
_MOST_JOINTS = 12  # of one word, likewise
_MOST_ALTERNATIVES = 12  # that are also asked how densely they stand


class Candidate(Protocol):
    """A row that may match; its text is read only when a node asks for it."""

    @property
    def row(self) -> int:
        """Its place in the index."""
        ...

    def holds(self, piece: str, field: str = "") -> bool:
        """Say whether a folded piece stands in the text, or in one field of the head."""
        ...

    def filter_values(self, name: str) -> Collection[str]:
        """Return the values the filter `name` has."""
        ...


def text_expression(node: Node, density: str = "", dense: Collection[Term] = ()) -> str:
    """Return the expression over ``case_text`` that every matching document answers.

    With one of the marks of `DENSITY`, only those do that hold the words `dense` so often.
    """
    return _in_text(node, dict.fromkeys(dense, density)) or _quoted(EVERY)


def head_expression(node: Node, fields: Collection[str] = HEAD_FIELDS) -> str:
    """Return the expression over ``case_head`` for documents that match by those fields, or ""."""
    return _in_head(node, " ".join(fields)) if is_ranked(node) else ""


def ranked_terms(node: Node) -> tuple[Term, ...]:
    """Return the words a case may be about: those wanted anywhere in it."""
    match node:
        case Term(_text, ""):
            return (node,)
        case Every(parts) | Any(parts):
            return tuple(dict.fromkeys(term for part in parts for term in ranked_terms(part)))
        case _:
            return ()


def is_ranked(node: Node) -> bool:
    """Say whether a word is wanted anywhere, so that one match can be better than another."""
    match node:
        case Term():
            return True
        case Every(parts) | Any(parts):
            return any(map(is_ranked, parts))
        case _:
            return False


def is_exact(node: Node) -> bool:
    """Say whether answering the text expression already is matching."""
    match node:
        case Term(text, field, pieces):
            return text in pieces or is_token(text) or (not field and is_joint(text))
        case Not(part):
            return is_exact(part)
        case Every(parts):
            return len(parts) <= _MOST_PARTS and all(map(is_exact, parts))
        case Any(parts):
            return all(map(is_exact, parts))
        case Rows():
            return False
        case _:
            return True


def residue(node: Node) -> Node:
    """Return what is left to be checked of a document that answers the text expression."""
    match node:
        case Every(parts):
            asked = (part for part in parts[:_MOST_PARTS] if not is_exact(part))
            return Every((*asked, *parts[_MOST_PARTS:]))
        case _ if is_exact(node):
            return Every(())
        case _:
            return node


def is_exact_in_head(node: Node) -> bool:
    """Say whether answering the head expression already is matching.

    Heads have no tokens for longer pieces; what must not stand in a case, and its figures, no head
    can tell.
    """
    match node:
        case Term(text, _field):
            return is_token(text)
        case Choice():
            return True
        case Every(parts):
            return len(parts) <= _MOST_PARTS and all(map(is_exact_in_head, parts))
        case Any(parts):
            return all(map(is_exact_in_head, parts))
        case _:
            return False


def matches(node: Node, candidate: Candidate) -> bool:
    """Say whether the candidate matches."""
    match node:
        case Term(text, field):
            return candidate.holds(text, field)
        case Rows(rows):
            return bool(rows >> candidate.row & 1)
        case Choice(name, values):
            return not set(values).isdisjoint(candidate.filter_values(name))
        case Not(part):
            return not matches(part, candidate)
        case Every(parts):
            return all(matches(part, candidate) for part in parts)
        case Any(parts):
            return any(matches(part, candidate) for part in parts)
        case Facet() | Years() | Range():
            raise TypeError("it is resolved before it is matched")


def _in_text(node: Node, density: Mapping[Term, str]) -> str:
    match node:
        case Term(text, field, pieces):
            before, after = (FIELDS[field], "") if field else ("", density.get(node, ""))
            joints = [] if field else joints_in(text)[:_MOST_JOINTS]
            tokens = term_tokens(text)
            if not after:  # every list of rows that is read takes its time
                tokens = [token for token in tokens if not any(token in it for it in pieces)]
                if joints:  # a letter by itself is a part of one
                    tokens = [token for token in tokens if len(token) > 1]
            marked = (before + token + after for token in tokens)
            others = (*map(piece_token, pieces[:_MOST_PIECES]), *joints)
            return _all_of(map(_quoted, [*others, *marked]))
        case Choice(name, values):
            return _any_of(_quoted(facet_token(name, value)) for value in values)
        case Not(part) if is_exact(part):
            return f"({_quoted(EVERY)} NOT {_in_text(part, {}) or _quoted(EVERY)})"
        case Every(parts):
            asked = parts[:_MOST_PARTS]
            return _all_of(filter(None, (_in_text(part, density) for part in asked)))
        case Any(parts):
            if len(parts) > _MOST_ALTERNATIVES:
                density = {}
            found = [_in_text(part, density) for part in parts]
            return _any_of(found) if all(found) else ""
        case _:
            return ""  # rows, and an inexact exclusion: nothing is ruled out before a look at them


def _in_head(node: Node, fields: str) -> str:
    match node:
        case Term(text, field):
            wanted = _all_of(map(_quoted, term_tokens(text)))
            return f"({{{field or fields}}} : {wanted})"
        case Choice(name, values):
            return _any_of(_quoted(facet_token(name, value)) for value in values)
        case Every(parts):
            asked = parts[:_MOST_PARTS]
            return _all_of(filter(None, (_in_head(part, fields) for part in asked)))
        case Any(parts):
            found = [_in_head(part, fields) for part in parts]
            return _any_of(found) if all(found) else ""
        case _:
            return ""  # the whole text decides what must not stand in it


def _quoted(token: str) -> str:
    return f'"{token}"'


def _all_of(parts: Iterable[str]) -> str:
    expression = " AND ".join(dict.fromkeys(parts))
    return f"({expression})" if expression else ""


def _any_of(parts: Iterable[str]) -> str:
    return f"({' OR '.join(dict.fromkeys(parts)) or _quoted(NOWHERE)})"
