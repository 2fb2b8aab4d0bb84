"""Kind `programme` gets partners, covenants, actions, milestones, studies, trends, campaigns and measures at work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables, and to a session who spoke, for which team, how it was valued and what followed."""
    for create in (_cooperation, _programmes, _scan_action, _study, _trend, _communication, _workplace_measure):
        create()
    for name, kind in (
        ("team", sa.String(200)),
        ("speaker", sa.String(200)),
        ("score", sa.Integer()),
        ("costs", sa.Integer()),
        ("follow_up", sa.Text()),
    ):
        op.add_column("resilience_session", sa.Column(name, kind))


def _hung_on(table: str) -> sa.Column[int]:
    return sa.Column(f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=False, index=True)


def _cooperation() -> None:
    create_versioned_table(
        "partner",
        sa.Column("name", sa.String(300), nullable=False, unique=True),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("involved_in", sa.Text()),
        sa.Column("note", sa.Text()),
    )
    create_versioned_table(
        "covenant",
        _hung_on("partner"),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("signed_on", sa.Date()),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), index=True),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
    )
    create_versioned_table(
        "contact",
        _hung_on("partner"),
        sa.Column("function", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200)),
        sa.Column("phone", sa.String(40)),
        sa.Column("email", sa.String(200)),
    )


def _programmes() -> None:
    create_versioned_table(
        "milestone",
        _hung_on("programme"),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False, index=True),
        sa.Column("reached_on", sa.Date()),
        sa.Column("result", sa.Text()),
    )
    create_versioned_table(
        "barrier",
        _hung_on("programme"),
        sa.Column("side", sa.String(40), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.String(300)),
    )


def _scan_action() -> None:
    create_versioned_table(
        "scan_action",
        _hung_on("recommendation"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(200)),
        sa.Column("budget_line_id", sa.Integer(), sa.ForeignKey("budget_line.id"), index=True),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("starts_on", sa.Date()),
        sa.Column("due_on", sa.Date(), index=True),
        sa.Column("done_on", sa.Date()),
        sa.Column("evidence", sa.Text()),
    )


def _study() -> None:
    create_versioned_table(
        "study",
        sa.Column("name", sa.String(300), nullable=False, unique=True),
        sa.Column("carried_out_by", sa.String(300)),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("commissioned_on", sa.Date()),
        sa.Column("planned_on", sa.Date(), index=True),
        sa.Column("delayed_to", sa.Date()),
        sa.Column("reason", sa.Text()),
        sa.Column("delivered_on", sa.Date()),
        sa.Column("costs", sa.Integer()),
        sa.Column("findings", sa.Text()),
    )


def _trend() -> None:
    create_versioned_table(
        "trend",
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("theme", sa.String(40), nullable=False, index=True),
        sa.Column("region", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(400), nullable=False),
    )


def _communication() -> None:
    create_versioned_table(
        "campaign",
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False, index=True),
        sa.Column("audience", sa.String(300)),
        sa.Column("begins_on", sa.Date(), nullable=False, index=True),
        sa.Column("ends_on", sa.Date()),
        sa.Column("costs", sa.Integer()),
        sa.Column("outcome", sa.Text()),
    )
    create_versioned_table(
        "channel_count",
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer()),
        sa.Column("source", sa.String(400), nullable=False),
        sa.Column("note", sa.Text()),
        sa.UniqueConstraint("year", "channel"),
        sa.CheckConstraint("count >= 0", name="count"),
    )


def _workplace_measure() -> None:
    create_versioned_table(
        "workplace_measure",
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("owner", sa.String(200)),
        sa.Column("in_place_since", sa.Date()),
        sa.Column("review_on", sa.Date(), index=True),
        sa.Column("note", sa.Text()),
    )
