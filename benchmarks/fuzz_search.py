"""Wild queries at an archive: ``python -m benchmarks.fuzz_search --queries 100000 --cases 10000``.

Golden queries mutated by dice go through the service as the window asks it: first page, whole
list, suggestions; every tenth also facets and advice. Nothing may raise, and no list may take
longer than 200 ms. One that did is asked again by a finder that has forgotten all, three times, and
the shortest of these counts: on a busy machine the first time tells of the neighbours. Both are
printed, with the processor's own. Ends with 1 where something raised or took too long.

The queries are the same for a seed, so that a long run can be had in slices: ``--begin 40000
--queries 20000`` asks the third 20,000.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.fuzz_queries import Fuzz, golden_seeds
from benchmarks.made_archive import made_archive
from benchmarks.search_timing import Spread
from casearchive.services.archive import Archive
from casearchive.services.searching.finding import Finder, Found, Request

LONGEST_MS = 200.0
LISTS: dict[str, Callable[[Finder, Request], Found]] = {
    "first page": Finder.first,
    "whole list": Finder.everything,
}
_AGAIN = 3
_READ = 120  # characters printed of a query
_TOLD = 1000


def main() -> int:
    """Ask everything, print the figures; 1 where something raised or took too long."""
    options = _options()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder:
        path = options.archive or Path(folder) / "made.casearchive"
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            closing(made_archive(path.absolute(), Corpus(options.cases))) as archive,
            closing(Finder(archive)) as finder,
        ):
            finder.refresh()
            run = Run(archive, finder)
            queries = Fuzz(golden_seeds(), options.seed).queries(options.begin + options.queries)
            for number, typed in enumerate(islice(queries, options.begin, None), options.begin):
                run.ask(number, typed)
            return run.told()


@dataclass
class Run:
    """What was asked so far, and what came of it."""

    archive: Archive
    finder: Finder
    spreads: dict[str, Spread] = field(
        default_factory=lambda: {name: Spread() for name in (*LISTS, "suggestions", "facets")}
    )
    asked: int = 0
    faults: int = 0
    late: int = 0  # lists that took long once
    slow: int = 0  # and again, asked alone

    def ask(self, number: int, typed: str) -> None:
        """Ask one query in every way; print what goes wrong."""
        try:
            self._ask(number, typed)
        except Exception as error:
            self.faults += 1
            print(f"{typed[:_READ]!r} ({len(typed)}) raised {error!r}")
        self.asked += 1
        if self.asked % _TOLD == 0:
            print(f"  {number + 1:,} asked, {self.faults} raised, {self.slow} slow")

    def told(self) -> int:
        """Print the figures; 1 where something raised or took too long."""
        for name, spread in self.spreads.items():
            spread.print(name)
        print(f"{self.asked:,} queries, {self.faults} raised; {self.late} lists took over", end=" ")
        print(f"{LONGEST_MS:.0f} ms once, {self.slow} when asked again alone")
        return int(bool(self.faults or self.slow))

    def _ask(self, number: int, typed: str) -> None:
        request = Request(typed)
        for name, look in LISTS.items():
            begun = time.perf_counter()
            with self.spreads[name].timed(typed):
                found = look(self.finder, request)
            taken = (time.perf_counter() - begun) * 1000
            if taken > LONGEST_MS:
                self._ask_again(name, request, taken)
        with self.spreads["suggestions"].timed(typed):
            self.finder.suggestions(typed, len(typed))
        if number % 10 == 0:
            with self.spreads["facets"].timed(typed):
                self.finder.facets(request)
            if not found.keys:
                self.finder.advice(request)
            self.finder.hits(typed, list(found.keys[:5]))

    def _ask_again(self, name: str, request: Request, taken: float) -> None:
        self.late += 1
        again = [self._alone(name, request) for _time in range(_AGAIN)]
        alone, worked = (min(times) for times in zip(*again, strict=True))
        self.slow += alone > LONGEST_MS
        print(
            f"  {name} of {request.typed[:_READ]!r} ({len(request.typed)}): {taken:.0f} ms,"
            f" alone {alone:.0f}, processor {worked:.0f}"
        )

    def _alone(self, name: str, request: Request) -> tuple[float, float]:
        """Return how many milliseconds a list takes a finder that has not been asked for it."""
        with closing(Finder(self.archive)) as finder:
            finder.everything(Request("茶"))
            begun, working = time.perf_counter(), time.thread_time()
            LISTS[name](finder, request)
            taken, worked = time.perf_counter() - begun, time.thread_time() - working
        return taken * 1000, worked * 1000


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=5000)
    parser.add_argument("--begin", type=int, default=0, help="how many of them are left out first")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--archive", type=Path, help="make the archive here, or use it again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
