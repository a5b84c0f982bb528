"""A publication as neutral blocks: what is printed, in which order, and nothing about how.

PDF, DOCX, HTML and others are writers over these blocks. All of them are frozen, hold plain
values only and travel between processes by pickle. Text is text: no writer may read markup in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TypeAlias

HIGHLIGHTS = ("yellow", "green", "blue", "pink")  # a reader's own; told apart without colour too


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner.

    `link` is empty, a URL (http, https, mailto) or ``#anchor`` of a block of the same publication.
    `raised` sets a citation mark such as ``[3]`` small and high; no line ever begins with it.
    `highlight` is empty or one of `HIGHLIGHTS`: somebody has marked the words.
    """

    text: str
    bold: bool = False
    emphasis: bool = False
    link: str = ""
    raised: bool = False
    highlight: str = ""


Runs: TypeAlias = tuple[Run, ...]


def plain(text: str) -> Runs:
    """Return the runs of a text that is all in one manner."""
    return (Run(text),) if text else ()


def text_of(runs: Runs) -> str:
    """Return the text of runs without their manner."""
    return "".join(run.text for run in runs)


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 opens a part, 2 a section, 3 and 4 stand inside it.

    `anchor` names the place for links and the outline; `in_contents` lists it in the contents.
    `kicker` is a short line above a part's title: its code and kind.
    """

    level: int
    text: str
    anchor: str = ""
    in_contents: bool = False
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text; `lead` marks the summary that opens a case."""

    runs: Runs
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set small, as under a table."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One item of a list: `marker` as typed, empty for a bullet; `depth` counts from 0.

    `continued` is a further paragraph of the item before, without a marker of its own.
    """

    runs: Runs
    marker: str = ""
    depth: int = 0
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says. What no source says is no empty value: the composer writes 未载."""

    label: str
    value: Runs


@dataclass(frozen=True, slots=True)
class FactsTable:
    """The plain facts of a case, in pairs."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, and where its text stands."""

    head: str
    weight: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table whose head is repeated on every page. Every row has one cell a column.

    `min_lines` is the least height of a row in lines of text: room to write in a form.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: str = ""
    note: Runs = ()
    min_lines: int = 0


@dataclass(frozen=True, slots=True)
class NoteBox:
    """Paragraphs set apart from the text, under a title of their own."""

    title: str
    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question; the trainee edition carries no `answer` and no `evidence` at all.

    `own` is what the one who prints has answered.
    """

    stem: Runs
    kind: str = ""
    answer: Runs = ()
    evidence: Runs = ()
    own: Runs = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions, numbered from 1."""

    items: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source with the number its citations show; `anchor` is where they lead."""

    number: int
    runs: Runs
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SourceList:
    """The sources of one case."""

    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that is named where it stands: its `caption` prints."""

    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, read from the file at `path` by the process that prints, its caption under it.

    `sha256` is the file's digest as the archive keeps it; a file that is another one, damaged or
    gone prints as a framed sentence. `credit` says whose picture it is. `width` and `height` are
    its pixels where they are known, 0 where not.
    """

    path: str
    sha256: str
    caption: str
    credit: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `label` is its year, `value` its length, `shown` the value as the source has it."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of one indicator in one `unit`; `basis` and `source` print under them.

    The bars stand side by side and are never joined: years may be of unlike kinds.
    """

    title: str
    unit: str
    bars: tuple[Bar, ...]
    basis: str = ""
    source: Runs = ()


@dataclass(frozen=True, slots=True)
class SketchStop:
    """A stop of a route: minutes spent there, and minutes on the way from the stop before.

    None is a time that nobody has stated.
    """

    name: str
    minutes: int | None = None
    travel_minutes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RouteSketch:
    """The stops of a route in order, drawn as a line: a scheme, no map and not to scale."""

    stops: tuple[SketchStop, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class WriteLines:
    """Ruled lines to write on, under a label."""

    label: str = ""
    lines: int = 3


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two texts side by side, paragraph beside paragraph, each in its own direction."""

    rows: tuple[tuple[Runs, Runs], ...]
    heads: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A word of an index and the anchors it leads to; one without anchors heads a group."""

    text: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """Words in columns with the pages their anchors lie on, in the order given."""

    entries: tuple[IndexEntry, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | Note
    | ListEntry
    | Quote
    | FactsTable
    | DataTable
    | NoteBox
    | Questions
    | SourceList
    | Figure
    | Picture
    | BarChart
    | RouteSketch
    | WriteLines
    | Parallel
    | Index
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Part:
    """A case, the notes on use, an appendix: on a page of its own, unless not `starts_page`.

    `title` runs at the head of its right-hand pages; the visible heading is its first block.
    """

    title: str
    blocks: tuple[Block, ...]
    starts_page: bool = True


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover says besides the title: a line above it, facts at its foot, a logo."""

    kicker: str = ""
    facts: tuple[Fact, ...] = ()
    logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything a writer needs to print one pack.

    `edition` is the label readers see, such as 教师版. `front` stands between cover and contents.
    `watermark` runs pale across every page when it is not empty (a draft, an excerpt).
    `language` is a BCP 47 tag, written into the document's metadata.
    """

    title: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    edition: str = ""
    author: str = ""
    subject: str = ""
    language: str = "zh-CN"
    watermark: str = ""
    cover: Cover | None = None
    front: tuple[Part, ...] = ()
    contents: bool = True


def texts_of(value: object) -> Iterator[str]:
    """Yield every text in a publication or block that is printed, in the order of its fields."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_SHOWN:
                yield from texts_of(getattr(value, field.name))


_NOT_SHOWN = frozenset(
    {"anchor", "anchors", "link", "language", "align", "author", "subject", "path", "sha256"}
    | {"highlight"}
)
