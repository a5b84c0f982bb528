"""How long a search takes, beside reading every text.

Run it as ``python -m benchmarks.search --cases 10000``.

Queries are typed key by key, as in the window; a keystroke is one `search` of the first page with
its snippets. The scan folds nothing while it runs, which flatters it.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.corpus import Corpus
from casearchive.search.documents import Document
from casearchive.search.files import open_index
from casearchive.search.index import SearchIndex
from casearchive.search.language.parse import parse, wanted_words
from casearchive.search.text.fold import fold


def main() -> None:
    """Build an index, type the queries, print the figures."""
    options = _options()
    corpus = Corpus(options.cases)
    queries = _queries(corpus, options.queries)
    documents = list(corpus.documents())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        index = open_index(path)
        seconds = _seconds(lambda: index.rebuild(documents))
        print(f"{options.cases:,} cases built in {seconds:.1f} s,", end=" ")
        print(f"{seconds / options.cases * 1000:.2f} ms a case; {_megabytes(path):.0f} MB")
        _report_searching(index, queries, options.page)
        _report_scanning(index, documents, queries)
        _report_saving(index, documents[-40:])
        index.close()


def _report_searching(index: SearchIndex, queries: Sequence[str], page: int) -> None:
    strokes = [query[:end] for query in queries for end in range(1, len(query) + 1)]
    index.search(strokes[0])  # loads the fold table
    for name, search in {
        f"keystroke, {page} keys": lambda typed: index.keys_matching(typed, limit=page),
        f"keystroke, {page} results": lambda typed: index.search(typed, limit=page),
        "keystroke, 20 results": lambda typed: index.search(typed, limit=20),
    }.items():
        _print_spread(name, [_seconds(lambda t=t, s=search: s(t)) for t in strokes])  # type: ignore[misc]
    for name, search_all in {"count": index.count, "all keys": index.keys_matching}.items():
        _print_spread(name, [_seconds(lambda q=q, s=search_all: s(q)) for q in queries])  # type: ignore[misc]


def _report_scanning(
    index: SearchIndex, documents: Sequence[Document], queries: Sequence[str]
) -> None:
    """Time reading all texts for some queries, and hold the index's answers against it."""
    texts = {document.key: _folded(document) for document in documents}
    scans, searches = [], []
    for query in queries[:: max(1, len(queries) // 40)]:
        words = wanted_words(parse(query))
        expected: set[str] = set()
        scans.append(_seconds(lambda w=words, e=expected: e.update(_scan(texts, w))))  # type: ignore[misc]
        searches.append(_seconds(lambda q=query: index.keys_matching(q, limit=50)))  # type: ignore[misc]
        assert set(index.keys_matching(query)) == expected, query
    _print_spread("scan of folded texts in memory", scans)
    print(f"the scan takes {sum(scans) / sum(searches):.1f} times as long as the first 50 keys")


def _report_saving(index: SearchIndex, documents: Sequence[Document]) -> None:
    _print_spread("save", [_seconds(lambda d=d: index.add([d])) for d in documents])  # type: ignore[misc]


def _scan(texts: dict[str, str], words: Sequence[str]) -> Iterator[str]:
    return (key for key, text in texts.items() if all(word in text for word in words))


def _folded(document: Document) -> str:
    parts = (document.code, document.title, document.place, *document.tags)
    return fold("\n".join((*parts, *(section.text for section in document.sections))))


def _queries(corpus: Corpus, count: int) -> list[str]:
    """Return what people might type: words, two words, and pieces cut out of the cases."""
    dice = random.Random(11)
    documents = list(islice(corpus.documents(), 200))
    queries = []
    for number in range(count):
        text = dice.choice(dice.choice(documents).sections).text
        start = dice.randrange(len(text) - 8)
        piece = text[start : start + dice.randint(1, 6)].strip("，。")
        word = corpus.vocabulary[int(dice.random() ** 2 * 300)]
        title = dice.choice(documents).title
        queries.append((word, f"{word} {piece}", piece, title.partition("：")[0])[number % 4])
    return [query for query in queries if query.strip()]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _print_spread(name: str, seconds: Sequence[float]) -> None:
    in_order = sorted(value * 1000 for value in seconds)
    p50, p95 = statistics.median(in_order), in_order[int(len(in_order) * 0.95)]
    print(f"{name}: p50 {p50:.2f}  p95 {p95:.2f}  max {in_order[-1]:.2f} ms  (n={len(in_order)})")


def _megabytes(path: Path) -> float:
    return sum(file.stat().st_size for file in path.parent.glob(path.name + "*")) / 1e6


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--page", type=int, default=50)
    return parser.parse_args()


if __name__ == "__main__":
    main()
