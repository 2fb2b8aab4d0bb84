"""Kind `register` gets the yearly reviews of rights and the log of what left it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables."""
    _create_reviews()
    _create_export()


def _create_reviews() -> None:
    op.create_table(
        "rights_review",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("signed_at", sa.String(25), nullable=False),
        sa.Column("signed_by", sa.String(40), nullable=False),
        sa.Column("note", sa.Text()),
    )
    op.create_table(
        "rights_review_line",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("review_id", sa.Integer(), sa.ForeignKey("rights_review.id"), nullable=False, index=True),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("compartment", sa.String(40), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
    )


def _create_export() -> None:
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("made_at", sa.String(25), nullable=False),
        sa.Column("made_by", sa.String(40), nullable=False),
        sa.Column("what", sa.String(300), nullable=False),
        sa.Column("classification", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(300)),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
