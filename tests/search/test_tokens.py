"""What is written for a save is what sets the old case apart from the new one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.search.documents import Document, IndexedSection
from casearchive.search.text.tokens import text_tokens, token_changes

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
