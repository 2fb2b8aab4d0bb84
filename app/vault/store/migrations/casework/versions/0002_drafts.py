"""Kind `casework` gets a table for input that was not saved yet."""

from __future__ import annotations

from app.vault.store.migrations.drafts_0001 import create_draft_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table."""
    create_draft_table()
