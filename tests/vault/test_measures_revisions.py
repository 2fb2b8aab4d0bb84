"""Every earlier schema of `measures`, with a measure in it, becomes today's and keeps it (R10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.vault.store import schema
from app.vault.store.engine import EncryptedFile, connect, prepare
from app.vault.store.migrations.runner import run
from tests.vault.test_revisions import migrations_up_to

if TYPE_CHECKING:
    from pathlib import Path

WITH_MEASURES = schema.revisions("measures", schema.MIGRATIONS)[1:-1]
PROPERTY = (
    "INSERT INTO property (id, version, street, house_number, place, kind) VALUES (1, 1, 'Demoplein', 3, 'X', 'home')"
)
MEASURE = (
    "INSERT INTO measure (id, version, number, property_id, phase, found_on, substance) "
    "VALUES (1, 1, '13B-2020-001', 1, 'finding', '2020-03-02', 'soft')"
)


@pytest.mark.parametrize("revision", WITH_MEASURES)
def test_that_a_measure_is_kept_through_every_upgrade(tmp_path: Path, revision: str) -> None:
    key = bytearray(range(32))
    connection = connect(tmp_path / "x.db", key)
    prepare(connection)
    connection.close()
    file = EncryptedFile(tmp_path / "x.db", key)
    with file.writing.begin() as session:
        run(session, migrations_up_to(revision, "measures", tmp_path / "then"))
        session.execute(text(PROPERTY))
        session.execute(text(MEASURE))
    with file.writing.begin() as session:
        schema.upgrade(session, "measures")
    with file.reading.begin() as session:
        assert schema.current(session) == schema.head("measures")
        found = session.execute(text("SELECT number, street FROM measure JOIN property ON property.id = property_id"))
        assert found.all() == [("13B-2020-001", "Demoplein")]
    file.close()
