"""The list of signals gets an index in its own order, so that opening it sorts nothing."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Put the index by day and number in the place of the one by day."""
    op.drop_index("ix_signal_received_on", "signal")
    op.create_index("ix_signal_order", "signal", ["received_on", "number"], unique=True)
