"""Kind `measures` gets the letters of its measures."""

from __future__ import annotations

from app.vault.store.migrations.letters_0001 import create_letter_tables

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables."""
    create_letter_tables("measure_id", "measure")
