"""Kind `measures` gets what must be kept longer and what is destroyed."""

from __future__ import annotations

from app.vault.store.migrations.retention_0001 import create_retention_tables

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables."""
    create_retention_tables()
