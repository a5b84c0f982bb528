"""Which states of an entity are known, so that packages find the common ancestor."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one version up."""
    op.create_table(
        "known_state",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kept_as", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_known_state_sha256")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_known_state")),
        sa.UniqueConstraint("entity_id", "sha256", name=op.f("uq_known_state_entity_id_sha256")),
    )
    op.create_index(op.f("ix_known_state_batch_id"), "known_state", ["batch_id"])
    op.create_table(
        "partial_entity",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("omitted", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", name=op.f("pk_partial_entity")),
    )
