"""Kind `casework` hands cases over: cards of others, packages, which record is which elsewhere, and what was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0014"
down_revision = "0013"

# Of these an id may be given out again, so that what has gone must not be pointed to any more.
_GIVEN_AGAIN = {"case_alias", "status_change", "case_reference", "signal_case", "weighing_step", "hand_over"}
_TRAVELS = (
    "case",
    "case_alias",
    "status_change",
    "case_task",
    "intervention",
    "case_note",
    "case_handover",
    "case_measure",
    "case_reference",
    "case_effect",
    "attachment",
    "signal",
    "signal_case",
    "weighing_step",
    "source_check",
    "hand_over",
    "inspection",
    "finding",
    "checklist_answer",
    "action",
    "mention",
    "judgement",
    "link",
)


def upgrade() -> None:
    """Add the tables; a record that goes leaves nothing behind but its random id."""
    _create_cards()
    _create_packages()
    _create_travelled()
    _create_told()
    for name in _TRAVELS:
        gone = ", record_id = -id" if name in _GIVEN_AGAIN else ""
        op.execute(
            f'CREATE TRIGGER {name}_left_travelling AFTER DELETE ON "{name}" BEGIN '  # noqa: S608 - names of tables
            f"UPDATE travelled SET marks = '{{}}'{gone} WHERE kind = '{name}' AND record_id = OLD.id; END"
        )


def _create_cards() -> None:
    create_versioned_table(
        "partner_card",
        sa.Column("vault", sa.String(32), nullable=False),
        sa.Column("compartment", sa.String(40), nullable=False),
        sa.Column("municipality", sa.String(200), nullable=False),
        sa.Column("holder", sa.String(200), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("seal_key", sa.LargeBinary(1216), nullable=False),
        sa.Column("sign_key", sa.LargeBinary(32), nullable=False),
        sa.Column("fingerprint", sa.String(29), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(40), nullable=False),
        sa.Column("checked_with", sa.String(200), nullable=False),
        sa.UniqueConstraint("vault", "compartment"),
    )


def _create_packages() -> None:
    op.create_table(
        "case_package",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("package", sa.String(32), nullable=False, index=True),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("partner", sa.String(400), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(400), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )


def _create_travelled() -> None:
    op.create_table(
        "travelled",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("global_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("vector", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.UniqueConstraint("global_id"),
        sa.UniqueConstraint("kind", "record_id"),
    )


def _create_told() -> None:
    op.create_table(
        "outside_person",
        sa.Column("account", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("municipality", sa.String(200), nullable=False),
    )
    op.create_table(
        "outside_trail",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("replica", sa.String(16), nullable=False),
        sa.Column("municipality", sa.String(200), nullable=False),
        sa.Column("told_at", sa.String(25), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.UniqueConstraint("case_id", "replica"),
    )
