"""Kind `integrity` gets the anchors of its own trail, one a month."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "own_anchor",
        sa.Column("period", sa.String(7), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("secret", sa.LargeBinary(32), nullable=False),
    )
