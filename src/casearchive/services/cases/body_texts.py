"""Body text for an editor: taken apart into blocks and put together, with nothing else changed."""

from casearchive.domain.prose_normal import Item, Kept, normal, normal_runs, one_line
from casearchive.domain.prose_rewriting import rewrite
from casearchive.domain.prose_source import Source, read_source
from casearchive.domain.prose_writing import write_prose

__all__ = [
    "Item",
    "Kept",
    "Source",
    "normal",
    "normal_runs",
    "one_line",
    "read_source",
    "rewrite",
    "write_prose",
]
