"""Everything out, everything in, and the same bytes again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casearchive.domain.model import Attachment, Case, Revision
from casearchive.exchange.json_form import (
    ROOTS,
    FileBreaksTheSchema,
    FileIsNotReadable,
    FileIsOfAnotherForm,
    form_schema,
    write_form,
)
from casearchive.resources import resource_path
from casearchive.services.archive import Archive
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.exchange.exchanging import (
    AttachmentIsNotItself,
    FilePointsNowhere,
    export_json,
    import_json,
)
from casearchive.services.library.browsing import case_ids
from casearchive.services.searching.finding import search
from casearchive.services.upkeep import check_archive, info
from casearchive.services.views import Shelf
from casearchive.storage.attachments import keep_file, stored_file

CODE = "AL-2023-001"


def test_export_import_export_gives_the_same_bytes(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    assert export_json(sample, first) == 7
    import_json(empty, [first])
    export_json(empty, second)
    assert first.read_bytes() == second.read_bytes()
    assert info(empty).counts == info(sample).counts
    assert [hit.code for hit in search(empty, "五彩椒")] == ["AL-2023-001"]


def test_importing_twice_changes_nothing(sample: Archive, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    export_json(sample, path)
    report = import_json(sample, [path])
    assert not report.created
    assert not report.updated


def test_an_attachment_travels_beside_the_file(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"\xff\xd8 photo")
    sha256 = keep_file(sample.files, photo)
    with sample.writing() as session:
        case = session.scalars(select(Case)).first()
        assert case is not None
        case.attachments.append(Attachment(sha256=sha256, caption="大棚", name="照片.jpg", size=8))
    path = tmp_path / "带附件.json"
    export_json(sample, path)
    assert import_json(empty, [path]).missing_files == []
    assert stored_file(empty.files, sha256).read_bytes() == b"\xff\xd8 photo"
    assert check_archive(empty).sound


def test_an_attachment_with_other_bytes_is_refused(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    photo = tmp_path / "p.jpg"
    photo.write_bytes(b"one")
    sha256 = keep_file(sample.files, photo)
    with sample.writing() as session:
        case = session.scalars(select(Case)).first()
        assert case is not None
        case.attachments.append(Attachment(sha256=sha256, caption="大棚"))
    path = tmp_path / "a.json"
    export_json(sample, path)
    stored_file(tmp_path / "a.files", sha256).write_bytes(b"two")
    with pytest.raises(AttachmentIsNotItself):
        import_json(empty, [path])
    assert case_ids(empty, Shelf()) == []


def _written(path: Path, **changes: Any) -> Path:
    case = {
        "id": "00000000-0000-4000-8000-000000000001",
        "code": "X-1",
        "kind": "典型",
        "title": "外来的案例",
        "role": "示范",
        "scope": "村",
        **changes,
    }
    path.write_bytes(write_form({"cases": [case]}))
    return path


def test_a_file_written_by_hand_comes_in(empty: Archive, tmp_path: Path) -> None:
    import_json(empty, [_written(tmp_path / "a.json", themes=["人才振兴"])])
    assert read_case(empty, "X-1").themes == ("人才振兴",)


def test_a_newer_state_updates_and_the_old_one_stays_in_history(
    empty: Archive, tmp_path: Path
) -> None:
    import_json(empty, [_written(tmp_path / "a.json")])
    report = import_json(empty, [_written(tmp_path / "b.json", title="改过的案例")])
    assert report.updated["cases"] == 1
    assert read_case(empty, "X-1").version == 2
    assert info(empty).counts["revisions"] == 2


def test_copies_that_went_apart_merge_with_both_states_in_history(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    export_json(sample, first)
    import_json(empty, [first])
    for archive, title in ((sample, "我们改的"), (empty, "他们改的")):
        save_draft(archive, replace(load_draft(archive, read_case(archive, CODE).id), title=title))
    export_json(empty, second)
    import_json(sample, [second])
    assert read_case(sample, CODE).title == "他们改的"
    with sample.reading() as session:
        states = [revision.state for revision in session.scalars(select(Revision))]
    for title in ("我们改的", "他们改的"):
        assert any(title in state for state in states), title


def test_of_two_revisions_with_the_same_number_neither_is_dropped(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    export_json(sample, first)
    import_json(empty, [first])
    for archive, titles in ((sample, ("我们一", "我们二")), (empty, ("他们一", "他们二"))):
        for title in titles:
            draft = load_draft(archive, read_case(archive, CODE).id)
            save_draft(archive, replace(draft, title=title))
    export_json(empty, second)
    import_json(sample, [second])
    with sample.reading() as session:
        states = [revision.state for revision in session.scalars(select(Revision))]
    for title in ("我们一", "我们二", "他们一", "他们二"):
        assert any(title in state for state in states), title
    assert check_archive(sample).sound


def test_a_code_that_is_taken_gets_a_number(empty: Archive, tmp_path: Path) -> None:
    import_json(empty, [_written(tmp_path / "a.json")])
    other = _written(tmp_path / "b.json", id="00000000-0000-4000-8000-000000000002")
    assert import_json(empty, [other]).renamed == [("X-1", "X-1-2")]
    assert read_case(empty, "X-1-2").title == "外来的案例"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"status": "发布"}, "status"),
        ({"title": 5}, "title"),
        ({"unknown": 1}, "cases[0]"),
        ({"sections": [{"type": "主要做法"}]}, "sections[0]"),
        ({"id": "1"}, "id"),
        ({"created_at": "昨天"}, "created_at"),
    ],
)
def test_a_file_that_breaks_the_form_says_where_and_nothing_comes_in(
    empty: Archive, tmp_path: Path, changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(FileBreaksTheSchema) as caught:
        import_json(empty, [_written(tmp_path / "a.json", **changes)])
    assert where in caught.value.message
    assert case_ids(empty, Shelf()) == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileIsNotReadable),
        (b"{", FileIsNotReadable),
        (b"\xff\xfe\x00", FileIsNotReadable),
        (b"[" * 100_000, FileIsNotReadable),
        (b"[]", FileIsOfAnotherForm),
        (b'{"format": "casearchive", "version": 99}', FileIsOfAnotherForm),
    ],
)
def test_what_is_no_such_file_is_told(
    empty: Archive, tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(error):
        import_json(empty, [path])


def test_one_bad_file_keeps_the_good_one_out_too(empty: Archive, tmp_path: Path) -> None:
    good = _written(tmp_path / "a.json")
    bad = _written(
        tmp_path / "b.json",
        id="00000000-0000-4000-8000-000000000002",
        tags=["00000000-0000-4000-8000-00000000000f"],
    )
    with pytest.raises(FilePointsNowhere):
        import_json(empty, [good, bad])
    assert case_ids(empty, Shelf()) == []


def test_unpaired_surrogates_in_a_file_do_no_harm(empty: Archive, tmp_path: Path) -> None:
    path = _written(tmp_path / "a.json", title="TITLE")
    text = path.read_text(encoding="utf-8").replace("TITLE", "甲\\ud800\\u0000乙")
    path.write_text(text, encoding="utf-8")
    import_json(empty, [path])
    assert read_case(empty, "X-1").title == "甲\ufffd\ufffd乙"
    assert [hit.code for hit in search(empty, "乙")] == ["X-1"]


def test_the_published_schema_is_that_of_the_classes() -> None:
    published = json.loads(resource_path("schema", "casearchive-1.schema.json").read_text("utf-8"))
    assert published == form_schema()


def test_every_kind_of_entity_is_in_the_form() -> None:
    travelling = set(form_schema()["properties"]) - {"format", "version"}
    assert travelling == set(ROOTS)
