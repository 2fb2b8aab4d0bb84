"""Kind `casework` finds who may be the same, tells others blindly, and knows the addresses of the BAG."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables; keys of the mentions that are there are made when they are first looked for."""
    _create_keys()
    _create_blind_hits()
    op.create_table(
        "bag_address",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("bag_id", sa.String(16), nullable=False),
        sa.Column("street", sa.String(200), nullable=False),
        sa.Column("house_number", sa.Integer(), nullable=False),
        sa.Column("addition", sa.String(20)),
        sa.Column("postcode", sa.String(6)),
        sa.Column("town", sa.String(100), nullable=False),
        sa.Column("sought", sa.String(200), nullable=False),
        sa.UniqueConstraint("bag_id"),
    )
    op.create_index("ix_bag_address_sought", "bag_address", ["sought", "house_number"])
    op.create_index("ix_bag_address_postcode", "bag_address", ["postcode", "house_number"])


def _create_keys() -> None:
    op.create_table(
        "mention_key",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column(
            "mention_id",
            sa.Integer(),
            sa.ForeignKey("mention.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
            index=True,
        ),
        sqlite_with_rowid=False,
    )


def _create_blind_hits() -> None:
    op.create_table(
        "blind_hit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "mention_id", sa.Integer(), sa.ForeignKey("mention.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("contact", sa.String(40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("handled_on", sa.Date()),
        sa.Column("handled_by", sa.String(40)),
        sa.UniqueConstraint("token"),
        sa.CheckConstraint("(handled_on IS NULL) = (handled_by IS NULL)", name="handled"),
    )
    op.create_table(
        "blind_given",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("mention_id", sa.Integer(), sa.ForeignKey("mention.id", ondelete="SET NULL"), index=True),
        sa.Column("compartment", sa.String(80), nullable=False),
        sa.Column("their_mention", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("token"),
    )
    op.create_table(
        "blind_rule",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("gives", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(40), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.String(40), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
