"""How results reach a terminal or another program."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casearchive.i18n import _, named
from casearchive.pace import Pace

# Every command imports this module, `open` too, and the window is to be painted soon: what is
# printed is imported where it is printed.
if TYPE_CHECKING:
    from casearchive.services.searching.finding import Hit
    from casearchive.services.views import (
        AttachmentView,
        CaseRow,
        CaseView,
        FigureView,
        Prose,
        SectionView,
    )

_HEX_ID = re.compile("[0-9a-f]{32}")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def say(text: str = "") -> None:
    """Print a line of text; nothing in it can steer the terminal."""
    print(_ESCAPES.sub("�", text))


def say_json(value: Any) -> None:
    """Print `value` as JSON; ids in the hyphened form that the JSON files use."""
    print(json.dumps(_public(value), ensure_ascii=False, indent=2))


def _public(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: _public(getattr(value, field.name)) for field in fields}
    match value:
        case dict():
            return {key: _public(item) for key, item in value.items()}
        case list() | tuple():
            return [_public(item) for item in value]
        case Path():
            return str(value)
        case str() if _HEX_ID.fullmatch(value):
            return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"
    return value


def hit_as_data(hit: Hit) -> dict[str, Any]:
    """Return a search result as what ``search --json`` lists."""
    return {
        "id": hit.key,
        "code": hit.code,
        "title": hit.title,
        "section": hit.section,
        "snippet": hit.snippet,
        "marks": hit.marks,
        "title_marks": hit.title_marks,
    }


def say_hit(hit: Hit) -> None:
    """Print a search result: code, title, then section and snippet."""
    say_marked(f"{hit.code}  ", hit.title, hit.title_marks)
    say_marked("    " + named(hit.section, ""), hit.snippet, hit.marks)


def say_marked(before: str, text: str, marks: Iterable[tuple[int, int]], after: str = "") -> None:
    """Print a line with the marked spans of `text` in bold where the output is a terminal."""
    text = _ESCAPES.sub("�", text)
    if sys.stdout.isatty():
        for start, end in sorted(marks, reverse=True):
            text = f"{text[:start]}{_BOLD}{text[start:end]}{_PLAIN}{text[end:]}"
    print(_ESCAPES.sub("�", before) + text + _ESCAPES.sub("�", after))


def say_row(row: CaseRow) -> None:
    """Print a case as one line of a list."""
    from casearchive.services.labels import label  # noqa: PLC0415 - see above

    say(f"{row.code}  {row.title}  [{label('status', row.status)}]  {row.place}")


def say_case(case: CaseView) -> None:
    """Print a whole case."""
    from casearchive.services.labels import label  # noqa: PLC0415 - see above

    say(
        _("{title}  （{code}，{status}）").format(
            title=case.title, code=case.code, status=label("status", case.status)
        )
    )
    for fact in case.facts:
        say("  " + named(fact.label, fact.value))
    if case.abstract:
        say(f"\n{case.abstract}")
    for section in case.sections:
        _say_section(section)
    if case.outcomes:
        say("\n## " + _("成效指标"))
        for figure in case.outcomes:
            say(_figure_line(figure))
    if case.questions:
        say("\n## " + _("思考题"))
        for number, question in enumerate(case.questions, 1):
            say(f"{number}. {question.stem}")
    if case.sources:
        say("\n## " + _("出处"))
        for source in case.sources:
            say(f"[{source.number}] {source.citation}")
    if case.attachments:
        say("\n## " + _("附件"))
        for file in case.attachments:
            _say_file(file)


def _say_file(file: AttachmentView) -> None:
    from casearchive.services.attachments.media_types import kind_and_size  # noqa: PLC0415 - see above

    say(f"- {file.name or file.caption}  {kind_and_size(file.name, file.size)}")
    say(f"  {file.caption}  {file.hindrance or _('可以印发。')}")


def _figure_line(figure: FigureView) -> str:
    year = f"{figure.period_kind} {figure.year}"
    if figure.year_basis:
        year = _("{year}（{basis}）").format(year=year, basis=figure.year_basis)
    line = _("- {indicator} {amount}，{year} [{number}]")
    return line.format(
        indicator=figure.indicator, amount=figure.amount, year=year, number=figure.source_number
    )


def _say_section(section: SectionView) -> None:
    only = _("（仅教师）") if section.trainer_only else ""
    say(f"\n## {section.heading}{only}")
    for block in section.prose:
        say(_line(block))


def _line(block: Prose) -> str:
    from casearchive.services.views import (  # noqa: PLC0415 - see above
        Heading,
        ListItem,
        Picture,
        Table,
    )

    match block:
        case Table(rows):
            lines = (" | ".join("".join(run.text for run in c) for c in row) for row in rows)
            return "\n".join(lines)
        case Picture(_target, caption):
            return _("〔图：{caption}〕").format(caption=caption)
        case Heading(_level, runs):
            return "### " + "".join(run.text for run in runs)
        case ListItem(runs, marker, depth, _continued):
            return "  " * depth + (marker or "-") + " " + "".join(run.text for run in runs)
        case _:
            return "".join(run.text for run in block.runs)


def say_missing(characters: Sequence[str]) -> None:
    """Say which characters print as 〓, if any."""
    if characters:
        say(_("这些字没有字形，印作〓：{characters}").format(characters=" ".join(characters)))


class TerminalProgress:
    """Shows how far long work is, on a terminal only, at most ten times a second."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = 0.0
        self._pace = Pace()
        self._active = sys.stderr.isatty()

    def __call__(self, done: int, total: int, /) -> None:
        """Show ``done`` of ``total``, and how long it will still take where that is known."""
        if not self._active:
            return
        self._pace.note(done, total)
        if time.monotonic() - self._shown < 0.1:
            return
        self._shown = time.monotonic()
        share = f" {done}/{total}" if total else f" {done}"
        left = f"  {words}" if (words := self._pace.words()) else ""
        sys.stderr.write(f"\r{self._what}{share}{left}\x1b[K")
        sys.stderr.flush()

    def __enter__(self) -> TerminalProgress:
        """Begin; nothing is shown before the first report."""
        return self

    def __exit__(self, *unused: object) -> None:
        """Take the line away."""
        if self._active and self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
