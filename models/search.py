"""The index of a compartment: what can be found in its records, and the searches that its users keep.

Core tables like those of `models.shared`. The two full-text tables beside them are made by the revision, because
SQLAlchemy has no word for virtual tables; they hold the index only and read their texts from the tables here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

if TYPE_CHECKING:
    from sqlalchemy import MetaData

FULL_TEXT = ("search_text", "search_gram")
"""The virtual tables: the texts of `search_entry`, and the words of `search_name` by three letters."""


@dataclass(frozen=True, slots=True)
class SearchTables:
    """The tables of the index of one kind, by name."""

    entry: Table
    name: Table
    state: Table
    saved: Table


def search_tables(metadata: MetaData) -> SearchTables:
    """The tables on this MetaData; made on the first call, the same ones on every later call."""
    if "search_entry" not in metadata.tables:
        _entry_table(metadata)
        _other_tables(metadata)
    tables = metadata.tables
    return SearchTables(tables["search_entry"], tables["search_name"], tables["search_state"], tables["saved_search"])


def _entry_table(metadata: MetaData) -> None:
    """One row per record: which, where it hangs, how it is called, and its texts as they are indexed.

    `layout` is a JSON list of [field, column, start, end] that says which field stands where in a column. `keys` holds
    the folded words of names and how they sound.
    """
    Table(
        "search_entry",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("subject_kind", String(80), nullable=False),
        Column("subject_id", Integer, nullable=False),
        Column("file_kind", String(80)),
        Column("file_id", Integer),
        Column("title", Text, nullable=False),
        Column("year", Integer),
        Column("status", String(80)),
        Column("number", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("keys", Text, nullable=False),
        Column("words", Text, nullable=False),
        Column("layout", Text, nullable=False),
        UniqueConstraint("subject_kind", "subject_id"),
        Index("ix_search_entry_file", "file_kind", "file_id"),
    )


def _other_tables(metadata: MetaData) -> None:
    """The words of names, for typing errors; up to which record a register is indexed; and kept searches."""
    Table(
        "search_name",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("word", String(80), nullable=False, unique=True),
    )
    Table(
        "search_state",
        metadata,
        Column("kind", String(80), primary_key=True),
        Column("rules", Integer, nullable=False),
        Column("upto", Integer, nullable=False),
        Column("complete", Boolean, nullable=False),
    )
    Table(
        "saved_search",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("author", String(40), nullable=False, index=True),
        Column("name", String(200), nullable=False),
        Column("question", Text, nullable=False),
    )
