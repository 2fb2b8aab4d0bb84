"""The first schema of kind `register`: the shared tables, the directory, the settings and the deliveries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_shared_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    create_shared_tables()
    _create_delivery()
    _create_person()
    _create_setting()


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("target", sa.String(40), nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("account", sa.String(40), primary_key=True),
        sa.Column("login", sa.String(120), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("function", sa.String(200), nullable=False),
    )


def _create_setting() -> None:
    op.create_table(
        "setting",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(120), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
