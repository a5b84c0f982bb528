"""What all composers share: the order of a template, headings, pages, lines and sources."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from casearchive.domain.evidence import Source
from casearchive.i18n import in_context
from casearchive.printing.blocks import Block, Heading, PageBreak, Paragraph, WriteLines, plain
from casearchive.printing.composing.content import BlockSpec
from casearchive.printing.composing.sources import Numbered

Makers: TypeAlias = Mapping[str, Callable[[BlockSpec], Iterator[Block]]]


class Composer:
    """Composes one thing; `anchor` begins the names of its places, `sources` are what it cites.

    A subclass adds to :meth:`makers` what makes the blocks that only it has.
    """

    def __init__(
        self, anchor: str, sources: Iterable[Source] = (), *, left_out: Collection[str] = ()
    ) -> None:
        self.anchor = anchor
        self._numbered = Numbered(sources, anchor)
        self._left_out = frozenset(left_out)
        self._place = 0

    def makers(self) -> Makers:
        """Return what makes each block, by the block's name in a template."""
        return {
            "sources": self._sources,
            "heading": self._plain_heading,
            "page": self._page,
            "lines": self._lines,
        }

    def blocks(self, specs: Sequence[BlockSpec]) -> Iterator[Block]:
        """Yield the blocks, in the order of a template, without those that were left out."""
        makers = self.makers()
        for number, spec in enumerate(specs):
            if spec.block not in self._left_out:
                self._place = number
                yield from makers[spec.block](spec)

    def _heading(self, text: str, name: str) -> Heading:
        return Heading(2, text, f"{self.anchor}-{name}")

    def _sources(self, spec: BlockSpec) -> Iterator[Block]:
        yield self._heading(str(spec.title) or in_context("heading", "出处"), "sources")
        yield self._numbered.listing()

    def _plain_heading(self, spec: BlockSpec) -> Iterator[Block]:
        yield self._heading(str(spec.title), f"{self._place}-heading")
        for part in spec.parts:
            yield Paragraph(plain(str(part.title)))

    def _page(self, spec: BlockSpec) -> Iterator[Block]:
        yield PageBreak()
        if spec.title:
            yield Heading(1, str(spec.title), f"{self.anchor}-{self._place}-page")

    def _lines(self, spec: BlockSpec) -> Iterator[Block]:
        yield WriteLines(str(spec.title), spec.lines or 1)
