"""Kind `audit` gets the monthly anchors of integrity compartments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "hidden_anchor",
        sa.Column("compartment", sa.String(40), primary_key=True),
        sa.Column("period", sa.String(7), primary_key=True),
        sa.Column("value", sa.LargeBinary(32), nullable=False),
    )
