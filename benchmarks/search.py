"""How long a search takes through the real service, beside tantivy on the same texts and queries.

Run it as ``python -m benchmarks.search --cases 10000 --archive made.casearchive``.

Whole made-up cases go through SQLAlchemy into an archive, and its index is built from there.
Queries are typed key by key as in the window; a keystroke is `Finder.first`. Tantivy gets the same
documents (read the same way) and the same words; what it cannot answer (filters, numbers,
punctuation between quotation marks) is left out of the comparison. No figure here is a test.
"""

import argparse
import cProfile
import pstats
import random
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from benchmarks.corpus import Corpus
from benchmarks.made_archive import documents_of, made_archive, texts_of
from benchmarks.search_queries import queries, strokes
from benchmarks.search_timing import Spread, seconds, spread_of
from benchmarks.tantivy_side import TantivySide, beyond_it
from casearchive.search.documents import Document
from casearchive.search.files import discard_index
from casearchive.search.index import SearchIndex
from casearchive.search.language.parse import parse
from casearchive.search.text.fold import fold, settle
from casearchive.services.archive import Archive
from casearchive.services.cases import editing
from casearchive.services.searching import indexing
from casearchive.services.searching.finding import Finder, Request

PAGE = 100
SHOWN = 12  # rows of the list that are in sight
VERIFIED = 40  # queries whose answers are held against a scan
SCANNED = 5000  # documents the scan keeps in memory at most


def main() -> None:
    """Make or open the archive, build both indexes, type the queries, print the figures."""
    options = _options()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder:
        path = options.archive or Path(folder) / "made.casearchive"
        path.parent.mkdir(parents=True, exist_ok=True)
        corpus = Corpus(options.cases, seed=options.seed)
        made: list[Archive] = []
        took = seconds(lambda: made.append(made_archive(path.absolute(), corpus, _tell)))
        archive = made[0]
        size = _megabytes(archive.path)
        print(f"archive of {options.cases:,} cases: {took:.1f} s, {size:.0f} MB")
        Benchmark(archive, options, options.keep_tantivy or Path(folder) / "tantivy").run()
        archive.close()


