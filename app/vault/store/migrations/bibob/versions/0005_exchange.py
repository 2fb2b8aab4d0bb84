"""Kind `bibob` gets its imports and its log of exports."""

from __future__ import annotations

from app.vault.store.migrations.exchange_0001 import create_export_table, create_import_tables

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables."""
    create_import_tables()
    create_export_table()
