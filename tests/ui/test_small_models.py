"""The models of the smaller lists: sound to Qt whatever they are shown."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from casearchive.search.results import Likeness, Reason
from casearchive.services.packages.previewing import ItemView
from casearchive.ui.lists.ordering import Entry as Ordered
from casearchive.ui.lists.ordering import OrderModel
from casearchive.ui.packages.items import ItemsModel
from casearchive.ui.reader.similar import SimilarModel
from casearchive.ui.search.lines import Line, LinesModel
from casearchive.ui.texts.entries import EntriesModel
from casearchive.ui.texts.entries import Entry as Decided

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def owner(qapp: QObject) -> QObject:
    return QObject(qapp)


Model = TypeVar("Model", bound=QAbstractItemModel)


def watch(model: Model) -> Model:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def chosen(model: QAbstractItemModel) -> list[bool]:
    return [
        bool(model.index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable)
        for row in range(model.rowCount())
    ]


def test_lines_below_the_search_field(owner: QObject) -> None:
    model = watch(LinesModel(owner))
    model.show([Line("heading", "最近"), Line("theme", "产业振兴", "主题", 4)])
    assert chosen(model) == [False, True]
    assert model.index(1).data(SPOKEN) == "产业振兴、主题、4 条"
    model.show([])
    assert model.rowCount() == 0
    model.show([Line("recent", "草莓")])
    assert model.index(0).data() == "草莓"


def test_similar_cases(owner: QObject) -> None:
    model = watch(SimilarModel(owner))
    model.show(
        (Likeness("a", "甲村", (Reason("theme", ("产业振兴",)),)), Likeness("b", "乙村", ()))
    )
    assert [model.index(row).data() for row in range(2)] == ["甲村", "乙村"]
    assert "同主题：产业振兴" in model.index(0).data(SPOKEN)
    model.show(())
    assert model.rowCount() == 0


@pytest.mark.parametrize("keys", ["abc", "cba", "b", "xaybzc", "", "cxa"])
def test_entries_in_an_order_keep_what_is_still_there(owner: QObject, keys: str) -> None:
    model = watch(OrderModel(owner))
    model.show([Ordered(key, key.upper()) for key in "abc"])
    kept = QPersistentModelIndex(model.index(1))
    model.show([Ordered(key, key.upper()) for key in keys])
    assert [model.index(row).data() for row in range(model.rowCount())] == list(keys.upper())
    assert kept.isValid() is ("b" in keys)
    assert not kept.isValid() or kept.data() == "B"


def test_what_a_package_would_do(owner: QObject) -> None:
    words: dict[str, str] = {"1": "加入", "2": "用他们的"}
    model = watch(ItemsModel(lambda item: words[item.id], owner))
    new = ItemView("1", "cases", "甲村", "AL-1", "new")
    model.show([new, ItemView("2", "tags", "辣椒", "", "conflict")])
    assert chosen(model) == [False, True, False, True]
    assert model.item(model.first()) is not None
    words["1"] = words["2"] = "不要"
    model.touch(1)
    assert model.index(1).data(SPOKEN).endswith("不要")
    assert model.item(-1) is model.item(99) is None
    model.show([])
    assert (model.rowCount(), model.first()) == (0, -1)


def test_things_to_decide_on(owner: QObject) -> None:
    model = watch(EntriesModel(owner))
    model.show([Decided("标题"), Decided("甲村", key="a", ticked=False), Decided("乙村", key="b")])
    assert chosen(model) == [False, True, True]
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.show([Decided("标题"), Decided("甲村", key="a", ticked=True), Decided("乙村", key="b")])
    assert changed == [1]
    assert model.index(1).data(SPOKEN) == "甲村、已采用"
    model.show([Decided("乙村", key="b")])
    assert (model.row_of("b"), model.row_of("a")) == (0, -1)
    assert model.index(7).data() is None
