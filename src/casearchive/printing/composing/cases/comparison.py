"""Two to five cases side by side: what is not stated says so, what cannot be compared is marked."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from casearchive.domain.case import Case, Section
from casearchive.domain.evidence import Figure
from casearchive.domain.figures import amount, year_of
from casearchive.domain.pack import MAX_COMPARED
from casearchive.domain.text import not_stated
from casearchive.i18n import _, in_context, listed
from casearchive.printing.blocks import (
    Bar,
    BarChart,
    Block,
    Column,
    DataTable,
    Heading,
    Paragraph,
    Run,
    Runs,
    plain,
)
from casearchive.printing.composing.cases import figures
from casearchive.printing.composing.composer import Composer, Makers
from casearchive.printing.composing.content import BlockSpec
from casearchive.printing.composing.prose_blocks import body_runs
from casearchive.printing.composing.reading import Reading
from casearchive.printing.composing.sources import sources_of

_LABEL_MM, _REST_MM = 28.0, 219.0  # the width of the row labels, and what the cases share
UNLIKE = "※"
_Row = tuple[Runs, ...]


class ComparisonComposer(Composer):
    """Composes a comparison; its sources are numbered together, whatever numbers the cases have."""

    def __init__(self, title: str, cases: Sequence[Case], anchor: str, reading: Reading) -> None:
        self._cases = tuple(cases)[:MAX_COMPARED]
        super().__init__(anchor, (one for case in self._cases for one in sources_of(case)))
        self._title = title.strip() or _("案例对比")
        self._more = len(cases) - len(self._cases)
        self._reading = reading

    def makers(self) -> Makers:  # noqa: D102
        return {
            **super().makers(),
            "title": self._top,
            "table": self._table,
            "charts": lambda _spec: self._charts(),
        }

    def _top(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        kicker = _("{count} 个案例并列").format(count=len(self._cases))
        yield Heading(1, self._title, self.anchor, in_contents=True, kicker=kicker)
        if self._more:
            text = _("一页至多并列 {most} 个案例，另有 {more} 个没有列出。")
            yield Paragraph(plain(text.format(most=MAX_COMPARED, more=self._more)))

    def _table(self, spec: BlockSpec) -> Iterator[Block]:
        if not self._cases:
            return
        weight = _REST_MM / len(self._cases)
        head = Column(_("项目"), _LABEL_MM)
        columns = (head, *(Column(case.title, weight) for case in self._cases))
        rows = tuple(row for part in spec.parts for row in self._rows(part))
        note = _("没有写明的记作“{nothing}”，不作推算。").format(nothing=not_stated())
        if any(UNLIKE in row[0][0].text for row in rows):
            note += _("{mark} 各案例的年份、单位或口径不同，或年份未载，不能直接比大小。").format(
                mark=UNLIKE
            )
        yield DataTable(columns, rows, note=plain(note))

    def _rows(self, spec: BlockSpec) -> Iterator[_Row]:
        if spec.block == "outcomes":
            yield from self._outcome_rows()
            return
        read = self._readers[spec.block]
        cells = tuple(read(case, spec) or plain(not_stated()) for case in self._cases)
        yield (_bold(str(spec.title) or self._names[spec.block]), *cells)

    @property
    def _names(self) -> Mapping[str, str]:
        return {
            "place": _("地区"),
            "scale": _("地形规模"),
            "endowments": _("资源禀赋"),
            "industry": _("产业"),
            "scope": _("范围"),
            "period": _("时间"),
            "section": _("内容"),
            "sources": in_context("heading", "出处"),
        }

    @property
    def _readers(self) -> Mapping[str, Callable[[Case, BlockSpec], Runs]]:
        label = self._reading.label
        return {
            "place": lambda case, _spec: plain(case.place.path if case.place else ""),
            "scale": lambda case, _spec: self._scale(case),
            "endowments": lambda case, _spec: plain(
                listed(label("endowment", word) for word in case.endowments)
            ),
            "industry": lambda case, _spec: plain(
                label("industry", case.industry) if case.industry else ""
            ),
            "scope": lambda case, _spec: plain(label("scope", case.scope)),
            "period": lambda case, _spec: plain(case.period),
            "section": self._sections,
            "sources": lambda case, _spec: self._numbered.numbers(sources_of(case)),
        }

    def _scale(self, case: Case) -> Runs:
        place = case.place
        if place is None:
            return ()
        terrain = self._reading.label("terrain", place.terrain) if place.terrain else ""
        runs = list(plain(terrain))
        for figure in place.figures:
            runs += [Run("\n")] if runs else []
            runs.append(Run(f"{self._reading.label('indicator', figure.indicator)}　"))
            runs += self._figure(figure)
        return tuple(runs)

    def _sections(self, case: Case, spec: BlockSpec) -> Runs:
        marks = self._numbered.marks(case.sources)
        runs: list[Run] = []
        for section in self._open(case):
            if section.type in spec.types:
                for paragraph in body_runs(section.body, marks):
                    runs += [Run("\n"), *paragraph] if runs else paragraph
        return tuple(runs)

    def _open(self, case: Case) -> Iterator[Section]:
        for section in case.sections:
            if self._reading.for_trainer or not section.trainer_only:
                yield section

    def _outcome_rows(self) -> Iterator[_Row]:
        for indicator in self._indicators():
            found = [self._of(case, indicator) for case in self._cases]
            label = self._reading.label("indicator", indicator)
            if unlike(found):
                label = f"{label} {UNLIKE}"
            cells = (self._cell(one) if one else plain(not_stated()) for one in found)
            yield (_bold(label), *cells)

    def _indicators(self) -> tuple[str, ...]:
        told = (outcome.indicator for case in self._cases for outcome in case.outcomes)
        return tuple(dict.fromkeys(told))

    @staticmethod
    def _of(case: Case, indicator: str) -> list[Figure]:
        return [outcome for outcome in case.outcomes if outcome.indicator == indicator]

    def _cell(self, found: Sequence[Figure]) -> Runs:
        runs: list[Run] = []
        for figure in found:
            runs += [Run("\n")] if runs else []
            runs += self._figure(figure)
        return tuple(runs)

    def _figure(self, figure: Figure) -> Runs:
        kind = self._reading.label("period_kind", figure.period_kind)
        text = _("{amount}（{year}，{kind}）")
        told = text.format(amount=amount(figure), year=year_of(figure), kind=kind)
        return (Run(told), *self._numbered.cited(figure))

    def _charts(self) -> Iterator[Block]:
        """Yield a chart where all cases state one figure of the same year, unit and kind."""
        for indicator in self._indicators():
            told = [(case, self._of(case, indicator)) for case in self._cases]
            single = [(case, found[0]) for case, found in told if len(found) == 1]
            if len(single) < len(self._cases) or len(single) < 2:
                continue
            alike = [figure for _case, figure in single]
            if not unlike([[figure] for figure in alike]) and figures.may_be_charted(alike):
                yield self._chart(single)

    def _chart(self, single: Sequence[tuple[Case, Figure]]) -> BarChart:
        first = single[0][1]
        name = self._reading.label("indicator", first.indicator)
        bases = (f"{case.code} {figure.year_basis or not_stated()}" for case, figure in single)
        kind = self._reading.label("period_kind", first.period_kind)
        return BarChart(
            title=_("{indicator}，{year} 年").format(indicator=name, year=first.year),
            unit=first.unit,
            bars=tuple(Bar(case.title, float(one.value), amount(one)) for case, one in single),
            basis=_("{kind}；年份依据：{bases}").format(kind=kind, bases=listed(bases)),
            source=figures.cited_by([figure for _case, figure in single], self._numbered),
        )


def unlike(found: Sequence[Sequence[Figure]]) -> bool:
    """Say whether the figures of several cases cannot be compared: year, unit or kind differ."""
    told = [figure for one in found for figure in one]
    if sum(bool(one) for one in found) < 2:
        return False
    alike = {(figure.year, figure.unit, figure.period_kind) for figure in told}
    return len(alike) > 1 or told[0].year is None


def _bold(text: str) -> Runs:
    return (Run(text, bold=True),)
