"""Packing: the texts an index keeps, small, and quick to unpack.

Cases of one archive are written in the same words. A dictionary made of the first few hundred of
them takes a quarter off what zstandard alone makes of a case (made-up ones: 3,300 folded characters
to 1.9 KB), and unpacking is faster, the larger it is. It is made when an index is built and lies in
it; a case saved later is packed with it too.
"""

import sqlite3
import threading
from collections.abc import Sequence
from typing import NamedTuple

import zstandard

TABLES = ("CREATE TABLE packing (id INTEGER PRIMARY KEY, dictionary BLOB NOT NULL)",)

_LEVEL = 6
_HARD = 17  # under a millisecond a text, and a ninth smaller; readying it takes 20, once a thread
_DICTIONARY = 256 << 10  # bytes
_FEWEST = 100  # texts that a dictionary is made of
_LONGEST = 1 << 28  # bytes of one text; only a damaged file says more


def learn(connection: sqlite3.Connection, texts: Sequence[bytes]) -> None:
    """Make a dictionary of these texts for all that is packed from now on, if there are enough."""
    if len(texts) >= _FEWEST:
        made = zstandard.train_dictionary(_DICTIONARY, list(texts))
        connection.execute("INSERT INTO packing VALUES (?,?)", (made.dict_id(), made.as_bytes()))


def clear(connection: sqlite3.Connection) -> None:
    """Forget the dictionary: nothing packed with it is left."""
    connection.execute("DELETE FROM packing")


def packed(connection: sqlite3.Connection, content: bytes, *, hard: bool = False) -> bytes:
    """Return the content packed, in ten times the time and smaller where it is worth it."""
    found = connection.execute("SELECT id FROM packing").fetchone()
    tools = _tools.of(connection, found[0] if found else 0)
    return (tools.hard if hard else tools.packer).compress(content)


def unpacked(connection: sqlite3.Connection, content: bytes) -> bytes:
    """Return what was packed.

    :raises zstandard.ZstdError: where it is damaged
    """
    dictionary = zstandard.get_frame_parameters(content).dict_id
    return _tools.of(connection, dictionary).unpacker.decompress(content, max_output_size=_LONGEST)


class _Set(NamedTuple):
    """What packs and unpacks with one dictionary."""

    packer: zstandard.ZstdCompressor
    hard: zstandard.ZstdCompressor
    unpacker: zstandard.ZstdDecompressor


class _Tools(threading.local):
    """Packers and unpackers by the dictionary's id; no two threads may share one."""

    def __init__(self) -> None:
        self._made: dict[int, _Set] = {}

    def of(self, connection: sqlite3.Connection, dictionary: int) -> _Set:
        """Return the tools for a dictionary of this index; 0 is none."""
        if dictionary not in self._made:
            self._made[dictionary] = _make(_read(connection, dictionary))
        return self._made[dictionary]


_tools = _Tools()


def _make(dictionary: zstandard.ZstdCompressionDict | None) -> _Set:
    return _Set(
        zstandard.ZstdCompressor(level=_LEVEL, dict_data=dictionary),
        zstandard.ZstdCompressor(level=_HARD, dict_data=dictionary),
        zstandard.ZstdDecompressor(dict_data=dictionary),
    )


def _read(connection: sqlite3.Connection, dictionary: int) -> zstandard.ZstdCompressionDict | None:
    query = "SELECT dictionary FROM packing WHERE id = ?"
    found = connection.execute(query, (dictionary,)).fetchone() if dictionary else None
    return zstandard.ZstdCompressionDict(found[0]) if found else None
