"""Tokens: what the index stores of a text so that any piece of it can be asked for.

A word (see :func:`casearchive.search.text.fold.words`) gives each of its characters, each pair of
neighbours and, in scripts with small alphabets, each three neighbours. A piece of up to two
characters, or of three Latin ones, therefore *is* a token, Latin infixes and pairs such as
第5 or 0万 included; so is one with punctuation in it (see :mod:`casearchive.search.text.joints`).
A longer piece is looked for by all its tokens and then verified in the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from hashlib import blake2b

from casearchive.search.documents import Document
from casearchive.search.text.fold import fold, settle, words
from casearchive.search.text.joints import joint_token, joints
from casearchive.search.text.pieces import joined_words, pieces_in

# Marks are noncharacters, which no text holds after `settle`.
EVERY = "\ufdd0"  # a token of every document: “all but …” starts from it
# What ends a token that occurs so often.
DENSITY = (("\ufddc", 32), ("\ufddb", 16), ("\ufdd3", 8), ("\ufdd2", 4))
_PIECE = "\ufdd1"  # begins the token of a longer piece
FIELDS = {"code": "\ufdd4", "title": "\ufdd5", "place": "\ufdd6", "tags": "\ufdd7"}
_FACET = "\ufdd8"
NOWHERE = "\ufdd9"  # a token of no document

# A case is about what its title says, however rarely the body repeats it.
_HEAD_COUNTS = {"code": 8, "title": 8, "place": 4, "tags": 4}

_FIRST_WIDE = "\u2e80"  # from here on: Chinese, kana, Hangul, emoji; a pair of them is rare enough
_three_narrow = re.compile(f"[!-{chr(ord(_FIRST_WIDE) - 1)}]{{3,}}")
_MOST_OF_A_TERM = 24  # tokens asked for of one long piece; the text itself decides anyway


def head_texts(document: Document) -> dict[str, tuple[str, ...]]:
    """Return the texts at the head of a document by the field they are searched as."""
    return {
        "code": (document.code,),
        "title": (document.title,),
        "place": (document.place,),
        "tags": document.tags,
    }


def head_tokens(document: Document) -> tuple[str, ...]:
    """Return the tokens of the columns of ``case_head``: one a field, then the facets."""
    columns = [" ".join(_grams(joined_words(texts))) for texts in head_texts(document).values()]
    return (*columns, " ".join(_facet_tokens(document)))


def text_tokens(document: Document, common: AbstractSet[str] = frozenset()) -> set[str]:
    """Return the distinct tokens of the whole document, with the pieces that `common` ones make."""
    parts = list(texts_counted(document))
    joined = join_words(parts)
    counts = count_grams(joined)
    return {
        EVERY,
        *gram_tokens(counts),
        *tokens_apart(document),
        *_piece_tokens(joined, common),
        *map(joint_token, joints((fold(text) for text, _times in parts), counts.keys())),
    }


def all_texts(document: Document) -> Iterator[str]:
    """Yield every text of a document that is looked for in."""
    return (text for text, _times in texts_counted(document))


def texts_counted(document: Document) -> Iterator[tuple[str, int]]:
    """Yield the texts of a document with the times each occurrence in it counts."""
    for field, texts in head_texts(document).items():
        yield from ((text, _HEAD_COUNTS[field]) for text in texts)
    yield from ((section.text, section.weight) for section in document.sections)


def join_words(parts: Iterable[tuple[str, int]]) -> dict[int, str]:
    """Return the words of texts, together where each occurrence in them counts as often."""
    by_times: dict[int, list[str]] = {}
    for text, times in parts:
        by_times.setdefault(times, []).append(text)
    return {times: joined_words(texts) for times, texts in by_times.items()}


def count_grams(joined: dict[int, str]) -> Counter[str]:
    """Count the tokens of joined words, each as often as it counts.

    Counts of parts add up to that of the whole.
    """
    counts = _grams(joined.get(1, ""))
    for times in joined.keys() - {1}:
        for gram, count in _grams(joined[times]).items():
            counts[gram] += count * times
    return counts


def gram_tokens(counts: Mapping[str, int]) -> set[str]:
    """Return the grams that stand somewhere, with a mark for each density they reach."""
    dense = [(gram, count) for gram, count in counts.items() if count]
    tokens = {gram for gram, _count in dense}
    for mark, least in reversed(DENSITY):
        dense = [pair for pair in dense if pair[1] >= least]
        tokens.update([gram + mark for gram, _count in dense])
    return tokens


def tokens_apart(document: Document) -> set[str]:
    """Return the tokens of single fields and of filter values."""
    tokens = set(_facet_tokens(document))
    for field, texts in head_texts(document).items():
        tokens.update(FIELDS[field] + gram for gram in _grams(joined_words(texts)))
    return tokens


def _piece_tokens(joined: dict[int, str], common: AbstractSet[str]) -> set[str]:
    pieces = pieces_in(" ".join(joined.values()), common) if common else ()
    return set(map(piece_token, pieces))


def piece_token(piece: str) -> str:
    """Return the token of a piece that has one of its own."""
    return piece if len(piece) == 3 and max(piece) < _FIRST_WIDE else _PIECE + piece


def facet_token(name: str, value: str) -> str:
    """Return the token of one filter value: a digest, so that a value may hold anything."""
    content = f"{settle(name)}\0{settle(value)}".encode()
    return _FACET + blake2b(content, digest_size=8).hexdigest()


def term_tokens(term: str) -> list[str]:
    """Return the tokens every text has that holds the folded piece `term`."""
    tokens = list(dict.fromkeys(token for word in words(term) for token in _of_word(word)))
    step = -(-len(tokens) // _MOST_OF_A_TERM) or 1
    return tokens[::step]


def is_token(term: str) -> bool:
    """Say whether having its token is the same as holding the folded piece `term`."""
    return words(term) == [term] and _of_word(term) == [term]


def _of_word(word: str) -> list[str]:
    if len(word) == 1:
        return [word]
    threes = [three for three in _neighbours(word, 3) if max(three) < _FIRST_WIDE]
    covered = {pair for three in threes for pair in _neighbours(three, 2)}
    return threes + [pair for pair in _neighbours(word, 2) if pair not in covered]


def _neighbours(word: str, count: int) -> Iterator[str]:
    return (word[start : start + count] for start in range(len(word) - count + 1))


def _grams(joined: str) -> Counter[str]:
    """Count the tokens of joined words; none reaches across a space."""
    counts = Counter(joined)
    counts.update(map(str.__add__, joined, joined[1:]))
    for stretch in _three_narrow.findall(joined):
        counts.update(_neighbours(stretch, 3))
    for gram in [gram for gram in counts if " " in gram]:
        del counts[gram]
    return counts


def _facet_tokens(document: Document) -> Iterator[str]:
    for name, values in document.filters.items():
        for value in values:
            yield facet_token(name, value)
