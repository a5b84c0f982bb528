"""The index as a file: disposable, so one that does not fit is thrown away and made anew."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from casearchive.i18n import _
from casearchive.search.index import SearchIndex
from casearchive.search.store.connection import (
    IndexCannotBeKept,
    IndexIsBusy,
    IndexIsDamaged,
    told_in_sentences,
)

_BESIDE = ("", "-wal", "-shm", "-journal")
_PATIENCE, _PAUSE = 5, 0.01  # seconds to wait for another connection, and between two tries


def open_index(path: Path) -> SearchIndex:
    """Open the index at `path`, or make an empty one there in place of whatever does not read.

    An empty index has the state ``IndexState()``, by which the caller sees that it is to be built.

    :raises IndexCannotBeKept: where there can be no file
    :raises IndexIsBusy: where another program holds it for longer than 5 seconds
    """
    try:
        return _open(path)
    except IndexIsDamaged:
        discard_index(path)
        return _open(path)


def discard_index(path: Path) -> None:
    """Delete the index file and what SQLite keeps beside it.

    :raises IndexCannotBeKept: where another program holds it
    """
    try:
        for ending in _BESIDE:
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_be_kept(path) from error


def _open(path: Path) -> SearchIndex:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_be_kept(path) from error
    until = monotonic() + _PATIENCE
    while True:
        with told_in_sentences():
            connection = sqlite3.connect(
                path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
        try:
            return _prepared(connection)
        except BaseException as error:
            with suppress(sqlite3.Error):
                connection.close()
            # SQLite does not wait by itself where a file changes over to a log, or loses it.
            if not isinstance(error, IndexIsBusy) or monotonic() > until:
                raise
        sleep(_PAUSE)


def _prepared(connection: sqlite3.Connection) -> SearchIndex:
    with told_in_sentences():
        # A packed text takes most of a small page, and what is left of the page is lost.
        connection.execute("PRAGMA page_size = 16384")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        index = SearchIndex(connection)
        # A writer does not keep the window from searching, and as the state is noted in the same
        # file, a save lost with the power is only caught up.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute(f"PRAGMA journal_size_limit = {16 << 20}")
    return index


def _cannot_be_kept(path: Path) -> IndexCannotBeKept:
    return IndexCannotBeKept(
        _(
            "检索索引“{path}”无法建立或替换。请关闭正在使用它的程序，并检查缓存文件夹的权限。"
        ).format(path=path)
    )
