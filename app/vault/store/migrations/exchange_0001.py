"""The tables of imports and of exported lists as they were when the first kinds got them; frozen like a revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create_import_tables() -> None:
    """Create the tables of imports."""
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(80), nullable=False, index=True),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("stored_at", sa.String(25), nullable=False),
        sa.Column("stored_by", sa.String(40), nullable=False),
        sa.Column("undone_at", sa.String(25)),
        sa.Column("undone_by", sa.String(40)),
    )
    op.create_table(
        "import_part",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "batch_id",
            sa.Integer(),
            sa.ForeignKey("import_batch.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
    )
    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.UniqueConstraint("kind", "name"),
    )


def create_export_table() -> None:
    """Create the log of exports."""
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
