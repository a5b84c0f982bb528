"""Wild queries without end: golden ones mutated by dice, always the same for a seed."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "tests" / "search" / "golden" / "queries.json"
# What queries are made of, and what has broken parsers, folding and SQL before.
PIECES: tuple[str, ...] = (
    *"()|-\"“”「」:：=<≥ \u3000\n*^+%_';\\\0\x1f~①éß",
    *(" OR ", " AND ", " NOT ", "NEAR(", ">=", "--", "标题:", "主题=", "主题:", "年份:", "地区:"),
    *("有:", "标签=", "状态=", "集体经济收入:", "种植面积>=", "0", "1", "9" * 25, "1e400", "3.5"),
    *("1,000", "万", "亿", "亩", "元", "-200", "至", "以上", "村", "辣椒", "产业", "的", "第5"),
    *("GAP", "ｇ", "臺", "ئۇ", "𠮷", "👍", "e\u0301", "İ", "\ud800", "\ufdd0", "\ufdd8", "\ufffd"),
    *("\u200b", "\u202e", "\ufeff", "\U0010ffff"),
)
_LONG = 4000  # characters of the longest query, twice as many as are read


@dataclass(frozen=True)
class Fuzz:
    """Queries made of `seeds` by mutation."""

    seeds: Sequence[str]
    seed: int = 1

    def queries(self, count: int) -> Iterator[str]:
        """Yield so many queries."""
        dice = random.Random(self.seed)
        for _query in range(count):
            text = dice.choice(self.seeds)
            for _step in range(dice.choice((0, 1, 1, 2, 2, 3, 5, 8))):
                text = dice.choice(_MUTATIONS)(dice, text, self.seeds)[:_LONG]
            yield text


def golden_seeds() -> list[str]:
    """Return what is typed in the golden file."""
    return [str(entry["typed"]) for entry in json.loads(GOLDEN.read_text(encoding="utf-8"))]


Mutation = Callable[[random.Random, str, Sequence[str]], str]


def _insert(dice: random.Random, text: str, _seeds: Sequence[str]) -> str:
    place = dice.randint(0, len(text))
    return text[:place] + dice.choice(PIECES) + text[place:]


def _take_out(dice: random.Random, text: str, _seeds: Sequence[str]) -> str:
    start = dice.randint(0, len(text))
    return text[:start] + text[start + dice.randint(1, 4) :]


def _cut(dice: random.Random, text: str, _seeds: Sequence[str]) -> str:
    return text[: dice.randint(0, len(text))]


def _join(dice: random.Random, text: str, seeds: Sequence[str]) -> str:
    return text + dice.choice((" ", " OR ", "|", " -", "", "(", '"')) + dice.choice(seeds)


def _splice(dice: random.Random, text: str, seeds: Sequence[str]) -> str:
    other = dice.choice(seeds)
    return text[: dice.randint(0, len(text))] + other[dice.randint(0, len(other)) :]


def _wrap(dice: random.Random, text: str, _seeds: Sequence[str]) -> str:
    before, after = dice.choice(
        (("(", ")"), ('"', '"'), ("-(", ")"), ("“", "”"), ("标题:", ""), ("NOT ", ""), ("((", ")"))
    )
    return before + text + after


def _shuffle(dice: random.Random, text: str, _seeds: Sequence[str]) -> str:
    letters = list(text)
    dice.shuffle(letters)
    return "".join(letters)


def _repeat(dice: random.Random, text: str, _seeds: Sequence[str]) -> str:
    return text * dice.choice((2, 2, 3, 50))


def _any_character(dice: random.Random, text: str, _seeds: Sequence[str]) -> str:
    place = dice.randint(0, len(text))
    width = dice.choice((0x80, 0x3000, 0xA000, 0x10000, 0x110000))
    return text[:place] + chr(dice.randrange(width)) + text[place + dice.randint(0, 1) :]


_MUTATIONS: tuple[Mutation, ...] = (
    *(_insert, _insert, _insert, _take_out, _cut, _join, _splice, _wrap),
    *(_shuffle, _repeat, _any_character, _any_character),
)
