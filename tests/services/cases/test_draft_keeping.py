"""Drafts that were never saved, and the trash that is emptied."""

from datetime import timedelta
from pathlib import Path

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.services.archive import Archive
from casearchive.services.cases import draft_keeping
from casearchive.services.cases.drafts import TeachingNoteDraft
from casearchive.services.cases.editing import load_draft, new_draft, trash_cases
from casearchive.services.cases.reading import find_case
from casearchive.services.library import browsing
from casearchive.services.library.browsing import Shelf
from casearchive.services.library.emptying import empty_trash
from casearchive.services.upkeep import check_archive


def test_a_draft_comes_back_whole(sample: Archive) -> None:
    case_id = browsing.case_ids(sample, Shelf(), "code")[0]
    for draft in (load_draft(sample, case_id), new_draft(sample)):
        draft.title = "写到一半：“𠮷”"
        draft.teaching_note = draft.teaching_note or TeachingNoteDraft(audience="村干部")
        key = draft_keeping.new_key()
        draft_keeping.keep_draft(sample, key, draft)
        kept = draft_keeping.kept_drafts(sample)
        assert [(one.key, one.draft) for one in kept] == [(key, draft)]
        draft_keeping.forget_draft(sample, key)
        assert draft_keeping.kept_drafts(sample) == ()


def test_a_spoilt_file_is_left_alone(sample: Archive) -> None:
    draft_keeping.keep_draft(sample, "a", new_draft(sample))
    folder = sample.settings.data / "drafts" / sample.archive_id
    for name, text in (
        ("b", "{"),
        ("c", "[]"),
        ("d", '{"draft": {"title": 5}}'),
        ("e", "[" * 9999),
    ):
        Path(folder, f"{name}.json").write_text(text, encoding="utf-8")
    assert [kept.key for kept in draft_keeping.kept_drafts(sample)] == ["a"]
    assert len(list(folder.iterdir())) == 5


def test_only_what_lay_long_in_the_trash_is_destroyed(sample: Archive) -> None:
    first, second, *rest = browsing.case_ids(sample, Shelf(), "code")
    trash_cases(sample, [first, second])
    with sample.writing() as session:
        case: Case = find_case(session, first)
        case.trashed_at = now() - timedelta(days=31)
        case.version += 1
    assert empty_trash(sample) == 1
    assert browsing.case_ids(sample, Shelf("trash")) == [second]
    assert empty_trash(sample) == 0
    assert empty_trash(sample, days=0) == 1
    assert browsing.case_ids(sample, Shelf(), "code") == rest
    assert check_archive(sample).sound
