"""Kind `casework` gets its index for searching."""

from __future__ import annotations

from app.vault.store.migrations.search_0001 import create_search_tables

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables; what is there already is indexed when somebody first searches."""
    create_search_tables()
