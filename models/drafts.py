"""Input that was typed and not saved: a table for every kind of compartment in which people type.

A Core table like those of `models.shared`, because nobody edits it as a record: app.vault.drafts alone writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, Integer, LargeBinary, String, Table

if TYPE_CHECKING:
    from sqlalchemy import MetaData


def draft_table(metadata: MetaData) -> Table:
    """The drafts of a compartment, one per author and record; made on the first call, the same one on every later.

    `record` is 0 while the record is new, `at` is UTC in ISO seconds. What was typed is sealed to its author, so that
    others who hold the compartment see that somebody is typing, and not what.
    """
    if "draft" in metadata.tables:
        return metadata.tables["draft"]
    return Table(
        "draft",
        metadata,
        Column("author", String(40), primary_key=True),
        Column("kind", String(80), primary_key=True),
        Column("record", Integer, primary_key=True, autoincrement=False),
        Column("at", String(25), nullable=False),
        Column("sealed", LargeBinary, nullable=False),
    )
