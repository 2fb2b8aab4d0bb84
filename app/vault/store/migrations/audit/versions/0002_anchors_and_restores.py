"""Kind `audit` gets the monthly anchors of integrity compartments, and a place for copies that a restore ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import entry_columns

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "hidden_anchor",
        sa.Column("compartment", sa.String(40), primary_key=True),
        sa.Column("period", sa.String(7), primary_key=True),
        sa.Column("value", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "superseded_entry",
        sa.Column("compartment", sa.String(40), primary_key=True),
        sa.Column("restore", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        *entry_columns(),
    )
