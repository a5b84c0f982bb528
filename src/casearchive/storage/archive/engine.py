"""SQLAlchemy's engine on an archive file."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from casearchive.precedence import stand_aside
from casearchive.storage.archive.connection import connect

READ_ONLY = "casearchive_read_only"


def make_engine(path: Path, *, read_only: bool) -> Engine:
    """Return an engine on an existing archive file.

    Every transaction that may write begins IMMEDIATE: two writers then wait for each other instead
    of failing half-way. ``execution_options(casearchive_read_only=True)`` begins a plain one.
    """
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, read_only=read_only), poolclass=NullPool
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        plain = read_only or connection.get_execution_options().get(READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if plain else "BEGIN IMMEDIATE")
        # What points at what is checked at the commit: an import may bring both ends in any order.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    @event.listens_for(engine, "before_cursor_execute")
    def _let_the_window_go_first(*_statement: object) -> None:
        stand_aside()  # the one place that all work on whole entities passes every millisecond

    return engine
