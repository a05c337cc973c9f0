"""Units stand in tiers: each may have a parent, and one that closed is no longer waited for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the parent and whether the unit is active; every unit so far is, at the top."""
    parent = sa.Column(
        "parent_id",
        sa.Integer,
        sa.ForeignKey("unit.id", name="fk_unit_parent_id"),
        comment="none at the top",
    )
    # SQLite takes the reference with the column only: it cannot add one to a table later.
    op.add_column("unit", parent, inline_references=True)
    op.add_column(
        "unit",
        sa.Column(
            "is_active",
            sa.Boolean,
            nullable=False,
            server_default=sa.true(),
            comment="whether a worksheet is expected of it",
        ),
    )
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"])
