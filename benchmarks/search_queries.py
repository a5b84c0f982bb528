"""What people might type into the search field of a made-up archive, always the same for a seed."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice

from benchmarks.made_text import CROPS, WORDS
from casearchive.search.documents import Document

_SEED = 11
_FILTERED = (
    "主题=产业振兴 {word}",
    "{word} -{crop}",
    "{crop} OR {word}",
    "标题:{word}",
    "地点:贵州 {crop}",
    "状态:草稿 {word}",
    "年份:2019-2021 {crop}",
    "集体经济收入:100-200万 {crop}",
    "标签={crop}",
    '"{word}" 有:使用说明',
)
_MIXED = ("4G", "第5批", "170万元", "GAP标准", "e-commerce", "25℃")


def queries(documents: Sequence[Document], count: int) -> list[str]:
    """Return so many queries: words, names, pieces cut out of the documents, filters."""
    dice = random.Random(_SEED)
    makers = cycle(
        (_common, _piece, _village, _word_and_piece, _crop_and_place, _filtered, _two_words, _code)
    )
    made = (maker(dice, documents) for maker in makers)
    return list(islice(_distinct(made), count))


def strokes(typed: Sequence[str]) -> list[str]:
    """Return every text the search field holds while the queries are typed key by key."""
    return [query[:end] for query in typed for end in range(1, len(query) + 1)]


Maker = Callable[[random.Random, Sequence[Document]], str]


def _distinct(made: Iterator[str]) -> Iterator[str]:
    seen = set()
    for text in made:
        if text and text not in seen:
            seen.add(text)
            yield text


def _word(dice: random.Random) -> str:
    return dice.choice(WORDS[dice.choice(("who", "do", "what", "what"))])


def _common(dice: random.Random, _documents: Sequence[Document]) -> str:
    return _word(dice)


def _two_words(dice: random.Random, _documents: Sequence[Document]) -> str:
    return f"{_word(dice)} {_word(dice)}"


def _piece(dice: random.Random, documents: Sequence[Document]) -> str:
    text = dice.choice(dice.choice(documents).sections).text
    start = dice.randrange(max(1, len(text) - 8))
    piece = text[start : start + dice.randint(1, 6)]
    return piece.replace("\n", " ").strip("，。；！- ()|\"'“”")


def _word_and_piece(dice: random.Random, documents: Sequence[Document]) -> str:
    return f"{_word(dice)} {_piece(dice, documents)}".strip()


def _village(dice: random.Random, documents: Sequence[Document]) -> str:
    return dice.choice(documents).place[-4:].strip()


def _crop_and_place(dice: random.Random, documents: Sequence[Document]) -> str:
    return f"{dice.choice(CROPS)} {dice.choice(documents).place[:2]}"


def _filtered(dice: random.Random, _documents: Sequence[Document]) -> str:
    return dice.choice(_FILTERED).format(word=_word(dice), crop=dice.choice(CROPS))


def _code(dice: random.Random, documents: Sequence[Document]) -> str:
    return dice.choice((*_MIXED, dice.choice(documents).code))
