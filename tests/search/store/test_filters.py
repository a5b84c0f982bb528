"""The rows of many values: looked up one by one or read at one go, they are the same."""

import sqlite3
from contextlib import closing

import pytest

from casearchive.search.documents import Document
from casearchive.search.index import SearchIndex
from casearchive.search.store import filters


@pytest.mark.parametrize("one_by_one", [0, 2000])
def test_rows_of_any_value(one_by_one: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_ONE_BY_ONE", one_by_one)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        values = [("甲",), ("乙", "甲"), ("丙",), ()]
        SearchIndex(connection).add(
            Document(key=str(row), title="", filters={"tag": having})
            for row, having in enumerate(values, 1)
        )
        assert filters.rows_of_any(connection, "tag", ["甲", "丙", "没有"]) == 0b1110
        assert filters.rows_of_any(connection, "tag", ["乙"]) == 0b100
        assert filters.rows_of_any(connection, "tag", []) == 0
