"""What is typed finds exactly what it should, through the service and through the window's model.

The truth and how it was made: golden/README.md.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from casearchive.services.archive import Archive
from casearchive.services.searching.finding import Finder, Found, Request
from casearchive.storage.rows import Shelf, case_ids, case_rows
from casearchive.ui.cases.catalogue import Catalogue
from casearchive.ui.tasks import Tasks
from tests.search.golden.by_hand import BY_HAND
from tests.search.golden.corpora import NAMES, documents_of, golden_archive, number_of
from tests.search.scan import Scan

FILE = Path(__file__).parent / "golden" / "queries.json"
GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))


@dataclass
class Asked:
    """One of the two archives, with the numbers of its cases by id."""

    name: str
    archive: Archive
    numbers: dict[str, int]

    def faults(self, answers: dict[str, set[int]]) -> list[str]:
        """Say which queries do not find what they should."""
        return [
            f"{entry['typed']!r} ({entry['kind']}): missing {sorted(truth - found)[:9]},"
            f" wrong {sorted(found - truth)[:9]}"
            for entry in GOLDEN
            if (found := answers.get(entry["typed"], set(entry[self.name])))
            != (truth := set(entry[self.name]))
        ]


@pytest.fixture(scope="module", params=NAMES)
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    archive = golden_archive(request.param, tmp_path_factory.mktemp("golden"))
    with archive.rows() as connection:
        rows = case_rows(connection, case_ids(connection, Shelf()))
    numbers = {key: number_of(row.code) for key, row in rows.items()}
    finder = Finder(archive)
    finder.refresh()
    finder.close()
    yield Asked(request.param, archive, numbers)
    archive.close()


def test_there_are_enough_of_every_kind() -> None:
    kinds = [entry["kind"] for entry in GOLDEN]
    assert len(GOLDEN) >= 300
    assert len({entry["typed"] for entry in GOLDEN}) == len(GOLDEN)
    assert min(kinds.count(kind) for kind in set(kinds)) >= 8
    assert kinds.count("by hand") >= 80


def test_the_file_says_what_a_scan_and_the_conditions_say(asked: Asked) -> None:
    documents = list(documents_of(asked.archive))
    scan = Scan(documents)
    answers = {
        entry["typed"]: {asked.numbers[key] for key in scan.keys(entry["typed"])}
        for entry in GOLDEN
    }
    assert not asked.faults(answers)
    answers = {
        typed: {number_of(case.code) for case in documents if condition(case)}
        for typed, condition in BY_HAND
    }
    assert not asked.faults(answers)


def test_the_service_finds_exactly_that(asked: Asked) -> None:
    finder = Finder(asked.archive)
    answers = {}
    for entry in GOLDEN:
        request = Request(entry["typed"])
        found, first = finder.everything(request), finder.first(request, 30)
        assert len(set(found.keys)) == len(found.keys)
        assert found.complete
        assert found.keys[: len(first.keys)] == first.keys, entry
        assert not first.complete or len(first.keys) == len(found.keys)
        assert finder.count(request) == len(found.keys), entry
        answers[entry["typed"]] = {asked.numbers[key] for key in found.keys}
    finder.close()
    assert not asked.faults(answers)


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", "\x1f"])
def test_a_blank_text_asks_for_the_whole_shelf(asked: Asked, blank: str) -> None:
    finder = Finder(asked.archive)
    assert set(finder.everything(Request(blank)).keys) == asked.numbers.keys()
    finder.close()


class Listed:
    """A catalogue without a window, asked one thing after another."""

    def __init__(self, archive: Archive) -> None:
        self._owner = QObject()
        self.tasks = Tasks()
        self.catalogue = Catalogue(archive, self.tasks, self._owner)
        self._loop = QEventLoop()
        self._patience = QTimer(self._owner, singleShot=True, interval=10_000)
        self._patience.timeout.connect(self._loop.quit)
        self._answered = False
        searcher = self.catalogue.searcher
        searcher.page_found.connect(lambda page: self._take(page.found))
        searcher.found.connect(self._take)
        self.catalogue.begin()

    def ids(self, typed: str) -> set[str]:
        self._answered = False
        self.catalogue.search(typed)
        if not self._answered:
            self._patience.start()
            self._loop.exec()
            self._patience.stop()
        assert self._answered, typed
        return set(self.catalogue.model.ids)

    def close(self) -> None:
        assert self.catalogue.searcher.close()
        assert self.tasks.close()

    def _take(self, found: Found) -> None:
        if found.complete:
            self._answered = True
            self._loop.quit()


def test_the_window_lists_exactly_that(asked: Asked, qapp: QApplication) -> None:
    listed = Listed(asked.archive)
    answers, last = {}, ""
    for entry in GOLDEN:
        typed = entry["typed"]
        if typed.strip() != last:  # else the list stays as it is
            last = typed.strip()
            answers[typed] = {asked.numbers[key] for key in listed.ids(typed)}
    listed.close()
    assert len(answers) > len(GOLDEN) - 20
    assert not asked.faults(answers)
