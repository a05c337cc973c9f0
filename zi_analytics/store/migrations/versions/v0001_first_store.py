"""The first store: units, periods, assessments with revisions, original files and the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
SHA256 = sa.LargeBinary(32)


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "store",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, comment="raised by every write"),
        sa.Column("log_length", sa.Integer, nullable=False),
        sa.Column("log_hash", SHA256, comment="none before the first entry"),
        sa.PrimaryKeyConstraint("id", name="pk_store"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("is_example", sa.Boolean, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("code", name="uq_unit_code"),
    )
    op.create_table(
        "unit_alias",
        sa.Column("key", sa.String(400), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("unit_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_unit_alias"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_unit_alias_unit_id"),
    )
    op.create_index("ix_unit_alias_unit_id", "unit_alias", ["unit_id"])
    op.create_table(
        "period",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_period"),
        sa.UniqueConstraint("code", name="uq_period_code"),
    )
    op.create_table(
        "question_list",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("instrument", sa.String(80), nullable=False),
        sa.Column(
            "codes", sa.Text, nullable=False, comment="JSON: what the places of a vector mean"
        ),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("digest", SHA256, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_question_list"),
        sa.UniqueConstraint("instrument", "digest", name="uq_question_list_instrument_digest"),
    )
    op.create_table(
        "file",
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_file"),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("file_sha256", SHA256, nullable=False),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("layout", sa.String(80), nullable=False),
        sa.Column("unit_id", sa.Integer, nullable=False),
        sa.Column("period_id", sa.Integer, nullable=False),
        sa.Column("made_unit", sa.Boolean, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.String(300), nullable=False),
        sa.Column("digest", SHA256, nullable=False, comment="of the unpacked findings"),
        sa.Column("findings", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
        sa.ForeignKeyConstraint(["file_sha256"], ["file.sha256"], name="fk_upload_file_sha256"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_upload_unit_id"),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name="fk_upload_period_id"),
        sqlite_autoincrement=True,
    )
    for column in ("file_sha256", "unit_id"):
        op.create_index(f"ix_upload_{column}", "upload", [column])
    # assessment and revision point at each other: SQLite takes the forward reference but cannot
    # add one later, others the other way round.
    later = op.get_context().dialect.supports_alter
    current = sa.ForeignKeyConstraint(
        ["current_id"], ["revision.id"], name="fk_assessment_current_id"
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.Integer, nullable=False),
        sa.Column("period_id", sa.Integer, nullable=False),
        sa.Column("assessor", sa.String(8), nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False, comment="never given out twice"),
        sa.Column("current_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_assessment_unit_id"),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name="fk_assessment_period_id"),
        sa.UniqueConstraint(
            "unit_id", "period_id", "assessor", name="uq_assessment_unit_id_period_id_assessor"
        ),
        *([] if later else [current]),
    )
    for column in ("period_id", "current_id"):
        op.create_index(f"ix_assessment_{column}", "assessment", [column])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("assessment_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("upload_id", sa.Integer, nullable=False),
        sa.Column("replaced_id", sa.Integer),
        sa.Column("question_list_id", sa.Integer, nullable=False),
        sa.Column("codes", sa.LargeBinary, nullable=False),
        sa.Column("exact", sa.LargeBinary, nullable=False),
        sa.Column("checksum", sa.BigInteger, nullable=False),
        sa.Column("digest", SHA256, nullable=False),
        sa.Column("sheet_total", sa.Float),
        sa.Column("with_evidence", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_revision_assessment_id"
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name="fk_revision_upload_id"),
        sa.ForeignKeyConstraint(["replaced_id"], ["revision.id"], name="fk_revision_replaced_id"),
        sa.ForeignKeyConstraint(
            ["question_list_id"], ["question_list.id"], name="fk_revision_question_list_id"
        ),
        sa.UniqueConstraint("assessment_id", "number", name="uq_revision_assessment_id_number"),
    )
    for column in ("upload_id", "replaced_id"):
        op.create_index(f"ix_revision_{column}", "revision", [column])
    if later:
        op.create_foreign_key(
            "fk_assessment_current_id", "assessment", "revision", ["current_id"], ["id"]
        )
    op.create_table(
        "document",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", name="pk_document"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_document_revision_id"),
    )
    op.create_table(
        "log",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(300), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("hash", SHA256, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
    )
    op.execute("INSERT INTO store (id, revision, log_length) VALUES (1, 0, 0)")
