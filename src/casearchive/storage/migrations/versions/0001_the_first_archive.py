"""The first archive."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one version up."""
    op.create_table(
        "archive_fact",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_archive_fact")),
    )
    op.create_table(
        "briefing_pack",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "edition IN ('trainer', 'trainee')", name=op.f("ck_briefing_pack_edition")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_briefing_pack_name_not_blank")),
        sa.CheckConstraint(
            "length(trim(template)) > 0", name=op.f("ck_briefing_pack_template_not_blank")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing_pack")),
        sa.UniqueConstraint("name", name=op.f("uq_briefing_pack_name")),
    )
    op.create_table(
        "change",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_change")),
    )
    op.create_table(
        "collection",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_collection_name_not_blank")),
        sa.CheckConstraint(
            "parent_id IS NULL OR parent_id <> id", name=op.f("ck_collection_not_its_own_parent")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["collection.id"],
            name=op.f("fk_collection_parent_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
    )
    with op.batch_alter_table("collection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collection_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "course",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_course_title_not_blank")),
        sa.CheckConstraint(
            "slot_minutes IS NULL OR slot_minutes >= 0", name=op.f("ck_course_slot_minutes_least")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_table(
        "place",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("township", sa.String(), nullable=False),
        sa.Column("village", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("code_edition", sa.String(), nullable=False),
        sa.Column("terrain", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "code IS NULL OR (length(code) IN (6, 9, 12) AND code NOT GLOB '*[^0-9]*')",
            name=op.f("ck_place_code_digits"),
        ),
        sa.CheckConstraint(
            "latitude IS NULL OR latitude BETWEEN -90 AND 90", name=op.f("ck_place_latitude_range")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_place_name_not_blank")),
        sa.CheckConstraint(
            "longitude IS NULL OR longitude BETWEEN -180 AND 180",
            name=op.f("ck_place_longitude_range"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_table(
        "revision",
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_revision_sha256")),
        sa.CheckConstraint("number IS NULL OR number >= 1", name=op.f("ck_revision_number_least")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("entity_id", "number", name=op.f("uq_revision_entity_id_number")),
    )
    op.create_table(
        "route",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("objectives", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("days IS NULL OR days >= 1", name=op.f("ck_route_days_least")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_route_title_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
    )
    op.create_table(
        "source",
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("accessed", sa.String(), nullable=True),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("language_state", sa.String(), nullable=False),
        sa.Column("repair_log", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "accessed IS NULL OR accessed GLOB '[12][0-9][0-9][0-9]' OR accessed GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]' OR accessed GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]-[0-3][0-9]'",
            name=op.f("ck_source_accessed_form"),
        ),
        sa.CheckConstraint("grade IN ('A', 'B', 'C', 'D', 'E')", name=op.f("ck_source_grade")),
        sa.CheckConstraint(
            "published IS NULL OR published GLOB '[12][0-9][0-9][0-9]' OR published GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]' OR published GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]-[0-3][0-9]'",
            name=op.f("ck_source_published_form"),
        ),
        sa.CheckConstraint(
            "type IN ('M', 'C', 'N', 'J', 'D', 'R', 'S', 'P', 'A', 'DB', 'Z', 'EB/OL', 'N/OL', 'A/OL', 'J/OL', 'DB/OL')",
            name=op.f("ck_source_type"),
        ),
        sa.CheckConstraint(
            "url = '' OR url LIKE 'http://%' OR url LIKE 'https://%'",
            name=op.f("ck_source_url_scheme"),
        ),
        sa.CheckConstraint(
            "length(trim(publisher)) > 0", name=op.f("ck_source_publisher_not_blank")
        ),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_source_title_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "tag",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_tag_name_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vocabulary", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("english", sa.String(), nullable=False),
        sa.Column("synonyms", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("built_in", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(trim(word)) > 0", name=op.f("ck_term_word_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("vocabulary", "word", name=op.f("uq_term_vocabulary_word")),
    )
    op.create_table(
        "case",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("abstract", sa.String(), nullable=False),
        sa.Column("industry", sa.String(), nullable=False),
        sa.Column("governance_topic", sa.String(), nullable=False),
        sa.Column("income_path", sa.String(), nullable=False),
        sa.Column("endowments", sa.JSON(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trashed_at", sa.String(), nullable=True),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('典型', '教学')", name=op.f("ck_case_kind")),
        sa.CheckConstraint(
            "role IN ('示范', '转化', '机制', '未达预期')", name=op.f("ck_case_role")
        ),
        sa.CheckConstraint(
            "status IN ('草稿', '待核', '已核', '定稿', '停用')", name=op.f("ck_case_status")
        ),
        sa.CheckConstraint("length(abstract) <= 300", name=op.f("ck_case_abstract_length")),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_case_code_not_blank")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_case_title_not_blank")),
        sa.CheckConstraint("version IS NULL OR version >= 1", name=op.f("ck_case_version_least")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_case_place_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("code", name=op.f("uq_case_code")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_place_id"), ["place_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_trashed_at_updated_at"), ["trashed_at", "updated_at"], unique=False
        )

    op.create_table(
        "changed_case",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sequence"],
            ["change.sequence"],
            name=op.f("fk_changed_case_sequence"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sequence", "case_id", name=op.f("pk_changed_case")),
    )
    op.create_table(
        "lecturer",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_lecturer_name_not_blank")),
        sa.CheckConstraint(
            "length(trim(organisation)) > 0", name=op.f("ck_lecturer_organisation_not_blank")
        ),
        sa.CheckConstraint("length(trim(post)) > 0", name=op.f("ck_lecturer_post_not_blank")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_lecturer_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lecturer")),
    )
    op.create_table(
        "pairing",
        sa.Column("side_a_id", sa.Uuid(), nullable=False),
        sa.Column("side_b_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("started", sa.String(), nullable=True),
        sa.Column("promises", sa.String(), nullable=False),
        sa.Column("visits", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('友谊乡', '友谊村', '产业对子', '结对共建')", name=op.f("ck_pairing_kind")
        ),
        sa.CheckConstraint(
            "started IS NULL OR started GLOB '[12][0-9][0-9][0-9]' OR started GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]' OR started GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]-[0-3][0-9]'",
            name=op.f("ck_pairing_started_form"),
        ),
        sa.CheckConstraint("side_a_id <> side_b_id", name=op.f("ck_pairing_two_sides")),
        sa.ForeignKeyConstraint(
            ["side_a_id"], ["place.id"], name=op.f("fk_pairing_side_a_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["side_b_id"], ["place.id"], name=op.f("fk_pairing_side_b_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_pairing_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing")),
    )
    op.create_table(
        "place_figure",
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("upper_value", sa.String(), nullable=True),
        sa.Column("qualifier", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("year_basis", sa.String(), nullable=False),
        sa.Column("period_kind", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(qualifier = '区间') = (upper_value IS NOT NULL)", name=op.f("ck_place_figure_range")
        ),
        sa.CheckConstraint(
            "period_kind IN ('年度', '时点', '累计')", name=op.f("ck_place_figure_period_kind")
        ),
        sa.CheckConstraint(
            "qualifier IN ('=', '约', '多/余', '超过', '近', '不足', '以上', '区间')",
            name=op.f("ck_place_figure_qualifier"),
        ),
        sa.CheckConstraint(
            "value GLOB '[0-9]*' OR value GLOB '-[0-9]*'",
            name=op.f("ck_place_figure_value_is_a_number"),
        ),
        sa.CheckConstraint(
            "length(trim(indicator)) > 0", name=op.f("ck_place_figure_indicator_not_blank")
        ),
        sa.CheckConstraint("length(trim(quote)) > 0", name=op.f("ck_place_figure_quote_not_blank")),
        sa.CheckConstraint(
            "year IS NULL OR year BETWEEN 1900 AND 2100", name=op.f("ck_place_figure_year_range")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_place_figure_place_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_place_figure_source_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_figure")),
    )
    with op.batch_alter_table("place_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_figure_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_figure_source_id"), ["source_id"], unique=False)

    op.create_table(
        "programme",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=True),
        sa.Column("ends", sa.String(), nullable=True),
        sa.Column("date_basis", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ends IS NULL OR ends GLOB '[12][0-9][0-9][0-9]' OR ends GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]' OR ends GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]-[0-3][0-9]'",
            name=op.f("ck_programme_ends_form"),
        ),
        sa.CheckConstraint(
            "starts IS NULL OR starts GLOB '[12][0-9][0-9][0-9]' OR starts GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]' OR starts GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]-[0-3][0-9]'",
            name=op.f("ck_programme_starts_form"),
        ),
        sa.CheckConstraint("length(trim(label)) > 0", name=op.f("ck_programme_label_not_blank")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_programme_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
    )
    op.create_table(
        "attachment",
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("creator", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("portrait_consent", sa.String(), nullable=False),
        sa.Column("expires", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "expires IS NULL OR expires GLOB '[12][0-9][0-9][0-9]' OR expires GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]' OR expires GLOB '[12][0-9][0-9][0-9]-[0-3][0-9]-[0-3][0-9]'",
            name=op.f("ck_attachment_expires_form"),
        ),
        sa.CheckConstraint(
            "length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'",
            name=op.f("ck_attachment_sha256"),
        ),
        sa.CheckConstraint(
            "licence IN ('自有', '书面授权', 'CC类许可', '政府公开信息', '仅供本班内部', '未知(禁止印发)')",
            name=op.f("ck_attachment_licence"),
        ),
        sa.CheckConstraint(
            "portrait_consent IN ('不涉及人像', '远景不可辨', '已书面同意', '未取得(禁止印发)')",
            name=op.f("ck_attachment_portrait_consent"),
        ),
        sa.CheckConstraint(
            "length(trim(caption)) > 0", name=op.f("ck_attachment_caption_not_blank")
        ),
        sa.CheckConstraint("size IS NULL OR size >= 0", name=op.f("ck_attachment_size_least")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_attachment_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_lecturer",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("lecturer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_lecturer_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lecturer_id"],
            ["lecturer.id"],
            name=op.f("fk_case_lecturer_lecturer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "lecturer_id", name=op.f("pk_case_lecturer")),
    )
    op.create_table(
        "case_source",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_source_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_case_source_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("case_id", "source_id", name=op.f("pk_case_source")),
    )
    op.create_table(
        "case_tag",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_tag_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tag.id"], name=op.f("fk_case_tag_tag_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "tag_id", name=op.f("pk_case_tag")),
    )
    op.create_table(
        "case_theme",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(word)) > 0", name=op.f("ck_case_theme_word_not_blank")),
        sa.CheckConstraint("position BETWEEN 0 AND 4", name=op.f("ck_case_theme_at_most_five")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_theme_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_case_theme")),
    )
    op.create_table(
        "collection_entry",
        sa.Column("collection_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_collection_entry_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_collection_entry_collection_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("collection_id", "case_id", name=op.f("pk_collection_entry")),
    )
    op.create_table(
        "outcome",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("upper_value", sa.String(), nullable=True),
        sa.Column("qualifier", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("year_basis", sa.String(), nullable=False),
        sa.Column("period_kind", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(qualifier = '区间') = (upper_value IS NOT NULL)", name=op.f("ck_outcome_range")
        ),
        sa.CheckConstraint(
            "period_kind IN ('年度', '时点', '累计')", name=op.f("ck_outcome_period_kind")
        ),
        sa.CheckConstraint(
            "qualifier IN ('=', '约', '多/余', '超过', '近', '不足', '以上', '区间')",
            name=op.f("ck_outcome_qualifier"),
        ),
        sa.CheckConstraint(
            "value GLOB '[0-9]*' OR value GLOB '-[0-9]*'", name=op.f("ck_outcome_value_is_a_number")
        ),
        sa.CheckConstraint(
            "length(trim(indicator)) > 0", name=op.f("ck_outcome_indicator_not_blank")
        ),
        sa.CheckConstraint("length(trim(quote)) > 0", name=op.f("ck_outcome_quote_not_blank")),
        sa.CheckConstraint(
            "year IS NULL OR year BETWEEN 1900 AND 2100", name=op.f("ck_outcome_year_range")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_outcome_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_outcome_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outcome_source_id"), ["source_id"], unique=False)

    op.create_table(
        "pack_item",
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'case') = (case_id IS NOT NULL)", name=op.f("ck_pack_item_case_named")
        ),
        sa.CheckConstraint(
            "kind IN ('case', 'text', 'comparison', 'route', 'action_plan', 'smart_list', 'page_break')",
            name=op.f("ck_pack_item_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_pack_item_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["briefing_pack.id"], name=op.f("fk_pack_item_pack_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_item")),
    )
    with op.batch_alter_table("pack_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_item_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_item_pack_id"), ["pack_id"], unique=False)

    op.create_table(
        "programme_count",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("upper_value", sa.String(), nullable=True),
        sa.Column("qualifier", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("year_basis", sa.String(), nullable=False),
        sa.Column("period_kind", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(qualifier = '区间') = (upper_value IS NOT NULL)",
            name=op.f("ck_programme_count_range"),
        ),
        sa.CheckConstraint(
            "period_kind IN ('年度', '时点', '累计')", name=op.f("ck_programme_count_period_kind")
        ),
        sa.CheckConstraint(
            "qualifier IN ('=', '约', '多/余', '超过', '近', '不足', '以上', '区间')",
            name=op.f("ck_programme_count_qualifier"),
        ),
        sa.CheckConstraint(
            "value GLOB '[0-9]*' OR value GLOB '-[0-9]*'",
            name=op.f("ck_programme_count_value_is_a_number"),
        ),
        sa.CheckConstraint(
            "length(trim(indicator)) > 0", name=op.f("ck_programme_count_indicator_not_blank")
        ),
        sa.CheckConstraint(
            "length(trim(quote)) > 0", name=op.f("ck_programme_count_quote_not_blank")
        ),
        sa.CheckConstraint(
            "year IS NULL OR year BETWEEN 1900 AND 2100", name=op.f("ck_programme_count_year_range")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_count_programme_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_programme_count_source_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_count")),
    )
    with op.batch_alter_table("programme_count", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_count_programme_id"), ["programme_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_programme_count_source_id"), ["source_id"], unique=False
        )

    op.create_table(
        "programme_step",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "length(trim(label)) > 0", name=op.f("ck_programme_step_label_not_blank")
        ),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_programme_step_text_not_blank")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_step_programme_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_step")),
    )
    with op.batch_alter_table("programme_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_step_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "question",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(stem)) > 0", name=op.f("ck_question_stem_not_blank")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_question_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_case_id"), ["case_id"], unique=False)

    op.create_table(
        "section",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("trainer_only", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(body)) > 0", name=op.f("ck_section_body_not_blank")),
        sa.CheckConstraint("length(trim(type)) > 0", name=op.f("ck_section_type_not_blank")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_section_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
    )
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_case_id"), ["case_id"], unique=False)

    op.create_table(
        "site",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("look_at", sa.String(), nullable=False),
        sa.Column("ask", sa.String(), nullable=False),
        sa.Column("compare", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("season", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "capacity IS NULL OR capacity >= 0", name=op.f("ck_site_capacity_least")
        ),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_site_title_not_blank")),
        sa.CheckConstraint("minutes IS NULL OR minutes >= 0", name=op.f("ck_site_minutes_least")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_site_case_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_site_place_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_site_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "teaching_note",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("objectives", sa.String(), nullable=False),
        sa.Column("analysis", sa.String(), nullable=False),
        sa.Column("theory", sa.String(), nullable=False),
        sa.Column("key_points", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "length(trim(audience)) > 0", name=op.f("ck_teaching_note_audience_not_blank")
        ),
        sa.CheckConstraint(
            "length(trim(objectives)) > 0", name=op.f("ck_teaching_note_objectives_not_blank")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_teaching_note_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teaching_note")),
        sa.UniqueConstraint("case_id", name=op.f("uq_teaching_note_case_id")),
    )
    op.create_table(
        "plan_step",
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(step)) > 0", name=op.f("ck_plan_step_step_not_blank")),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes >= 0", name=op.f("ck_plan_step_minutes_least")
        ),
        sa.ForeignKeyConstraint(
            ["note_id"], ["teaching_note.id"], name=op.f("fk_plan_step_note_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
    )
    with op.batch_alter_table("plan_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_step_note_id"), ["note_id"], unique=False)

    op.create_table(
        "session",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("lecturer_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_session_title_not_blank")),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes >= 0", name=op.f("ck_session_minutes_least")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_session_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lecturer_id"],
            ["lecturer.id"],
            name=op.f("fk_session_lecturer_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_session_site_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_course_id"), ["course_id"], unique=False)

    op.create_table(
        "stop",
        sa.Column("route_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("minutes IS NULL OR minutes >= 0", name=op.f("ck_stop_minutes_least")),
        sa.CheckConstraint(
            "travel_minutes IS NULL OR travel_minutes >= 0",
            name=op.f("ck_stop_travel_minutes_least"),
        ),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_stop_route_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_stop_site_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop")),
    )
    with op.batch_alter_table("stop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stop_route_id"), ["route_id"], unique=False)

    op.create_table(
        "session_case",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_session_case_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_session_case_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "case_id", name=op.f("pk_session_case")),
    )
