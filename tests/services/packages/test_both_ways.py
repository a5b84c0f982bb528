"""Two archives edited apart, whatever was done on either side: merged both ways they end equal."""

import json
import shutil
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casearchive.domain.states.merging import SETTLED
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file, list_attachments
from casearchive.services.briefing.packs import add_to_pack, create_pack, list_packs
from casearchive.services.cases.editing import load_draft, restore_case, save_draft, trash_case
from casearchive.services.library.browsing import case_ids
from casearchive.services.packages.choosing import Choices
from casearchive.services.packages.exporting import export_package
from casearchive.services.packages.merging import merge_package
from casearchive.services.packages.previewing import preview_package
from casearchive.services.upkeep import check_archive
from casearchive.services.views import Shelf
from tests.services.packages.conftest import copied, settings_in, small_draft

Deed = Callable[[Archive, str], None]


def deed(change: Callable[[Any], object]) -> Deed:
    """Return what changes the first case and saves it."""

    def do(archive: Archive, word: str) -> None:
        del word
        draft = load_draft(archive, case_ids(archive, Shelf(), "code")[0])
        change(draft)
        save_draft(archive, draft)

    return do


def titled(archive: Archive, word: str) -> None:
    draft = load_draft(archive, case_ids(archive, Shelf(), "code")[0])
    draft.title, draft.tags = f"题 {word}", [*draft.tags, word]
    save_draft(archive, draft)


def add_section(archive: Archive, word: str) -> None:
    draft = load_draft(archive, case_ids(archive, Shelf(), "code")[0])
    draft.sections.append(type(draft.sections[0])(type="启示", body=word))
    save_draft(archive, draft)


def new_case(archive: Archive, word: str) -> None:
    if len(case_ids(archive, Shelf())) < 4:
        save_draft(archive, small_draft(f"N-{len(case_ids(archive, Shelf()))}", word))


def trash(archive: Archive, word: str) -> None:
    del word
    if len(ids := case_ids(archive, Shelf(), "code")) > 1:
        trash_case(archive, ids[-1])


def trash_late(archive: Archive, word: str) -> None:
    time.sleep(1.1)  # a moment is kept to the second
    trash(archive, word)


def restore(archive: Archive, word: str) -> None:
    del word
    for case_id in case_ids(archive, Shelf("trash"))[:1]:
        restore_case(archive, case_id)


def attach(archive: Archive, word: str) -> None:
    case_id = case_ids(archive, Shelf(), "code")[0]
    path = archive.path.with_name(f"{word}{len(list_attachments(archive, case_id))}.txt")
    path.write_text(path.name, encoding="utf-8")
    attach_file(archive, case_id, path)


def pack(archive: Archive, word: str) -> None:
    if len(list_packs(archive)) == 1:
        create_pack(archive, f"课 {word[0]}", case_ids(archive, Shelf(), "code")[:1])
    else:
        name = sorted(row.name for row in list_packs(archive))[0]
        add_to_pack(archive, name, case_ids(archive, Shelf(), "code")[-1:])


DEEDS: dict[str, Deed] = {
    "title": titled,
    "abstract": deed(lambda draft: setattr(draft, "abstract", f"摘要 {draft.version}")),
    "drop": deed(lambda draft: draft.sections.pop() if len(draft.sections) > 1 else None),
    "turn": deed(lambda draft: draft.sections.reverse()),
    "body": deed(lambda draft: setattr(draft.sections[0], "body", f"文 {draft.version}")),
    "section": add_section,
    "new": new_case,
    "trash": trash,
    "trash late": trash_late,
    "restore": restore,
    "attach": attach,
    "pack": pack,
}
deeds = st.lists(st.sampled_from(sorted(set(DEEDS) - {"trash late"})), max_size=4)


def content_of(path: Path) -> dict[str, list[str]]:
    """Return all that a package says but when and how often it was saved.

    Tags, places and sources go by what they are: two centres may each have one of the same name.
    """
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.startswith("content/")]
        texts = {name: json.loads(package.read(name)) for name in names}
    kinds: dict[str, list[Any]] = {}
    for form in texts.values():
        for kind, states in form.items():
            if isinstance(states, list):
                kinds.setdefault(kind, []).extend(states)
    same = {
        state["id"]: f"{kind}:{state.get('name') or state.get('title')}"
        for kind in ("tags", "places", "sources")
        for state in kinds.get(kind, ())
    }
    for term in kinds.get("terms", ()):  # each learns its words by itself, in its own order
        for key in ("id", "position"):
            term.pop(key, None)
    return {kind: sorted(_plain(state, same) for state in states) for kind, states in kinds.items()}


def _plain(state: dict[str, Any], same: dict[str, str]) -> str:
    kept = {key: value for key, value in state.items() if key not in SETTLED}
    kept["tags"] = sorted(same[key] for key in kept.get("tags", ()))
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    for key, name in same.items():
        text = text.replace(key, name)
    return text


@given(deeds, deeds, st.sampled_from(["mine", "theirs"]))
@example(["title", "trash", "new", "attach", "pack"], ["title", "body", "new", "pack"], "mine")
@example(["turn", "section"], ["drop", "section", "turn"], "theirs")
@example(["trash", "abstract"], ["trash late"], "mine")
@example(["trash late", "abstract"], ["trash"], "theirs")
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("near")
def test_both_end_equal(made: Path, ours: list[str], theirs: list[str], conflicts: Any) -> None:
    with TemporaryDirectory() as name:
        folder, home = Path(name), settings_in(Path(name))
        shutil.rmtree(home.cache, ignore_errors=True)
        with (
            closing(copied(made, "我们", home, folder)) as one,
            closing(copied(made, "对方", home, folder)) as other,
        ):
            for archive, done, word in ((one, ours, "甲"), (other, theirs, "乙")):
                for what in done:
                    DEEDS[what](archive, word)
            there = export_package(other, folder / "there", omit=()).path
            merge_package(one, there, Choices(conflicts))
            here = export_package(one, folder / "here", omit=()).path
            merge_package(other, here)
            there = export_package(other, folder / "there", omit=()).path
            assert content_of(here) == content_of(there)
            for archive, path in ((one, there), (other, here)):
                assert check_archive(archive).sound
                assert preview_package(archive, path).items == ()
