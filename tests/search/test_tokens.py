"""What is written for a save is what sets the old case apart from the new one."""

from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from casearchive.search.documents import Document, IndexedSection
from casearchive.search.text import changes
from casearchive.search.text.changes import token_changes
from casearchive.search.text.tokens import text_tokens

texts = st.text("辣椒村茶产业振兴a1 ，。", max_size=24)
documents = st.builds(
    Document,
    key=st.just("1"),
    title=texts,
    code=texts,
    place=texts,
    tags=st.lists(texts, max_size=2).map(tuple),
    filters=st.dictionaries(st.just("theme"), st.lists(texts, max_size=2).map(tuple)),
    sections=st.lists(
        st.builds(IndexedSection, st.just("正文"), texts, st.integers(1, 4)), max_size=4
    ).map(tuple),
)
COMMON = frozenset(("辣椒", "椒村", "辣椒村", "村茶", "产业", "业振", "振兴", "产业振", "业振兴"))


@st.composite
def two_states(draw: st.DrawFn) -> tuple[Document, Document]:
    old, new = draw(documents), draw(documents)
    if draw(st.booleans()):  # as after a save: most of it stays
        kept = old.sections[: draw(st.integers(0, 4))]
        new = Document(
            key="1",
            title=old.title,
            place=old.place,
            tags=new.tags,
            sections=(*kept, *new.sections[:1]),
        )
    return old, new


@settings(max_examples=300, deadline=None)
@given(two_states())
def test_the_changes_are_the_difference_of_the_tokens(states: tuple[Document, Document]) -> None:
    old, new = (text_tokens(state, COMMON) for state in states)
    assert token_changes(*states, COMMON) == (old - new, new - old)


def a_case(*bodies: str) -> Document:
    return Document(key="1", title="", sections=tuple(IndexedSection("", it) for it in bodies))


@settings(max_examples=300, deadline=None)
@given(
    st.text("辣椒村产业振兴a1，", min_size=20, max_size=120),
    st.integers(0, 120),
    st.integers(0, 30),
    st.text("辣椒村产业振兴a1， A臺", max_size=12),
    st.sampled_from((0, 800)),
)
@example("1212121212，椒椒椒椒椒椒椒", 3, 1, "", 800)  # letters in a row overlap themselves
@example("椒椒椒椒椒椒椒椒椒", 4, 0, "椒" * 8, 800)
@example("我们村产业振兴，靠的是产业。", 5, 0, "，", 800)
def test_a_change_in_the_middle_touches_what_reaches_into_it(
    text: str, place: int, gone: int, come: str, many: int
) -> None:
    place = min(place, len(text))
    other = text[:place] + come + text[place + gone :]
    states = a_case("辣椒村，产业振兴。", text), a_case("辣椒村，产业振兴。", other)
    old, new = (text_tokens(state, COMMON) for state in states)
    with patch.object(changes, "_MANY", many):
        assert token_changes(*states, COMMON) == (old - new, new - old)
