"""A part of a publication as Markdown (CommonMark 0.31 with tables), for any editor.

What a person typed is text here too: every mark in it is escaped, so that no reader of Markdown
takes it for markup, for HTML, or for a link.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import singledispatchmethod
from urllib.parse import quote

from casearchive.i18n import _
from casearchive.printing.blocks import (
    Align,
    BarChart,
    Block,
    Column,
    DataTable,
    FactsTable,
    Figure,
    Heading,
    Index,
    ListEntry,
    Note,
    NoteBox,
    PageBreak,
    Paragraph,
    Parallel,
    Part,
    Picture,
    Question,
    Questions,
    Quote,
    RouteSketch,
    Run,
    Runs,
    SourceList,
    WriteLines,
    plain,
)
from casearchive.printing.route_words import route_lines

PathOf = Callable[[Picture], str]

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&$!])")
_LINE_START = re.compile(r"(?m)^[ \t]*([-+=]|\d{1,9}(?=[.)]))")
_BLANK_START = re.compile(r"(?m)^[ \t]+")
_SCHEMES = ("http://", "https://", "mailto:")
_SAFE_IN_URL = "/:?#[]@!$&'*+,;=%-._~"
_RULES = {Align.LEFT: "---", Align.CENTRE: ":-:", Align.RIGHT: "--:"}


def escape_text(text: str) -> str:
    """Return `text` so that a reader of Markdown shows exactly it; line ends stay line ends."""
    text = _BLANK_START.sub("", _MARKS.sub(r"\\\1", text.strip(" \t")))
    text = _LINE_START.sub(_escaped_start, text)
    lines = [line for line in text.split("\n") if line.strip()]
    return "\\\n".join(lines)


def _escaped_start(match: re.Match[str]) -> str:
    start = match.group(1)
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def write_markdown(part: Part, path_of: PathOf | None = None) -> str:
    """Return a part as Markdown; `path_of` says where a picture lies beside the file."""
    writer = _Writer(path_of)
    text, before = "", None
    for block in part.blocks:
        for piece in filter(None, writer.write(block)):
            text += ("\n" if _one_list(before, block) else "\n\n" if text else "") + piece
            before = block
    return text.rstrip() + "\n"


def _one_list(before: Block | None, block: Block) -> bool:
    """Say whether a block goes on with a list just as it is, so that no blank line comes between.

    Between unlike entries one is needed: a list that begins with 3 would run into the text.
    """
    if not isinstance(before, ListEntry) or not isinstance(block, ListEntry):
        return False
    alike = before.depth == block.depth and bool(before.marker) == bool(block.marker)
    return alike and not before.continued and not block.continued


class _Writer:
    """Writes the blocks of one part."""

    def __init__(self, path_of: PathOf | None) -> None:
        self._path_of = path_of

    @singledispatchmethod
    def write(self, block: Block) -> Iterator[str]:
        """Yield a block's paragraphs of Markdown."""
        raise TypeError(block)

    @write.register
    def _heading(self, block: Heading) -> Iterator[str]:
        yield f"{'#' * min(max(block.level, 1), 6)} {_line(plain(block.text))}"
        if block.kicker:
            yield _line(plain(block.kicker))

    @write.register
    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        yield _runs(block.runs)

    @write.register
    def _note(self, block: Note) -> Iterator[str]:
        yield _runs(block.runs)

    @write.register
    def _list_entry(self, block: ListEntry) -> Iterator[str]:
        marker = block.marker.strip() or "-"
        if not re.fullmatch(r"-|\d{1,9}[.)]", marker):
            marker = f"- {escape_text(marker)}"
        text = _runs(block.runs).replace("\n", "\n" + "    " * (block.depth + 1))
        if block.continued:
            yield "    " * (block.depth + 1) + text
        else:
            yield "    " * block.depth + f"{marker} {text}"

    @write.register
    def _quote(self, block: Quote) -> Iterator[str]:
        yield "> " + _runs(block.runs).replace("\n", "\n> ")

    @write.register
    def _facts(self, block: FactsTable) -> Iterator[str]:
        yield "\n".join(f"- **{_line(plain(f.label))}** {_line(f.value)}" for f in block.facts)

    @write.register
    def _table(self, block: DataTable) -> Iterator[str]:
        if block.caption:
            yield _line(plain(block.caption))
        yield _table(block.columns, block.rows)
        yield _runs(block.note)

    @write.register
    def _box(self, block: NoteBox) -> Iterator[str]:
        paragraphs = [(Run(block.title, bold=True),)] if block.title else []
        for runs in (*paragraphs, *block.paragraphs):
            yield "> " + _runs(runs).replace("\n", "\n> ")

    @write.register
    def _questions(self, block: Questions) -> Iterator[str]:
        for number, item in enumerate(block.items, 1):
            yield from self._question(number, item)

    def _question(self, number: int, item: Question) -> Iterator[str]:
        kind = (Run(f"〔{item.kind}〕"),) if item.kind else ()
        yield f"{number}. {_line((*kind, *item.stem))}"
        told = (
            (_("参考答案"), item.answer),
            (_("依据"), item.evidence),
            (_("我的回答"), item.own),
        )
        for label, runs in told:
            if runs:
                lead = Run(_("{label}：").format(label=label))
                yield "    " + _runs((lead, *runs)).replace("\n", "\n    ")

    @write.register
    def _sources(self, block: SourceList) -> Iterator[str]:
        lines = (f"- \\[{entry.number}\\] {_line(entry.runs)}" for entry in block.entries)
        yield "\n".join(lines)

    @write.register
    def _figure(self, block: Figure) -> Iterator[str]:
        yield _line(plain(_("〔图：{caption}〕").format(caption=block.caption)))

    @write.register
    def _picture(self, block: Picture) -> Iterator[str]:
        said = block.caption + (
            _("（{credit}）").format(credit=block.credit) if block.credit else ""
        )
        if self._path_of:
            target = quote(self._path_of(block), safe="/")
            yield f"![{_line(plain(said))}]({target})"
        else:
            yield _line(plain(_("〔图：{caption}〕").format(caption=said)))

    @write.register
    def _chart(self, block: BarChart) -> Iterator[str]:
        yield _line(plain(block.title))
        columns = (Column(_("年份")), Column(_("数值")))
        yield _table(columns, tuple((plain(bar.label), plain(bar.shown)) for bar in block.bars))
        yield _runs((Run(f"{block.basis} ") if block.basis else Run(""), *block.source))

    @write.register
    def _route(self, block: RouteSketch) -> Iterator[str]:
        for line in route_lines(block):
            yield _runs(line.runs)
        yield _runs(plain(block.note))

    @write.register
    def _lines(self, block: WriteLines) -> Iterator[str]:
        yield _line(plain(block.label))

    @write.register
    def _parallel(self, block: Parallel) -> Iterator[str]:
        yield _table(tuple(Column(head) for head in block.heads), block.rows)

    @write.register
    def _index(self, block: Index) -> Iterator[str]:
        del block  # pages of print mean nothing here
        yield ""

    @write.register
    def _page_break(self, block: PageBreak) -> Iterator[str]:
        del block
        yield ""


