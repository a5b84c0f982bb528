"""Blocks: which of 32,768 neighbouring rows are in a set, packed in at most 4 KB.

A block of few rows is a list of them, two bytes each: most of 50,000 villages have one case. From
512 rows on it is a bitmap, which is unpacked in no time and not much longer.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import or_

from casearchive.search.store.connection import IndexIsDamaged

BLOCK = 1 << 15  # rows
_BITMAP = BLOCK >> 3  # bytes
_LIST = 1 << 9  # rows that no list has as many of


def with_place(packed: bytes, place: int) -> bytes:
    """Return the block with the row at a place in it; an empty one is ``b""``."""
    if len(packed) == _BITMAP:
        bitmap = bytearray(packed)
        bitmap[place >> 3] |= 1 << (place & 7)
        return bytes(bitmap)
    places = _listed(packed)
    at = bisect_left(places, place)
    if places[at : at + 1] != array("H", [place]):
        places.insert(at, place)
    return places.tobytes() if len(places) < _LIST else _bits(places).to_bytes(_BITMAP, "little")


def without_place(packed: bytes, place: int) -> bytes:
    """Return the block without the row at a place."""
    if len(packed) == _BITMAP:
        bits = int.from_bytes(packed, "little") & ~(1 << place)
        if bits.bit_count() >= _LIST:
            return bits.to_bytes(_BITMAP, "little")
        flags = reversed(f"{bits:b}")
        return array("H", (at for at, flag in enumerate(flags) if flag == "1")).tobytes()
    places = _listed(packed)
    if place in places:
        places.remove(place)
    return places.tobytes()


def count_places(packed: bytes) -> int:
    """Return how many rows are in the block."""
    if len(packed) == _BITMAP:
        return int.from_bytes(packed, "little").bit_count()
    return len(packed) // 2


def rows_listed(blocks: Sequence[tuple[int, bytes]]) -> "array[int]":
    """Return the rows in blocks of few rows, each with its number, one by one."""
    return array(
        "I", (number * BLOCK + place for number, packed in blocks for place in _listed(packed))
    )


def row_bits(blocks: Sequence[tuple[int, bytes]]) -> int:
    """Return the rows in blocks, each with its number, as one row set."""
    bits: defaultdict[int, int] = defaultdict(int)
    listed: defaultdict[int, array[int]] = defaultdict(lambda: array("H"))
    for number, packed in blocks:
        if len(packed) == _BITMAP:
            bits[number] |= int.from_bytes(packed, "little")
        else:  # of 50,000 values with a row each, every block is filled once and not so often
            listed[number] += _listed(packed)
    for number, places in listed.items():
        bits[number] |= _bits(places)
    return reduce(or_, (some << number * BLOCK for number, some in bits.items()), 0)


def _listed(packed: bytes) -> "array[int]":
    if len(packed) & 1:
        raise IndexIsDamaged
    return array("H", packed)


def _bits(places: Sequence[int]) -> int:
    bitmap = bytearray((max(places, default=0) >> 3) + 1)
    for place in places:
        bitmap[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bitmap, "little")
