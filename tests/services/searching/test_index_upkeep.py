"""Whatever was done to an archive, its search index is the one that a rebuild would make."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.answers.listing import Asked
from casearchive.search.answers.rowset import rows_in
from casearchive.search.files import open_index
from casearchive.search.index import SearchIndex
from casearchive.search.store.filters import rows_of, values_of
from casearchive.search.store.stored import every_key, read_document
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file, detach, list_attachments
from casearchive.services.cases.drafting import load_draft, new_draft
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.editing import restore_case, save_draft, trash_case
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.library.browsing import case_ids
from casearchive.services.opening import create_archive
from casearchive.services.searching.finding import Finder, Request
from casearchive.services.searching.indexing import bring_up_to_date
from casearchive.services.views import Shelf
from casearchive.settings import Settings
from casearchive.storage.rows import changed_since, last_change
from tests.search.test_upkeep import contents

QUERIES = (
    "五彩椒",
    "集体",
    "治理 -五事",
    "主题=产业振兴",
    "年份:2022-2023",
    "收入>=10万",
    "火龙果",
    "附件",
)
FILTERS = ("theme", "industry", "province", "place", "year", "status", "tag", "has")


@dataclass
class Desk:
    """An archive, and what somebody does at it; each thing done takes a number to choose by."""

    archive: Archive
    folder: Path
    exported: list[Path] = field(default_factory=list)

    def edit(self, number: int) -> None:
        draft = load_draft(self.archive, self._live(number))
        word = ("火龙果", "茶叶", "𠀀村", "")[number % 4]
        match number % 5:
            case 0:
                draft.title = f"{draft.title}{word}"[:60]
            case 1:
                draft.sections[0].body += f"\n\n{word}种了{number}亩。"
            case 2:
                draft.tags = [*draft.tags, word or "另一个"]
            case 3:
                draft.place.name += word
            case _:
                for outcome in draft.outcomes:
                    outcome.value, outcome.unit = str(number), "万元"
        save_draft(self.archive, draft)

    def trash(self, number: int) -> None:
        if len(case_ids(self.archive, Shelf())) > 1:
            trash_case(self.archive, self._live(number))

    def restore(self, number: int) -> None:
        trashed = case_ids(self.archive, Shelf("trash"))
        if trashed:
            restore_case(self.archive, trashed[number % len(trashed)])

    def export(self, number: int) -> None:
        path = self.folder / f"{len(self.exported)}.json"
        export_json(self.archive, path)
        self.exported.append(path)

    def merge(self, number: int) -> None:
        if self.exported:
            import_json(self.archive, [self.exported[number % len(self.exported)]])

    def attach(self, number: int) -> None:
        path = self.folder / f"附件{number}.txt"
        path.write_text(f"合同里写着火龙果 {number} 亩。", encoding="utf-8")
        attach_file(self.archive, self._live(number), path)

    def detach(self, number: int) -> None:
        for attachment in list_attachments(self.archive, self._live(number)):
            detach(self.archive, attachment.id)

    def search(self, number: int) -> None:
        with closing(Finder(self.archive)) as finder:
            finder.first(Request(QUERIES[number % len(QUERIES)]))

    def _live(self, number: int) -> str:
        ids = case_ids(self.archive, Shelf(), "code")
        return ids[number % len(ids)]


DEEDS: tuple[Callable[[Desk, int], None], ...] = (
    Desk.edit,
    Desk.trash,
    Desk.restore,
    Desk.export,
    Desk.merge,
    Desk.attach,
    Desk.detach,
    Desk.search,
)


def shown(index: SearchIndex, path: Path) -> list[object]:
    """Return everything an index holds, by key, and what it answers."""
    found: list[object] = []
    for typed in QUERIES:
        asked = Asked(typed, order="code")
        found += [index.everything(asked), index.facets(asked, exactly=True).values]
    found += [index.suggestions(typed, len(typed), 20) for typed in ("h", "cy", "五", "主题:")]
    with closing(sqlite3.connect(path)) as connection:
        keys = every_key(connection)
        found += [
            (name, value, sorted(keys[row] for row in rows_in(rows_of(connection, name, value))))
            for name in FILTERS
            for value in values_of(connection, name)
        ]
        documents = {
            key: read_document(connection, keys.index(key)).document() for key in keys if key
        }
        found += [documents[key] for key in sorted(documents)]
        tokens = contents(connection)
    return [*found, *(token for token in tokens if isinstance(token, tuple) and len(token) == 3)]


@pytest.mark.parametrize("deeds", [DEEDS])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_after_any_deeds_the_index_is_that_of_a_rebuild(
    deeds: tuple[Callable[[Desk, int], None], ...], data: st.DataObject
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        homes = Settings(folder / "documents", folder / "cache", folder / "config")
        archive = create_archive(folder / "档案.casearchive", homes, sample=True)
        with closing(Finder(archive)) as finder:
            finder.refresh()
        desk = Desk(archive, folder)
        steps = st.lists(st.tuples(st.sampled_from(deeds), st.integers(0, 99)), max_size=8)
        for do, number in data.draw(steps):
            do(desk, number)
        with closing(Finder(archive)) as finder:
            finder.refresh()
        rebuilt = folder / "fresh"
        with closing(open_index(archive.index_path)) as kept, closing(open_index(rebuilt)) as fresh:
            bring_up_to_date(archive, fresh)
            assert kept.state == fresh.state
            assert shown(kept, archive.index_path) == shown(fresh, rebuilt)
        archive.close()


def test_a_new_case_is_found_by_the_next_search(sample: Archive) -> None:
    draft = new_draft(sample)
    other = load_draft(sample, case_ids(sample, Shelf(), "code")[0])
    other.id, other.code, other.title = draft.id, draft.code, "火龙果进了山"
    with closing(Finder(sample)) as finder:
        finder.refresh()
        assert finder.first(Request("火龙果进了山")).keys == ()
        saved = save_draft(sample, other)
        assert finder.first(Request("火龙果进了山")).keys == (saved,)


DAMAGE = (
    "UPDATE folded_texts SET folded = x'00'",
    "UPDATE documents SET body = x'00', details = x'00'",
    "UPDATE case_text_data SET block = x'ffffffffffffffff' WHERE id > 10",
    "DELETE FROM state",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_is_made_anew_without_a_question(sample: Archive, damage: str) -> None:
    with closing(Finder(sample)) as finder:
        finder.refresh()
        right = finder.everything(Request("五彩椒 集体经济")).keys
        with closing(sqlite3.connect(sample.index_path)) as connection:
            connection.execute(damage)
            connection.commit()
        finder.everything(Request("五彩椒 集体经济"))  # meets the damage, or does not have to
        finder.hits("五彩椒", list(right))
        finder.refresh()
        assert finder.everything(Request("五彩椒 集体经济")).keys == right
        assert [hit.section for hit in finder.hits("五彩椒", list(right)).values()] != [""]


def test_two_windows_make_one_index_between_them(sample: Archive) -> None:
    told: list[str] = []

    def work(name: str) -> None:
        with closing(Finder(sample)) as finder:
            finder.refresh(lambda _done, _total: told.append(name))
            told.append(f"{name} finds {len(finder.everything(Request('五彩椒')).keys)}")

    windows = [Thread(target=work, args=(name,)) for name in "甲乙"]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert {"甲 finds 1", "乙 finds 1"} <= set(told)


def test_a_save_concerns_its_case_alone_and_another_source_all_that_cite_it(
    sample: Archive,
) -> None:
    def changed_by(edit: Callable[[CaseDraft], None]) -> set[str]:
        with sample.rows() as connection:
            before = last_change(connection)
        draft = load_draft(sample, ids[0])
        edit(draft)
        save_draft(sample, draft)
        with sample.rows() as connection:
            return set(changed_since(connection, *before) or ())

    def write(draft: CaseDraft) -> None:
        draft.sections[0].body += "又种了火龙果。"

    def name_anew(draft: CaseDraft) -> None:
        draft.sources[0].title += "（修订版）"

    ids = case_ids(sample, Shelf(), "code")
    assert changed_by(write) == {ids[0]}
    assert changed_by(name_anew) == set(ids)  # they are all told in one article
    with closing(Finder(sample)) as finder:
        finder.refresh()
        assert set(finder.everything(Request("（修订版）")).keys) == set(ids)
