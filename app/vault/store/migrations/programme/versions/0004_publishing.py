"""Kind `programme` gets frozen versions of documents, what leads to them, and the house style."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

FROZEN = ("document_version", "frozen_edition")


def upgrade() -> None:
    """Add the tables, the column, and the triggers that keep what is frozen."""
    op.add_column("chapter", sa.Column("confidential", sa.Boolean(), nullable=False, server_default=sa.false()))
    _create_reading()
    _create_versions()
    _create_house_style()
    for table in FROZEN:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is frozen'); END"
            )


def _create_reading() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _evaluation("CASCADE"),
        sa.Column("chapter_id", sa.Integer(), sa.ForeignKey("chapter.id", ondelete="SET NULL"), index=True),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resolved_on", sa.Date()),
        sa.Column("resolved_by", sa.String(200)),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), primary_key=True),
        _evaluation("CASCADE"),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("reader", sa.String(200), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "small_count",
        sa.Column("id", sa.Integer(), primary_key=True),
        _evaluation("CASCADE"),
        sa.Column("type_name", sa.String(200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(40), nullable=False),
        sa.UniqueConstraint("evaluation_id", "type_name", "year"),
    )


def _create_versions() -> None:
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), primary_key=True),
        _evaluation(None),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(40), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("frozen_by", sa.String(200), nullable=False),
        sa.Column("reader", sa.String(200), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("origins", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("evaluation_id", "number"),
    )
    op.create_table(
        "frozen_edition",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("document_version.id"), nullable=False, index=True),
        sa.Column("edition", sa.String(40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.UniqueConstraint("version_id", "edition"),
    )


def _create_house_style() -> None:
    op.create_table(
        "house_style",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("primary", sa.String(7)),
        sa.Column("secondary", sa.String(7)),
        sa.Column("logo", sa.LargeBinary()),
        sa.Column("logo_name", sa.String(200)),
        sqlite_autoincrement=True,
    )


def _evaluation(ondelete: str | None) -> sa.Column[int]:
    key = sa.ForeignKey("evaluation.id", ondelete=ondelete)
    return sa.Column("evaluation_id", sa.Integer(), key, nullable=False, index=True)
