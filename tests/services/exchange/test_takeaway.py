"""The archive's content for other programs: Markdown, figures, references."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from casearchive.domain.model import Attachment, Case, Source
from casearchive.errors import WorkWasCancelled
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import attach_file
from casearchive.services.cases.reading import find_case
from casearchive.services.exchange.takeaway import (
    FolderIsNotEmpty,
    export_markdown,
    export_outcomes,
    export_references,
)

CODE = "AL-2023-001"
EVIL = "../../=cmd|'/c'!A1 CON<script>\u202e.exe"


def test_a_folder_of_markdown_holds_every_case_once(sample: Archive, tmp_path: Path) -> None:
    taken = export_markdown(sample, tmp_path / "新" / "案例")
    names = sorted(path.name for path in (tmp_path / "新" / "案例").iterdir())
    assert taken.count == 7 == len(names) - 1
    text = (taken.path / "AL-2023-001 东斟灌村：五彩椒产业强村.md").read_text(encoding="utf-8")
    assert text.startswith("# 东斟灌村：五彩椒产业强村\n")
    assert "参考答案：" in text
    assert "170万元" in text
    listed = (taken.path / "README.md").read_text(encoding="utf-8")
    assert all(f"(<{name}>)" in listed for name in names if name != "README.md")


def test_the_trainees_folder_holds_nothing_for_trainers(sample: Archive, tmp_path: Path) -> None:
    export_markdown(sample, tmp_path / "学员", "trainee")
    texts = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "学员").iterdir())
    assert "参考答案" not in texts
    assert "使用说明" not in texts


def test_files_lie_beside_under_names_every_system_takes(sample: Archive, tmp_path: Path) -> None:
    for number in range(2):
        Image.new("RGB", (9 + number, 9)).save(tmp_path / "图.png")
        attach_file(sample, CODE, tmp_path / "图.png", f"说明{number}")
    with sample.writing() as session:
        case = find_case(session, CODE)
        case.title = EVIL
        case.attachments[0].name = "../CON.png"
        case.attachments[0].licence, case.attachments[0].portrait_consent = "自有", "不涉及人像"
        case.attachments.append(Attachment(sha256="0" * 64, name="没有.png", caption="没有"))
    taken = export_markdown(sample, tmp_path / "案例")
    assert taken.missing_files == ["没有.png"]
    everything = [path for path in (tmp_path / "案例").rglob("*") if path.is_file()]
    assert all(path.resolve().is_relative_to(tmp_path / "案例") for path in everything)
    assert not [
        p for p in everything if set(p.name) & set('<>:"|?*\u202e') or p.stem.upper() == "CON"
    ]
    (page,) = [p for p in everything if p.name.startswith(CODE)]
    text = page.read_text(encoding="utf-8")
    for path in (tmp_path / "案例" / "files").iterdir():
        assert f"(<files/{path.name}>)" in text
    assert "<script>" not in text.replace("\\<script\\>", "")
    # Trainees get only what may be printed.
    few = export_markdown(sample, tmp_path / "学员", "trainee")
    assert few.files < taken.files


def test_a_picture_stands_where_the_text_names_it(sample: Archive, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "育苗棚.png")
    attach_file(sample, CODE, tmp_path / "育苗棚.png", "棚里")
    with sample.writing() as session:
        case = find_case(session, CODE)
        file = case.attachments[0]
        file.licence, file.portrait_consent = "自有", "不涉及人像"
        case.sections[0].body += f"\n\n![棚里](attachment:{file.id})"
    taken = export_markdown(sample, tmp_path / "案例", "trainee")
    text = next(taken.path.glob(f"{CODE}*")).read_text(encoding="utf-8")
    assert "](files/%E8%82%B2%E8%8B%97%E6%A3%9A.png)" in text
    assert taken.files == 1


def test_a_folder_with_something_in_it_is_left_alone(sample: Archive, tmp_path: Path) -> None:
    (tmp_path / "有").mkdir()
    (tmp_path / "有" / "信.txt").write_text("留", encoding="utf-8")
    with pytest.raises(FolderIsNotEmpty):
        export_markdown(sample, tmp_path / "有")
    assert [path.name for path in (tmp_path / "有").iterdir()] == ["信.txt"]


def test_a_cancelled_folder_leaves_nothing(sample: Archive, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise WorkWasCancelled

    before = sorted(tmp_path.iterdir())
    with pytest.raises(WorkWasCancelled):
        export_markdown(sample, tmp_path / "案例", progress=stop)
    assert sorted(tmp_path.iterdir()) == before


def test_outcomes_are_numbers_and_titles_no_formulas(sample: Archive, tmp_path: Path) -> None:
    with sample.writing() as session:
        find_case(session, CODE).title = '=HYPERLINK("http://127.0.0.1")'
    taken = export_outcomes(sample, tmp_path / "指标.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(taken.path.read_bytes()))
    page = book["成效指标"]
    assert taken.count == page.max_row - 1 - 2
    assert page["B2"].value == '=HYPERLINK("http://127.0.0.1")'
    assert page["B2"].data_type == "s"
    assert page["E2"].value == 170


def test_references_leave_out_what_is_never_handed_out(sample: Archive, tmp_path: Path) -> None:
    with sample.reading() as session:
        known = {s.title for case in session.query(Case) for s in case.sources}
    taken = export_references(sample, tmp_path / "出处.csljson")
    items = json.loads((tmp_path / "出处.csljson").read_text(encoding="utf-8"))
    assert {item["title"] for item in items} == known
    assert taken.left_out == 0
    with sample.writing() as session:
        for source in session.query(Source):
            source.grade = "E"
    again = export_references(sample, tmp_path / "出处.ris", "ris")
    assert (again.count, again.left_out) == (0, len(known))
    assert (tmp_path / "出处.ris").read_bytes() == b""
