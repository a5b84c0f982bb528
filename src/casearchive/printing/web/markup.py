"""Runs and blocks as HTML: the one border where text becomes markup, escaped here and only here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from casearchive.printing.blocks import ListEntry, Run, Runs

_SCHEMES = ("http://", "https://", "mailto:")


def tag(name: str, *content: str, **values: str | int | None) -> str:
    """Return an element around finished markup; a value of None leaves its attribute out.

    A trailing underscore is dropped (``class_``), others become dashes (``data_t``).
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in values.items()
        if value is not None
    )
    return f"<{name}{told}>{''.join(content)}</{name}>"


@dataclass(slots=True)
class Markup:
    """Makes the markup of one page: its places have names of our own."""

    _places: dict[str, str] = field(default_factory=dict)

    def place(self, anchor: str) -> str | None:
        """Return the id of a place; None for what nobody leads to."""
        return self._places.setdefault(anchor, f"p{len(self._places) + 1}") if anchor else None

    def text(self, name: str, runs: Runs, **values: str | int | None) -> str:
        """Return an element of text that a search finds, in the direction of its first letter."""
        return tag(name, self.runs(runs), data_t="", dir="auto", **values)

    def runs(self, runs: Runs) -> str:
        """Return the markup of runs."""
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        made = escape(run.text)
        if run.bold:
            made = tag("strong", made)
        if run.emphasis:
            made = tag("em", made)
        if run.highlight:
            made = tag("mark", made, class_=f"own-{run.highlight}")
        if run.link.startswith("#"):
            made = tag("a", made, href=f"#{self.place(run.link[1:])}")
        elif run.link.lower().startswith(_SCHEMES):
            made = tag("a", made, href=run.link, target="_blank", rel="noopener noreferrer")
        return tag("sup", made) if run.raised else made

    def items(self, entries: Iterable[ListEntry]) -> str:
        """Return list entries as nested lists; each keeps the number it was typed with."""
        return _nested(self, list(entries), 0)


def _nested(markup: Markup, entries: list[ListEntry], depth: int) -> str:
    made: list[str] = []
    for deeper, group in groupby(entries, key=lambda entry: entry.depth > depth):
        members = list(group)
        if deeper:
            inner = _nested(markup, members, min(entry.depth for entry in members))
            made.append(tag("div", inner, class_="deeper"))
            continue
        for counted, same in groupby(members, key=lambda e: bool(e.marker) and not e.continued):
            made += _level(markup, list(same), counted=counted)
    return "".join(made)


def _level(markup: Markup, entries: list[ListEntry], *, counted: bool) -> list[str]:
    if counted:
        items = [_counted(markup, entry) for entry in entries]
        return [tag("ol", *items)]
    made = []
    for continued, same in groupby(entries, key=lambda entry: entry.continued):
        if continued:
            made += [tag("ul", *(_continued(markup, entry) for entry in same))]
        else:
            made += [tag("ul", *(markup.text("li", entry.runs) for entry in same))]
    return made


def _counted(markup: Markup, entry: ListEntry) -> str:
    number = entry.marker.strip().rstrip(".)、）")
    if number.isascii() and number.isdigit():
        return markup.text("li", entry.runs, value=int(number[:9]))
    return markup.text("li", (Run(f"{entry.marker} "), *entry.runs), class_="typed")


def _continued(markup: Markup, entry: ListEntry) -> str:
    return markup.text("li", entry.runs, class_="typed")