class Benchmark:
    """One run over one archive."""

    def __init__(self, archive: Archive, options: argparse.Namespace, folder: Path) -> None:
        self._archive = archive
        self._options = options
        self._folder = folder
        self._some: list[Document] = []
        self._built = 0.0  # seconds

    def run(self) -> None:
        """Measure everything."""
        self._read()
        typed = queries(self._some[:200], self._options.queries)
        finder = self._build()
        self._type(finder, typed)
        self._help(finder, typed)
        self._save()
        if self._options.tantivy:
            self._compare(finder, typed)
        if self._options.profile:
            self._profile(finder, typed)
        finder.close()

    def _read(self) -> None:
        size = 0

        def read() -> None:
            nonlocal size
            documents = documents_of(self._archive)
            if self._options.keep_index:
                documents = islice(documents, SCANNED)
            for document in documents:
                size += sum(len(settle(text).encode()) for text in texts_of(document))
                if len(self._some) < SCANNED:
                    self._some.append(document)

        took = seconds(read)
        self._text_bytes = size
        print(f"texts: {size / 1e6:.1f} MB; reading them through SQLAlchemy {took:.1f} s")

    def _build(self) -> Finder:
        if self._options.keep_index:
            return Finder(self._archive)
        discard_index(self._archive.index_path)
        finder = Finder(self._archive)
        took = seconds(lambda: finder.refresh(_tell))
        size = _megabytes(self._archive.index_path)
        self._built = took
        each, ratio = took / self._options.cases * 1000, size * 1e6 / self._text_bytes
        print(f"build: {took:.1f} s ({each:.2f} ms a case, reading included)")
        print(f"index: {size:.1f} MB, {ratio:.2f} of the texts' own size")
        return finder

    def _type(self, finder: Finder, typed: Sequence[str]) -> None:
        """Type key by key: the first page, what is in sight of it, the rest of the list."""
        keys = strokes(typed)
        first, shown, whole, cut = Spread(), Spread(), Spread(), 0
        for text in keys:
            request = Request(text)
            with first.timed(text):
                found = finder.first(request, PAGE)
            cut += not found.complete and len(found.keys) < PAGE
            with shown.timed(text):
                finder.hits(text, list(found.keys[:SHOWN]))
            if not found.complete:
                with whole.timed(text):
                    finder.everything(request)
        print(f"{len(typed)} queries, {len(keys)} keystrokes")
        first.print(f"first page of {PAGE}")
        print(f"    {cut} of them cut short by the clock, to be filled by the whole list")
        shown.print(f"snippets of {SHOWN} rows")
        whole.print("the whole list, where the page was not all")

    def _help(self, finder: Finder, typed: Sequence[str]) -> None:
        dice = random.Random(2)
        some = dice.sample(self._some, min(40, len(self._some)))
        requests = [Request(text) for text in typed]
        spread_of(finder.facets, requests).print("facets, first answer")
        spread_of(finder.facets_exact, requests).print("facets, exact")
        keys = strokes(typed)
        spread_of(lambda text: finder.suggestions(text, len(text)), keys).print("suggestions")
        spread_of(lambda case: finder.similar((case.key,)), some).print("similar cases")
        none = [Request(f"{text} 椒辣芷") for text in typed]
        spread_of(finder.advice, none).print("advice after nothing was found")

    def _save(self) -> None:
        """Save real drafts; what follows in the index is timed apart from the save itself.

        All of it reads the case anew through SQLAlchemy; the index's own share is what it writes.
        """
        spread, own = Spread(), Spread()
        add = SearchIndex.add

        def timed_add(index: SearchIndex, documents: Iterable[Document]) -> None:
            with own.timed(""):
                add(index, documents)

        for case in random.Random(3).sample(self._some, min(40, len(self._some))):
            draft = editing.load_draft(self._archive, case.key)
            draft.sections[0].body += "又补了一句：辣椒卖得好。"
            with patch.object(editing, "after_saving", lambda _archive: None):
                editing.save_draft(self._archive, draft)
            with spread.timed(case.code), patch.object(SearchIndex, "add", timed_add):
                indexing.after_saving(self._archive)
        spread.print("indexing after a save, reading the case included")
        own.print("of that, the index's own work")

    def _compare(self, finder: Finder, typed: Sequence[str]) -> None:
        side = TantivySide(self._folder)
        if not side.is_built:
            built = seconds(lambda: side.build(documents_of(self._archive)))
            print(f"tantivy: built in {built:.1f} s (reading included)")
            if self._built:
                print(f"ours/tantivy: build {self._built / built:.2f}")
        size = _megabytes(self._archive.index_path)
        print(f"tantivy: {side.megabytes:.1f} MB; ours/tantivy: size {size / side.megabytes:.2f}")
        beyond = beyond_it(side, strokes(typed))
        keys = [text for text in strokes(typed) if text not in beyond and parse(text).tree.parts]
        print(f"{len(keys)} keystrokes it can answer, {len(strokes(typed)) - len(keys)} it cannot")
        pages = spread_of(lambda text: side.first(side.query(text), PAGE), keys)
        counts = spread_of(lambda text: side.count(side.query(text)), keys)
        ours = spread_of(lambda text: finder.first(Request(text), PAGE), keys)
        whole = spread_of(lambda text: finder.everything(Request(text)), keys)
        pages.print("tantivy, first page")
        counts.print("tantivy, count")
        ours.print("ours, the same keystrokes again")
        whole.print("ours, all keys in order")
        print(f"ours/tantivy: first page p50 {ours.p50 / pages.p50:.2f}", end=" ")
        print(f"p95 {ours.p95 / pages.p95:.2f},", end=" ")
        print(f"all keys/count p50 {whole.p50 / counts.p50:.2f} p95 {whole.p95 / counts.p95:.2f}")
        self._verify(finder, side, [text for text in typed if text in set(keys)])

    def _verify(self, finder: Finder, side: TantivySide, typed: Sequence[str]) -> None:
        """Hold both engines' answers to words against a scan of some documents."""
        texts = {case.key: fold(settle("\n".join(texts_of(case)))) for case in self._some}
        faults = {"ours": [0, 0], "tantivy": [0, 0]}
        wanted = 0
        for text in islice((t for t in typed if t.isalnum()), VERIFIED):
            truth = {key for key, folded in texts.items() if fold(settle(text)) in folded}
            wanted += len(truth)
            answers = {
                "ours": finder.everything(Request(text)).keys,
                "tantivy": side.first(side.query(text), self._options.cases),
            }
            for name, keys in answers.items():
                found = set(keys) & texts.keys()
                faults[name][0] += len(truth - found)
                faults[name][1] += len(found - truth)
        for name, (missed, wrong) in faults.items():
            print(f"{name} against a scan: {wanted:,} matches, {missed} missed, {wrong} wrong")

    def _profile(self, finder: Finder, typed: Sequence[str]) -> None:
        """Print where the slowest keystrokes spend their time."""
        spread = spread_of(lambda text: finder.first(Request(text), PAGE), strokes(typed))
        profile = cProfile.Profile()
        for text in spread.slowest(20):
            profile.runcall(finder.first, Request(text), PAGE)
        pstats.Stats(profile).sort_stats("tottime").print_stats(20)


def _megabytes(path: Path) -> float:
    return sum(file.stat().st_size for file in path.parent.glob(path.name + "*")) / 1e6


def _tell(done: int, total: int, /) -> None:
    if done % 10_000 == 0 and total > 10_000:
        print(f"  {done:,} of {total:,}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=80, help="queries typed key by key")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--archive", type=Path, help="make the archive here, or use it again")
    parser.add_argument(
        "--keep-index", action="store_true", help="ask the index that is there, build none"
    )
    parser.add_argument(
        "--keep-tantivy", type=Path, help="make tantivy's index in this folder, or use it again"
    )
    parser.add_argument("--no-tantivy", dest="tantivy", action="store_false")
    parser.add_argument("--profile", action="store_true", help="where slow keystrokes spend time")
    return parser.parse_args()


if __name__ == "__main__":
    main()
