"""What a text says of where it comes from."""

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a file or page says of itself; what it does not say is empty.

    `published` is YYYY, YYYY-MM or YYYY-MM-DD.
    """

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    editor: str = ""

    def or_else(self, other: "SourceFacts") -> "SourceFacts":
        """Return these facts, and of what they do not say what the other says."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return SourceFacts(*(ours or theirs for ours, theirs in pairs))
