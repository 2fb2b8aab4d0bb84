"""The schema of every kind: revisions lead to what the models say, upgrades keep data, failures change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from app.errors import CompartmentDamaged, NewerProgram
from app.vault.store import schema
from app.vault.store.engine import EncryptedFile, connect, prepare
from models.metadata import KINDS, METADATA
from models.search import FULL_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EncryptedFile]:
    key = bytearray(range(32))
    connection = connect(tmp_path / "x.db", key)
    prepare(connection)
    connection.close()
    encrypted = EncryptedFile(tmp_path / "x.db", key)
    yield encrypted
    encrypted.close()


@pytest.mark.parametrize("kind", KINDS)
def test_that_head_equals_the_models(file: EncryptedFile, kind: str) -> None:
    with file.writing.begin() as connection:
        schema.create(connection, kind)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _ours})
        assert compare_metadata(context, METADATA[kind]) == []
        assert schema.current(connection) == schema.head(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_that_keys_checks_and_indexes_equal_the_models_too(file: EncryptedFile, kind: str) -> None:
    with file.writing.begin() as connection:
        METADATA[kind].create_all(connection)
        wanted = _described(connection)
        METADATA[kind].drop_all(connection)
        schema.create(connection, kind)
        assert _described(connection) == wanted


def _described(connection: Connection) -> dict[str, Any]:
    """Everything SQLAlchemy can see of the tables, without an order that means nothing."""
    seen = inspect(connection)
    return {
        table: {
            "keys": seen.get_pk_constraint(table),
            "foreign": sorted(map(str, seen.get_foreign_keys(table))),
            "unique": sorted(map(str, seen.get_unique_constraints(table))),
            "checks": sorted(map(str, seen.get_check_constraints(table))),
            "indexes": sorted(map(str, seen.get_indexes(table))),
        }
        for table in seen.get_table_names()
        if table != "alembic_version" and _ours(table, "table")
    }


def _ours(name: str | None, what: str, *_: object) -> bool:
    """Not the virtual tables and what SQLite makes for them, for which SQLAlchemy has no model."""
    return what != "table" or name is None or not name.startswith(FULL_TEXT)


@pytest.mark.parametrize("kind", KINDS)
def test_that_the_audit_trail_only_grows(file: EncryptedFile, kind: str) -> None:
    entry = (
        "INSERT INTO audit_entry VALUES (1, '2026-01-01T00:00:00Z', 'a', 1, 'o', 'add', 'case', '1', '[]', 'ok', 0, "
        "zeroblob(32), zeroblob(32), zeroblob(64))"
    )
    with file.writing.begin() as connection:
        schema.create(connection, kind)
        connection.execute(text(entry))
    for act in ("UPDATE audit_entry SET result = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(Exception, match="audit_entry only grows"), file.writing.begin() as connection:
            connection.execute(text(act))


def test_that_an_unknown_revision_means_a_newer_program(file: EncryptedFile) -> None:
    with file.writing.begin() as connection:
        schema.create(connection, "bibob")
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with file.reading.connect() as connection, pytest.raises(NewerProgram, match="nieuwere versie"):
        schema.needs_upgrade(connection, "bibob", "bibob")


def test_that_a_file_without_a_schema_is_damaged(file: EncryptedFile) -> None:
    with file.reading.connect() as connection, pytest.raises(CompartmentDamaged, match="geen indeling"):
        schema.needs_upgrade(connection, "bibob", "bibob")
