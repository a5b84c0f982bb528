"""Common pieces: three or four letters that stand in many cases, each with a token of its own.

Pairs tell where 合作社 may stand; whether it does, only the text tells. For a word of most cases
that is reading most texts. Which pieces are common is learnt from the first cases of a build.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from casearchive.search.documents import Document
from casearchive.search.text.tokens import PIECES, wide_pieces

TABLES = ("CREATE TABLE common_pieces (id TEXT PRIMARY KEY, pieces TEXT NOT NULL)",)

_FEWEST = 100  # cases that are learnt from
_SHARE = 0.1  # of them that hold a common piece
_MOST = 1000  # each is a byte in every case that holds it
_known: dict[str, frozenset[str]] = {"": frozenset()}  # by id; what was learnt does not change


def learn(connection: sqlite3.Connection, documents: Sequence[Document]) -> None:
    """Note the pieces that many of these settled documents hold, if there are enough of them."""
    if len(documents) < _FEWEST:
        return
    counts = Counter(piece for document in documents for piece in wide_pieces(_texts(document)))
    least = _SHARE * len(documents)
    common = [piece for piece, count in counts.most_common(_MOST) if count >= least]
    pieces = "\0".join(sorted(common))
    digest = blake2b(pieces.encode(), digest_size=8).hexdigest()
    connection.execute("INSERT INTO common_pieces VALUES (?,?)", (digest, pieces))


def clear(connection: sqlite3.Connection) -> None:
    """Forget which pieces are common: no token of one is left."""
    connection.execute("DELETE FROM common_pieces")


def known(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the common pieces."""
    found = connection.execute("SELECT id FROM common_pieces").fetchone()
    digest = found[0] if found else ""
    if digest not in _known:
        query = "SELECT pieces FROM common_pieces WHERE id = ?"
        text = connection.execute(query, (digest,)).fetchone()[0]
        _known[digest] = frozenset(text.split("\0"))
    return _known[digest]


def known_in(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """Return the common pieces that stand in a folded text."""
    common = known(connection)
    starts = range(len(text)) if common else ()
    pieces = (text[start : start + size] for start in starts for size in PIECES)
    return tuple(dict.fromkeys(piece for piece in pieces if piece in common))


def _texts(document: Document) -> list[str]:
    return [section.text for section in document.sections]
