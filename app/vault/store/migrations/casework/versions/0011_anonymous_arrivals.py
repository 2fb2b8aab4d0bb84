"""Kind `casework` takes in anonymous signals: keys of messages that came in, and of those that were broken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table of keys."""
    op.create_table(
        "anonymous_arrival",
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("found_on", sa.Date()),
        sa.Column("reason", sa.Text()),
        sa.CheckConstraint("(found_on IS NULL) = (reason IS NULL)", name="broken"),
    )
