"""Kind `casework` lets a case move to a compartment of its own, and opens its long lists without sorting or reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the tables; the lists of cases and signals get an index in their order and over what is searched in them."""
    _create_moves()
    _create_earlier_acts()
    op.drop_index("ix_case_opened_on", "case")
    op.create_index("ix_case_order", "case", ["opened_on", "number"], unique=True)
    op.create_index("ix_signal_words", "signal", ["title", "number", "brought_in_by"])


def _create_moves() -> None:
    op.create_table(
        "moved_case",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("move", sa.String(32), nullable=False, index=True),
        sa.Column("compartment", sa.String(60), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("moved_by", sa.String(40), nullable=False),
    )
    op.create_table(
        "arrival",
        sa.Column("move", sa.String(32), primary_key=True),
        sa.Column("origin", sa.String(60), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
    )
    op.create_table(
        "arrival_row",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("move", sa.String(32), sa.ForeignKey("arrival.move", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )


def _create_earlier_acts() -> None:
    op.create_table(
        "earlier_act",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.String(32)),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
    )
