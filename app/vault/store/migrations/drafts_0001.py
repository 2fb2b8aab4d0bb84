"""The table of drafts as it was when the first kinds got it; frozen like a revision (see shared_0001)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create_draft_table() -> None:
    """Create the table for input that was typed and not saved."""
    op.create_table(
        "draft",
        sa.Column("author", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(80), primary_key=True),
        sa.Column("record", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
