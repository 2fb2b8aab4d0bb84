"""The history of a record: read through an index however long the trail, by names that may be gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from app.rules.permissions import PROGRAMME
from app.services.history import history_of
from app.services.programme.registers import GoalDraft, Goals

if TYPE_CHECKING:
    import pytest

    from app.vault.session import UnlockedVault


def test_that_a_history_does_not_read_the_whole_trail(director: UnlockedVault) -> None:
    asked = "SELECT * FROM audit_entry WHERE subject_kind = 'goal' AND subject_id = '1' ORDER BY n DESC"
    with director.read(PROGRAMME) as session:
        plan = [row.detail for row in session.execute(text(f"EXPLAIN QUERY PLAN {asked}"))]
    assert any("ix_audit_entry_subject" in step for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)


def test_that_somebody_who_is_not_in_the_directory_is_an_unknown_user(
    director: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Goals(director).add(GoalDraft(name="Doel", text="x")).id
    monkeypatch.setattr(director, "directory", dict)
    (line,) = history_of(director, PROGRAMME, "goal", str(key))
    assert (line.who, line.action, line.fields) == ("onbekende gebruiker", "goal.added", ("name", "text"))
