"""Kind `register` gets the norms that were changed or confirmed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables."""
    _create_norm()


def _create_norm() -> None:
    op.create_table(
        "norm",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(300), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("counting", sa.String(40), nullable=False),
        sa.Column("applies_termijnenwet", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.String(40), nullable=False),
        sa.Column("confirmed_by", sa.String(40)),
        sa.Column("confirmed_at", sa.String(25)),
        sa.Column("confirmed_statement", sa.Integer()),
        sa.Column("signature", sa.LargeBinary(64)),
        sa.CheckConstraint("(confirmed_by IS NULL) = (signature IS NULL)", name="confirmation"),
        sa.UniqueConstraint("name", "valid_from"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
    )
