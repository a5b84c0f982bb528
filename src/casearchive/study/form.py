"""A layer as JSON, to be carried to another computer, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.study.entries import KINDS, Entry, EntryIsSpoilt, read_entry

FORMAT = "casearchive-study"
VERSION = 1


class FileHoldsNoNotes(InputIsInvalid):
    """A file that was to be imported is no layer of ours, or a spoilt one."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("这个文件不是学习笔记（{reason}），没有导入任何内容。").format(reason=reason)
        )


def write_form(archive_id: str, entries: Iterable[Entry]) -> str:
    """Return the layer as JSON text."""
    form: dict[str, Any] = {"format": FORMAT, "version": VERSION, "archive": archive_id}
    kept = list(entries)
    for kind in KINDS:
        form[f"{kind}s"] = [entry.row() for entry in kept if kind == entry.KIND]
    return json.dumps(form, ensure_ascii=False, indent=1) + "\n"


def read_form(text: str) -> list[Entry]:
    """Return the entries of a JSON text. Raises FileHoldsNoNotes."""
    try:
        form = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileHoldsNoNotes(_("不是 JSON")) from error
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        raise FileHoldsNoNotes(_("格式不对"))
    if form.get("version") != VERSION:
        raise FileHoldsNoNotes(_("它来自更新的版本"))
    try:
        return [read_entry(kind, row) for kind in KINDS for row in _rows(form.get(f"{kind}s", []))]
    except (EntryIsSpoilt, TypeError, AttributeError) as error:
        raise FileHoldsNoNotes(_("内容有缺损：{detail}").format(detail=error)) from error


def _rows(found: object) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise EntryIsSpoilt("rows")
    return found
