"""Two states and their ancestor: what is taken from which side, whoever asks."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casearchive.domain.case import Case
from casearchive.domain.states.merging import Difference, content, merge_states

ID = "00000000-0000-4000-8000-0000000000{:02x}"
BASE: dict[str, Any] = {
    "id": ID.format(0),
    "code": "A-1",
    "title": "题",
    "version": 1,
    "sections": [{"id": ID.format(n), "type": "做法", "body": f"文{n}"} for n in (1, 2, 3)],
    "tags": [ID.format(9)],
}


def section(number: int, body: str = "新") -> dict[str, Any]:
    return {"id": ID.format(number), "type": "启示", "body": body}


words = st.sampled_from(["题", "甲", "乙"])
sections = st.permutations([section(n) for n in (1, 2, 3, 4, 5)]).flatmap(
    lambda members: st.integers(0, 5).map(lambda most: members[:most])
)
bodies = st.dictionaries(st.integers(0, 4), words)


@st.composite
def states(draw: st.DrawFn) -> dict[str, Any]:
    """Return the ancestor with some things changed, as states are written."""
    state = {**BASE, "title": draw(words), "version": draw(st.integers(1, 3))}
    if abstract := draw(st.sampled_from(["", "摘要"])):
        state["abstract"] = abstract
    members = [dict(each) for each in draw(st.one_of(st.just(BASE["sections"]), sections))]
    for place, body in draw(bodies).items():
        if place < len(members):
            members[place]["body"] = body
    state["sections"] = members
    state["tags"] = sorted(draw(st.sets(st.sampled_from([ID.format(n) for n in (7, 8, 9)]))))
    return {key: value for key, value in state.items() if value != []}


@given(states())
def test_the_same_on_both_sides_stays_the_same(state: dict[str, Any]) -> None:
    for base in (None, BASE, state):
        merged = merge_states(Case, base, state, state)
        assert content(merged.state) == content(state)
        assert merged.differences == []


@given(states())
def test_what_only_one_side_changed_is_taken_from_it(state: dict[str, Any]) -> None:
    assert content(merge_states(Case, BASE, BASE, state).state) == content(state)
    assert content(merge_states(Case, BASE, state, BASE).state) == content(state)


@given(states(), states())
def test_both_sides_come_to_the_same_when_they_choose_alike(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    here = merge_states(Case, BASE, one, other, lambda d: "mine" if d.changed == "both" else None)
    there = merge_states(
        Case, BASE, other, one, lambda d: "theirs" if d.changed == "both" else None
    )
    assert content(here.state) == content(there.state)
    assert len(here.conflicts) == len(there.conflicts)


@given(states(), states())
def test_one_side_wholly_is_that_side(one: dict[str, Any], other: dict[str, Any]) -> None:
    theirs = merge_states(Case, BASE, one, other, lambda _difference: "theirs")
    mine = merge_states(Case, BASE, one, other, lambda _difference: "mine")
    assert contents(theirs.state) == contents(other)
    assert contents(mine.state) == contents(one)


def contents(state: dict[str, Any]) -> dict[str, Any]:
    """Return a state's content, whatever order its sections have."""
    members = sorted(state.get("sections", ()), key=lambda each: str(each["id"]))
    return {**content(state), "sections": members}


@given(states(), states())
def test_without_an_ancestor_no_section_and_no_tag_is_lost(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    merged = merge_states(Case, None, one, other).state
    for key in ("sections", "tags"):
        ids = [{str(e["id"]) if isinstance(e, dict) else e for e in s.get(key, ())}
               for s in (one, other, merged)]  # fmt: skip
        if key == "sections" or ids[0] | ids[1]:
            assert ids[0] | ids[1] == ids[2]


def test_a_figure_is_taken_whole_from_one_side() -> None:
    figure = {"id": ID.format(1), "indicator": "收入", "value": "1", "unit": "万元"}
    changes: tuple[dict[str, str], ...] = ({}, {"value": "2"}, {"unit": "元"})
    states = [{**BASE, "outcomes": [{**figure, **change}]} for change in changes]
    merged = merge_states(Case, states[0], states[1], states[2])
    assert [each.key for each in merged.conflicts] == [f"outcomes/{ID.format(1)}"]
    assert merged.state["outcomes"] == states[1]["outcomes"]


def test_trash_against_an_edit_is_a_conflict() -> None:
    trashed = {**BASE, "trashed_at": "2026-01-01T00:00:00Z"}
    edited = {**BASE, "title": "改"}
    for mine, theirs in ((trashed, edited), (edited, trashed)):
        merged = merge_states(Case, BASE, mine, theirs)
        (conflict,) = merged.conflicts
        assert conflict.key == "trashed_at"
        assert merged.state["title"] == "改"
        assert merged.state.get("trashed_at") == mine.get("trashed_at")


def test_a_difference_names_its_field() -> None:
    assert Difference(("sections", "x", "body"), 1, 2, 3, "both").key == "sections/x/body"
