"""Make the golden file anew: ``python -m tests.search.golden.make``.

The queries of :mod:`.by_hand` keep the truth of their conditions; those of ``typed.json`` and those
cut out of the texts, by dice that always fall alike, get the truth of a scan. See README.md.
"""

import json
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from casearchive.resources import resource_path
from casearchive.search.documents import Document
from tests.search.golden.by_hand import BY_HAND
from tests.search.golden.corpora import NAMES, documents_of, golden_archive, number_of
from tests.search.scan import Scan

FILE = Path(__file__).with_name("queries.json")
TYPED = Path(__file__).with_name("typed.json")
_chinese = re.compile("[\u4e00-\u9fff]+")
_unseen = re.compile("[\ud800-\udfff\ufdd0-\ufdef\u0300-\u036f\u200b-\u200f\u202e\ufeff]")
_joint = re.compile("[\u4e00-\u9fff]{0,3}[0-9.]+[\u4e00-\u9fff%]{1,4}")


def main() -> None:
    """Find out the truth of every query, and write the file."""
    contents = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            archive = golden_archive(name, Path(folder))
            contents[name] = list(documents_of(archive))
            archive.close()
    entries = list(_entries(contents))
    lines = ",\n".join(map(_line, entries))
    FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(entries)} queries")
    for kind in dict.fromkeys(entry["kind"] for entry in entries):
        found = [entry for entry in entries if entry["kind"] == kind]
        empty = sum(not any(entry[name] for name in NAMES) for entry in found)
        print(f"  {kind}: {len(found)}, {empty} of them find nothing")


def _line(entry: dict[str, object]) -> str:
    line = json.dumps(entry, ensure_ascii=False)
    return _unseen.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


def _entries(contents: dict[str, list[Document]]) -> Iterator[dict[str, object]]:
    for typed, condition in BY_HAND:
        found = {
            name: sorted(number_of(case.code) for case in cases if condition(case))
            for name, cases in contents.items()
        }
        yield {"typed": typed, "kind": "by hand", **found}
    scans = {name: Scan(cases) for name, cases in contents.items()}
    numbers = {c.key: number_of(c.code) for cases in contents.values() for c in cases}
    seen = {typed for typed, _condition in BY_HAND}
    for kind, typed in _queries(contents):
        if typed in seen:
            continue
        seen.add(typed)
        found = {
            name: sorted(numbers[key] for key in scan.keys(typed)) for name, scan in scans.items()
        }
        yield {"typed": typed, "kind": kind, **found}


def _queries(contents: dict[str, list[Document]]) -> Iterator[tuple[str, str]]:
    dice = random.Random(3)
    for name, each in (("made", 5), ("sample", 3)):
        texts = [section.text for case in contents[name] for section in case.sections]
        runs = [run for text in texts for run in _chinese.findall(text)]
        for length in range(1, 9):
            yield from (("chinese", _cut(runs, dice, length)) for _query in range(each))
        joints = [found for text in texts for found in _joint.findall(text)]
        yield from (("mixed", piece) for piece in dice.sample(joints, 8))
        for _query in range(8):
            pieces = [_cut(runs, dice, dice.randint(1, 3)) for _piece in range(dice.choice((2, 3)))]
            yield "words", " ".join(pieces)
        for _query in range(8):
            yield "traditional", _traditional(_cut(runs, dice, dice.randint(2, 6)))
    for kind, queries in json.loads(TYPED.read_text(encoding="utf-8")).items():
        yield from ((kind, typed) for typed in queries)


def _cut(runs: Sequence[str], dice: random.Random, length: int) -> str:
    """Return a piece of so many Chinese characters."""
    run = dice.choice([run for run in runs if len(run) >= length])
    start = dice.randrange(len(run) - length + 1)
    return run[start : start + length]


def _traditional(text: str) -> str:
    """Return the text in characters that fold to it, so far as there are any."""
    table = json.loads(resource_path("search", "fold.json").read_text(encoding="utf-8"))
    pairs = zip(table["to"], table["from"], strict=True)
    ways = {plain: other for plain, other in pairs if _chinese.fullmatch(plain + other)}
    return "".join(ways.get(letter, letter) for letter in text)


if __name__ == "__main__":
    main()
