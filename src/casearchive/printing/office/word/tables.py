"""Tables of a Word document: their heads are repeated on every page, rows stay whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.printing.blocks import Align, Column, DataTable, Fact, Runs, plain
from casearchive.printing.measures import Template
from casearchive.printing.office.word.elements import TWIPS, borders, element
from casearchive.printing.office.word.paragraphs import Paragraphs
from casearchive.printing.office.word.styles import hexed

_LABEL_SHARE = 0.18  # of the width, for the label of a fact
_CELL_MARGIN = 80  # twips at the sides of a cell
_ALIGNMENTS = {Align.CENTRE: "center", Align.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes the tables of one document."""

    paragraphs: Paragraphs
    template: Template

    @property
    def width(self) -> int:
        """The width of the text in twips."""
        return round(self.template.page.measure * TWIPS)

    def facts(self, facts: Iterable[Fact]) -> BaseOxmlElement:
        """Return a table of labels and what they say."""
        label = round(self.width * _LABEL_SHARE)
        widths = (label, self.width - label)
        rows = []
        for fact in facts:
            name = self.paragraphs.make("事实名称", plain(fact.label))
            value = self.paragraphs.make("事实内容", fact.value)
            rows.append(self.row(widths, ([name], [value])))
        return self.table(widths, rows)

    def data(self, made: DataTable) -> BaseOxmlElement:
        """Return a table of data."""
        widths = self.shares([column.weight for column in made.columns])
        head = [[self._cell("表头文字", plain(column.head), column)] for column in made.columns]
        rows = [self.row(widths, head, head=True)] if any(c.head for c in made.columns) else []
        least = round(made.min_lines * self.template.styles["cell"].leading * TWIPS)
        for cells in made.rows:
            pairs = zip(cells, made.columns, strict=True)
            made_cells = [[self._cell("表格文字", *pair)] for pair in pairs]
            rows.append(self.row(widths, made_cells, least=least))
        return self.table(widths, rows)

    def shares(self, weights: Sequence[float]) -> tuple[int, ...]:
        """Return widths in twips that share the width of the text."""
        total = sum(weights) or 1.0
        return tuple(round(self.width * weight / total) for weight in weights)

    def _cell(self, style: str, runs: Runs, column: Column) -> BaseOxmlElement:
        made = self.paragraphs.make(style, runs)
        if alignment := _ALIGNMENTS.get(column.align):
            properties = made[0]
            properties.append(element("jc", val=alignment))
        return made

    def row(
        self,
        widths: Sequence[int],
        cells: Sequence[Sequence[BaseOxmlElement]],
        *,
        head: bool = False,
        least: int = 0,
    ) -> BaseOxmlElement:
        """Return a row of finished cells; `least` is its least height in twips."""
        properties = element("trPr", element("cantSplit"))
        if least:
            properties.append(element("trHeight", val=least, hRule="atLeast"))
        if head:
            properties.append(element("tblHeader"))
        row = element("tr", properties)
        for width, content in zip(widths, cells, strict=True):
            about = element("tcPr", element("tcW", w=width, type="dxa"))
            if head:
                about.append(self.shade("tint"))
            row.append(element("tc", about, *content))
        return row

    def shade(self, colour: str) -> BaseOxmlElement:
        """Return a ground in one of the template's colours."""
        return element("shd", val="clear", color="auto", fill=hexed(self.template.colours[colour]))

    def table(
        self, widths: Sequence[int], rows: Sequence[BaseOxmlElement], *, lines: bool = True
    ) -> BaseOxmlElement:
        """Return a table of these rows, as wide as the text."""
        hairline = hexed(self.template.colours["hairline"])
        margins = (element(side, w=_CELL_MARGIN, type="dxa") for side in ("left", "right"))
        sides = ("top", "bottom", "insideH") if lines else ()
        properties = element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("tblInd", w=_CELL_MARGIN, type="dxa"),
            borders("tblBorders", hairline, *sides),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *margins),
        )
        grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
        return element("tbl", properties, grid, *rows)

    def box(self, paragraphs: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
        """Return paragraphs on a ground of their own; a long box runs on over pages."""
        about = element("tcPr", element("tcW", w=self.width, type="dxa"), self.shade("tint"))
        row = element("tr", element("tc", about, *paragraphs))
        return self.table((self.width,), [row], lines=False)
