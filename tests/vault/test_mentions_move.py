"""Mentions of before there were inspections stay what they were, and no key is given twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.vault.store import schema
from app.vault.store.engine import EncryptedFile, connect, prepare
from app.vault.store.migrations.runner import run
from tests.vault.test_revisions import TYPE, migrations_up_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASE = (
    'INSERT INTO "case" (id, version, number, title, case_type_id, level, status, opened_on, counting_unit) '
    "VALUES (1, 1, 'W-2020-0001', 'Voorbeeld', 1, 'local', 'new', '2020-01-01', 'case')"
)
MENTION = (
    "INSERT INTO mention (id, version, case_id, kind, certainty, label) VALUES ({}, 1, 1, 'person', 'suspected', '{}')"
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EncryptedFile]:
    key = bytearray(range(32))
    connection = connect(tmp_path / "x.db", key)
    prepare(connection)
    connection.close()
    encrypted = EncryptedFile(tmp_path / "x.db", key)
    yield encrypted
    encrypted.close()


def test_that_mentions_move_along_with_their_keys(file: EncryptedFile, tmp_path: Path) -> None:
    with file.writing.begin() as connection:
        run(connection, migrations_up_to("0004", "casework", tmp_path / "then"))
        for statement in (TYPE, CASE, MENTION.format(4, "A. Proef"), MENTION.format(9, "B. Proef")):
            connection.execute(text(statement))
        connection.execute(text("DELETE FROM mention WHERE id = 9"))
    with file.writing.begin() as connection:
        schema.upgrade(connection, "casework")
        assert connection.execute(text("SELECT id, case_id, inspection_id, label FROM mention")).all() == [
            (4, 1, None, "A. Proef")
        ]
        connection.execute(text(MENTION.format("NULL", "C. Proef")))
        assert connection.execute(text("SELECT max(id) FROM mention")).scalar() == 10


def test_that_a_mention_has_one_parent(file: EncryptedFile) -> None:
    with file.writing.begin() as connection:
        schema.create(connection, "casework")
        for statement in (TYPE, CASE):
            connection.execute(text(statement))
    orphan = "INSERT INTO mention (version, kind, certainty, label) VALUES (1, 'person', 'suspected', 'D. Proef')"
    with pytest.raises(IntegrityError), file.writing.begin() as connection:
        connection.execute(text(orphan))
