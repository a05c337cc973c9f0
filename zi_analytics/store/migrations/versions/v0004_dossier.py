"""Besides its worksheets a unit keeps a dossier: plans, meetings, the declaration, surveys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of items and of their versions; there are none yet."""
    op.create_table(
        "dossier_item",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.Integer, comment="none for the whole store"),
        sa.Column("period", sa.String(8), nullable=False, comment="a code, or nothing"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False, comment="of the version that counts"),
        sa.PrimaryKeyConstraint("id", name="pk_dossier_item"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_dossier_item_unit_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_item_unit_id", "dossier_item", ["unit_id"])
    op.create_index("ix_dossier_item_kind_unit_id", "dossier_item", ["kind", "unit_id"])
    op.create_table(
        "dossier_version",
        sa.Column("item_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("document", sa.Text, nullable=False, comment="canonical JSON"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(300), nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "number", name="pk_dossier_version"),
        sa.ForeignKeyConstraint(
            ["item_id"], ["dossier_item.id"], name="fk_dossier_version_item_id"
        ),
    )
