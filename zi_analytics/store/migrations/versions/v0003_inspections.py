"""Doubts about evidence can be looked into: what was found of each, by whom and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table of inspections; there are none yet."""
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("assessment_id", sa.Integer, nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False, comment="of what was doubted"),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("inspected_at", MOMENT, nullable=False),
        sa.Column("inspected_by", sa.String(300), nullable=False),
        sa.Column("withdrawn_at", MOMENT, comment="none while it holds"),
        sa.Column("withdrawn_by", sa.String(300)),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_inspection_assessment_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inspection_assessment_id", "inspection", ["assessment_id"])