def _table(columns: Sequence[Column], rows: Sequence[Sequence[Runs]]) -> str:
    head = "| " + " | ".join(_line(plain(column.head)) for column in columns) + " |"
    rule = "| " + " | ".join(_RULES[column.align] for column in columns) + " |"
    lines = ("| " + " | ".join(_line(cell) for cell in row) + " |" for row in rows)
    return "\n".join((head, rule, *lines))


def _line(runs: Runs) -> str:
    """Return runs on one line."""
    return " ".join(_runs(runs).replace("\\\n", " ").split("\n"))


def _runs(runs: Runs) -> str:
    pieces: list[str] = []
    for run in runs:
        made = escape_text(run.text) if not pieces else escape_text(f"x{run.text}")[1:]
        if run.text[-1:] in (" ", "\n"):
            made += " "
        core = run.text.strip()
        # Marks beside punctuation are no marks in CommonMark (6.2): such a run stays unmarked.
        markable = core == run.text and core[:1].isalnum() and core[-1:].isalnum()
        if run.link.lower().startswith(_SCHEMES):
            made = f"[{made}]({quote(run.link, safe=_SAFE_IN_URL).replace(')', '%29')})"
        elif markable and "\n" not in run.text:
            made = f"**{made}**" if run.bold else f"*{made}*" if run.emphasis else made
        pieces.append(made)
    return "".join(pieces).strip(" ")
