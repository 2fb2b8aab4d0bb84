"""Kind `casework` gets signals, what records mention, the weighing, and which cases a signal feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""
    _create_signal()
    _create_signal_case()
    _create_mention()
    _create_weighing_step()
    _create_source_check()
    _create_hand_over()


def _create_signal() -> None:
    create_versioned_table(
        "signal",
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("title", sa.String(400), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False, index=True),
        sa.Column("observed_from", sa.Date()),
        sa.Column("observed_to", sa.Date()),
        sa.Column("source", sa.String(40), nullable=False, index=True),
        sa.Column("cluster", sa.String(40), index=True),
        sa.Column("phenomenon", sa.String(40), index=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("interpretation", sa.Text()),
        sa.Column("reliability", sa.String(40)),
        sa.Column("information_value", sa.String(40)),
        sa.Column("priority", sa.String(40), index=True),
        sa.Column("priority_reason", sa.Text()),
        sa.Column("classification", sa.String(40), nullable=False),
        sa.Column("brought_in_by", sa.String(200)),
        sa.Column("brought_in_account", sa.String(40)),
        sa.Column("delivery", sa.String(32), unique=True),
        sa.Column("informing", sa.String(40)),
        sa.Column("informing_note", sa.Text()),
        *_course(),
        sa.CheckConstraint(
            "observed_from IS NULL OR observed_to IS NULL OR observed_to >= observed_from", name="observed_in_order"
        ),
    )


def _course() -> list[sa.Column[object]]:
    return [
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), index=True),
        sa.Column("outcome_reason", sa.Text()),
        sa.Column("outcome_to", sa.String(200)),
        sa.Column("decided_on", sa.Date(), index=True),
        sa.Column("decided_by", sa.String(40)),
        sa.Column("keep_until", sa.Date(), index=True),
        sa.Column("feedback", sa.String(40)),
        sa.Column("feedback_on", sa.Date()),
    ]


def _create_signal_case() -> None:
    op.create_table(
        "signal_case",
        sa.Column("id", sa.Integer(), primary_key=True),
        _signal_id(index=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("linked_by", sa.String(40), nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.UniqueConstraint("signal_id", "case_id"),
    )


def _create_mention() -> None:
    create_versioned_table(
        "mention",
        sa.Column("signal_id", sa.Integer(), sa.ForeignKey("signal.id", ondelete="CASCADE"), index=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id", ondelete="CASCADE"), index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("role", sa.String(40)),
        sa.Column("certainty", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(400)),
        sa.Column("given_names", sa.String(200)),
        sa.Column("prefix", sa.String(40)),
        sa.Column("surname", sa.String(200)),
        sa.Column("born_on", sa.Date()),
        sa.Column("organisation", sa.String(300)),
        sa.Column("trade_register_number", sa.String(8)),
        sa.Column("street", sa.String(200)),
        sa.Column("house_number", sa.Integer()),
        sa.Column("addition", sa.String(20)),
        sa.Column("postcode", sa.String(6)),
        sa.Column("town", sa.String(100)),
        sa.Column("plate", sa.String(20)),
        sa.Column("note", sa.Text()),
        sa.Column("label", sa.String(400), nullable=False),
        sa.Column("match_key", sa.String(300), index=True),
        sa.Column("other_key", sa.String(300), index=True),
        sa.CheckConstraint("(signal_id IS NOT NULL) + (case_id IS NOT NULL) = 1", name="one_parent"),
    )


def _create_weighing_step() -> None:
    op.create_table(
        "weighing_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        _signal_id(),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(400)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proportionality", sa.Text()),
        sa.Column("subsidiarity", sa.Text()),
        sa.Column("answered_by", sa.String(40), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
    )
    op.create_index("ix_weighing_step_signal", "weighing_step", ["signal_id", "step"])


def _create_source_check() -> None:
    create_versioned_table(
        "source_check",
        _signal_id(index=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(400), nullable=False),
        sa.Column("result", sa.String(40)),
        sa.Column("checked_on", sa.Date()),
        sa.Column("checked_by", sa.String(40)),
        sa.Column("finding", sa.Text()),
        sa.CheckConstraint("finding IS NULL OR (result IS NOT NULL AND result = 'hit')", name="content_only_at_a_hit"),
    )


def _create_hand_over() -> None:
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), primary_key=True),
        _signal_id(index=True),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("recipient", sa.String(200), nullable=False),
        sa.Column("ground", sa.String(400), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("handed_by", sa.String(40), nullable=False),
    )


def _signal_id(*, index: bool = False) -> sa.Column[int]:
    return sa.Column(
        "signal_id", sa.Integer(), sa.ForeignKey("signal.id", ondelete="CASCADE"), nullable=False, index=index
    )
