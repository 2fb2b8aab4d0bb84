"""Kind `integrity` keeps of a destroyed report what kind of matter it was, so that it stays counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; of what was destroyed before, the kind is not known."""
    op.add_column("destruction", sa.Column("kind", sa.String(40)))
