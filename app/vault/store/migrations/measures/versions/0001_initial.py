"""The first schema of kind `measures`: the shared tables only."""

from __future__ import annotations

from app.vault.store.migrations.shared_0001 import create_shared_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    create_shared_tables()
