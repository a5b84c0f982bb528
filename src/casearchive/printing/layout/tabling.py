"""Table blocks to table boxes: columns measured, cells set."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casearchive.printing.blocks import Align, DataTable, Fact, Parallel, Runs, plain, text_of
from casearchive.printing.layout.boxes import Box
from casearchive.printing.layout.setter import Setter
from casearchive.printing.layout.tables import Cell, Row, TableBox, column_edges
from casearchive.printing.measures import TextStyle

_GUTTER = 12.0  # pt between columns
_PAD = 4.0  # pt above and below the text of a row
_LABEL_WIDTH, _LABEL_MOST = 5.5, 10.0  # em of the label column of facts
_MOST_MIN_LINES = 30  # of a row of a form; a higher one leaves no room for the next
_SHORT = 16  # em: two facts whose values are no wider share a row


class Tabler(Setter):
    """Sets tables to the measure of a template."""

    def data(self, block: DataTable) -> Iterator[TableBox]:
        """Yield the box of a table with a head, or nothing for one without rows."""
        if not block.rows:
            return
        edges = column_edges([column.weight for column in block.columns], self._measure)
        aligns = [column.align for column in block.columns]
        heads = [plain(column.head) for column in block.columns]
        least = (
            max(0, min(block.min_lines, _MOST_MIN_LINES)) * self._template.styles["cell"].leading
        )
        rows = (self._row(cells, edges, aligns, "cell") for cells in block.rows)
        head = self._row(heads, edges, aligns, "cell_head")
        yield replace(
            self._table(
                tuple(replace(row, least=least) for row in rows),
                head=head if any(column.head for column in block.columns) else None,
            ),
            edges=tuple(edges) if block.min_lines else (),
        )

    def parallel(self, block: Parallel) -> Iterator[Box]:
        """Yield two texts side by side, or nothing where there are none."""
        edges = column_edges((1, 1), self._measure)
        aligns = (Align.LEFT, Align.LEFT)
        rows = tuple(self._row(pair, edges, aligns, "parallel") for pair in block.rows)
        if rows:
            heads = [plain(head) for head in block.heads]
            head = self._row(heads, edges, aligns, "cell_head") if any(block.heads) else None
            yield replace(self._table(rows, head), flows=True)

    def facts(self, facts: Sequence[Fact]) -> Iterator[Box]:
        """Yield the box of labels and values, two pairs a row where both are short."""
        if facts:
            style = self._template.styles["label"]
            widest = max(self._typesetter.width(fact.label, style) for fact in facts)
            least, most = _LABEL_WIDTH * style.size, _LABEL_MOST * style.size
            beside = min(max(widest + 1, least), most) + _GUTTER
            rows = tuple(self._fact_row(pair, beside) for pair in self._paired(facts))
            yield self._table(rows)

    def _table(self, rows: tuple[Row, ...], head: Row | None = None) -> TableBox:
        colours = self._template.colours
        return TableBox(
            rows,
            self._measure,
            colours["ink"],
            colours["hairline"],
            head=head,
            before=4.0,
            after=10.0,
        )

    def _row(
        self,
        cells: Sequence[Runs],
        edges: Sequence[float],
        aligns: Sequence[Align],
        style_name: str,
    ) -> Row:
        style = self._template.styles[style_name]
        spans = zip(cells, edges, edges[1:], aligns, strict=False)
        return Row(
            tuple(self._cell(runs, style, a, b - a, align) for runs, a, b, align in spans), _PAD
        )

    def _cell(
        self, runs: Runs, style: TextStyle, x: float, width: float, align: Align = Align.LEFT
    ) -> Cell:
        gutter = min(_GUTTER, width / 4)  # many columns leave little room for anything else
        text = self._typesetter.typeset(runs, style, width - gutter)
        return Cell(x + gutter / 2, text, text.lines, style, align)

    def _fact_row(self, facts: Sequence[Fact], label_width: float) -> Row:
        label_style, value_style = (self._template.styles[name] for name in ("label", "fact"))
        share = self._measure / len(facts)
        cells = []
        for number, fact in enumerate(facts):
            x = number * share
            cells.append(self._cell(plain(fact.label), label_style, x, label_width))
            width = share - label_width
            cells.append(self._cell(fact.value, value_style, x + label_width, width))
        return Row(tuple(cells), _PAD)

    def _paired(self, facts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
        """Yield facts in pairs while both are short, else one by one; the order is kept."""
        waiting: Fact | None = None
        for fact in facts:
            short = self._is_short(fact)
            if waiting and short:
                yield waiting, fact
                waiting = None
                continue
            if waiting:
                yield (waiting,)
            waiting = fact if short else None
            if not short:
                yield (fact,)
        if waiting:
            yield (waiting,)

    def _is_short(self, fact: Fact) -> bool:
        style = self._template.styles["fact"]
        text = text_of(fact.value)
        return "\n" not in text and self._typesetter.width(text, style) <= _SHORT * style.size
