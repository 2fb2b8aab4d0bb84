"""The first schema of kind `casework`: the shared tables, cases and their types."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_shared_tables, create_versioned_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    create_shared_tables()
    _create_case_type()
    _create_case()
    _create_case_type_alias()
    _create_case_partner()
    _create_number_series()


def _create_case_type() -> None:
    create_versioned_table(
        "case_type",
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("counting_unit", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active_from", sa.Integer()),
        sa.Column("active_to", sa.Integer()),
        sa.CheckConstraint("active_from IS NULL OR active_to IS NULL OR active_from <= active_to", name="active"),
    )


def _create_case() -> None:
    create_versioned_table(
        "case",
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("external_number", sa.String(80)),
        sa.Column("title", sa.String(2000), nullable=False),
        sa.Column("case_type_id", sa.Integer(), sa.ForeignKey("case_type.id"), nullable=False, index=True),
        sa.Column("level", sa.String(40), nullable=False, index=True),
        sa.Column("theme", sa.String(40), index=True),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("opened_on", sa.Date(), nullable=False, index=True),
        sa.Column("closed_on", sa.Date(), index=True),
        sa.Column("origin", sa.String(40)),
        sa.Column("counted_year", sa.Integer(), index=True),
        sa.Column("counting_unit", sa.String(40), nullable=False),
        sa.Column("handler", sa.String(200), index=True),
        sa.Column("location", sa.String(400)),
        sa.Column("description", sa.Text()),
        sa.Column("result", sa.Text()),
        sa.Column("closing_reason", sa.String(40)),
        sa.CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
    )


def _create_case_type_alias() -> None:
    op.create_table(
        "case_type_alias",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "case_type_id", sa.Integer(), sa.ForeignKey("case_type.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )


def _create_case_partner() -> None:
    op.create_table(
        "case_partner",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )


def _create_number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("last", sa.Integer(), nullable=False),
    )
