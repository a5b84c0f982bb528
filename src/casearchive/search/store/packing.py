"""Packing: the texts an index keeps, small, and quick to unpack.

Cases of one archive are written in the same words. A dictionary made of the first few hundred of
them takes a quarter off what zstandard alone makes of a case (made-up ones: 3,300 folded characters
to 1.9 KB), and unpacking is faster, the larger it is. It is made when an index is built and lies in
it; a case saved later is packed with it too.
"""

import sqlite3
import threading
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import zstandard

TABLES = ("CREATE TABLE packing (id INTEGER PRIMARY KEY, dictionary BLOB NOT NULL)",)

_LEVEL = 6
_HARD = 17  # a ninth smaller in six times the time, and readying it takes 30 ms: for rebuilds
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
    """Return the content packed, in ten times the time and smaller if it is to be packed hard."""
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
            usual, hard = _dictionaries(connection, dictionary)
            self._made[dictionary] = _Set(
                zstandard.ZstdCompressor(level=_LEVEL, dict_data=usual),
                zstandard.ZstdCompressor(level=_HARD, dict_data=hard),
                zstandard.ZstdDecompressor(dict_data=usual),
            )
        return self._made[dictionary]


_Dictionaries: TypeAlias = tuple[
    zstandard.ZstdCompressionDict | None, zstandard.ZstdCompressionDict | None
]
_tools = _Tools()
_readied: dict[int, _Dictionaries] = {}  # by id; only read once readied, so threads share them


def _dictionaries(connection: sqlite3.Connection, dictionary: int) -> _Dictionaries:
    """Return a dictionary readied for single texts, and once more for packing hard."""
    if dictionary not in _readied:
        query = "SELECT dictionary FROM packing WHERE id = ?"
        found = connection.execute(query, (dictionary,)).fetchone() if dictionary else None
        if found is None:
            return None, None
        usual, hard = (zstandard.ZstdCompressionDict(found[0]) for _purpose in range(2))
        usual.precompute_compress(level=_LEVEL)
        _readied[dictionary] = usual, hard
    return _readied[dictionary]
