"""The list of an import's files: asked for row by row, ticked, kept in place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from casearchive.services.importing.candidates import Candidate, ReadDraft, ReadFile
from casearchive.ui.imports.file_model import NAME, STATE
from casearchive.ui.imports.file_tree import FileTree
from casearchive.ui.look import Look


def file(name: str, parts: int = 0, *, refusal: str = "") -> Candidate:
    if refusal:
        return Candidate(name, refusal=refusal, wanted=False)
    drafts = tuple(ReadDraft(title=f"{name}之{number}") for number in range(parts))
    read = ReadFile(kind="docx", whole=ReadDraft(title=name), parts=drafts, splits=bool(parts))
    return Candidate(name, Path(name), read=read, kind="docx", splits=bool(parts))


@pytest.fixture
def tree(look: Look, qtbot: QtBot) -> Iterator[FileTree]:
    made = FileTree(look)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(made.files, mode, made)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    yield made


def test_drafts_stand_below_their_file(tree: FileTree) -> None:
    tree.show_candidates([file("选编", 3), file("一份"), file("坏的", refusal="打不开。")])
    files = tree.files
    above = files.index(0, NAME)
    assert [files.index(row, STATE).data() for row in range(3)] == [
        "3 个案例",
        "1 个案例",
        "不能导入",
    ]
    assert [files.index(row, NAME, above).data() for row in range(3)] == [
        "选编之0",
        "选编之1",
        "选编之2",
    ]
    assert files.parent(files.index(2, NAME, above)) == above
    assert [tree.isExpanded(files.index(row, NAME)) for row in range(3)] == [True, False, False]


def test_of_many_files_only_those_seen_are_painted(
    tree: FileTree, look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measuring and painting every row held the window up when a thousand files had been read."""
    pictured: list[str] = []

    class Counting:
        """The look, telling which pictures are asked for: each row has one."""

        def icon(self, name: str) -> QIcon:
            pictured.append(name)
            return look.icon(name)

    monkeypatch.setattr(tree.files, "_look", Counting())
    tree.show_candidates([file(f"{number:04}") for number in range(1_000)])
    qtbot.waitUntil(lambda: bool(pictured))
    tree.repaint()
    assert len(pictured) < 100


def test_a_tick_is_told_and_kept(tree: FileTree, qtbot: QtBot) -> None:
    known = file("来过")
    known.same, known.wanted = "2026-01-02", False
    tree.show_candidates([known, file("坏的", refusal="打不开。")])
    assert tree.files.index(0, STATE).data() == "2026-01-02 导入过"
    with qtbot.waitSignal(tree.changed):
        QTest.keyClick(tree, Qt.Key.Key_Space)
    assert known.wanted
    assert tree.files.index(0, STATE).data() == "1 个案例"
    tree.choose(1)
    with qtbot.assertNotEmitted(tree.changed):
        QTest.keyClick(tree, Qt.Key.Key_Space)


def test_what_is_chosen_stays_chosen_or_the_next_one_takes_over(tree: FileTree) -> None:
    files = [file("坏的", refusal="打不开。"), *(file(f"{number}", 2) for number in range(3))]
    told: list[tuple[str, int]] = []
    tree.chosen.connect(lambda candidate, number: told.append((candidate.name, number)))
    tree.show_candidates(files)
    assert told[-1] == ("0", -1)  # the first that can be imported
    tree.choose(2, 1)
    assert told[-1] == ("1", 1)
    tree.show_candidates(files[1:])
    assert tree.current is files[2]
    tree.show_candidates([files[1], files[3]])
    assert tree.current is files[3]
    tree.show_candidates([files[1]])
    assert tree.current is files[1]
    tree.show_candidates([])
    assert tree.current is None


def test_a_file_cut_otherwise_shows_its_other_drafts(tree: FileTree) -> None:
    candidate = file("选编", 3)
    tree.show_candidates([candidate, file("一份")])
    tree.choose(0, 2)
    candidate.splits = False
    tree.refresh(candidate)
    assert tree.files.titles(0) == ["选编"]
    assert tree.current is candidate
    candidate.splits = True
    tree.refresh(candidate)
    assert tree.files.rowCount(tree.files.index(0, NAME)) == 3
    assert tree.isExpanded(tree.files.index(0, NAME))


def test_every_state_is_seen_whole(tree: FileTree) -> None:
    tree.show_candidates([file("一份"), file("两份", 12)])
    for row in range(2):
        needed = tree.sizeHintForIndex(tree.files.index(row, STATE)).width()
        assert tree.columnWidth(STATE) >= needed
