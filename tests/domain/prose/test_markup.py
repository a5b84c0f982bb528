"""What a stranger's text contains reads as it stood there."""

from hypothesis import given
from hypothesis import strategies as st

from casearchive.domain.prose import markup
from casearchive.domain.prose.reading import Picture, Table, plain_text, read_prose
from casearchive.domain.text import clean_text

SIGNS = st.text(st.sampled_from("村路 ab12*_`[]()<>&!#-+=|.\\~:;/{}'\"amplt1)"), max_size=40)


def shown(text: str) -> str:
    return " ".join(clean_text(text).split())


@given(SIGNS | st.text(max_size=40))
def test_a_line_reads_as_it_was(text: str) -> None:
    text = shown(text)
    assert shown(plain_text(read_prose(markup.line(text)))) == text


@given(st.lists(st.lists(SIGNS, min_size=2, max_size=3), min_size=1, max_size=3))
def test_cells_keep_their_places(rows: list[list[str]]) -> None:
    rows = [[shown(text) for text in row] for row in rows]
    rows[0][0] = "头"
    width = max(map(len, rows))
    (table,) = read_prose(markup.table([[markup.cell(text) for text in row] for row in rows]))
    assert isinstance(table, Table)
    found = [["".join(run.text for run in cell) for cell in row] for row in table.rows]
    assert found == [[*row, *[""] * (width - len(row))] for row in rows]


def test_a_picture_names_its_attachment() -> None:
    (picture,) = read_prose(markup.picture("a" * 32, "图[1] 村口"))
    assert picture == Picture("attachment:" + "a" * 32, "图［1］ 村口")
