"""The first schema of kind `programme`: the shared tables, figures, money, quickscan, registers and the evaluation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_shared_tables, create_versioned_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    create_shared_tables()
    _create_activity()
    _create_budget()
    _create_evaluation()
    _create_goal()
    _create_instrument()
    _create_post()
    _create_programme()
    _create_publication()
    _create_resilience_session()
    _create_scan()
    _create_budget_group()
    _create_callout()
    _create_carry_over()
    _create_chapter()
    _create_overview_item()
    _create_published_figure()
    _create_recommendation()
    _create_stated_fact()
    _create_budget_line()
    _create_claim()
    _create_booking()
    _create_commitment()
    _create_export()


def _create_activity() -> None:
    create_versioned_table(
        "activity",
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("chapter", sa.String(20)),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("owner", sa.String(200)),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("starts_on", sa.Date()),
        sa.Column("moved_to", sa.Integer()),
        sa.Column("reason", sa.Text()),
        sa.Column("note", sa.Text()),
    )


def _create_budget() -> None:
    create_versioned_table(
        "budget",
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("nature", sa.String(40), nullable=False),
        sa.Column("source", sa.String(40)),
        sa.Column("policy_field", sa.String(20)),
        sa.Column("budgeted", sa.Integer()),
        sa.Column("stated_spent", sa.Integer()),
        sa.Column("stated_remainder", sa.Integer()),
        sa.Column("note", sa.Text()),
        sa.UniqueConstraint("year", "name"),
    )


def _create_evaluation() -> None:
    create_versioned_table(
        "evaluation",
        sa.Column("year", sa.Integer(), nullable=False, unique=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("subtitle", sa.String(300)),
        sa.Column("author", sa.String(200)),
        sa.Column("dated", sa.Date()),
        sa.Column("edition", sa.String(40)),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("classification", sa.String(40), nullable=False),
    )


def _create_goal() -> None:
    create_versioned_table(
        "goal",
        sa.Column("name", sa.String(300), nullable=False, unique=True),
        sa.Column("source", sa.String(300)),
        sa.Column("horizon", sa.Integer()),
        sa.Column("text", sa.Text(), nullable=False),
    )


def _create_instrument() -> None:
    create_versioned_table(
        "instrument",
        sa.Column("name", sa.String(300), nullable=False, unique=True),
        sa.Column("legal_basis", sa.String(300)),
        sa.Column("adopted_by", sa.String(40)),
        sa.Column("adopted_on", sa.Date()),
        sa.Column("in_force_from", sa.Date()),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("review_on", sa.Date(), index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("applied_to", sa.Text()),
        sa.Column("note", sa.Text()),
    )


def _create_post() -> None:
    create_versioned_table(
        "post",
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("function", sa.String(200)),
        sa.Column("fte", sa.Integer(), nullable=False),
        sa.Column("nature", sa.String(40)),
        sa.Column("filled_from", sa.Date()),
        sa.Column("cost", sa.Integer()),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("fte > 0", name="fte"),
    )


def _create_programme() -> None:
    create_versioned_table(
        "programme",
        sa.Column("name", sa.String(300), nullable=False, unique=True),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("to_year", sa.Integer(), nullable=False),
        sa.Column("grant", sa.Integer()),
        sa.Column("granted_by", sa.String(300)),
        sa.Column("regional_grant", sa.Integer()),
        sa.Column("national_fund", sa.Integer()),
        sa.Column("partners", sa.Text()),
        sa.Column("goals", sa.Text()),
        sa.Column("note", sa.Text()),
    )


def _create_publication() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_by", sa.String(200), nullable=False),
        sa.Column("historic", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("stated_total", sa.Integer()),
        sa.CheckConstraint("year BETWEEN 1900 AND 2200", name="year"),
    )


def _create_resilience_session() -> None:
    create_versioned_table(
        "resilience_session",
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("held_on", sa.Date()),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("audience", sa.String(300), nullable=False),
        sa.Column("theme", sa.String(300)),
        sa.Column("attendants", sa.Integer()),
        sa.Column("note", sa.Text()),
    )


def _create_scan() -> None:
    create_versioned_table(
        "scan",
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("carried_out_by", sa.String(200)),
        sa.Column("methods", sa.Text()),
        sa.Column("introduction", sa.Text()),
    )


def _create_budget_group() -> None:
    op.create_table(
        "budget_group",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "budget_id", sa.Integer(), sa.ForeignKey("budget.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.UniqueConstraint("budget_id", "name"),
    )


def _create_callout() -> None:
    create_versioned_table(
        "callout",
        sa.Column("evaluation_id", sa.Integer(), sa.ForeignKey("evaluation.id"), nullable=False, index=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.UniqueConstraint("evaluation_id", "title"),
    )


def _create_carry_over() -> None:
    create_versioned_table(
        "carry_over",
        sa.Column("budget_id", sa.Integer(), sa.ForeignKey("budget.id"), nullable=False, index=True),
        sa.Column("to_year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("cover", sa.String(40)),
        sa.Column("decided_on", sa.Date()),
        sa.CheckConstraint("amount > 0", name="amount"),
    )


def _create_chapter() -> None:
    create_versioned_table(
        "chapter",
        sa.Column("evaluation_id", sa.Integer(), sa.ForeignKey("evaluation.id"), nullable=False, index=True),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_note", sa.Text()),
        sa.UniqueConstraint("evaluation_id", "number"),
    )


def _create_overview_item() -> None:
    create_versioned_table(
        "overview_item",
        sa.Column("evaluation_id", sa.Integer(), sa.ForeignKey("evaluation.id"), nullable=False, index=True),
        sa.Column("block", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("instrument_id", sa.Integer(), sa.ForeignKey("instrument.id")),
    )


def _create_published_figure() -> None:
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "publication_id",
            sa.Integer(),
            sa.ForeignKey("publication.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("type_name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("counting_unit", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer()),
        sa.CheckConstraint("count IS NULL OR count >= 0", name="count"),
    )


def _create_recommendation() -> None:
    create_versioned_table(
        "recommendation",
        sa.Column("scan_id", sa.Integer(), sa.ForeignKey("scan.id"), nullable=False, index=True),
        sa.Column("theme", sa.String(40), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(200)),
        sa.Column("priority", sa.String(40)),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("reason", sa.Text()),
        sa.Column("starts_on", sa.Date()),
        sa.Column("due_on", sa.Date(), index=True),
        sa.Column("done_on", sa.Date()),
        sa.Column("progress", sa.Integer()),
        sa.Column("evidence", sa.Text()),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
    )


def _create_stated_fact() -> None:
    create_versioned_table(
        "stated_fact",
        sa.Column("evaluation_id", sa.Integer(), sa.ForeignKey("evaluation.id"), nullable=False, index=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("value", sa.String(120), nullable=False),
        sa.Column("source", sa.Text()),
        sa.UniqueConstraint("evaluation_id", "name"),
    )


def _create_budget_line() -> None:
    create_versioned_table(
        "budget_line",
        sa.Column("group_id", sa.Integer(), sa.ForeignKey("budget_group.id"), nullable=False, index=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("budgeted", sa.Integer()),
        sa.Column("spent_amount", sa.Integer()),
        sa.Column("nature", sa.String(40)),
        sa.Column("supplier", sa.String(200)),
        sa.Column("note", sa.Text()),
    )


def _create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "callout_id", sa.Integer(), sa.ForeignKey("callout.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("type_name", sa.String(200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def _create_booking() -> None:
    create_versioned_table(
        "booking",
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("budget_line.id"), nullable=False, index=True),
        sa.Column("booked_on", sa.Date(), nullable=False, index=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(400), nullable=False),
        sa.Column("reference", sa.String(80)),
    )


def _create_commitment() -> None:
    create_versioned_table(
        "commitment",
        sa.Column("line_id", sa.Integer(), sa.ForeignKey("budget_line.id"), nullable=False, index=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer()),
        sa.Column("note", sa.Text()),
    )


def _create_export() -> None:
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("made_at", sa.String(25), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("what", sa.String(300), nullable=False),
        sa.Column("classification", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(300)),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
