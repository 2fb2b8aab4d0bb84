"""Every earlier schema of `programme` since there are budgets, with money in it, becomes today's and keeps it (R10)."""

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

WITH_MONEY = schema.revisions("programme", schema.MIGRATIONS)[:-1]
ROWS = (
    "INSERT INTO budget (id, version, year, name, nature, budgeted) VALUES (1, 1, 2019, 'Aanpak', 'incidental', 100)",
    "INSERT INTO budget_group (id, budget_id, name, position) VALUES (1, 1, 'Basis', 0)",
    "INSERT INTO budget_line (id, version, group_id, name, position) VALUES (1, 1, 1, 'Scan', 1)",
    "INSERT INTO booking (id, version, line_id, booked_on, amount, description) VALUES (1, 1, 1, '2019-05-01', 7, 'x')",
    "INSERT INTO carry_over (id, version, budget_id, to_year, amount, status) VALUES (1, 1, 1, 2020, 9, 'submitted')",
    "INSERT INTO activity (id, version, year, name, status) VALUES (1, 1, 2019, 'LIP', 'done')",
)
KEPT = """
SELECT budget.budgeted, budget.adjusted, budget_line.continues, booking.amount, booking.cost_centre, carry_over.amount,
       carry_over.submitted_on, activity.name, activity.goal_id
FROM booking JOIN budget_line ON budget_line.id = line_id JOIN budget_group ON budget_group.id = group_id
JOIN budget ON budget.id = budget_group.budget_id JOIN carry_over ON carry_over.budget_id = budget.id, activity
"""


@pytest.mark.parametrize("revision", WITH_MONEY)
def test_that_money_is_kept_through_every_upgrade_and_what_is_new_is_unknown(tmp_path: Path, revision: str) -> None:
    key = bytearray(range(32))
    connection = connect(tmp_path / "x.db", key)
    prepare(connection)
    connection.close()
    file = EncryptedFile(tmp_path / "x.db", key)
    with file.writing.begin() as session:
        run(session, migrations_up_to(revision, "programme", tmp_path / "then"))
        for row in ROWS:
            session.execute(text(row))
    with file.writing.begin() as session:
        schema.upgrade(session, "programme")
    with file.reading.begin() as session:
        assert schema.current(session) == schema.head("programme")
        assert session.execute(text(KEPT)).all() == [(100, None, 0, 7, None, 9, None, "LIP", None)]
    file.close()
