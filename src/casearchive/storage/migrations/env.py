"""How Alembic runs here: on the one connection it is handed, inside its transaction."""

from alembic import context

from casearchive.domain.model import Base
from casearchive.storage import bookkeeping

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()

__all__ = ["bookkeeping"]  # imported so that its tables stand in the metadata
