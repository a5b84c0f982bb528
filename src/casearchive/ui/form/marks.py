"""Marks of body text put around words or before lines, each as one step that can be undone."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

BOLD = "**"


def toggle_bold(cursor: QTextCursor) -> QTextCursor:
    """Make the chosen text bold, or plain again; with nothing chosen, make room for bold text.

    Returns the cursor to go on with. Each line gets marks of its own, as the markup asks for.
    """
    cursor.beginEditBlock()
    chosen = cursor.selectedText()
    if not chosen:
        cursor.insertText(BOLD * 2)
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(BOLD))
    else:
        lines = chosen.split("\u2029")  # Qt's own sign for the end of a line
        start = cursor.selectionStart()
        bold = all(_is_bold(line) for line in lines if line.strip())
        new = "\n".join(_plain(line) if bold else _bold(line) for line in lines)
        cursor.insertText(new)
        cursor.setPosition(start)
        cursor.setPosition(start + len(new), QTextCursor.MoveMode.KeepAnchor)
    cursor.endEditBlock()
    return cursor


def _is_bold(line: str) -> bool:
    core = line.strip()
    return len(core) > 2 * len(BOLD) and core.startswith(BOLD) and core.endswith(BOLD)


def _bold(line: str) -> str:
    core = line.strip()
    if not core or _is_bold(line):
        return line
    return line.replace(core, f"{BOLD}{core}{BOLD}", 1)


def _plain(line: str) -> str:
    core = line.strip()
    return line.replace(core, core[len(BOLD) : -len(BOLD)], 1) if core else line


def toggle_prefix(cursor: QTextCursor, prefix: str, all_prefixes: tuple[str, ...]) -> None:
    """Begin every line the cursor touches with `prefix`, or with nothing if all of them do.

    One of `all_prefixes` that already stands there gives way.
    """
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    blocks = [document.findBlockByNumber(number) for number in range(first, last + 1)]
    on = all(block.text().startswith(prefix) for block in blocks)
    edit = QTextCursor(cursor)
    edit.beginEditBlock()
    for block in blocks:
        here = next((p for p in all_prefixes if block.text().startswith(p)), "")
        edit.setPosition(block.position())
        edit.movePosition(
            QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(here)
        )
        edit.insertText("" if on else prefix)
    edit.endEditBlock()
