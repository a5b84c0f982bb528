"""Sets of rows are as long as an archive is large."""

import sqlite3

from casearchive.search.answers.cache import FilterCache
from casearchive.search.answers.matching import matching_rows, quick_rows
from casearchive.search.answers.rowset import rows_in
from casearchive.search.documents import Document
from casearchive.search.index import SearchIndex
from casearchive.search.language.nodes import Every, Not, Rows

FAR = 100_000  # a row whose set is longer than any number Python writes out in digits


def test_a_set_of_rows_may_reach_far() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    SearchIndex(connection).add([Document(key=key, title="茶") for key in "ab"])
    cache = FilterCache(connection)
    cache.refresh()
    for tree, expected in (
        (Every((Rows(1 << 2 | 1 << FAR),)), [2]),
        (Every((Not(Rows(1 << 2 | 1 << FAR)),)), [1]),
    ):
        assert list(rows_in(matching_rows(cache, tree))) == expected
        assert list(rows_in(quick_rows(cache, tree)[0])) == expected
    connection.close()
