"""Packs put together, kept in order and printed for real."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from casearchive.errors import WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import (
    PackIsGone,
    PackNeedsAName,
    add_to_pack,
    create_pack,
    delete_pack,
    list_packs,
    read_pack,
    save_pack,
)
from casearchive.services.briefing.publishing import (
    PackIsEmpty,
    TemplateIsUnknown,
    print_pack,
    suggested_name,
    write_pdf,
)
from casearchive.services.cases.reading import CaseIsGone, read_case
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.library.browsing import case_ids
from casearchive.services.refusals import SchemaRefusedIt
from casearchive.services.searching.saved_searches import (
    SearchIsGone,
    SearchIsUsed,
    delete_search,
    rename_search,
    save_search,
    update_search,
)
from casearchive.services.undoing import undo
from casearchive.services.views import PackItemView, Shelf


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_a_pack_keeps_its_cases_in_order_and_each_once(sample: Archive) -> None:
    ids = case_ids(sample, Shelf(), "code")
    pack = create_pack(sample, "周一班", [ids[2], ids[0]])
    assert add_to_pack(sample, "周一班", [ids[0], ids[1]]) == 1
    assert [item.case_id for item in read_pack(sample, pack).items] == [ids[2], ids[0], ids[1]]


def test_a_pack_is_rearranged_as_one_save(sample: Archive) -> None:
    ids = case_ids(sample, Shelf(), "code")
    view = read_pack(sample, create_pack(sample, "周一班", ids[:2]))
    note = PackItemView("", "text", "课前说明", text="请先读**第一则**。")
    changed = replace(
        view,
        name="周二班",
        edition="trainer",
        options={"centre": "某县培训中心"},
        items=(note, *reversed(view.items)),
    )
    save_pack(sample, changed)
    again = read_pack(sample, "周二班")
    assert again.items[0].title == "课前说明"
    assert [item.case_id for item in again.items[1:]] == [ids[1], ids[0]]
    assert (again.edition, again.options) == ("trainer", {"centre": "某县培训中心"})


def test_a_smart_list_prints_what_is_found_on_the_day(sample: Archive) -> None:
    save_search(sample, "治理的案例", "五事共治")
    pack = create_pack(sample, "治理班", ["AL-2023-001"], search="治理的案例")
    before = "".join(text_of(print_pack(sample, pack).data).split())
    assert "东斟灌村：五彩椒产业强村" in before
    assert "双一村：“五事共治”乡村治理模式" in before
    assert "同安区：" not in before
    update_search(sample, "治理的案例", "一站十岗")
    after = "".join(text_of(print_pack(sample, pack).data).split())
    assert "同安区：“一站十岗”" in after
    assert "双一村：" not in after
    update_search(sample, "治理的案例", "没有这样的词")
    assert "没有可以印的案例" in "".join(text_of(print_pack(sample, pack).data).split())


def test_a_smart_list_is_an_item_like_any_other(sample: Archive) -> None:
    search = save_search(sample, "治理的案例", "治理")
    pack = create_pack(sample, "治理班", ["AL-2023-001"], search=search)
    view = read_pack(sample, pack)
    assert [(item.kind, item.title) for item in view.items][1] == ("smart_list", "治理的案例")
    save_pack(sample, replace(view, items=view.items[::-1]))
    rename_search(sample, search, "怎样治理")
    first = read_pack(sample, pack).items[0]
    assert (first.title, first.search_id) == ("怎样治理", search)
    with pytest.raises(SearchIsUsed, match="治理班"):
        delete_search(sample, search)
    save_pack(sample, replace(view, items=view.items[:1]))
    delete_search(sample, search)
    with pytest.raises(SearchIsGone):
        save_pack(sample, view)
    undo(sample)
    save_pack(sample, view)
    with pytest.raises(SearchIsGone):
        create_pack(sample, "另一个", search="没有的")


def test_a_smart_list_travels_with_its_pack(
    sample: Archive, empty: Archive, tmp_path: Path
) -> None:
    save_search(sample, "治理的案例", "五事共治")
    create_pack(sample, "治理班", search="治理的案例")
    path, again = tmp_path / "x.json", tmp_path / "y.json"
    export_json(sample, path)
    import_json(empty, [path])
    export_json(empty, again)
    assert path.read_bytes() == again.read_bytes()
    assert "双一村" in text_of(print_pack(empty, "治理班").data)


def test_names_are_needed_and_unique(sample: Archive) -> None:
    create_pack(sample, "周一班")
    with pytest.raises(SchemaRefusedIt, match="同名"):
        create_pack(sample, "周一班")
    with pytest.raises(PackNeedsAName):
        create_pack(sample, "  ")
    with pytest.raises(PackIsGone):
        read_pack(sample, "没有")
    with pytest.raises(CaseIsGone):
        create_pack(sample, "周三班", ["没有"])
    assert "周三班" not in [pack.name for pack in list_packs(sample)]


def test_a_deleted_pack_leaves_its_cases(sample: Archive) -> None:
    before = len(case_ids(sample, Shelf()))
    delete_pack(sample, "示例材料包")
    assert list_packs(sample) == ()
    assert len(case_ids(sample, Shelf())) == before


def test_both_editions_print_and_the_trainee_s_holds_nothing_of_the_trainer_s(
    sample: Archive,
) -> None:
    trainer = print_pack(sample, "示例材料包", "trainer")
    trainee = print_pack(sample, "示例材料包", "trainee")
    assert trainee.missing == ()
    pikepdf.open(io.BytesIO(trainee.data)).close()
    all_text, open_text = ("".join(text_of(printed.data).split()) for printed in (trainer, trainee))
    case = read_case(sample, "AL-2023-001")
    assert case.teaching_note is not None
    secrets = [case.questions[0].answer[:12], case.teaching_note.objectives[:12]]
    for secret in map("".join, (secret.split() for secret in secrets)):
        assert secret in all_text
        assert secret not in open_text
    assert "五彩椒" in open_text


def test_the_same_pack_prints_the_same_bytes(sample: Archive) -> None:
    assert print_pack(sample, "示例材料包").data == print_pack(sample, "示例材料包").data


def test_printing_can_be_stopped(sample: Archive) -> None:
    def stop(done: int, total: int, /) -> None:
        raise WorkWasCancelled

    with pytest.raises(WorkWasCancelled):
        print_pack(sample, "示例材料包", progress=stop)


def test_what_cannot_be_printed_says_why(sample: Archive) -> None:
    create_pack(sample, "空的")
    with pytest.raises(PackIsEmpty, match="先加入案例"):
        print_pack(sample, "空的")
    with pytest.raises(TemplateIsUnknown, match="casebook"):
        print_pack(sample, "示例材料包", template="../../etc/passwd")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("周一班", "周一班（学员版）.pdf"),
        ("a/b\\c:d", "a_b_c_d（学员版）.pdf"),
        ("CON", "_CON（学员版）.pdf"),
        ("..", "材料包（学员版）.pdf"),
        ("长" * 300, "长" * 60 + "（学员版）.pdf"),
        ("甲\u202efdp", "甲_fdp（学员版）.pdf"),
    ],
)
def test_file_names_are_what_every_system_takes(name: str, file: str, tmp_path: Path) -> None:
    assert suggested_name(name, "trainee") == file
    write_pdf(tmp_path / file, b"%PDF")
