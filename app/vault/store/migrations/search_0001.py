"""The index of a compartment as it was when the first kinds got it; frozen like a revision (see shared_0001)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

# 'secure-delete': without it FTS5 keeps the words of what was erased until it happens to merge its segments.
_FULL_TEXT = (
    (
        "CREATE VIRTUAL TABLE search_text USING fts5(number, name, keys, words, content='search_entry', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    ),
    "INSERT INTO search_text(search_text, rank) VALUES('secure-delete', 1)",
    "CREATE VIRTUAL TABLE search_gram USING fts5(word, content='search_name', content_rowid='id', tokenize='trigram')",
    "INSERT INTO search_gram(search_gram, rank) VALUES('secure-delete', 1)",
)


def create_search_tables() -> None:
    """Create the tables of the index, the full-text tables on them, and that of kept searches."""
    _create_entry_table()
    op.create_table(
        "search_name",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("word", sa.String(80), nullable=False, unique=True),
    )
    op.create_table(
        "search_state",
        sa.Column("kind", sa.String(80), primary_key=True),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("author", sa.String(40), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
    )
    for statement in _FULL_TEXT:
        op.execute(statement)


def _create_entry_table() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("subject_kind", sa.String(80), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("file_kind", sa.String(80)),
        sa.Column("file_id", sa.Integer()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("status", sa.String(80)),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.UniqueConstraint("subject_kind", "subject_id"),
    )
    op.create_index("ix_search_entry_file", "search_entry", ["file_kind", "file_id"])
