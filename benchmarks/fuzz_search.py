"""Wild queries at an archive: ``python -m benchmarks.fuzz_search --queries 100000 --cases 10000``.

Golden queries mutated by dice go through the service as the window asks it: first page, whole
list, suggestions; every tenth also facets and advice. Nothing may raise, and no list may take
longer than 200 ms; the slowest are printed. Ends with 1 where something did.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.fuzz_queries import Fuzz, golden_seeds
from benchmarks.made_archive import made_archive
from benchmarks.search_timing import Spread
from casearchive.services.archive import Archive
from casearchive.services.finding import Finder, Request

LONGEST_MS = 200.0
_SHOWN = 10
_READ = 120  # characters printed of a query
_TOLD = 10_000


def main() -> int:
    """Ask everything, print the figures; 1 where something raised or took too long."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        path = options.archive or Path(folder) / "made.casearchive"
        archive = made_archive(path.absolute(), Corpus(options.cases))
        try:
            return _ask(archive, options.queries, options.seed)
        finally:
            archive.close()


def _ask(archive: Archive, count: int, seed: int) -> int:
    finder = Finder(archive)
    finder.refresh()
    spreads = {name: Spread() for name in ("first page", "whole list", "suggestions", "facets")}
    faults = 0
    for number, typed in enumerate(Fuzz(golden_seeds(), seed).queries(count)):
        try:
            _ask_once(finder, typed, spreads, number)
        except Exception as error:
            faults += 1
            print(f"{typed[:_READ]!r} ({len(typed)}) raised {error!r}", flush=True)
        if number % _TOLD == _TOLD - 1:
            print(f"  {number + 1:,} asked, {faults} raised", flush=True)
    finder.close()
    for name, spread in spreads.items():
        spread.print(name)
    slow = [
        f"{name} of {text[:_READ]!r} ({len(text)}): {taken:.0f} ms"
        for name in ("first page", "whole list")
        for taken, text in spreads[name].over(LONGEST_MS)
    ]
    print(f"{count:,} queries, {faults} raised, {len(slow)} lists took over {LONGEST_MS:.0f} ms")
    print("\n".join(slow[:_SHOWN]))
    return int(bool(faults or slow))


def _ask_once(finder: Finder, typed: str, spreads: dict[str, Spread], number: int) -> None:
    request = Request(typed)
    with spreads["first page"].timed(typed):
        finder.first(request)
    with spreads["whole list"].timed(typed):
        found = finder.everything(request)
    with spreads["suggestions"].timed(typed):
        finder.suggestions(typed, len(typed))
    if number % 10 == 0:
        with spreads["facets"].timed(typed):
            finder.facets(request)
        if not found.keys:
            finder.advice(request)
        finder.hits(typed, list(found.keys[:5]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=5000)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--archive", type=Path, help="make the archive here, or use it again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
