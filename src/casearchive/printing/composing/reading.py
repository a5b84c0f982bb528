"""How what is composed is to be read: by whom, in which words, with which pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casearchive.domain.evidence import Attachment

Label = Callable[[str, str], str]  # (vocabulary, word as kept) -> the word as readers see it
PictureOf = Callable[[Attachment], Path | None]  # where a picture that may be printed lies


def as_kept(vocabulary: str, word: str) -> str:
    """Return a word as the archive keeps it: the label where none is given."""
    del vocabulary
    return word


def no_pictures(attachment: Attachment) -> Path | None:
    """Print no picture: where nobody says which may be printed and where they lie."""
    del attachment
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, and how. Without `for_trainer` nothing meant for trainers is even looked at."""

    for_trainer: bool
    label: Label = as_kept
    picture_of: PictureOf = no_pictures
