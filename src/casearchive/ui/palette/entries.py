"""What the palette lists: commands and cases that answer, and what to do where none does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from casearchive.i18n import _, wordings
from casearchive.services.searching.calling import Called, CalledCase, called
from casearchive.ui.commands.commands import menu_groups
from casearchive.ui.search.lines import Line

if TYPE_CHECKING:
    from casearchive.ui.commands.commands import Commands

_SHOWN_LATELY = 6  # lines
_OF_ITSELF = "palette"  # a command that would change nothing
_IN_WHAT_IT_SAYS = 10  # added to the rank of what is not a command's name


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as it is called: by its name in either language, and by what it does."""

    key: str
    name: str
    other_name: str
    said: tuple[str, ...]
    icon: str
    keys: str
    enabled: bool

    def answers(self, typed: str) -> tuple[Called, bool] | None:
        """Return how it answers, and whether by the name that is shown."""
        best: tuple[Called, bool] | None = None
        for place, name in enumerate((self.name, self.other_name, *self.said)):
            found = called(typed, name)
            if found and place > 1:
                found = Called(found.rank + _IN_WHAT_IT_SAYS, ())
            if found and (best is None or found.rank < best[0].rank):
                best = found, place == 0
        return best


def entries_of(commands: Commands) -> list[Entry]:
    """Return the commands as they stand now."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        Entry(
            key=key,
            name=command.text.rstrip("…"),
            other_name=_other(command.text, command.text.source).rstrip("…"),
            said=(command.says, _other(command.says, command.says.source), key.replace("_", " ")),
            icon=command.icon,
            keys=commands[key].shortcut().toString(native),
            enabled=commands[key].isEnabled(),
        )
        for key, command in commands.table.items()
        if key != _OF_ITSELF
    ]


def _other(text: str, source: str) -> str:
    """Return a text of the window in the other of its two languages."""
    words = wordings(source) if source else ()
    return next((word for word in words if word != text), "")


def everything(
    entries: Sequence[Entry], lately: Sequence[str], cases: Sequence[CalledCase]
) -> Iterator[Line]:
    """Yield what there is while nothing is typed: what was used lately, then all in groups."""
    known = {f"command:{entry.key}": _line(entry) for entry in entries if entry.enabled}
    known |= {f"case:{case.id}": _case_line(case) for case in cases}
    recent = [known[key] for key in lately if key in known][:_SHOWN_LATELY]
    if recent:
        yield Line("heading", _("最近用过"))
        yield from recent
    for title, keys in menu_groups():
        group = [known[f"command:{key}"] for key in keys if f"command:{key}" in known]
        if group:
            yield Line("heading", title)
            yield from group


def answers(
    entries: Sequence[Entry], typed: str, lately: Sequence[str], cases: Sequence[CalledCase]
) -> Iterator[Line]:
    """Yield commands, the best first and of alike ones the last used, cases, and the search."""
    told = ((entry, entry.answers(typed)) for entry in entries)
    found = [(entry, *answer) for entry, answer in told if answer]
    recent = {key: place for place, key in enumerate(lately)}
    found.sort(key=lambda one: (one[1].rank, recent.get(f"command:{one[0].key}", len(recent))))
    useful = [one for one in found if one[0].enabled]
    for entry, call, by_name in useful:
        yield _line(entry, call, by_name=by_name)
    for case in cases:
        yield _case_line(case)
    if not found and not cases:
        yield Line("note", _no_such(typed), icon="info")
    yield Line("search", _("搜索“{text}”").format(text=typed), value=f"search:{typed}")
    for entry, call, by_name in found:
        if not entry.enabled:
            yield _line(entry, call, by_name=by_name)


def _no_such(typed: str) -> str:
    text = _("没有叫“{text}”的命令或案例。可以打汉字、全拼或首字母，如 dy 是打印")
    return text.format(text=typed)


def _line(entry: Entry, answer: Called | None = None, *, by_name: bool = True) -> Line:
    notes = (
        [] if by_name or answer is None or answer.rank >= _IN_WHAT_IT_SAYS else [entry.other_name]
    )
    notes.append(entry.keys if entry.enabled else _("现在不能用"))
    return Line(
        "command",
        entry.name,
        note="　".join(filter(None, notes)),
        marks=answer.marks if answer and by_name else (),
        value=f"command:{entry.key}",
        icon=entry.icon,
        off=not entry.enabled,
    )


def _case_line(case: CalledCase) -> Line:
    return Line("title", case.title, note=case.code, marks=case.marks, value=f"case:{case.id}")
