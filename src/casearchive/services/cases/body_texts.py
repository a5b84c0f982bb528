"""Body text for an editor: taken apart into blocks and put together, with nothing else changed."""

from casearchive.domain.prose_normal import Item, Kept, normal
from casearchive.domain.prose_rewriting import rewrite
from casearchive.domain.prose_source import Source, read_source
from casearchive.domain.prose_writing import write_prose

__all__ = ["Item", "Kept", "Source", "normal", "read_source", "rewrite", "write_prose"]
