"""The sources of one text, numbered as it cites them."""

from collections.abc import Iterable, Sequence

from casearchive.domain.case import Case
from casearchive.domain.citation import citation
from casearchive.domain.evidence import Figure, Source
from casearchive.domain.text import not_stated
from casearchive.i18n import _
from casearchive.printing.blocks import Paragraph, Run, Runs, SourceEntry, SourceList, plain
from casearchive.printing.composing.prose_blocks import Mark


def sources_of(case: Case) -> tuple[Source, ...]:
    """Return a case's sources in the order of their numbers; those of its place come last."""
    place = case.place.figures if case.place else []
    return tuple(dict.fromkeys([*case.sources, *(figure.source for figure in place)]))


class Numbered:
    """Sources with the numbers they print under, and the marks that cite them."""

    def __init__(self, sources: Iterable[Source], anchor: str) -> None:
        self._sources = tuple(dict.fromkeys(sources))
        self._marks = {
            source: Mark(number, f"{anchor}-source-{number}")
            for number, source in enumerate(self._sources, 1)
        }

    def marks(self, sources: Sequence[Source]) -> tuple[Mark, ...]:
        """Return the marks of the sources that a body's ``[1]``, ``[2]``… mean."""
        return tuple(self._marks[source] for source in sources)

    def cited(self, figure: Figure, *, raised: bool = True) -> Runs:
        """Return the mark of a figure's source."""
        mark = self._marks[figure.source]
        return (Run(f"[{mark.number}]", link=f"#{mark.anchor}", raised=raised),)

    def numbers(self, sources: Iterable[Source]) -> Runs:
        """Return the marks of several sources, in a row."""
        marks = (self._marks[source] for source in dict.fromkeys(sources))
        return tuple(Run(f"[{mark.number}]", link=f"#{mark.anchor}") for mark in marks)

    def listing(self) -> SourceList | Paragraph:
        """Return the list of the sources, or a sentence where there is none."""
        if not self._sources:
            return Paragraph(plain(_("出处：{nothing}。").format(nothing=not_stated())))
        return SourceList(
            tuple(
                SourceEntry(mark.number, reference(source), mark.anchor)
                for source, mark in self._marks.items()
            )
        )


def reference(source: Source) -> Runs:
    """Return a source as GB/T 7714 cites it, its address a link, its grade behind."""
    text = citation(source)
    grade = Run(_("（{grade} 级）").format(grade=source.grade))
    if not source.url or source.url not in text:
        return Run(text), grade
    before, address, after = text.partition(source.url)
    return Run(before), Run(address, link=source.url), Run(after), grade
