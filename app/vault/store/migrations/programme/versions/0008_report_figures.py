"""Kind `programme` gets the yearly counts of internal reports, as their desks publish them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "report_publication",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("desk", sa.String(40), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("below", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer()),
        sa.CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),
    )
    publication = sa.ForeignKey("report_publication.id", ondelete="CASCADE")
    op.create_table(
        "report_year_figure",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("publication_id", sa.Integer(), publication, nullable=False, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name="count"),
    )
