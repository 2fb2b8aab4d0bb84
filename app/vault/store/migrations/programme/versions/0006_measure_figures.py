"""Kind `programme` gets the yearly counts of measures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "measure_publication",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_by", sa.String(200), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("in_table", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("closed_homes", sa.Integer(), nullable=False),
        sa.Column("closed_premises", sa.Integer(), nullable=False),
        sa.Column("evictions", sa.Integer(), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),
        sa.CheckConstraint(
            "min(warnings, closed_homes, closed_premises, evictions, decisions) >= 0",
            name="counts",
        ),
    )
