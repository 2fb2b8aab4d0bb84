"""Kind `programme` gets years that begin and close, shared money, materials, examples and attachments of bookings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the tables; what is in the others stays, with what is new in it unknown."""
    _widen()
    for table, column in (
        ("budget", "programme_id"),
        ("carry_over", "to_budget_id"),
        ("activity", "goal_id"),
        ("activity", "moved_from_id"),
    ):
        _point(table, column)
    for create in (_plan_year, _contribution, _material, _practice_example, _attachment):
        create()


def _widen() -> None:
    for table, name, kind in (
        ("budget", "adjusted", sa.Integer()),
        ("budget", "own_share", sa.Integer()),
        ("budget_line", "planned", sa.Integer()),
        ("budget_line", "covered_by", sa.String(300)),
        ("booking", "cost_centre", sa.String(40)),
        ("booking", "ledger_account", sa.String(40)),
        ("carry_over", "submitted_on", sa.Date()),
        ("carry_over", "college_on", sa.Date()),
    ):
        op.add_column(table, sa.Column(name, kind))
    op.add_column("budget_line", sa.Column("continues", sa.Boolean(), nullable=False, server_default=sa.false()))


def _point(table: str, column: str) -> None:
    op.add_column(table, sa.Column(column, sa.Integer()))
    op.create_index(f"ix_{table}_{column}", table, [column])


def _plan_year() -> None:
    create_versioned_table(
        "plan_year",
        sa.Column("year", sa.Integer(), nullable=False, unique=True),
        sa.Column("started_from", sa.Integer()),
        sa.Column("begun_on", sa.Date()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),
    )
    op.create_table(
        "plan_year_aim",
        sa.Column("id", sa.Integer(), primary_key=True),
        _hung_on("plan_year"),
        _aim("goal"),
        _aim("recommendation"),
        sa.CheckConstraint("(goal_id IS NOT NULL) + (recommendation_id IS NOT NULL) = 1", name="one_aim"),
    )
    op.create_table(
        "plan_year_record",
        sa.Column("id", sa.Integer(), primary_key=True),
        _hung_on("plan_year"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )


def _hung_on(table: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer(), key, nullable=False, index=True)


def _aim(table: str) -> sa.Column[int]:
    return sa.Column(f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)


def _contribution() -> None:
    create_versioned_table(
        "contribution",
        sa.Column("programme_id", sa.Integer(), sa.ForeignKey("programme.id"), nullable=False, index=True),
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("party", sa.String(300), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("amount", sa.Integer()),
        sa.Column("note", sa.Text()),
        sa.UniqueConstraint("programme_id", "year", "party"),
        sa.CheckConstraint("amount >= 0", name="amount"),
    )


def _material() -> None:
    create_versioned_table(
        "material",
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("audience", sa.String(300)),
        sa.Column("copies", sa.Integer()),
        sa.Column("handed_out", sa.Integer()),
        sa.Column("revise_on", sa.Date()),
        sa.Column("budget_line_id", sa.Integer(), sa.ForeignKey("budget_line.id"), index=True),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("copies >= 0", name="copies"),
        sa.CheckConstraint("handed_out >= 0", name="handed_out"),
    )


def _practice_example() -> None:
    create_versioned_table(
        "practice_example",
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("theme", sa.String(40), index=True),
        sa.Column("year", sa.Integer()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text()),
        sa.Column("checked_by", sa.String(200)),
        sa.Column("checked_on", sa.Date()),
    )


def _attachment() -> None:
    create_versioned_table(
        "attachment",
        _hung_on("booking"),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("media", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("added_at", sa.String(25), nullable=False),
        sa.Column("added_by", sa.String(40), nullable=False),
    )
    op.create_table(
        "attachment_piece",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("attachment_id", sa.Integer(), sa.ForeignKey("attachment.id", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("attachment_id", "place"),
    )
