"""Kind `register` gets the municipality's own templates for letters, and its letterhead."""

from __future__ import annotations

import sqlalchemy as sa

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""
    create_versioned_table(
        "letter_template",
        sa.Column("kind", sa.String(40), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("uploaded_at", sa.String(25), nullable=False),
        sa.Column("uploaded_by", sa.String(40), nullable=False),
    )
    create_versioned_table(
        "letterhead",
        sa.Column("place", sa.String(100)),
        sa.Column("address", sa.Text()),
        sa.Column("contact", sa.Text()),
        sa.Column("signer", sa.String(200)),
        sa.Column("signer_function", sa.String(200)),
        sa.Column("color", sa.String(7)),
        sa.Column("logo", sa.LargeBinary()),
        sa.Column("logo_name", sa.String(200)),
    )
