"""Kind `integrity` gets its log of exported lists."""

from __future__ import annotations

from app.vault.store.migrations.exchange_0001 import create_export_table

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables."""
    create_export_table()
