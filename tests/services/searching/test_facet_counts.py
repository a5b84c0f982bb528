"""Counts of facets take in what was saved, as lists do, though nothing was listed since."""

from contextlib import closing

import pytest

from casearchive.services.archive import Archive
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.editing import save_draft
from casearchive.services.library.browsing import case_ids, library_counts
from casearchive.services.searching import indexing
from casearchive.services.searching.finding import Finder, Request, Shelf


def test_a_theme_just_saved_is_counted(sample: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Finder(sample)) as finder:
        finder.refresh()
        before = finder.facets(Request()).values["theme"]
        assert {one.value: one.count for one in before} == dict(library_counts(sample)["theme"])
        draft = load_draft(sample, case_ids(sample, Shelf())[0])
        draft.themes = ["林下养蜂"]
        with monkeypatch.context() as patch:  # its index could not be written just then
            patch.setattr(indexing, "bring_up_to_date", lambda *_given: False)
            save_draft(sample, draft)
        after = {one.value: one.count for one in finder.facets(Request()).values["theme"]}
        assert after["林下养蜂"] == 1
        exact = finder.facets_exact(Request()).values["theme"]
        assert {one.value: one.count for one in exact} == after
