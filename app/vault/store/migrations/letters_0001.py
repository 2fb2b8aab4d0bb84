"""The tables of letters as they were made first, for every kind that keeps letters of its files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def create_letter_tables(file_key: str, file_table: str) -> None:
    """Letters and their exports; `file_key` is the column that names the file in `file_table`."""
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(file_key, sa.Integer(), sa.ForeignKey(f"{file_table}.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("recipient", sa.String(300), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False, index=True),
        sa.Column("ground", sa.String(300), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("template", sa.String(200), nullable=False),
        sa.Column("template_sha256", sa.String(64), nullable=False),
        sa.Column("docx", sa.LargeBinary(), nullable=False),
        sa.Column("docx_sha256", sa.String(64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(25), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
    )
    letter = sa.ForeignKey("letter.id", ondelete="CASCADE")
    op.create_table(
        "letter_export",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), letter, nullable=False, index=True),
        sa.Column("made_at", sa.String(25), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(300), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
