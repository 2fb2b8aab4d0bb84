"""The tables of keeping and destroying as they were when the first kinds got them; frozen like a revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create_retention_tables() -> None:
    """Create the tables of holds and of destructions."""
    op.create_table(
        "retention_hold",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("subject_kind", sa.String(80), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by", sa.String(40), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("subject_kind", "subject_id"),
    )
    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("subject_kind", sa.String(80), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("norm", sa.String(80), nullable=False),
        sa.Column("ground", sa.String(400), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.String(40), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(40)),
        sa.Column("destroyed_on", sa.Date(), index=True),
        sa.Column("along", sa.Text()),
        sa.UniqueConstraint("subject_kind", "subject_id"),
    )
