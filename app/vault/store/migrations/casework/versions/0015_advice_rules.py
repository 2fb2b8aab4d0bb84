"""Kind `casework` gets the rules of advice that the municipality made its own."""

from __future__ import annotations

import sqlalchemy as sa

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the table; what ships with the program holds where there is no row."""
    create_versioned_table(
        "advice_rule",
        sa.Column("name", sa.String(80), nullable=False, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(400), nullable=False),
        sa.Column("source", sa.String(400)),
        sa.Column("evidence", sa.String(40), nullable=False),
        sa.Column("needs", sa.String(400), nullable=False),
        sa.Column("themes", sa.String(400), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("confirmed_by", sa.String(200)),
        sa.Column("confirmed_on", sa.Date()),
        sa.UniqueConstraint("name", "valid_from"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_in_order"),
        sa.CheckConstraint("(confirmed_by IS NULL) = (confirmed_on IS NULL)", name="confirmed"),
    )
