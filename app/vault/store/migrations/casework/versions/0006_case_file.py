"""Kind `casework` gets the case file: its course, tasks, interventions, notes, templates, merges and attachments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables; a case that is there was last moved when the trail says."""
    _widen_case()
    _create_course()
    _create_work()
    _create_papers()
    _create_template()
    _create_merge()
    _create_attachment()


def _widen_case() -> None:
    op.add_column("case", sa.Column("handler_account", sa.String(40)))
    op.add_column("case", sa.Column("approach", sa.Text()))
    op.add_column("case", sa.Column("approach_on", sa.Date()))
    op.add_column("case", sa.Column("effect_due_on", sa.Date()))
    op.add_column("case", sa.Column("moved_on", sa.Date()))
    for name in ("handler_account", "effect_due_on", "moved_on"):
        op.create_index(f"ix_case_{name}", "case", [name])
    op.execute(
        'UPDATE "case" SET moved_on = (SELECT substr(max(at), 1, 10) FROM audit_entry '
        "WHERE subject_kind = 'case' AND subject_id = CAST(\"case\".id AS TEXT))"
    )


def _create_course() -> None:
    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        _case(),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("from_status", sa.String(40), nullable=False),
        sa.Column("to_status", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("closing_reason", sa.String(40)),
    )
    create_versioned_table(
        "case_effect",
        _case(),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("effect", sa.String(40), nullable=False),
        sa.Column("note", sa.Text()),
    )
    op.create_table(
        "case_part",
        sa.Column("id", sa.Integer(), primary_key=True),
        _case(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    )


def _create_work() -> None:
    create_versioned_table(
        "case_task",
        _case(),
        sa.Column("title", sa.String(400), nullable=False),
        *_owner(),
        sa.Column("due_on", sa.Date(), index=True),
        sa.Column("done_on", sa.Date()),
        sa.Column("note", sa.Text()),
    )
    create_versioned_table(
        "intervention",
        _case(),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("title", sa.String(400), nullable=False),
        *_owner(),
        sa.Column("status", sa.String(40), nullable=False, index=True),
        sa.Column("start_on", sa.Date()),
        sa.Column("due_on", sa.Date(), index=True),
        sa.Column("done_on", sa.Date()),
        sa.Column("effect", sa.Text()),
        sa.CheckConstraint("start_on IS NULL OR due_on IS NULL OR due_on >= start_on", name="in_order"),
    )


def _create_papers() -> None:
    create_versioned_table(
        "case_note",
        _case(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.String(25), nullable=False),
        sa.Column("written_by", sa.String(40), nullable=False),
    )
    create_versioned_table(
        "case_handover",
        _case(),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("target", sa.String(40), nullable=False),
        sa.Column("recipient", sa.String(300), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(400), nullable=False),
        sa.Column("level", sa.String(40)),
        sa.Column("answer_on", sa.Date()),
        sa.Column("answer", sa.Text()),
    )
    create_versioned_table(
        "case_measure",
        _case(),
        sa.Column("measure_id", sa.Integer()),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )


def _create_template() -> None:
    create_versioned_table(
        "case_template",
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("case_type_id", sa.Integer(), sa.ForeignKey("case_type.id"), index=True),
        sa.Column("theme", sa.String(40)),
        sa.Column("description", sa.Text()),
        sa.Column("approach", sa.Text()),
    )
    op.create_table(
        "template_task",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("template_id", sa.Integer(), sa.ForeignKey("case_template.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.UniqueConstraint("template_id", "position"),
    )


def _create_merge() -> None:
    op.create_table(
        "case_merge",
        sa.Column("id", sa.Integer(), primary_key=True),
        _case("target_id"),
        sa.Column("source_id", sa.Integer(), nullable=False, index=True),
        sa.Column("source_number", sa.String(40), nullable=False),
        sa.Column("source_title", sa.String(2000), nullable=False),
        sa.Column("merged_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(25), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.String(25)),
    )
    op.create_table(
        "case_alias",
        sa.Column("id", sa.Integer(), primary_key=True),
        _case(),
        sa.Column("number", sa.String(40), nullable=False, unique=True),
    )
    merge = sa.ForeignKey("case_merge.id", ondelete="CASCADE")
    op.create_table(
        "moved_row",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("merge_id", sa.Integer(), merge, nullable=False, index=True),
        sa.Column("table_name", sa.String(60), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
    )
    op.create_index("ix_moved_row_row", "moved_row", ["table_name", "row_id"])


def _create_attachment() -> None:
    create_versioned_table(
        "attachment",
        _case(nullable=True),
        sa.Column("signal_id", sa.Integer(), sa.ForeignKey("signal.id", ondelete="CASCADE"), index=True),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("media", sa.String(40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("added_at", sa.String(25), nullable=False),
        sa.Column("added_by", sa.String(40), nullable=False),
        sa.CheckConstraint("(case_id IS NOT NULL) + (signal_id IS NOT NULL) = 1", name="one_parent"),
    )
    attachment = sa.ForeignKey("attachment.id", ondelete="CASCADE")
    op.create_table(
        "attachment_piece",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("attachment_id", sa.Integer(), attachment, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("attachment_id", "place"),
    )


def _case(name: str = "case_id", *, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("case.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer(), key, nullable=nullable, index=True)


def _owner() -> list[sa.Column[str]]:
    return [
        sa.Column("owner", sa.String(200), index=True),
        sa.Column("owner_account", sa.String(40), index=True),
    ]
