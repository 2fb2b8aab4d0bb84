"""Kind `measures` gets closures and designations under the APV, exploitation permits and traders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables."""
    _create_apv_closure()
    _create_designation()
    _create_designated_business()
    _create_operating_permit()
    _create_leader()
    _create_trader()
    _create_trader_check()


def _create_apv_closure() -> None:
    create_versioned_table(
        "apv_closure",
        sa.Column("property_id", sa.Integer(), sa.ForeignKey("property.id"), nullable=False, index=True),
        sa.Column("ground", sa.String(40), nullable=False, index=True),
        sa.Column("interest", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("intention_sent_on", sa.Date()),
        sa.Column("without_intention", sa.String(40)),
        sa.Column("without_reason", sa.Text()),
        sa.Column("decided_on", sa.Date(), index=True),
        sa.Column("decision_reference", sa.String(200)),
        sa.Column("closed_from", sa.Date()),
        sa.Column("closed_until", sa.Date(), index=True),
        sa.Column("announced_on", sa.Date()),
        sa.Column("objection_on", sa.Date()),
        sa.Column("lifted_on", sa.Date()),
        sa.Column("note", sa.Text()),
    )


def _create_designation() -> None:
    create_versioned_table(
        "designation",
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("decided_on", sa.Date()),
        sa.Column("decision_reference", sa.String(200)),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_until", sa.Date(), index=True),
        sa.Column("apply_until", sa.Date(), index=True),
        sa.Column("reason", sa.Text()),
        sa.Column("note", sa.Text()),
    )


def _create_designated_business() -> None:
    create_versioned_table(
        "designated_business",
        sa.Column("designation_id", sa.Integer(), sa.ForeignKey("designation.id"), nullable=False, index=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("address", sa.String(400)),
        sa.Column("trade_register_number", sa.String(8)),
        sa.Column("state", sa.String(40), nullable=False, index=True),
        sa.Column("written_on", sa.Date()),
        sa.Column("applied_on", sa.Date()),
        sa.Column("note", sa.Text()),
    )


def _create_operating_permit() -> None:
    create_versioned_table(
        "operating_permit",
        sa.Column("reference", sa.String(80), index=True),
        sa.Column("establishment", sa.String(300), nullable=False),
        sa.Column("property_id", sa.Integer(), sa.ForeignKey("property.id"), index=True),
        sa.Column("designation_id", sa.Integer(), sa.ForeignKey("designation.id"), index=True),
        sa.Column("operator", sa.String(300), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False, index=True),
        sa.Column("zoning_fits", sa.String(40)),
        sa.Column("conduct_fits", sa.String(40)),
        sa.Column("outcome", sa.String(40), index=True),
        sa.Column("decided_on", sa.Date()),
        sa.Column("valid_until", sa.Date(), index=True),
        sa.Column("conditions", sa.Text()),
        sa.Column("changes", sa.Text()),
        sa.Column("note", sa.Text()),
    )


def _create_leader() -> None:
    op.create_table(
        "leader",
        sa.Column(
            "permit_id",
            sa.Integer(),
            sa.ForeignKey("operating_permit.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )


def _create_trader() -> None:
    create_versioned_table(
        "trader",
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("trade_register_number", sa.String(8)),
        sa.Column("address", sa.String(400)),
        sa.Column("trade", sa.String(200)),
        sa.Column("in_dol", sa.String(40), index=True),
        sa.Column("dol_since", sa.Date()),
        sa.Column("in_dor", sa.String(40), index=True),
        sa.Column("other_register", sa.String(300)),
        sa.Column("note", sa.Text()),
    )


def _create_trader_check() -> None:
    create_versioned_table(
        "trader_check",
        sa.Column("trader_id", sa.Integer(), sa.ForeignKey("trader.id"), nullable=False, index=True),
        sa.Column("checked_on", sa.Date(), nullable=False, index=True),
        sa.Column("checked_by", sa.String(200)),
        sa.Column("result", sa.String(40), nullable=False, index=True),
        sa.Column("finding", sa.Text()),
        sa.Column("follow_up", sa.Text()),
        sa.Column("again_on", sa.Date(), index=True),
    )
