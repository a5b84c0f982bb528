"""The words worth suggesting, with how many cases hold each, and how they are found by a piece.

A term is kept once however many cases hold it. ``term_grams`` tells which terms a typed piece may
stand in: by its Chinese characters, by the initials of their pinyin, and by whole syllables. Who
asks verifies what comes, so that a gram may promise too much but never miss. The terms that many
cases hold stand in ``common_grams`` once more: of the thousands that begin with an s, those are
wanted first.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Set
from itertools import pairwise, product
from typing import NamedTuple

from casearchive.search.documents import Document
from casearchive.search.text.pinyin import PINYIN_VERSION, Letter, is_latin, letters

# Table by table the shape of an index tells its version, so that of the pinyin table stands there.
_GRAMS = f"fts5(grams, content='', tokenize='ascii', detail=none /* pinyin {PINYIN_VERSION} */)"
TABLES = (
    "CREATE TABLE terms (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, word TEXT NOT NULL,"
    " cases INTEGER NOT NULL, UNIQUE (kind, word))",
    "CREATE INDEX terms_by_cases ON terms (kind, cases)",
    f"CREATE VIRTUAL TABLE term_grams USING {_GRAMS}",
    f"CREATE VIRTUAL TABLE common_grams USING {_GRAMS}",
)
NAMES = ("term_grams", "common_grams")

COMMON = 8  # as many cases hold a common term
LONGEST = 200  # characters of a term by which it is found

# Titles outnumber all other terms, and are wanted last: each gram begins with one of these.
TITLE, LABEL = "t", "l"

_FIND = "SELECT id, cases FROM terms WHERE kind = ? AND word = ?"
_INSERT = "INSERT INTO terms (kind, word, cases) VALUES (?, ?, 1)"
_UPDATE = "UPDATE terms SET cases = ? WHERE id = ?"
_DELETE = "DELETE FROM terms WHERE id = ?"


class Term(NamedTuple):
    """A word of a kind, which so many cases hold."""

    kind: str
    word: str
    cases: int


def add(connection: sqlite3.Connection, row: int, document: Document) -> None:  # noqa: ARG001
    """Count the terms of a document."""
    for kind, word in _terms(document):
        _count(connection, kind, word)


def remove(connection: sqlite3.Connection, row: int, document: Document) -> None:  # noqa: ARG001
    """Count the terms of a document no longer; a term that no case holds is forgotten."""
    for kind, word in _terms(document):
        _discount(connection, kind, word)


def change(
    connection: sqlite3.Connection,
    row: int,  # noqa: ARG001
    old: Document,
    new: Document,
) -> None:
    """Count the terms of a document instead of those it had: most saves change none."""
    before, after = _terms(old), _terms(new)
    for kind, word in before - after:
        _discount(connection, kind, word)
    for kind, word in after - before:
        _count(connection, kind, word)


def clear(connection: sqlite3.Connection) -> None:
    """Forget all terms."""
    connection.execute("DELETE FROM terms")
    for table in NAMES:
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608


def answering(
    connection: sqlite3.Connection,
    expression: str,
    *,
    kinds: Collection[str] = (),
    common: bool = False,
    limit: int,
) -> list[Term]:
    """Return terms, of these kinds if any are given, whose grams answer an FTS5 expression.

    They come in no order; if there are more than `limit`, only some come.
    """
    table = "common_grams" if common else "term_grams"
    among = f" AND t.kind IN ({','.join('?' * len(kinds))})" if kinds else ""
    query = (
        f"SELECT t.kind, t.word, t.cases FROM {table} g CROSS JOIN terms t ON t.id = g.rowid"  # noqa: S608
        f" WHERE g.{table} MATCH ?{among} LIMIT ?"
    )
    return list(map(Term._make, connection.execute(query, (expression, *kinds, limit))))


def commonest(connection: sqlite3.Connection, kinds: Collection[str], limit: int) -> list[Term]:
    """Return the terms of these kinds that most cases hold."""
    query = (
        f"SELECT kind, word, cases FROM terms WHERE kind IN ({','.join('?' * len(kinds))})"  # noqa: S608
        " ORDER BY cases DESC, kind, word LIMIT ?"
    )
    return list(map(Term._make, connection.execute(query, (*kinds, limit))))


# Grams. Before each comes `TITLE` or `LABEL`.


def characters_gram(text: str) -> str:
    """Return the gram of terms that hold one or two characters, side by side."""
    return f"c{text}"


def first_character_gram(character: str) -> str:
    """Return the gram of terms that begin with a character."""
    return f"d{character}"


def initials_gram(initials: str) -> str:
    """Return the gram of terms that hold letters read with two or three initials."""
    return f"i{initials}"


def first_initials_gram(initials: str) -> str:
    """Return the gram of terms that begin with letters read with one or two initials."""
    return f"j{initials}"


def first_syllable_gram(syllable: str) -> str:
    """Return the gram of terms that begin with a letter read so."""
    return f"k{syllable}"


def syllables_gram(*syllables: str) -> str:
    """Return the gram of terms that hold letters read so, one or two."""
    return f"s{''.join(syllables)}"


def _terms(document: Document) -> Set[tuple[str, str]]:
    return {(kind, word): None for kind, word in document.terms if word.strip()}.keys()


def _count(connection: sqlite3.Connection, kind: str, word: str) -> None:
    found = connection.execute(_FIND, (kind, word)).fetchone()
    if found is None:
        term = connection.execute(_INSERT, (kind, word)).lastrowid
        _put("term_grams", connection, term, kind, word)
        return
    term, cases = found
    connection.execute(_UPDATE, (cases + 1, term))
    if cases + 1 == COMMON:
        _put("common_grams", connection, term, kind, word)


def _discount(connection: sqlite3.Connection, kind: str, word: str) -> None:
    found = connection.execute(_FIND, (kind, word)).fetchone()
    if found is None:
        return
    term, cases = found
    if cases == COMMON:
        _take("common_grams", connection, term, kind, word)
    if cases > 1:
        connection.execute(_UPDATE, (cases - 1, term))
    else:
        connection.execute(_DELETE, (term,))
        _take("term_grams", connection, term, kind, word)


def _put(
    table: str, connection: sqlite3.Connection, term: int | None, kind: str, word: str
) -> None:
    command = f"INSERT INTO {table}(rowid, grams) VALUES (?, ?)"  # noqa: S608 - a constant of ours
    connection.execute(command, (term, _grams(kind, word)))


def _take(table: str, connection: sqlite3.Connection, term: int, kind: str, word: str) -> None:
    command = f"INSERT INTO {table}({table}, rowid, grams) VALUES ('delete', ?, ?)"  # noqa: S608
    connection.execute(command, (term, _grams(kind, word)))


def _grams(kind: str, word: str) -> str:
    mark = TITLE if kind == "title" else LABEL
    return " ".join(mark + gram for gram in _grams_of(letters(word[:LONGEST])))


def _grams_of(word: list[Letter]) -> set[str]:
    initials = [letter.initials for letter in word]
    grams = {initials_gram(text) for count in (2, 3) for text in _joined(initials, count)}
    others = ["" if is_latin(letter.character) else letter.character for letter in word]
    grams.update(map(characters_gram, filter(None, others)))
    grams.update(characters_gram(a + b) for a, b in pairwise(others) if a and b)
    sounds = [letter.readings for letter in word]
    grams.update(syllables_gram(text) for count in (1, 2) for text in _joined(sounds, count))
    if word:
        grams.add(first_character_gram(word[0].character))
        first = (text for count in (1, 2) for text in _joined(initials[:count], count))
        grams.update(map(first_initials_gram, first))
        grams.update(map(first_syllable_gram, word[0].readings))
    return grams


def _joined(choices: list[tuple[str, ...]], count: int) -> Iterator[str]:
    """Yield each `count` neighbours joined, in every way that they can be read."""
    stretches: Iterable[tuple[tuple[str, ...], ...]] = zip(
        *(choices[start:] for start in range(count)), strict=False
    )
    for stretch in stretches:
        yield from map("".join, product(*stretch))
