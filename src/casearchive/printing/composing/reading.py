"""How what is composed is to be read: by whom, in which words, with which pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.domain.evidence import Attachment
from casearchive.printing.blocks import Block

Label = Callable[[str, str], str]  # (vocabulary, word as kept) -> the word as readers see it
PictureOf = Callable[[Attachment], Path | None]  # where a picture that may be printed lies
Blocks = tuple[Block, ...]
Annotate = Callable[[Case, Blocks, Mapping[str, UUID]], Blocks]
"""A case's blocks, and the section each heading's anchor stands for -> the blocks with notes."""


def as_kept(vocabulary: str, word: str) -> str:
    """Return a word as the archive keeps it: the label where none is given."""
    del vocabulary
    return word


def no_pictures(attachment: Attachment) -> Path | None:
    """Print no picture: where nobody says which may be printed and where they lie."""
    del attachment
    return None


def no_notes(case: Case, blocks: Blocks, sections: Mapping[str, UUID]) -> Blocks:
    """Return the blocks as they are: nobody's own notes are printed with them."""
    del case, sections
    return blocks


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, and how. Without `for_trainer` nothing meant for trainers is even looked at."""

    for_trainer: bool
    label: Label = as_kept
    picture_of: PictureOf = no_pictures
    annotate: Annotate = no_notes
