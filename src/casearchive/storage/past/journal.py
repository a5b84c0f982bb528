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
        text = _written(changes)
        told = clean_text(label)  # may name a thing as it was typed, not as it is kept
        with self._open() as connection:
            connection.execute("DELETE FROM step WHERE undone")
            connection.execute("INSERT INTO step (label, changes) VALUES (?, ?)", (told, text))
            connection.execute(
                "DELETE FROM step WHERE number <= (SELECT max(number) FROM step) - ?", (KEPT,)
            )

    def next(self, *, undone: bool) -> Step | None:
        """Return the step to be redone next (`undone`), or to be undone next."""
        found = self._next("number, label, changes", undone=undone)
        return _step(*found) if found else None

    def next_label(self, *, undone: bool) -> str:
        """Return what :meth:`next` is called, empty where there is none; light, however large."""
        found = self._next("label", undone=undone)
        return str(found[0]) if found else ""

    def _next(self, columns: str, *, undone: bool) -> tuple[Any, ...] | None:
        if not self.path.is_file():
            return None
        end = "min" if undone else "max"
        number = f"SELECT {end}(number) FROM step WHERE undone = ?"  # noqa: S608 - words of ours
        sql = f"SELECT {columns} FROM step WHERE number = ({number})"  # noqa: S608 - likewise
        with self._open() as connection:
            found: tuple[Any, ...] | None = connection.execute(sql, (int(undone),)).fetchone()
        return found

    def turn(
        self, number: int, *, undone: bool, changes: Sequence[StateChange] | None = None
    ) -> None:
        """Note that a step was undone, or redone; `changes` take the place of those it had."""
        with self._open() as connection:
            connection.execute("UPDATE step SET undone = ? WHERE number = ?", (undone, number))
            if changes is not None:
                text = _written(changes)
                connection.execute("UPDATE step SET changes = ? WHERE number = ?", (text, number))

    def names(self, word: str) -> bool:
        """Say whether a word, such as a file's hash, stands in what any step has changed."""
        if not self.path.is_file():
            return False
        with self._open() as connection:
            sql = "SELECT 1 FROM step WHERE instr(changes, ?) LIMIT 1"
            return connection.execute(sql, (word,)).fetchone() is not None

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


def _written(changes: Sequence[StateChange]) -> str:
    return json.dumps([asdict(change) for change in changes], ensure_ascii=False)


def _step(number: int, label: str, text: str) -> Step:
    changes = (StateChange(**(row | {"key": tuple(row["key"])})) for row in json.loads(text))
    return Step(number, label, tuple(changes))
