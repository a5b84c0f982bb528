"""Body text that nobody would write, for properties: blocks of any kind, sources of any shape."""

from hypothesis import strategies as st

from casearchive.domain.prose.reading import (
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
)

SIGNS = st.text(
    st.sampled_from("村路 ab12*_`[]()<>&!#-+=|.\\~:;/{}'\"amplt1)“”。《\n\t　"), max_size=14
)
# No control characters: beside one of them bold gives way (and Qt takes some for its own).
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029")
TEXT = SIGNS | st.text(LETTERS, max_size=10)
LINKS = st.sampled_from(["", "", "", "https://a.b/c(d)?x=1&y=2", "#x"])
RUNS = st.lists(
    st.builds(Run, TEXT, st.booleans(), st.sampled_from([False, False, False, True]), LINKS),
    max_size=4,
).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width, height = draw(st.integers(1, 3)), draw(st.integers(1, 3))

    def row() -> tuple[Runs, ...]:
        return tuple(draw(RUNS) for _column in range(width))

    return Table(tuple(row() for _row in range(height)))


BLOCKS = st.one_of(
    st.builds(Heading, st.integers(1, 6), RUNS),
    st.builds(Paragraph, RUNS),
    st.builds(Quote, RUNS),
    st.builds(
        ListItem,
        RUNS,
        st.sampled_from(["", "", "1.", "2.", "7)"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    tables(),
    st.builds(Picture, st.just("attachment:" + "a" * 32), TEXT),
)
PIECES = (
    *("", "", "- 甲", "* 乙", "  - 丙", "1. 丁", "1. 戊", "2) 己", "   续", "> 引", "> - 引"),
    *("## 题", "题\n===", "---", "|a|b|\n|:-|-:|\n|1|**2**|", "[1]: http://x.y", "见[1]和[a](b)"),
    *("段**落**  \n第二行", "段\\\n行", "![图](attachment:aa)", "前![图](attachment:aa)后"),
    *("    缩进", "`码`", "-", "#", "\t- 丑", "```\nx\n```", "\r\n", "村里**“五事”**共治"),
)
SOURCES = (
    st.lists(
        st.sampled_from(PIECES)
        | st.text(st.sampled_from("村a1*_`[]()<>&!#-+=|.\\ \n"), max_size=12),
        max_size=9,
    ).map("\n".join)
    | st.text(st.sampled_from("村a1*_`[]()<>&!#-+=|.\\ \n\t\r"), max_size=60)
    | st.text(max_size=30)
)
