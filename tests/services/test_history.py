"""The history of a record: read through an index however long the trail, by names that may be gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.rules.permissions import PROGRAMME
from app.services.history import HistoryLine, history_of, together
from app.services.programme.registers import GoalDraft, Goals
from tests.services.every_sample import EVERY_SAMPLE
from ui.navigation import _DESCRIBED

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault
    from tests.services.samples import Sample


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


def line(who: str, action: str, *fields: str, minute: int = 0, result: str = "ok") -> HistoryLine:
    return HistoryLine(datetime(2020, 1, 1, 9, minute, tzinfo=UTC), who, action, fields, result)


def test_that_looking_again_and_again_is_told_once() -> None:
    looked = [line("A", "case.opened", minute=minute) for minute in (30, 20, 10)]
    changed = [line("A", "case.changed", "title", minute=minute) for minute in (9, 8)]
    told = list(together([*looked, line("B", "case.opened"), *changed, line("A", "case.opened")]))
    assert [(each.who, each.action, count) for each, count in told] == [
        ("A", "case.opened", 3),
        ("B", "case.opened", 1),
        ("A", "case.changed", 1),
        ("A", "case.changed", 1),
        ("A", "case.opened", 1),
    ]
    assert told[0][0] is looked[0]
    assert list(together([])) == []


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=str)
def test_that_every_field_that_can_change_has_a_title_in_the_history(sample: Sample) -> None:
    """The log names fields as the draft does; every one of them is in a form, or said to be in none."""
    described = {each.register: each for each in _DESCRIBED if isinstance(each.register, type)}
    description = described.get(sample.register)
    if description is None:
        return
    unnamed = {name for name in sample.changes if description.title_of(name) == name}
    assert unnamed == set()
