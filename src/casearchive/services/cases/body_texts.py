"""Body text for an editor: taken apart into blocks and put together, with nothing else changed."""

from casearchive.domain.prose.normal import Item, Kept, normal
from casearchive.domain.prose.rewriting import rewrite
from casearchive.domain.prose.source import Source, read_source
from casearchive.domain.prose.writing import write_prose
from casearchive.domain.text import clean_text

__all__ = [
    "Item",
    "Kept",
    "Source",
    "clean_text",
    "normal",
    "read_source",
    "rewrite",
    "write_prose",
]
