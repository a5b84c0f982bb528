"""Nothing typed raises, and what is found stays what a scan finds, however wild the query.

The same maker asks 100,000 queries of 10,000 cases in `python -m benchmarks.fuzz_search`.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_queries import PIECES, Fuzz, golden_seeds
from casearchive.services.archive import Archive
from casearchive.services.searching.finding import Finder, Request, marks_in
from casearchive.services.searching.queries import chips, chosen, without
from tests.search.golden.corpora import documents_of, golden_archive
from tests.search.scan import Scan

QUERIES = 600
wild = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = golden_archive("sample", Path(tmp_path_factory.mktemp("fuzz")))
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def finder(archive: Archive) -> Iterator[Finder]:
    finder = Finder(archive)
    finder.refresh()
    yield finder
    finder.close()


@pytest.fixture(scope="module")
def scan(archive: Archive) -> Scan:
    return Scan(documents_of(archive))


def ask_everything(finder: Finder, typed: str) -> set[str]:
    """Ask what the window asks of a text, and return what was found."""
    request = Request(typed)
    found = finder.everything(request)
    finder.first(request)
    finder.suggestions(typed, len(typed))
    finder.suggestions(typed, len(typed) // 2)
    finder.hits(typed, list(found.keys[:2]))
    marks_in("辣椒村的ＧＡＰ标准，170万元", typed)
    chosen(typed)
    composed = unicodedata.normalize("NFC", typed)
    for chip in chips(typed)[:3]:
        assert 0 <= chip.start < chip.end <= len(composed)
        chips(without(typed, chip))
    if not found.keys:
        finder.advice(request)
    return set(found.keys)


def test_mutated_queries_raise_nothing_and_find_what_a_scan_finds(
    finder: Finder, scan: Scan
) -> None:
    for number, typed in enumerate(Fuzz(golden_seeds(), seed=5).queries(QUERIES)):
        found = ask_everything(finder, typed)
        if number % 3 == 0 and typed.strip():
            assert found == scan.keys(typed), typed
        if number % 20 == 0:
            finder.facets_exact(Request(typed))


@settings(max_examples=200, deadline=None)
@given(wild)
def test_wild_queries_raise_nothing_and_find_what_a_scan_finds(
    finder: Finder, scan: Scan, typed: str
) -> None:
    found = ask_everything(finder, typed)
    if typed.strip():
        assert found == scan.keys(typed)
