"""Kind `measures` gets properties, measures under art. 13b with their parts, and a table for input not saved yet."""

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
    _create_property()
    _create_finding()
    _create_measure()
    _create_found_substance()
    _create_weighed_circumstance()
    _create_addressee()
    _create_person_check()
    _create_number_series()


def _create_property() -> None:
    create_versioned_table(
        "property",
        sa.Column("street", sa.String(200), nullable=False),
        sa.Column("house_number", sa.Integer(), nullable=False),
        sa.Column("addition", sa.String(20)),
        sa.Column("postcode", sa.String(7), index=True),
        sa.Column("place", sa.String(100), nullable=False),
        sa.Column("bag_id", sa.String(16)),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("owner", sa.String(300)),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("house_number > 0", name="house_number"),
    )
    op.create_index("ix_property_address", "property", ["street", "house_number"])


def _create_finding() -> None:
    create_versioned_table(
        "finding",
        sa.Column("property_id", sa.Integer(), sa.ForeignKey("property.id"), nullable=False, index=True),
        sa.Column("found_on", sa.Date(), nullable=False, index=True),
        sa.Column("substance", sa.String(40), nullable=False),
        sa.Column("nth", sa.Integer()),
        sa.Column("source", sa.String(300)),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("nth IS NULL OR nth BETWEEN 1 AND 9", name="nth"),
    )


def _create_measure() -> None:
    create_versioned_table(
        "measure",
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("external_number", sa.String(80), index=True),
        sa.Column("property_id", sa.Integer(), sa.ForeignKey("property.id"), nullable=False, index=True),
        sa.Column("phase", sa.String(40), nullable=False, index=True),
        sa.Column("found_on", sa.Date(), nullable=False, index=True),
        sa.Column("substance", sa.String(40), nullable=False, index=True),
        sa.Column("nth", sa.Integer()),
        sa.Column("report_received_on", sa.Date()),
        sa.Column("report_reference", sa.String(200)),
        sa.Column("wpg_ground", sa.String(40)),
        sa.Column("indicators", sa.Text()),
        sa.Column("competent", sa.String(40)),
        sa.Column("competence_reason", sa.Text()),
        sa.Column("necessary", sa.String(40)),
        sa.Column("necessity_reason", sa.Text()),
        sa.Column("balanced", sa.String(40)),
        sa.Column("balance_reason", sa.Text()),
        sa.Column("weighed_on", sa.Date()),
        *_decision(),
        *_after_decision(),
        *_ending(),
    )


def _decision() -> list[sa.Column[object]]:
    return [
        sa.Column("intention_sent_on", sa.Date()),
        sa.Column("views_weeks", sa.Integer()),
        sa.Column("views_form", sa.String(40)),
        sa.Column("views_received_on", sa.Date()),
        sa.Column("without_intention", sa.String(40)),
        sa.Column("without_reason", sa.Text()),
        sa.Column("sanction", sa.String(40), index=True),
        sa.Column("decided_on", sa.Date(), index=True),
        sa.Column("decision_reference", sa.String(200)),
        sa.Column("penalty_amount", sa.Integer()),
        sa.Column("penalty_maximum", sa.Integer()),
        sa.Column("grace_until", sa.Date()),
        sa.Column("months", sa.Integer()),
        sa.Column("closed_from", sa.Date(), index=True),
        sa.Column("closed_until", sa.Date(), index=True),
        sa.Column("deviation_reason", sa.Text()),
    ]


def _after_decision() -> list[sa.Column[object]]:
    return [
        sa.Column("announced_on", sa.Date()),
        sa.Column("posted_on", sa.Date()),
        sa.Column("executed_on", sa.Date()),
        sa.Column("sealed_on", sa.Date()),
        sa.Column("costs", sa.Integer()),
        sa.Column("costs_decided_on", sa.Date()),
        sa.Column("objection_on", sa.Date()),
        sa.Column("objection_committee", sa.String(40)),
        sa.Column("objection_adjourned", sa.String(40)),
        sa.Column("objection_decided_on", sa.Date()),
        sa.Column("objection_outcome", sa.String(40)),
        sa.Column("injunction_asked_on", sa.Date()),
        sa.Column("injunction_decided_on", sa.Date()),
        sa.Column("injunction_outcome", sa.String(40)),
        sa.Column("appeal_on", sa.Date()),
    ]


def _ending() -> list[sa.Column[object]]:
    return [
        sa.Column("reopening_asked_on", sa.Date()),
        sa.Column("reopened_on", sa.Date()),
        sa.Column("keys_returned_on", sa.Date()),
        sa.Column("end_checked_on", sa.Date()),
        sa.Column("end_finding", sa.Text()),
        sa.Column("corporation", sa.String(200)),
        sa.Column("corporation_informed_on", sa.Date()),
        sa.Column("evicted_on", sa.Date(), index=True),
        sa.Column("bibob_informed_on", sa.Date()),
        sa.Column("riec_reported_on", sa.Date()),
        sa.Column("closed_on", sa.Date(), index=True),
        sa.Column("note", sa.Text()),
    ]


def _create_found_substance() -> None:
    create_versioned_table(
        "found_substance",
        sa.Column("measure_id", sa.Integer(), sa.ForeignKey("measure.id"), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("substance", sa.String(40), nullable=False),
        sa.Column("amount", sa.Integer()),
        sa.Column("unit", sa.String(40)),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
    )


def _create_weighed_circumstance() -> None:
    create_versioned_table(
        "weighed_circumstance",
        sa.Column("measure_id", sa.Integer(), sa.ForeignKey("measure.id"), nullable=False, index=True),
        sa.Column("circumstance", sa.String(40), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.UniqueConstraint("measure_id", "circumstance"),
    )


def _create_addressee() -> None:
    create_versioned_table(
        "addressee",
        sa.Column("measure_id", sa.Integer(), sa.ForeignKey("measure.id"), nullable=False, index=True),
        sa.Column("relation", sa.String(40), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("address", sa.String(400)),
        sa.Column("heard_on", sa.Date()),
        sa.Column("views", sa.Text()),
    )


def _create_person_check() -> None:
    create_versioned_table(
        "person_check",
        sa.Column("measure_id", sa.Integer(), sa.ForeignKey("measure.id"), nullable=False, index=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("looked_up_in", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), index=True),
        sa.Column("done_on", sa.Date()),
        sa.Column("result", sa.String(40)),
        sa.Column("explanation", sa.Text()),
    )


def _create_number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("last", sa.Integer(), nullable=False),
    )
