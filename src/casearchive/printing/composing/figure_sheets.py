"""Figures of cases as sheets of numbers: one row a figure, and cases side by side."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from casearchive.domain.case import Case, Outcome
from casearchive.domain.citation import citation
from casearchive.domain.evidence import Figure
from casearchive.domain.figures import amount, year_of
from casearchive.domain.text import not_stated
from casearchive.i18n import _, clauses, run_on, with_aside
from casearchive.printing.composing.reading import Label, as_kept
from casearchive.printing.office.figures import Sheet, SheetColumn, Value

_COMPARED = 1  # cases; fewer cannot be put side by side
Place: TypeAlias = tuple[str, str, str, int]  # indicator, unit, period kind, year (0: not stated)


def outcome_sheet(cases: Iterable[Case], *, for_trainer: bool, label: Label = as_kept) -> Sheet:
    """Return every outcome with everything that belongs to a number.

    The sentence a figure rests on is for trainers, as in print.
    """
    columns = (
        SheetColumn(_("编号"), 14),
        SheetColumn(_("案例"), 22),
        SheetColumn(_("地点"), 18),
        SheetColumn(_("指标"), 16),
        SheetColumn(_("数值"), 10),
        SheetColumn(_("上限"), 10),
        SheetColumn(_("单位"), 8),
        SheetColumn(_("限定"), 8),
        SheetColumn(_("年份"), 8),
        SheetColumn(_("年份依据"), 18),
        SheetColumn(_("口径"), 8),
        SheetColumn(_("出处"), 34),
        SheetColumn(_("等级"), 7),
        *((SheetColumn(_("原文依据"), 28),) if for_trainer else ()),
    )
    rows = tuple(
        _outcome(case, figure, label, for_trainer=for_trainer)
        for case in cases
        for figure in case.outcomes
    )
    return Sheet(_("成效指标"), columns, rows, _note())


def _outcome(case: Case, figure: Outcome, label: Label, *, for_trainer: bool) -> tuple[Value, ...]:
    return (
        case.code,
        case.title,
        case.place.path if case.place else not_stated(),
        label("indicator", figure.indicator),
        figure.value,
        figure.upper_value,
        figure.unit,
        label("qualifier", figure.qualifier),
        figure.year if figure.year is not None else not_stated(),
        figure.year_basis or not_stated(),
        label("period_kind", figure.period_kind),
        citation(figure.source),
        figure.source.grade,
        *((figure.quote,) if for_trainer else ()),
    )


def comparison_sheet(cases: Sequence[Case], *, label: Label = as_kept) -> Sheet | None:
    """Return the cases side by side, or None where there are not two of them.

    Each row is one indicator of one year in one unit: what is unlike never shares a row.
    """
    if len(cases) <= _COMPARED:
        return None
    places = _places(cases)
    columns = [
        SheetColumn(_("指标"), 22),
        SheetColumn(_("单位"), 8),
        SheetColumn(_("口径"), 8),
        SheetColumn(_("年份"), 8),
    ]
    for case in cases:
        columns.append(SheetColumn(f"{case.code} {case.title}", 20))
        columns.append(SheetColumn(_("{code} 原样").format(code=case.code), 16))
    rows = []
    for place, by_case in places.items():
        indicator, unit, kind, year = place
        row: list[Value] = [label("indicator", indicator), unit, label("period_kind", kind)]
        row.append(year or not_stated())
        row.extend(value for found in by_case for value in _compared(found))
        rows.append(tuple(row))
    return Sheet(_("对比"), tuple(columns), tuple(rows), _note())


def _places(cases: Sequence[Case]) -> Mapping[Place, list[list[Outcome]]]:
    places: dict[Place, list[list[Outcome]]] = {}
    for number, case in enumerate(cases):
        for figure in case.outcomes:
            place = (figure.indicator, figure.unit, figure.period_kind, figure.year or 0)
            row = places.setdefault(place, [[] for _case in cases])
            row[number].append(figure)
    return dict(sorted(places.items()))


def _compared(figures: Sequence[Figure]) -> tuple[Value, Value]:
    """Return a number that can be counted with, and how the sources have it."""
    told = clauses(with_aside(amount(f), run_on((year_of(f), citation(f.source)))) for f in figures)
    exact: Decimal | None = figures[0].value if len(figures) == 1 else None
    return exact if exact is not None else (told and _("见右")), told or not_stated()


def _note() -> str:
    note = _("数值照录出处，未作推算和平均；出处没有写明的，记作“{nothing}”。")
    return note.format(nothing=not_stated())
