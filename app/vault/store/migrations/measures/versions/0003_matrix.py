"""Kind `measures` gets the ladder of the municipality: versions, rules, thresholds and adjustments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables."""
    _create_matrix_version()
    _create_matrix_rule()
    _create_matrix_threshold()
    _create_matrix_adjustment()


def _create_matrix_version() -> None:
    create_versioned_table(
        "matrix_version",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("source", sa.String(300)),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("adopted_on", sa.Date()),
        sa.Column("valid_from", sa.Date(), nullable=False, index=True),
        sa.Column("valid_to", sa.Date()),
        sa.Column("lookback_years", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("lookback_years BETWEEN 1 AND 20", name="lookback"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid"),
    )


def _create_matrix_rule() -> None:
    op.create_table(
        "matrix_rule",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "version_id",
            sa.Integer(),
            sa.ForeignKey("matrix_version.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("premises", sa.String(40), nullable=False),
        sa.Column("substance", sa.String(40), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("sanction", sa.String(40), nullable=False),
        sa.Column("months", sa.Integer()),
        sa.UniqueConstraint("version_id", "premises", "substance", "nth"),
        sa.CheckConstraint("nth BETWEEN 1 AND 9", name="nth"),
        sa.CheckConstraint("months IS NULL OR months > 0", name="months"),
    )


def _create_matrix_threshold() -> None:
    op.create_table(
        "matrix_threshold",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "version_id",
            sa.Integer(),
            sa.ForeignKey("matrix_version.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("substance", sa.String(40), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.UniqueConstraint("version_id", "substance", "unit"),
    )


def _create_matrix_adjustment() -> None:
    op.create_table(
        "matrix_adjustment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "version_id",
            sa.Integer(),
            sa.ForeignKey("matrix_version.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("circumstance", sa.String(40), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.UniqueConstraint("version_id", "circumstance"),
    )
