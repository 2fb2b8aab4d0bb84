"""Kind `register` gets what participants handed in, sealed to themselves, and a table for input that was not saved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.drafts_0001 import create_draft_table

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables."""
    create_draft_table()
    op.create_table(
        "handed_in",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("account", sa.String(40), nullable=False, index=True),
        sa.Column("own", sa.LargeBinary(), nullable=False),
        sa.Column("feedback", sa.LargeBinary()),
    )
