"""An archive whose file is gone: whatever is asked of it says that, and what to do."""

from collections.abc import Callable

import pytest

from casearchive.services.archive import Archive
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.editing import save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.library.browsing import Shelf, case_ids, case_rows
from casearchive.storage.archive.faults import ArchiveIsOutOfReach

ASKED: dict[str, Callable[[Archive, str], object]] = {
    "a list": lambda archive, _case: case_ids(archive, Shelf()),
    "rows": lambda archive, case: case_rows(archive, [case]),
    "a case": read_case,
}


@pytest.mark.parametrize("asked", ASKED)
def test_reading_says_that_the_file_is_gone(sample: Archive, asked: str) -> None:
    case = case_ids(sample, Shelf())[0]
    sample.path.rename(sample.path.with_suffix(".away"))
    with pytest.raises(ArchiveIsOutOfReach, match="U 盘"):
        ASKED[asked](sample, case)


def test_saving_says_so_and_works_again_once_it_is_back(sample: Archive) -> None:
    draft = load_draft(sample, case_ids(sample, Shelf())[0])
    draft.title = "拔出又插回"
    away = sample.path.with_suffix(".away")
    sample.path.rename(away)
    with pytest.raises(ArchiveIsOutOfReach):
        save_draft(sample, draft)
    assert not sample.path.exists()  # no empty file in its place
    away.rename(sample.path)
    assert read_case(sample, save_draft(sample, draft)).title == "拔出又插回"
