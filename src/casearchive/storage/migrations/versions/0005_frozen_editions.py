"""Frozen editions, and packs of routes, courses, chosen cases and chosen sections."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = (
    "kind IN ('case', 'text', 'comparison', 'route', 'course', 'action_plan', 'smart_list', "
    "'page_break')"
)


def upgrade() -> None:
    """Bring the schema one version up."""
    _editions()
    with op.batch_alter_table("pack_item", recreate="always") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_pack_item_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_pack_item_kind"), KINDS)
        batch_op.add_column(sa.Column("left_out", sa.JSON(), nullable=False, server_default="[]"))
        for name in ("route", "course"):
            batch_op.add_column(sa.Column(f"{name}_id", sa.Uuid(), nullable=True))
            batch_op.create_foreign_key(
                batch_op.f(f"fk_pack_item_{name}_id"),
                name,
                [f"{name}_id"],
                ["id"],
                ondelete="RESTRICT",
            )
            batch_op.create_check_constraint(
                batch_op.f(f"ck_pack_item_{name}_named"), f"{name}_id IS NULL OR kind = '{name}'"
            )
            batch_op.create_index(
                batch_op.f(f"ix_pack_item_{name}_id"), [f"{name}_id"], unique=False
            )
    with op.batch_alter_table("pack_item", recreate="always") as batch_op:
        batch_op.alter_column("left_out", existing_type=sa.JSON(), server_default=None)
    op.create_table(
        "chosen_case",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_chosen_case_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["pack_item.id"], name=op.f("fk_chosen_case_item_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "case_id", name=op.f("pk_chosen_case")),
    )


def _editions() -> None:
    op.create_table(
        "frozen_edition",
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_frozen_edition_name_not_blank")),
        sa.CheckConstraint(
            "length(trim(template)) > 0", name=op.f("ck_frozen_edition_template_not_blank")
        ),
        sa.CheckConstraint(
            "edition IN ('trainer', 'trainee')", name=op.f("ck_frozen_edition_edition")
        ),
        sa.CheckConstraint(
            "number IS NULL OR number >= 1", name=op.f("ck_frozen_edition_number_least")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_frozen_edition_sha256")),
        sa.CheckConstraint(
            "length(content_sha256) = 64", name=op.f("ck_frozen_edition_content_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_edition")),
    )
    op.create_index(op.f("ix_frozen_edition_pack_id"), "frozen_edition", ["pack_id"])
    op.create_table(
        "frozen_case",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_frozen_case_code_not_blank")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_frozen_case_sha256")),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["frozen_edition.id"],
            name=op.f("fk_frozen_case_edition_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_case")),
    )
    op.create_index(op.f("ix_frozen_case_case_id"), "frozen_case", ["case_id"])
    op.create_index(op.f("ix_frozen_case_edition_id"), "frozen_case", ["edition_id"])
