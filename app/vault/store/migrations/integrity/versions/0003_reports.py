"""Kind `integrity` gets its reports: the story, its handling, the dialogue, and what remains when one is destroyed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.drafts_0001 import create_draft_table
from app.vault.store.migrations.search_0001 import create_search_tables
from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables; nothing is there yet that would belong in them."""
    create_draft_table()
    create_search_tables()
    create_versioned_table(
        "substatus",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.UniqueConstraint("name"),
    )
    create_versioned_table("report", *_story(), *_handling(), *_keys())
    _create_parts()
    _create_arrivals()


def _story() -> list[sa.Column[object]]:
    return [
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False, index=True),
        sa.Column("taken_in_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("when_where", sa.Text()),
        sa.Column("who", sa.Text()),
        sa.Column("how_known", sa.Text()),
        sa.Column("may_ask", sa.Boolean()),
        sa.Column("reporter", sa.Text()),
        sa.Column("approved_on", sa.Date()),
    ]


def _handling() -> list[sa.Column[object]]:
    return [
        sa.Column("kind", sa.String(40), index=True),
        sa.Column("other_route", sa.Text()),
        sa.Column("conflict", sa.String(40)),
        sa.Column("conflict_note", sa.Text()),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("substatus_id", sa.Integer(), sa.ForeignKey("substatus.id"), index=True),
        sa.Column("handler", sa.String(200)),
        sa.Column("confirmed_on", sa.Date()),
        sa.Column("feedback_on", sa.Date()),
        sa.Column("research", sa.Text()),
        sa.Column("conclusion", sa.Text()),
        sa.Column("measures", sa.Text()),
        sa.Column("protection", sa.Text()),
        sa.Column("protection_checked_on", sa.Date()),
        sa.Column("consent_on", sa.Date()),
        sa.Column("consent_for", sa.String(400)),
        sa.Column("closed_on", sa.Date()),
        sa.Column("keep_until", sa.Date(), index=True),
        sa.Column("postponed_because", sa.Text()),
    ]


def _keys() -> list[sa.Column[object]]:
    return [
        sa.Column("lookup", sa.LargeBinary(32), unique=True),
        sa.Column("reader", sa.LargeBinary(1216)),
        sa.Column("signer", sa.LargeBinary(32)),
    ]


def _report_id() -> sa.Column[object]:
    return sa.Column(
        "report_id", sa.Integer(), sa.ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True
    )


def _create_parts() -> None:
    create_versioned_table(
        "report_message",
        _report_id(),
        sa.Column("speaker", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.UniqueConstraint("report_id", "speaker", "number"),
    )
    create_versioned_table(
        "report_file",
        _report_id(),
        sa.Column("message_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("cleaned", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size >= 0", name="size"),
    )
    create_versioned_table(
        "report_note",
        _report_id(),
        sa.Column("written_on", sa.Date(), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
    )


def _create_arrivals() -> None:
    op.create_table("taken_in", sa.Column("key", sa.LargeBinary(16), primary_key=True))
    op.create_table(
        "broken_arrival",
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("destroyed_on", sa.Date(), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
    )
    op.create_table(
        "report_series",
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer(), nullable=False),
    )
