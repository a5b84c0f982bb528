"""How a reader's highlights are drawn: four colours that are told apart on a grey printer too."""

from dataclasses import dataclass

from casearchive.printing.blocks import HIGHLIGHTS
from casearchive.printing.measures import Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ground behind the words and a line under them, dashed or doubled; `weight` in points."""

    ground: Colour
    colour: Colour
    dash: str = ""
    lines: int = 1
    weight: float = 0.9


_YELLOW = Stroke((1.0, 0.95, 0.68), (0.56, 0.44, 0.0))
_GREEN = Stroke((0.86, 0.94, 0.8), (0.18, 0.42, 0.12), dash="4.5 2")
_BLUE = Stroke((0.84, 0.91, 0.98), (0.08, 0.32, 0.6), dash="0.9 1.5")
_PINK = Stroke((0.99, 0.86, 0.9), (0.64, 0.1, 0.3), lines=2, weight=0.6)
STROKES = dict(zip(HIGHLIGHTS, (_YELLOW, _GREEN, _BLUE, _PINK), strict=True))
