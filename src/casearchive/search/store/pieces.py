"""The common pieces of an index, learnt from the first cases of a build; see text.pieces."""

import sqlite3
from collections.abc import Sequence
from hashlib import blake2b

from casearchive.search.documents import Document
from casearchive.search.text.fold import words
from casearchive.search.text.pieces import joined_words, learn_common, longest_pieces
from casearchive.search.text.tokens import all_texts

TABLES = ("CREATE TABLE common_pieces (id TEXT PRIMARY KEY, pieces TEXT NOT NULL)",)

_FEWEST = 100  # cases that are learnt from
# Of the cases. Of a fifth, the index would be a twentieth larger, and longer in the making.
_SHARE = 0.3
_known: dict[str, frozenset[str]] = {"": frozenset()}  # by id; what was learnt does not change


def learn(connection: sqlite3.Connection, documents: Sequence[Document]) -> None:
    """Note the pieces that many of these settled documents hold, if there are enough of them."""
    if len(documents) < _FEWEST:
        return
    texts = [joined_words(all_texts(document)) for document in documents]
    pieces = "\0".join(sorted(learn_common(texts, _SHARE)))
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
    """Return the longest pieces of a folded text that have a token of their own."""
    common = known(connection)
    if not common:
        return ()
    return tuple(
        dict.fromkeys(piece for word in words(text) for piece in longest_pieces(word, common))
    )
