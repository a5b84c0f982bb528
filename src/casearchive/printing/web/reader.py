"""A publication as one HTML file for a USB stick: read, searched and printed without a network.

Everything it needs is inside; a content security policy forbids it to load or run anything else.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import singledispatchmethod
from html import escape
from itertools import groupby

from casearchive.i18n import _
from casearchive.printing.blocks import (
    Align,
    BarChart,
    Block,
    DataTable,
    Fact,
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
    Publication,
    Question,
    Questions,
    Quote,
    RouteSketch,
    Run,
    Runs,
    SourceEntry,
    SourceList,
    WriteLines,
    plain,
)
from casearchive.printing.web import drawings
from casearchive.printing.web.markup import Markup, tag
from casearchive.progress import Progress, silent
from casearchive.resources import resource_path


def write_html(publication: Publication, progress: Progress = silent) -> bytes:
    """Return the publication as one HTML file in UTF-8; `progress` counts parts."""
    return _Page(publication).whole(progress).encode("utf-8", "replace")


class _Page:
    """Writes one publication."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._markup = Markup()

    def whole(self, progress: Progress) -> str:
        """Return the file."""
        style, script = _resource("reader.css"), _resource("reader.js")
        policy = (
            "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
            f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
        )
        publication = self._publication
        head = (
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(publication.title)}</title>\n<style>{style}</style>\n"
        )
        body = (
            f"{self._bar()}\n<div class='frame'>{self._contents()}<main>\n"
            f"{''.join(self._main(progress))}</main></div>\n"
            f"<script type='application/json' id='words'>{_words()}</script>\n"
            f"<script>{script}</script>\n"
        )
        language = escape(publication.language)
        return (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n{head}</head>\n'
            f"<body>\n{body}</body>\n</html>\n"
        )

    def _bar(self) -> str:
        publication = self._publication
        wish = escape(_("搜索本册"))
        field = (
            f'<input id="search" type="search" placeholder="{wish}" aria-label="{wish}" '
            'autocomplete="off" spellcheck="false">'
        )
        return tag(
            "div",
            tag("button", escape(_("目录")), id="contents-button", type="button"),
            tag("strong", escape(publication.title)),
            field,
            tag("button", escape(_("明暗")), id="look-button", type="button"),
            class_="bar",
        ) + tag("div", id="found", role="status", hidden="")

    def _contents(self) -> str:
        lines = []
        for part in self._publication.parts:
            for block in part.blocks:
                if isinstance(block, Heading) and block.in_contents and block.anchor:
                    link = tag("a", escape(block.text), href=f"#{self._markup.place(block.anchor)}")
                    lines.append(tag("li", link, class_="inner" if block.level > 1 else None))
        return tag("nav", tag("h2", escape(_("目录"))), tag("ol", *lines))

    def _main(self, progress: Progress) -> Iterator[str]:
        publication = self._publication
        yield self._cover()
        for part in publication.front:
            yield self._part(part)
        for number, part in enumerate(publication.parts):
            progress(number, len(publication.parts))
            yield self._part(part)

    def _cover(self) -> str:
        publication = self._publication
        cover = publication.cover
        if not cover:
            return _draft(publication.watermark)
        logo = drawings.logo(cover.logo) if cover.logo else ""
        lines = [logo, self._line("kicker", cover.kicker), _draft(publication.watermark)]
        lines.append(self._markup.text("h1", plain(publication.title)))
        lines.append(self._line("subtitle", publication.subtitle))
        lines.append(self._line("edition", publication.edition))
        return tag("header", *lines, self._facts(cover.facts), class_="cover")

    def _line(self, kind: str, text: str) -> str:
        return self._markup.text("p", plain(text), class_=kind) if text else ""

    def _part(self, part: Part) -> str:
        made: list[str] = []
        for listed, group in groupby(part.blocks, key=lambda b: isinstance(b, ListEntry)):
            if listed:
                made.append(self._markup.items(b for b in group if isinstance(b, ListEntry)))
            else:
                made += (piece for block in group for piece in self._write(block))
        return tag("section", "\n".join(made), "\n", class_="part", data_part=part.title)

    # --- one method a block ----------------------------------------------------------------------

    @singledispatchmethod
    def _write(self, block: Block) -> Iterator[str]:
        raise TypeError(block)

    @_write.register
    def _heading(self, block: Heading) -> Iterator[str]:
        if block.kicker:
            yield self._line("kicker", block.kicker)
        name = f"h{min(max(block.level, 1), 4)}"
        yield self._markup.text(name, plain(block.text), id=self._markup.place(block.anchor))

    @_write.register
    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        yield self._markup.text("p", block.runs, class_="lead" if block.lead else None)

    @_write.register
    def _note(self, block: Note) -> Iterator[str]:
        yield self._markup.text("p", block.runs, class_="note")

    @_write.register
    def _quote(self, block: Quote) -> Iterator[str]:
        yield tag("blockquote", self._markup.text("p", block.runs))

    @_write.register
    def _facts_table(self, block: FactsTable) -> Iterator[str]:
        yield self._facts(block.facts)

    def _facts(self, facts: tuple[Fact, ...]) -> str:
        pairs = (
            self._markup.text("dt", plain(fact.label)) + self._markup.text("dd", fact.value)
            for fact in facts
        )
        return tag("dl", *pairs) if facts else ""

    @_write.register
    def _table(self, block: DataTable) -> Iterator[str]:
        sides = [None if c.align is Align.LEFT else str(c.align) for c in block.columns]
        total = sum(column.weight for column in block.columns) or 1.0
        widths = (f'<col width="{column.weight / total:.0%}">' for column in block.columns)
        heads = (
            self._markup.text("th", plain(column.head), scope="col", class_=side)
            for column, side in zip(block.columns, sides, strict=True)
        )
        rows = (
            tag("tr", *(self._cell(*pair) for pair in zip(row, sides, strict=True)))
            for row in block.rows
        )
        caption = self._markup.text("caption", plain(block.caption)) if block.caption else ""
        head = tag("thead", tag("tr", *heads)) if any(c.head for c in block.columns) else ""
        grid = tag("colgroup", *widths)
        yield tag("div", tag("table", caption, grid, head, tag("tbody", *rows)), class_="wide")
        if block.note:
            yield self._markup.text("p", block.note, class_="note")

    def _cell(self, runs: Runs, side: str | None) -> str:
        return self._markup.text("td", runs, class_=side)

    @_write.register
    def _box(self, block: NoteBox) -> Iterator[str]:
        title = self._markup.text("h4", plain(block.title)) if block.title else ""
        yield tag("aside", title, *(self._markup.text("p", p) for p in block.paragraphs))

    @_write.register
    def _questions(self, block: Questions) -> Iterator[str]:
        yield tag("ol", *map(self._question, block.items), class_="questions")

    def _question(self, question: Question) -> str:
        kind = (Run(f"〔{question.kind}〕"),) if question.kind else ()
        hidden = [
            self._markup.text("p", (Run(_("{label}：").format(label=label), bold=True), *runs))
            for label, runs in ((_("参考答案"), question.answer), (_("依据"), question.evidence))
            if runs
        ]
        stem = self._markup.text("div", (*kind, *question.stem))
        summary = tag("summary", escape(_("参考答案与依据")))
        own = (Run(_("我的回答："), bold=True), *question.own)
        answered = self._markup.text("p", own, class_="own") if question.own else ""
        given = tag("details", summary, *hidden, open="") if hidden else ""
        return tag("li", stem, given, answered)

    @_write.register
    def _sources(self, block: SourceList) -> Iterator[str]:
        yield tag("ol", *map(self._source, block.entries), class_="sources")

    def _source(self, entry: SourceEntry) -> str:
        number = tag("span", f"[{entry.number}]")
        return tag(
            "li",
            number,
            self._markup.text("span", entry.runs),
            id=self._markup.place(entry.anchor),
        )

    @_write.register
    def _figure(self, block: Figure) -> Iterator[str]:
        told = _("〔图：{caption}〕").format(caption=block.caption)
        yield self._markup.text("p", plain(told), class_="note")

    @_write.register
    def _picture(self, block: Picture) -> Iterator[str]:
        yield from drawings.picture(self._markup, block)

    @_write.register
    def _chart(self, block: BarChart) -> Iterator[str]:
        yield from drawings.chart(self._markup, block)

    @_write.register
    def _route(self, block: RouteSketch) -> Iterator[str]:
        yield from drawings.route(self._markup, block)

    @_write.register
    def _lines(self, block: WriteLines) -> Iterator[str]:
        yield from drawings.lines(self._markup, block)

    @_write.register
    def _parallel(self, block: Parallel) -> Iterator[str]:
        yield from drawings.parallel(self._markup, block)

    @_write.register
    def _index(self, block: Index) -> Iterator[str]:
        yield from drawings.index(self._markup, block)

    @_write.register
    def _page_break(self, block: PageBreak) -> Iterator[str]:
        del block
        yield from ()


def _draft(watermark: str) -> str:
    return tag("p", tag("span", escape(watermark), class_="draft")) if watermark else ""


def _words() -> str:
    """Return what the page's own script says, as JSON that cannot end its element."""
    words = {
        "found": _("找到 {count} 处"),
        "most": _("找到 {count} 处，列出前 200 处"),
        "none": _("没有找到“{text}”。请换一个词，或少打几个字。"),
    }
    return json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")


def _resource(name: str) -> str:
    return resource_path("web", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"sha256-{digest}"
