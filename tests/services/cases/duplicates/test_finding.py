"""Near-identical cases found, with the reasons."""

import pytest

from casearchive.errors import WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.cases.duplicates.finding import find_duplicates
from casearchive.services.cases.duplicates.merging import merge_cases
from casearchive.services.cases.reading import read_case
from tests.services.cases.duplicates.conftest import KEPT


def test_the_sample_has_no_duplicates(sample: Archive) -> None:
    assert find_duplicates(sample) == ()


def test_a_reprint_is_found_with_its_reasons(sample: Archive, other: str) -> None:
    (pair,) = find_duplicates(sample)
    assert (pair.first.code, pair.second.code) == (KEPT, other)
    assert pair.likeness > 0.9
    assert pair.same_place and pair.same_topic


def test_only_pairs_with_the_named_cases_are_looked_for(sample: Archive, other: str) -> None:
    assert find_duplicates(sample, among=[read_case(sample, "AL-2023-002").id]) == ()
    assert len(find_duplicates(sample, among=[read_case(sample, other).id])) == 1


def test_a_case_in_the_trash_is_nobodys_duplicate(sample: Archive, other: str) -> None:
    merge_cases(sample, KEPT, other, {})
    assert find_duplicates(sample) == ()


def test_cancelling_ends_the_search(sample: Archive) -> None:
    def stop(done: int, total: int) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        find_duplicates(sample, stop)
