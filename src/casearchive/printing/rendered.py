"""What a print gives back. The window takes it from the process that printed, and knows no more:
ReportLab stays there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Overfull:
    """A part that does not fit its one page, set as small as may be: `lines` of it are too much."""

    part: int
    title: str
    lines: int


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A PDF file's bytes, its number of pages, the characters that print as 〓, and faults.

    `overfull` names the parts that run over where the template holds each to one page. `anchors`
    tells on which page, counted from 1, each anchor lies.
    """

    data: bytes
    pages: int
    missing: tuple[str, ...]
    overfull: tuple[Overfull, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
