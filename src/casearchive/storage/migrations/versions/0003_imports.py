"""What each import made and changed, so that it can be undone as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one version up."""
    op.create_table(
        "import_batch",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("undone_at", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('files', 'json', 'package', 'merge')", name=op.f("ck_import_batch_kind")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_import_batch_name_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "imported_thing",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=False),
        sa.CheckConstraint("length(after) = 64", name=op.f("ck_imported_thing_after")),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["import_batch.id"],
            name=op.f("fk_imported_thing_batch_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("batch_id", "thing_id", name=op.f("pk_imported_thing")),
    )
    op.create_table(
        "imported_file",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(sha256) IN (0, 64)", name=op.f("ck_imported_file_sha256")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_imported_file_name_not_blank")),
        sa.CheckConstraint(
            "outcome IN ('taken', 'same', 'refused')", name=op.f("ck_imported_file_outcome")
        ),
        sa.CheckConstraint("size IS NULL OR size >= 0", name=op.f("ck_imported_file_size_least")),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["import_batch.id"],
            name=op.f("fk_imported_file_batch_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
    )
    op.create_index(op.f("ix_imported_file_batch_id"), "imported_file", ["batch_id"])
    op.create_index(op.f("ix_imported_file_sha256"), "imported_file", ["sha256"])
