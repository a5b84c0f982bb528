"""Saved searches, and the smart lists of packs that show them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one version up."""
    op.create_table(
        "saved_search",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("typed", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("grouping", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "grouping IN ('', 'place', 'theme')", name=op.f("ck_saved_search_grouping")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_saved_search_name_not_blank")),
        sa.CheckConstraint(
            "sort IN ('relevance', 'updated', 'title', 'code', 'place') OR length(trim(sort)) > 8 AND substr(sort, 1, 8) = 'outcome:'",
            name=op.f("ck_saved_search_sort"),
        ),
        sa.CheckConstraint("length(trim(typed)) > 0", name=op.f("ck_saved_search_typed_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_search_name")),
    )
    with op.batch_alter_table("pack_item", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("search_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_pack_item_search_id"),
            "saved_search",
            ["search_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_pack_item_search_named"), "search_id IS NULL OR kind = 'smart_list'"
        )
        batch_op.create_index(batch_op.f("ix_pack_item_search_id"), ["search_id"], unique=False)
