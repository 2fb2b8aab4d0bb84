"""Kind `bibob` gets the letters of its screenings."""

from __future__ import annotations

from app.vault.store.migrations.letters_0001 import create_letter_tables

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""
    create_letter_tables("screening_id", "screening")
