"""What came in and went out as a list: imports, saved ways of reading a file, and the log of exported lists.

Core tables like those of `models.shared`: the acts on them are few, and no form edits them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

if TYPE_CHECKING:
    from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True)
class ExchangeTables:
    """The tables of one kind, by name."""

    batch: Table
    part: Table
    mapping: Table


def exchange_tables(metadata: MetaData) -> ExchangeTables:
    """The tables on this MetaData; made on the first call, the same ones on every later call.

    An `import_batch` is one import: moments are UTC in ISO seconds, `stored_by` and `undone_by` account ids, `sha256`
    of the file. Each `import_part` says which ids of one register it stored, first to last, so that the import can be
    taken back. An `import_mapping` is a JSON object of headings to fields.
    """
    if "import_batch" not in metadata.tables:
        _import_tables(metadata)
    tables = metadata.tables
    return ExchangeTables(tables["import_batch"], tables["import_part"], tables["import_mapping"])


def _import_tables(metadata: MetaData) -> None:
    Table(
        "import_batch",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("kind", String(80), nullable=False, index=True),
        Column("file_name", String(300), nullable=False),
        Column("sha256", String(64), nullable=False),
        Column("stored_at", String(25), nullable=False),
        Column("stored_by", String(40), nullable=False),
        Column("undone_at", String(25)),
        Column("undone_by", String(40)),
    )
    Table(
        "import_part",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("batch_id", Integer, ForeignKey("import_batch.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("kind", String(80), nullable=False),
        Column("first_id", Integer, nullable=False),
        Column("last_id", Integer, nullable=False),
    )
    Table(
        "import_mapping",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("kind", String(80), nullable=False),
        Column("name", String(200), nullable=False),
        Column("columns", Text, nullable=False),
        UniqueConstraint("kind", "name"),
    )


def export_table(metadata: MetaData) -> Table:
    """A log of exports like that of casework, for kinds whose label may be a `Secrecy` too."""
    return Table(
        "export",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("made_at", String(25), nullable=False),
        Column("made_by", String(40), nullable=False),
        Column("what", String(300), nullable=False),
        Column("classification", String(40), nullable=False),
        Column("reason", Text, nullable=False),
        Column("recipient", String(300)),
        Column("sha256", String(64), nullable=False),
    )
