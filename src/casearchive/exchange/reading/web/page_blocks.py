"""A page without chrome, such as an office program writes, taken block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html

from casearchive.domain.prose import markup
from casearchive.exchange.reading.outline import Block

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        *_HEADINGS,
        *("p", "div", "li", "pre", "blockquote", "section", "article", "body", "table", "ul"),
        *("ol", "dl", "dt", "dd", "main", "header", "footer", "center", "form", "figure", "img"),
        *("figcaption", "tbody", "tr", "td", "th", "html", "address", "details", "summary"),
    )
)
_SILENT = "//script | //style | //noscript | //template | //head | //comment()"
_BOLD, _ITALIC = ("b", "strong"), ("i", "em")

Show = Callable[[html.HtmlElement], list[Block]]


def page_blocks(tree: html.HtmlElement, picture: Show) -> list[Block]:
    """Return every block of a page; `picture` shows one, or nothing where it is not at hand."""
    for silent in tree.xpath(_SILENT):
        if silent.getparent() is not None:
            silent.drop_tree()
    body = tree.find("body")
    return list(_blocks(tree if body is None else body, picture))


def _blocks(element: html.HtmlElement, picture: Show) -> Iterator[Block]:
    """Yield the blocks inside an element; text between them is a paragraph of its own."""
    loose = [markup.inline(spaced(element.text))]
    for inner in element:
        if not isinstance(inner.tag, str):
            continue
        has_blocks = any(deep.tag in _BLOCKS for deep in inner.iterdescendants())
        if inner.tag in _BLOCKS or has_blocks:
            yield from _paragraph(loose)
            loose = []
            yield from _one(inner, picture)
        else:
            loose.append("\n" if inner.tag == "br" else _marked(inner))
        loose.append(markup.inline(spaced(inner.tail)))
    yield from _paragraph(loose)


def _one(element: html.HtmlElement, picture: Show) -> Iterator[Block]:
    match element.tag:
        case tag if tag in _HEADINGS:
            if text := " ".join(element.text_content().split()):
                yield Block(text, int(tag[1]))
        case "img":
            yield from picture(element)
        case "table" if len(element.findall(".//tr")) > 1 and element.find(".//table") is None:
            rows = [
                [markup.cell(" ".join(cell.text_content().split())) for cell in row]
                for row in element.iter("tr")
            ]
            if any(any(row) for row in rows):
                yield Block(markup.table(rows))
            for image in element.iter("img"):
                yield from picture(image)
        case "ul" | "ol":
            mark = "1." if element.tag == "ol" else "-"
            for item in element:
                for block in _blocks(item, picture) if isinstance(item.tag, str) else ():
                    yield block if block.level else Block(f"{mark} {block.text}")
        case _:
            yield from _blocks(element, picture)


def _paragraph(parts: list[str]) -> Iterator[Block]:
    # Two stretches of bold that meet are one.
    for line in "".join(parts).replace("****", "").split("\n"):
        if text := re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip():
            yield Block(markup.started(text))


def _marked(element: html.HtmlElement) -> str:
    parts = [markup.inline(spaced(element.text))]
    for inner in element:
        if isinstance(inner.tag, str):
            parts.append("\n" if inner.tag == "br" else _marked(inner))
        parts.append(markup.inline(spaced(inner.tail)))
    text = "".join(parts)
    if element.tag in _BOLD:
        return markup.bold(text)
    return markup.italic(text) if element.tag in _ITALIC else text


def spaced(text: str | None) -> str:
    """Return text with one space for each stretch of white space."""
    return re.sub(r"\s+", " ", text or "")
