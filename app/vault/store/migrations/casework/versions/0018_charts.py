"""Kind `casework` keeps charts of networks, in every state in which they were saved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add both tables; there were no charts before."""
    create_versioned_table(
        "chart",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("note", sa.Text()),
    )
    op.create_table(
        "chart_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chart_id", sa.Integer(), sa.ForeignKey("chart.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("remark", sa.String(400)),
        sa.Column("saved_on", sa.Date(), nullable=False),
        sa.Column("saved_at", sa.String(25), nullable=False),
        sa.Column("saved_by", sa.String(40), nullable=False),
        sa.UniqueConstraint("chart_id", "number"),
        sqlite_autoincrement=True,
    )
