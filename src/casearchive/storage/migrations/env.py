"""How Alembic runs here: on the one connection it is handed, inside its transaction."""

from alembic import context

from casearchive.domain.model import Base
from casearchive.storage.past import bookkeeping, import_log, lineage

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()

__all__ = [
    "bookkeeping",
    "import_log",
    "lineage",
]  # imported so that their tables stand in the metadata
