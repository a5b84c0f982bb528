"""What is printed of a case, text by text: which part of it each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from casearchive.printing.blocks import Block, FactsTable, Heading, Paragraph, Questions
from casearchive.printing.composing.highlighting import leaves_of, leaves_of_question
from casearchive.printing.composing.reading import Blocks
from casearchive.services.views import CaseView

_PARTS = {"figures": "outcomes", "questions": "questions", "note": "note", "sources": "sources"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed text: which part of the case it belongs to, after which heading it stands."""

    part: str
    chapter: int
    text: str
    markable: bool


@dataclass(slots=True)
class Text:
    """All that is printed of one part, and where in it each leaf begins."""

    text: str = ""
    starts: list[tuple[int, int]] = field(default_factory=list)  # (leaf, offset)

    def add(self, leaf: int, text: str) -> None:
        """Put the text of a leaf behind what is there."""
        joint = "\n" if self.starts else ""
        self.starts.append((leaf, len(self.text) + len(joint)))
        self.text += joint + text


class Leaves:
    """The printed texts of a case's blocks; `texts` joins those of each part."""

    def __init__(self, case: CaseView, blocks: Blocks, sections: Mapping[str, UUID]) -> None:
        self._case, self._blocks, self._sections = case, blocks, sections
        self.all = list(self._read())
        self.texts: dict[str, Text] = {}
        for number, leaf in enumerate(self.all):
            self.texts.setdefault(leaf.part, Text()).add(number, leaf.text)

    def chapters(self) -> Iterator[tuple[int, list[Block]]]:
        """Yield the blocks from heading to heading, the first with the title."""
        number, held = 0, list[Block]()
        for block in self._blocks:
            if _opens_chapter(block) and held:
                yield number, held
                number, held = number + 1, []
            held.append(block)
        if held:
            yield number, held

    def is_questions(self, chapter: int) -> bool:
        """Say whether questions are asked in a chapter."""
        return any(
            leaf.chapter == chapter and leaf.part.startswith("question") for leaf in self.all
        )

    def _read(self) -> Iterator[Leaf]:
        for number, blocks in self.chapters():
            part = self._part_of(blocks[0], number)
            asked = iter([f"question:{one.id}" for one in self._case.questions])
            for block in blocks:
                names = self._names(block, part, asked)
                markable = not isinstance(block, Heading)
                for text in leaves_of(block):
                    yield Leaf(next(names), number, text, markable)

    def _part_of(self, head: Block, number: int) -> str:
        if not isinstance(head, Heading) or not number:
            return "head"
        if head.anchor in self._sections:
            return self._sections[head.anchor].hex
        return _PARTS.get(head.anchor.rpartition("-")[2], f"other-{number}")

    def _names(self, block: Block, part: str, asked: Iterator[str]) -> Iterator[str]:
        """Yield the part that each leaf of a block belongs to."""
        if part == "questions" and isinstance(block, Questions):
            for item in block.items:
                yield from [next(asked, part)] * leaves_of_question(item)
        elif part == "questions" and isinstance(block, Paragraph):
            yield next(asked, part)
        while True:
            yield "facts" if isinstance(block, FactsTable) else part


def _opens_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level <= 2  # deeper ones belong to a body
