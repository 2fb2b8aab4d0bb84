"""Kind `casework` gets a place for why a case has the status it has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column."""
    op.add_column("case", sa.Column("status_reason", sa.Text()))
