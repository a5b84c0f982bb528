"""Any sequence of what a user does: undone it is as it was, redone it is as it had become."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casearchive.domain.states.state import state_of
from casearchive.errors import CaseArchiveError
from casearchive.exchange.json_form import ROOTS
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file, detach
from casearchive.services.briefing.packs import (
    add_to_pack,
    create_pack,
    delete_pack,
    list_packs,
    read_pack,
    save_pack,
)
from casearchive.services.cases.comparing import case_history, restore_fields
from casearchive.services.cases.drafts import SourceDraft
from casearchive.services.cases.duplicates.merging import merge_cases
from casearchive.services.cases.editing import (
    load_draft,
    new_draft,
    restore_cases,
    save_draft,
    trash_cases,
)
from casearchive.services.cases.reading import read_case
from casearchive.services.cases.standing import set_status
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.importing.session import ImportSession
from casearchive.services.library import collections
from casearchive.services.library.browsing import Shelf, case_ids, list_collections
from casearchive.services.opening import create_archive, open_archive
from casearchive.services.printing.logos import keep_logo
from casearchive.services.searching import saved_searches
from casearchive.services.study import studying
from casearchive.services.study.files import study_file
from casearchive.services.undoing import NothingToUndo, possible, redo, undo
from casearchive.services.upkeep import check_archive
from casearchive.settings import Settings

# What an undo leaves behind because others may use it by now, and what only tells of the past.
LEFT = ("terms", "tags", "sources", "places", "revisions", "editions", "frozen_editions")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
Act = Callable[[Archive, int, Path], object]


def content(archive: Archive, made_here: set[str] | None = None) -> dict[str, Any]:
    """Return all that a user can see; a case that was made and undone lies in the trash."""
    seen: dict[str, Any] = {}
    with archive.reading() as session:
        for name, cls in ROOTS.items():
            if name in LEFT:
                continue
            for entity in session.query(cls):
                state = {
                    key: value
                    for key, value in state_of(entity).items()
                    if key not in ("version", "created_at", "updated_at")
                }
                if name == "cases" and state.pop("trashed_at", None):
                    if made_here is not None and state["id"] not in made_here:
                        continue
                    state["trashed"] = True
                for owned in state.values():
                    if isinstance(owned, list) and owned and isinstance(owned[0], dict):
                        owned.sort(key=lambda one: json.dumps(one, sort_keys=True))
                seen[f"{name}/{state['id']}"] = state
    for entry in study_file(archive).all():
        if entry.KIND != "reading":  # follows the eyes, and is no step
            seen[f"{entry.KIND}/{'/'.join(entry.key)}"] = entry.row()
    return seen


# --- what a user does, each with a number to choose by ---------------------------------------


def _case(archive: Archive, number: int) -> str:
    ids = case_ids(archive, Shelf(), "code")
    return ids[number % len(ids)]


def _folder(archive: Archive, number: int) -> str:
    rows = list_collections(archive)
    return rows[number % len(rows)].id


def _pack(archive: Archive, number: int) -> str:
    rows = list_packs(archive)
    return rows[number % len(rows)].id


def _search(archive: Archive, number: int) -> str:
    rows = saved_searches.list_searches(archive)
    return rows[number % len(rows)].id


def edit(archive: Archive, number: int, _folder: Path) -> None:
    draft = load_draft(archive, _case(archive, number))
    draft.title = f"改过的题目{number}"
    draft.tags.append(f"标签{number % 3}")
    draft.place.terrain = "高原"
    draft.sources.append(SourceDraft(title=f"出处{number}", publisher="县报"))
    if draft.sections:
        draft.sections[0].body += f"\n\n补一段{number}。"
    save_draft(archive, draft)


def make(archive: Archive, number: int, _folder: Path) -> None:
    draft = new_draft(archive)
    draft.title, draft.themes = f"新案例{number}", ["产业振兴"]
    save_draft(archive, draft)


def study(archive: Archive, number: int, _folder: Path) -> None:
    case = read_case(archive, _case(archive, number))
    text = studying.part_texts(case)["head"]
    marks = studying.mark_passage(archive, case, [("head", text, 0, 5)], "green", "批")
    if number % 2:
        studying.recolour(archive, marks[0], "pink")
    studying.star_cases(archive, [case.id], on=True)
    studying.answer_question(archive, case.id, "q", "问", f"答{number}")
    if number % 3 == 0:
        studying.remove_marks(archive, marks)


def attach(archive: Archive, number: int, folder: Path) -> None:
    path = folder / f"附{number}.txt"
    path.write_text(f"附件{number}", encoding="utf-8")
    attach_file(archive, _case(archive, number), path)
    if number % 2:
        case = read_case(archive, _case(archive, number))
        detach(archive, case.attachments[-1].id)


def folders(archive: Archive, number: int, _folder_: Path) -> None:
    made = collections.create_collection(archive, f"夹{number}")
    collections.add_to_collection(archive, made, case_ids(archive, Shelf(), "code")[: number % 4])
    collections.move_collection(archive, made, _folder(archive, number))
    collections.rename_collection(archive, made, f"改夹{number}")
    if number % 2:
        collections.delete_collection(archive, _folder(archive, number))


def packs(archive: Archive, number: int, _folder: Path) -> None:
    ids = case_ids(archive, Shelf(), "code")
    made = create_pack(archive, f"包{number}", ids[: number % 3 + 1])
    view = read_pack(archive, made)
    save_pack(archive, replace(view, template="card", options={"centre": "县委党校"}))
    add_to_pack(archive, made, ids)
    if number % 2:
        delete_pack(archive, _pack(archive, number))


def logo(archive: Archive, number: int, folder: Path) -> None:
    path = folder / "标.png"
    path.write_bytes(PICTURE)
    keep_logo(archive, _pack(archive, number), path)
    if number % 2:
        view = read_pack(archive, _pack(archive, number))
        save_pack(archive, replace(view, options={"centre": "县委党校"}))


def searches(archive: Archive, number: int, _folder: Path) -> None:
    saved_searches.save_search(archive, f"列表{number}", "治理")
    saved_searches.update_search(archive, _search(archive, number), f"五彩椒{number}", "title")
    saved_searches.rename_search(archive, _search(archive, number), f"改名{number}")
    if number % 2:
        saved_searches.delete_search(archive, _search(archive, number))


def bring_files(archive: Archive, number: int, folder: Path) -> None:
    paths = []
    for one in range(number % 2 + 1):
        paths.append(folder / f"来{number}-{one}.txt")
        text = f"石榴村{number}-{one}\n\n一、主要做法\n合作社统一收购，户均增收1.{number}万元。"
        paths[-1].write_text(text * 2, encoding="utf-8")
    with ImportSession(archive) as session:
        session.add_paths(paths)
        session.run()


def bring_form(archive: Archive, number: int, folder: Path) -> None:
    source = sorted(folder.glob("form-*.json"))[0]
    form = json.loads(source.read_text(encoding="utf-8"))
    form["cases"][number % len(form["cases"])]["title"] = f"别处改过的题目{number}"
    path = folder / f"改{number}.json"
    path.write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    import_json(archive, [path])


def merge(archive: Archive, number: int, _folder: Path) -> None:
    merge_cases(archive, _case(archive, number), _case(archive, number + 1), {})


def take_back_a_part(archive: Archive, number: int, _folder: Path) -> None:
    case = _case(archive, number)
    oldest = case_history(archive, case)[-1].number
    restore_fields(archive, case, oldest, ("title",) if number % 2 else ())


ACTS: tuple[Act, ...] = (
    *(edit, make, study, attach, folders, packs, logo, searches),
    *(bring_files, bring_form, merge, take_back_a_part),
    lambda archive, number, _folder: trash_cases(archive, [_case(archive, number)]),
    lambda archive, number, _folder: restore_cases(
        archive, case_ids(archive, Shelf("trash"), "code")[:1]
    ),
    lambda archive, number, _folder: set_status(
        archive, _case(archive, number), ("草稿", "停用")[number % 2]
    ),
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Path]]:
    """A sample archive to be copied for each try, and its JSON form."""
    folder = tmp_path_factory.mktemp("undo")
    home = Settings(folder / "documents", folder / "cache", folder / "config")
    archive = create_archive(folder / "样本.casearchive", home, sample=True)
    export_json(archive, folder / "form-1.json")
    yield archive, folder
    archive.close()


def all_back(archive: Archive) -> int:
    steps = 0
    with suppress(NothingToUndo):
        while True:
            undo(archive)
            steps += 1
    return steps


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11)), min_size=1, max_size=6))
def test_all_is_undone_and_all_is_redone(
    prepared: tuple[Archive, Path], acts: list[tuple[Act, int]]
) -> None:
    archive, folder = prepared
    all_back(archive)
    start = content(archive)
    known = {key.partition("/")[2] for key in start if key.startswith("cases/")}
    before = content(archive, known)
    for act, number in acts:
        with suppress(CaseArchiveError, IndexError, ZeroDivisionError):  # nothing there to do it to
            act(archive, number, folder)
    after = content(archive)
    if not possible(archive).undo:
        return  # nothing could be done, and older steps may still be redone
    steps = 0
    while possible(archive).undo:
        assert undo(archive)
        steps += 1
        if steps == 2:  # as if the program were closed and opened in between
            again = open_archive(archive.path, archive.settings)
            assert undo(again) if possible(again).undo else True
            again.close()
    assert content(archive, known) == before
    while possible(archive).redo:
        assert redo(archive)
    assert content(archive) == after
    all_back(archive)
    assert content(archive, known) == before


def test_what_was_tried_leaves_a_sound_archive(prepared: tuple[Archive, Path]) -> None:
    archive, folder = prepared
    for number, act in enumerate(ACTS):
        with suppress(CaseArchiveError, IndexError, ZeroDivisionError):
            act(archive, number, folder)
    all_back(archive)
    assert check_archive(archive).sound
