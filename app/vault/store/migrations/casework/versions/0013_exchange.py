"""Kind `casework` gets its imports."""

from __future__ import annotations

from app.vault.store.migrations.exchange_0001 import create_import_tables

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the tables."""
    create_import_tables()
