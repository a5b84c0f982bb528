"""What was done last, step by step, so that it can be undone after the program was closed too.

One file an archive in this user's own folder: what somebody else did elsewhere is not theirs to
undo. A step holds the states before and after; whoever undoes it looks whether the state after is
still the present one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from casearchive.domain.text import clean_text
from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _

KEPT = 200  # steps
_SCHEMA = """
CREATE TABLE IF NOT EXISTS step (
    number INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0, changes TEXT NOT NULL
)
"""


class JournalCannotBeUsed(ArchiveCannotBeUsed):
    """The list of steps cannot be read or written; nothing was undone."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("不能读写撤销记录“{path}”：{reason}。档案没有改动。").format(path=path, reason=reason)
        )


@dataclass(frozen=True, slots=True)
class StateChange:
    """One thing that a step changed: its kind and key, its state before and after, or None."""

    kind: str
    key: tuple[str, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step as a user sees it; `label` says what was done."""

    number: int
    label: str
    changes: tuple[StateChange, ...]


class Journal:
    """The steps of one archive, the last first to be undone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def push(self, label: str, changes: Sequence[StateChange]) -> None:
        """Note a step; what was undone before it cannot be redone any more."""
        text = json.dumps([asdict(change) for change in changes], ensure_ascii=False)
        told = clean_text(label)  # may name a thing as it was typed, not as it is kept
        with self._open() as connection:
            connection.execute("DELETE FROM step WHERE undone")
            connection.execute("INSERT INTO step (label, changes) VALUES (?, ?)", (told, text))
            connection.execute(
                "DELETE FROM step WHERE number <= (SELECT max(number) FROM step) - ?", (KEPT,)
            )

    def next(self, *, undone: bool) -> Step | None:
        """Return the step to be redone next (`undone`), or to be undone next."""
        if not self.path.is_file():
            return None
        sql = "SELECT min(number), max(number) FROM step WHERE undone = ?"
        whole = "SELECT number, label, changes FROM step WHERE number = ?"
        with self._open() as connection:
            first, last = connection.execute(sql, (int(undone),)).fetchone()
            found = connection.execute(whole, (first if undone else last,)).fetchone()
        return _step(*found) if found else None

    def turn(self, number: int, *, undone: bool) -> None:
        """Note that a step was undone, or redone."""
        with self._open() as connection:
            connection.execute("UPDATE step SET undone = ? WHERE number = ?", (undone, number))

    def forget(self, number: int) -> None:
        """Drop a step that can no longer be undone."""
        with self._open() as connection:
            connection.execute("DELETE FROM step WHERE number = ?", (number,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=5.0)) as connection, connection:
                connection.execute(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise JournalCannotBeUsed(self.path, str(error)) from error


def _step(number: int, label: str, text: str) -> Step:
    changes = (StateChange(**(row | {"key": tuple(row["key"])})) for row in json.loads(text))
    return Step(number, label, tuple(changes))
