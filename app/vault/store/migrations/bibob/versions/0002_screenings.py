"""Kind `bibob` gets its screenings, what belongs to them, and a table for input that was not saved yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.drafts_0001 import create_draft_table
from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables."""
    create_draft_table()
    _create_screening()
    _create_party()
    _create_trade_name()
    _create_financing()
    _create_consulted_source()
    _create_advice_question()
    _create_condition()
    _create_disclosure()
    _create_number_series()


def _create_screening() -> None:
    create_versioned_table(
        "screening",
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("external_number", sa.String(80), index=True),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("phase", sa.String(40), nullable=False, index=True),
        sa.Column("basis", sa.String(40), nullable=False),
        sa.Column("occasion", sa.String(40), nullable=False, index=True),
        sa.Column("trigger", sa.String(40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False, index=True),
        sa.Column("application_on", sa.Date()),
        sa.Column("decision_weeks", sa.Integer()),
        sa.Column("postponed_to", sa.Date()),
        sa.Column("form_issued_on", sa.Date()),
        sa.Column("form_received_on", sa.Date()),
        sa.Column("form_complete", sa.String(40)),
        sa.Column("completion_asked_on", sa.Date()),
        sa.Column("completion_weeks", sa.Integer()),
        sa.Column("completed_on", sa.Date()),
        sa.Column("prosecutor_tip_on", sa.Date()),
        sa.Column("prosecutor_tip_reference", sa.String(200)),
        sa.Column("riec_support", sa.String(40)),
        sa.Column("riec_support_on", sa.Date()),
        sa.Column("register_consulted_on", sa.Date()),
        sa.Column("register_result", sa.Text()),
        *_advice_and_danger(),
        *_decision(),
    )


def _advice_and_danger() -> list[sa.Column[object]]:
    return [
        sa.Column("advice_type", sa.String(40)),
        sa.Column("advice_requested_on", sa.Date()),
        sa.Column("subject_informed_on", sa.Date()),
        sa.Column("extension_days", sa.Integer()),
        sa.Column("extension_noticed_on", sa.Date()),
        sa.Column("advice_received_on", sa.Date()),
        sa.Column("advice_reference", sa.String(200)),
        sa.Column("advised_danger_a", sa.String(40)),
        sa.Column("advised_danger_b", sa.String(40)),
        sa.Column("danger_a", sa.String(40)),
        sa.Column("danger_b", sa.String(40)),
        sa.Column("danger_six", sa.String(40)),
        sa.Column("reasoning", sa.Text()),
    ]


def _decision() -> list[sa.Column[object]]:
    return [
        sa.Column("register_reported_on", sa.Date()),
        sa.Column("intention_sent_on", sa.Date()),
        sa.Column("views_weeks", sa.Integer()),
        sa.Column("secrecy_pointed_on", sa.Date()),
        sa.Column("views_received_on", sa.Date()),
        sa.Column("outcome", sa.String(40), index=True),
        sa.Column("decided_on", sa.Date(), index=True),
        sa.Column("decision_reference", sa.String(200)),
        sa.Column("published_on", sa.Date()),
        sa.Column("objection_on", sa.Date()),
        sa.Column("withdrawn_on", sa.Date()),
        sa.Column("closed_on", sa.Date(), index=True),
        sa.Column("keep_until", sa.Date()),
        sa.Column("destroyed_on", sa.Date()),
        sa.Column("note", sa.Text()),
    ]


def _create_party() -> None:
    create_versioned_table(
        "party",
        sa.Column("screening_id", sa.Integer(), sa.ForeignKey("screening.id"), nullable=False, index=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("nature", sa.String(40), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("born_on", sa.Date()),
        sa.Column("address", sa.String(400)),
        sa.Column("trade_register_number", sa.String(8)),
        sa.Column("legal_form", sa.String(100)),
        sa.Column("bsn", sa.String(9)),
        sa.Column("note", sa.Text()),
    )


def _create_trade_name() -> None:
    op.create_table(
        "trade_name",
        sa.Column("party_id", sa.Integer(), sa.ForeignKey("party.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )


def _create_financing() -> None:
    create_versioned_table(
        "financing",
        sa.Column("screening_id", sa.Integer(), sa.ForeignKey("screening.id"), nullable=False, index=True),
        sa.Column("party_id", sa.Integer(), sa.ForeignKey("party.id"), index=True),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("amount", sa.Integer()),
        sa.Column("proof", sa.String(400)),
        sa.Column("note", sa.Text()),
    )


def _create_consulted_source() -> None:
    create_versioned_table(
        "consulted_source",
        sa.Column("screening_id", sa.Integer(), sa.ForeignKey("screening.id"), nullable=False, index=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("consulted_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(300), nullable=False),
        sa.Column("result", sa.Text()),
    )


def _create_advice_question() -> None:
    create_versioned_table(
        "advice_question",
        sa.Column("screening_id", sa.Integer(), sa.ForeignKey("screening.id"), nullable=False, index=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.CheckConstraint("answered_on IS NULL OR answered_on >= asked_on", name="answered_after_asked"),
    )


def _create_condition() -> None:
    create_versioned_table(
        "condition",
        sa.Column("screening_id", sa.Integer(), sa.ForeignKey("screening.id"), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("check_on", sa.Date(), nullable=False, index=True),
        sa.Column("checked_on", sa.Date()),
        sa.Column("finding", sa.Text()),
    )


def _create_disclosure() -> None:
    create_versioned_table(
        "disclosure",
        sa.Column("screening_id", sa.Integer(), sa.ForeignKey("screening.id"), nullable=False, index=True),
        sa.Column("disclosed_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("recipient", sa.String(300), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
    )


def _create_number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("last", sa.Integer(), nullable=False),
    )
