"""The first schema of kind `audit`: the shared tables and the copies for the privacy officer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_shared_tables, entry_columns

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    create_shared_tables()
    op.create_table(
        "copied_entry",
        sa.Column("compartment", sa.String(40), primary_key=True),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        *entry_columns(),
    )
