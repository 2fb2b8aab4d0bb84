"""Kind `casework` gets meetings, actions, integrated inspections, and a log of what was exported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables; a mention may hang on an inspection from now on."""
    _create_meeting_type()
    _create_meeting_member()
    _create_meeting()
    _create_action()
    _create_agenda_item()
    _create_presence()
    _create_inspection()
    _create_inspection_lists()
    _create_finding()
    _create_checklist_answer()
    _create_export()
    _renew_mention()


def _create_meeting_type() -> None:
    create_versioned_table(
        "meeting_type",
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("cycle_weeks", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date()),
        *_how_it_goes(),
        sa.Column("takes_signals", sa.Boolean(), nullable=False),
        sa.Column("takes_cases", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("cycle_weeks >= 1", name="cycle_of_a_week_or_more"),
        sa.CheckConstraint("last_on IS NULL OR last_on >= first_on", name="last_after_first"),
    )
    op.create_table(
        "standing_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        _parent("meeting_type", cascade=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )


def _how_it_goes() -> list[sa.Column[object]]:
    return [
        sa.Column("starts_at", sa.String(5)),
        sa.Column("place", sa.String(200)),
        sa.Column("chair", sa.String(200)),
        sa.Column("secretary", sa.String(200)),
    ]


def _create_meeting_member() -> None:
    create_versioned_table(
        "meeting_member",
        _parent("meeting_type"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("cluster", sa.String(40), nullable=False),
        sa.Column("function", sa.String(200)),
        sa.Column("account", sa.String(40), index=True),
        sa.Column("left_on", sa.Date()),
        sa.UniqueConstraint("meeting_type_id", "name"),
    )


def _create_meeting() -> None:
    create_versioned_table(
        "meeting",
        _parent("meeting_type"),
        sa.Column("rhythm_on", sa.Date()),
        sa.Column("held_on", sa.Date(), nullable=False, index=True),
        *_how_it_goes(),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("reason", sa.String(400)),
        sa.Column("note", sa.Text()),
        sa.UniqueConstraint("meeting_type_id", "rhythm_on"),
    )


def _create_agenda_item() -> None:
    create_versioned_table(
        "agenda_item",
        _parent("meeting", cascade=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(400), nullable=False),
        sa.Column("signal_id", sa.Integer(), sa.ForeignKey("signal.id"), index=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), index=True),
        sa.Column("action_id", sa.Integer(), sa.ForeignKey("action.id"), index=True),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("decision", sa.String(40)),
        sa.Column("conclusion", sa.Text()),
        sa.Column("owner", sa.String(200)),
        sa.Column("owner_account", sa.String(40)),
        sa.Column("due_on", sa.Date()),
        _source("action", "made_action_id"),
        sa.Column("made_case_id", sa.Integer(), sa.ForeignKey("case.id"), index=True),
        sa.CheckConstraint(
            "decision IS NULL OR decision = 'no_action' OR (owner IS NOT NULL AND due_on IS NOT NULL)",
            name="owner_and_term",
        ),
        sa.CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (action_id IS NOT NULL) <= 1", name="about_one_thing"
        ),
    )


def _create_presence() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), primary_key=True),
        _parent("meeting", cascade=True),
        _parent("meeting_member", "member_id"),
        sa.Column("presence", sa.String(40), nullable=False),
        sa.UniqueConstraint("meeting_id", "member_id"),
    )
    op.create_table(
        "item_member",
        sa.Column("id", sa.Integer(), primary_key=True),
        _parent("agenda_item", "item_id", cascade=True),
        _parent("meeting_member", "member_id"),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(400)),
        sa.UniqueConstraint("item_id", "member_id"),
    )


def _create_action() -> None:
    create_versioned_table(
        "action",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False, index=True),
        sa.Column("owner_account", sa.String(40), index=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False, index=True),
        sa.Column("done_on", sa.Date(), index=True),
        sa.Column("result", sa.Text()),
        _source("meeting"),
        _source("case"),
        _source("signal"),
        sa.CheckConstraint("done_on IS NULL OR done_on >= made_on", name="done_after_made"),
    )


def _create_inspection() -> None:
    create_versioned_table(
        "inspection",
        sa.Column("number", sa.String(40), nullable=False, unique=True),
        sa.Column("title", sa.String(400), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False, index=True),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("leader", sa.String(200)),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), index=True),
        sa.Column("checklist", sa.String(80)),
        sa.Column("reason", sa.Text()),
        sa.Column("result", sa.Text()),
    )


def _create_inspection_lists() -> None:
    for table in ("inspection_location", "inspection_service"):
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), primary_key=True),
            _parent("inspection", cascade=True),
            sa.Column("name", sa.String(200), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
        )


def _create_finding() -> None:
    create_versioned_table(
        "finding",
        _parent("inspection"),
        sa.Column("law", sa.String(40), nullable=False, index=True),
        sa.Column("location", sa.String(400)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text()),
        sa.Column("owner", sa.String(200)),
        sa.Column("owner_account", sa.String(40)),
        sa.Column("due_on", sa.Date(), index=True),
        sa.Column("done_on", sa.Date()),
        _source("signal"),
    )


def _create_checklist_answer() -> None:
    create_versioned_table(
        "checklist_answer",
        _parent("inspection", cascade=True),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("note", sa.Text()),
        sa.UniqueConstraint("inspection_id", "question"),
    )


def _create_export() -> None:
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("made_at", sa.String(25), nullable=False),
        sa.Column("made_by", sa.String(40), nullable=False),
        sa.Column("what", sa.String(300), nullable=False),
        sa.Column("classification", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recipient", sa.String(300)),
        sa.Column("sha256", sa.String(64), nullable=False),
    )


def _renew_mention() -> None:
    """SQLite changes no constraint of a table that is there, so the rows move, and keys go on where they were."""
    for name in ("signal_id", "case_id", "match_key", "other_key"):
        op.drop_index(f"ix_mention_{name}", "mention")
    op.rename_table("mention", "mention_before")
    columns = _mention_columns()
    create_versioned_table(
        "mention",
        _source("signal", cascade=True),
        _source("case", cascade=True),
        _source("inspection", cascade=True),
        *columns,
        sa.CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (inspection_id IS NOT NULL) = 1", name="one_parent"
        ),
    )
    names = ", ".join(("id", "version", "signal_id", "case_id", *(column.name for column in columns)))
    op.execute(f"INSERT INTO mention ({names}) SELECT {names} FROM mention_before")  # noqa: S608 - names of columns
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'mention'")
    op.execute("UPDATE sqlite_sequence SET name = 'mention' WHERE name = 'mention_before'")
    op.drop_table("mention_before")


def _mention_columns() -> list[sa.Column[object]]:
    return [
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
    ]


def _parent(table: str, name: str = "", *, cascade: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE" if cascade else None)
    return sa.Column(name or f"{table}_id", sa.Integer(), key, nullable=False, index=True)


def _source(table: str, name: str = "", *, cascade: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE" if cascade else "SET NULL")
    return sa.Column(name or f"{table}_id", sa.Integer(), key, index=True)
