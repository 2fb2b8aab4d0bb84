"""Every earlier schema, with data in it, becomes today's and keeps the data (R10)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.vault.store import schema
from app.vault.store.engine import EncryptedFile, connect, prepare
from app.vault.store.migrations.runner import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EARLIER = [
    (kind, revision)
    for kind in ("register", "casework", "measures", "bibob", "integrity", "programme", "audit")
    for revision in schema.revisions(kind, schema.MIGRATIONS)[:-1]
]
ENTRY = (
    "INSERT INTO audit_entry VALUES (1, '2026-01-01T00:00:00Z', 'a', 1, 'o', 'add', 'case', '1', '[]', 'ok', 0, "
    "zeroblob(32), zeroblob(32), zeroblob(64))"
)
PERSON = "INSERT INTO person VALUES ('a', 'jurist', 'J. Recht', 'jurist', '')"
TYPE = "INSERT INTO case_type VALUES (1, 1, 'Drugspanden', 'local', 'premises', 0, NULL, NULL)"
GOAL = "INSERT INTO goal VALUES (1, 1, 'Weerbaar bestuur', NULL, 2022, 'Wat dat is.')"
KEPT = {
    "casework": ("SELECT name FROM case_type", "Drugspanden"),
    "programme": ("SELECT name FROM goal", "Weerbaar bestuur"),
}
COPY = ENTRY.replace("audit_entry VALUES (", "copied_entry VALUES ('casework', ")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EncryptedFile]:
    key = bytearray(range(32))
    connection = connect(tmp_path / "x.db", key)
    prepare(connection)
    connection.close()
    encrypted = EncryptedFile(tmp_path / "x.db", key)
    yield encrypted
    encrypted.close()


def migrations_up_to(revision: str, kind: str, place: Path) -> Path:
    """The revisions of a kind as they were when this one was the newest."""
    versions = place / kind / "versions"
    versions.mkdir(parents=True)
    for script in (schema.MIGRATIONS / kind / "versions").glob("[0-9]*_*.py"):
        if script.name.split("_")[0] <= revision:
            shutil.copy(script, versions)
    return place / kind


@pytest.mark.parametrize(("kind", "revision"), EARLIER)
def test_that_an_earlier_schema_is_upgraded_with_its_data(
    file: EncryptedFile, tmp_path: Path, kind: str, revision: str
) -> None:
    own = {"audit": [COPY], "register": [PERSON], "casework": [TYPE], "programme": [GOAL]}.get(kind, [])
    statements = [ENTRY, "INSERT INTO secret VALUES ('inbox', zeroblob(96))", *own]
    with file.writing.begin() as connection:
        run(connection, migrations_up_to(revision, kind, tmp_path / "then"))
        for statement in statements:
            connection.execute(text(statement))
        assert schema.current(connection) == revision
        assert schema.needs_upgrade(connection, kind, kind)
    with file.writing.begin() as connection:
        schema.upgrade(connection, kind)
    with file.reading.begin() as connection:
        assert not schema.needs_upgrade(connection, kind, kind)
        assert connection.execute(text("SELECT n, action FROM audit_entry")).all() == [(1, "add")]
        assert connection.execute(text("SELECT count(*) FROM secret")).scalar() == 1
        if kind == "audit":
            assert connection.execute(text("SELECT compartment, n FROM copied_entry")).all() == [("casework", 1)]
        if kind in KEPT:
            assert connection.execute(text(KEPT[kind][0])).all() == [(KEPT[kind][1],)]
            assert connection.execute(text("SELECT count(*) FROM draft")).scalar() == 0
        if kind == "register":
            assert connection.execute(text("SELECT login, name FROM person")).all() == [("jurist", "J. Recht")]
