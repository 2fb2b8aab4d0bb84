"""Kind `audit` gets what was destroyed elsewhere: numbers and dates, for the privacy officer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "destroyed_record",
        sa.Column("compartment", sa.String(40), primary_key=True),
        sa.Column("subject_kind", sa.String(80), primary_key=True),
        sa.Column("subject_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("ground", sa.String(400), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.String(40), nullable=False),
        sa.Column("approved_by", sa.String(40), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=False),
    )
