"""Kind `casework` connects: mentions of more kinds with their provenance, judgements of them, and links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.vault.store.migrations.shared_0001 import create_versioned_table

revision = "0012"
down_revision = "0011"

_KEPT_INDEXES = ("signal_id", "case_id", "inspection_id", "match_key", "other_key")
_OLD = (
    "id, version, signal_id, case_id, inspection_id, kind, role, certainty, origin, given_names, prefix, surname, "
    "born_on, organisation, trade_register_number, street, house_number, addition, postcode, town, plate, note, label, "
    "match_key, other_key"
)
_NUMBER_KEY = """UPDATE mention SET number_key = CASE
    WHEN kind = 'organisation' AND trade_register_number IS NOT NULL THEN 'kvk:' || trade_register_number
    WHEN kind = 'vehicle' AND plate IS NOT NULL THEN 'kenteken:' || plate
    WHEN kind = 'address' AND postcode IS NOT NULL AND house_number IS NOT NULL
        THEN 'adres:' || postcode || ':' || house_number || ':'
            || replace(replace(replace(lower(coalesce(addition, '')), ' ', ''), '-', ''), '.', '')
END"""
# What is left of an entity that lost a mention is worked out again before the act that removed it ends.
_UNSETTLE = """CREATE TRIGGER mention_leaves_entity AFTER DELETE ON mention BEGIN
    UPDATE mention SET entity_id = NULL WHERE entity_id = OLD.entity_id;
END"""


def upgrade() -> None:
    """Widen the mentions with all that is there, and add the tables that connect them."""
    _renew_mention()
    op.execute(_NUMBER_KEY)
    op.execute(
        "UPDATE mention SET entity_id = CASE WHEN number_key IS NULL THEN id ELSE "
        "(SELECT min(one.id) FROM mention AS one WHERE one.number_key = mention.number_key) END"
    )
    op.execute(_UNSETTLE)
    _create_judgement()
    _create_link()


def _renew_mention() -> None:
    """SQLite changes no constraint of a table that is there, so the rows move, and keys go on where they were."""
    for name in _KEPT_INDEXES:
        op.drop_index(f"ix_mention_{name}", "mention")
    op.rename_table("mention", "mention_before")
    create_versioned_table(
        "mention",
        *_parents(),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("role", sa.String(40)),
        sa.Column("origin", sa.String(400)),
        *_provenance(),
        *_said(),
        *_keys(),
        sa.CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (inspection_id IS NOT NULL) <= 1", name="one_parent"
        ),
        sa.CheckConstraint(
            "signal_id IS NOT NULL OR case_id IS NOT NULL OR inspection_id IS NOT NULL OR origin IS NOT NULL",
            name="parent_or_origin",
        ),
        sa.CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_to >= valid_from", name="valid_in_order"),
    )
    op.execute(f"INSERT INTO mention ({_OLD}) SELECT {_OLD} FROM mention_before")  # noqa: S608 - names of columns
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'mention'")
    op.execute("UPDATE sqlite_sequence SET name = 'mention' WHERE name = 'mention_before'")
    op.drop_table("mention_before")


def _said() -> list[sa.Column[object]]:
    return [
        *(
            sa.Column(name, sa.String(length))
            for name, length in (
                ("given_names", 200),
                ("prefix", 40),
                ("surname", 200),
                ("partner_name", 200),
                ("aliases", 400),
                ("bsn", 9),
                ("organisation", 300),
                ("trade_names", 400),
                ("legal_form", 100),
                ("trade_register_number", 8),
                ("rsin", 9),
                ("street", 200),
                ("addition", 20),
                ("postcode", 6),
                ("town", 100),
                ("bag_id", 16),
                ("plate", 20),
                ("phone", 20),
                ("email", 254),
                ("handle", 200),
                ("iban", 34),
                ("title", 300),
                ("reference", 100),
            )
        ),
        sa.Column("born_on", sa.Date()),
        sa.Column("house_number", sa.Integer()),
        sa.Column("happened_on", sa.Date()),
        sa.Column("note", sa.Text()),
    ]


def _keys() -> list[sa.Column[object]]:
    return [
        sa.Column("label", sa.String(400), nullable=False),
        sa.Column("match_key", sa.String(300), index=True),
        sa.Column("other_key", sa.String(300), index=True),
        sa.Column("number_key", sa.String(300), index=True),
        sa.Column("entity_id", sa.Integer(), index=True),
    ]


def _parents() -> list[sa.Column[int]]:
    return [
        sa.Column(f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)
        for table in ("signal", "case", "inspection")
    ]


def _provenance() -> list[sa.Column[object]]:
    return [
        sa.Column("certainty", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(400)),
        sa.Column("reliability", sa.String(40)),
        sa.Column("information", sa.String(40)),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("keep_until", sa.Date(), index=True),
    ]


def _mention(name: str, *, index: bool = True) -> sa.Column[int]:
    target = sa.ForeignKey("mention.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer(), target, nullable=False, index=index)


def _create_judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), primary_key=True),
        _mention("left_id", index=False),
        _mention("right_id"),
        sa.Column("likeness", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("judged_by", sa.String(40), nullable=False),
        sa.CheckConstraint("left_id < right_id", name="in_order"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_judgement_pair", "judgement", ["left_id", "right_id"])


def _create_link() -> None:
    create_versioned_table(
        "link",
        _mention("from_id"),
        _mention("to_id"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(400), nullable=False),
        *_provenance(),
        *_parents(),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("from_id <> to_id", name="not_to_itself"),
        sa.CheckConstraint(
            "(signal_id IS NOT NULL) + (case_id IS NOT NULL) + (inspection_id IS NOT NULL) <= 1", name="one_parent"
        ),
        sa.CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_to >= valid_from", name="valid_in_order"),
    )
