"""An update and the way back, rehearsed: a newer program changed the vault, the older one refuses, a backup helps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import NewerProgram
from app.services.programme.registers import GoalDraft, Goals
from app.services.records import Query
from app.vault.verify import verify_vault
from tests.vault.restoring import HELD, contents, note, notes, put_back

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clock, FoundedVault, UnlockAs


def update(unlock_as: UnlockAs) -> None:
    """What a newer program leaves in the compartments that it opened: another schema, and what was typed since."""
    with unlock_as("director") as vault:
        note(vault, "typed in the newer program")
        for name in HELD:
            with vault.compartment(name).write() as session:
                session.execute(text("CREATE TABLE of_the_newer_program (id INTEGER PRIMARY KEY)"))
                session.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def test_that_the_older_program_leaves_an_updated_vault_alone_and_goes_on_from_the_backup(
    founded: FoundedVault, backed_up: Path, place: Path, unlock_as: UnlockAs
) -> None:
    update(unlock_as)
    updated = {name: data for name, data in contents(backed_up).items() if name.endswith(".db")}
    with pytest.raises(NewerProgram, match="nieuwere versie"):
        unlock_as("director")
    assert {name: data for name, data in contents(backed_up).items() if name.endswith(".db")} == updated

    assert put_back(founded, place, *HELD).missing == ()
    vault = unlock_as("director")
    assert vault.warnings == []
    assert notes(vault) == ["before"]
    assert verify_vault(backed_up, vault).ok
    kept = [path for path in (backed_up / "backups").glob("before-restore.*") if path.is_dir()]
    assert len(kept) == 1, "what the newer program wrote is kept for who updates again"


def test_that_a_clock_set_back_a_year_loses_nothing_and_is_marked(unlock_as: UnlockAs, clock: Clock) -> None:
    with unlock_as("policy", now=clock) as vault:
        Goals(vault).add(GoalDraft("Vóór", "Raad", 2022, "Met de goede klok."))
    clock.now -= timedelta(days=365)
    with unlock_as("policy", now=clock) as vault:
        Goals(vault).add(GoalDraft("Na", "Raad", 2022, "Met de klok een jaar terug."))

    clock.now += timedelta(days=365)
    with unlock_as("policy", now=clock) as vault:
        assert len(Goals(vault).ids(Query())) == 2
        assert verify_vault(vault.folder, vault).ok
        with vault.read("programme") as session:
            marked = session.execute(text("SELECT clock_back FROM audit_entry ORDER BY n")).scalars().all()
    assert any(marked)
