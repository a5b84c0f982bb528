"""The figures of a case as tables and charts: each number with year, basis, kind and source."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from casearchive.domain.evidence import Figure
from casearchive.domain.figures import amount, year_of
from casearchive.domain.text import not_stated
from casearchive.i18n import _, listed
from casearchive.printing.blocks import (
    Align,
    Bar,
    BarChart,
    Column,
    DataTable,
    Run,
    Runs,
    plain,
)
from casearchive.printing.composing.reading import Reading
from casearchive.printing.composing.sources import Numbered

_LEAST_BARS = 2


def figures_table(
    figures: Sequence[Figure], caption: str, numbered: Numbered, reading: Reading, limit: int = 0
) -> DataTable:
    """Return figures with everything that belongs to a number; at most `limit` rows, 0 for all.

    A card, which limits them, has no room for the sentence on how they are to be read.
    """
    columns = (
        Column(_("指标"), 3.0),
        Column(_("数值"), 2.4),
        Column(_("年份"), 1.3),
        Column(_("年份依据"), 3.0),
        Column(_("口径"), 1.2),
        Column(_("出处"), 1.1, Align.CENTRE),
    )
    shown = figures[:limit] if limit else figures
    rows = tuple(
        (
            plain(reading.label("indicator", figure.indicator)),
            plain(amount(figure)),
            plain(year_of(figure)),
            plain(figure.year_basis or not_stated()),
            plain(reading.label("period_kind", figure.period_kind)),
            numbered.cited(figure, raised=False),
        )
        for figure in shown
    )
    note = _("数值照录出处，未作推算和平均；出处没有写明的，记作“{nothing}”。")
    text = "" if limit else note.format(nothing=not_stated())
    if len(shown) < len(figures):
        text += _("另有 {count} 项没有列出。").format(count=len(figures) - len(shown))
    return DataTable(columns, rows, caption, plain(text))


def quoted(figure: Figure, numbered: Numbered, reading: Reading) -> Runs:
    """Return the sentence a figure rests on, after the figure it proves."""
    lead = Run(f"{reading.label('indicator', figure.indicator)}　", bold=True)
    return (lead, Run(figure.quote), *numbered.cited(figure))


def charts(figures: Sequence[Figure], numbered: Numbered, reading: Reading) -> Iterator[BarChart]:
    """Yield a chart for each indicator whose figures are alike: same unit and kind, known years.

    A figure without a year, a range, or a second figure of the same year is not drawn and, since
    a chart that leaves out some would mislead, neither are the others of its kind.
    """
    ordered = sorted(enumerate(figures), key=lambda pair: (_kind(pair[1]), pair[0]))
    found = []
    for _key, group in groupby(ordered, key=lambda pair: _kind(pair[1])):
        places, alike = zip(*group, strict=True)
        if _may_be_drawn(alike):
            found.append((min(places), alike))
    for _place, alike in sorted(found, key=lambda pair: pair[0]):
        yield _chart(sorted(alike, key=lambda figure: figure.year or 0), numbered, reading)


def may_be_charted(figures: Sequence[Figure]) -> bool:
    """Say whether these figures of one indicator have one unit and kind, and known values."""
    return len({_kind(figure) for figure in figures}) == 1 and not any(
        figure.year is None or figure.upper_value is not None or figure.value < 0
        for figure in figures
    )


def _kind(figure: Figure) -> tuple[str, str, str]:
    return figure.indicator, figure.unit, figure.period_kind


def _may_be_drawn(figures: Sequence[Figure]) -> bool:
    years = {figure.year for figure in figures}
    return len(figures) >= _LEAST_BARS and len(years) == len(figures) and may_be_charted(figures)


def _chart(figures: Sequence[Figure], numbered: Numbered, reading: Reading) -> BarChart:
    first = figures[0]
    bases = (_("{year} 年：{basis}").format(year=f.year, basis=f.year_basis or not_stated())
             for f in figures)  # fmt: skip
    kind = reading.label("period_kind", first.period_kind)
    return BarChart(
        title=reading.label("indicator", first.indicator),
        unit=first.unit,
        bars=tuple(
            Bar(str(figure.year), float(figure.value), amount(figure)) for figure in figures
        ),
        basis=_("{kind}；年份依据：{bases}").format(kind=kind, bases=listed(bases)),
        source=cited_by(figures, numbered),
    )


def cited_by(figures: Sequence[Figure], numbered: Numbered) -> Runs:
    """Return the marks of the sources under a chart, each once."""
    marks = (run for figure in figures for run in numbered.cited(figure, raised=False))
    return tuple(dict.fromkeys(marks))
