"""Highlights drawn into runs: no letter is lost, and what is marked is what was asked for."""

from hypothesis import given
from hypothesis import strategies as st

from casearchive.printing.blocks import HIGHLIGHTS, Run
from casearchive.printing.composing.highlighting import Stroke, highlighted

RUNS = st.lists(st.builds(Run, st.text(max_size=6), st.booleans()), max_size=5).map(tuple)
SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 20), st.sampled_from(HIGHLIGHTS)), max_size=4
)


@given(runs=RUNS, spans=SPANS)
def test_no_letter_is_lost_and_the_right_ones_are_marked(
    runs: tuple[Run, ...], spans: list[tuple[int, int, str]]
) -> None:
    text = "".join(run.text for run in runs)
    strokes = [
        Stroke(start, min(start + length, len(text)), colour, f"批{number}")
        for number, (start, length, colour) in enumerate(spans)
        if start < len(text)
    ]
    made = highlighted(runs, strokes)
    labels = [run.text for run in made if run.raised]
    assert sorted(labels) == sorted(stroke.label for stroke in strokes)
    rest = [run for run in made if not run.raised]
    assert "".join(run.text for run in rest) == text
    wanted = [""] * len(text)
    for stroke in strokes:
        wanted[stroke.start : stroke.stop] = [stroke.colour] * (stroke.stop - stroke.start)
    assert [run.highlight for run in rest for _letter in run.text] == wanted
    bolds = [run.bold for run in runs for _letter in run.text]
    assert [run.bold for run in rest for _letter in run.text] == bolds
