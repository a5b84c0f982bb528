"""Characters without a glyph, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casearchive.i18n import _
from casearchive.printing.blocks import Heading, Part, Publication, texts_of
from casearchive.printing.composing.composed import Origin
from casearchive.printing.faces.fonts import FontSet
from casearchive.services.printing.checks.findings import ERROR, Finding, Where

_SHOWN = 20  # characters named in one finding


def missing_glyphs(
    publication: Publication, origins: Mapping[str, Origin], fonts: FontSet
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the characters that no face has, and a finding for each place they stand in."""
    missing = fonts.missing(texts_of(publication))
    if not missing:
        return (), ()
    lost = frozenset(missing)
    found: dict[Where, set[str]] = {}
    for where, text in _texts(publication, origins):
        here = lost.intersection(text)
        if here:
            found.setdefault(where, set()).update(here)
    return missing, tuple(_finding(where, sorted(chars)) for where, chars in found.items())


def _texts(publication: Publication, origins: Mapping[str, Origin]) -> Iterator[tuple[Where, str]]:
    front = (publication.title, publication.subtitle, publication.cover, publication.front)
    for text in texts_of(front):
        yield Where(title=_("封面和前言")), text
    for part in publication.parts:
        yield from _of_part(part, origins)


def _of_part(part: Part, origins: Mapping[str, Origin]) -> Iterator[tuple[Where, str]]:
    where = Where(title=part.title)
    for block in part.blocks:
        if isinstance(block, Heading) and block.anchor:
            where = _where(block, part, origins, where)
        for text in texts_of(block):
            yield where, text


def _where(block: Heading, part: Part, origins: Mapping[str, Origin], before: Where) -> Where:
    """Return where a heading leads; one that is known by itself not at all, within its case."""
    origin = origins.get(block.anchor)
    if origin is None:
        return Where(before.item_id, before.case_id, title=_("{part}：{heading}").format(
            part=part.title, heading=block.text))  # fmt: skip
    title = part.title
    if origin.section:
        title = _("{part}：{heading}").format(part=part.title, heading=block.text)
    return Where(
        item_id=origin.item.hex if origin.item else "",
        case_id=origin.case.hex if origin.case else "",
        section_id=origin.section.hex if origin.section else "",
        title=title,
    )


def _finding(where: Where, characters: list[str]) -> Finding:
    shown = " ".join(characters[:_SHOWN])
    return Finding(
        "missing_glyphs",
        ERROR,
        where,
        _("“{place}”里的这些字没有字形，会印作〓：{characters}").format(
            place=where.title, characters=shown
        ),
        _("请改写这些字；导出时也可以同意印作〓。"),
    )
