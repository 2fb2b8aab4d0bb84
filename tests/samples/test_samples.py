"""A vault of every earlier schema opens, is upgraded, and keeps what was in it; a failing upgrade leaves it alone."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import AppError
from app.report.evaluation_pdf import render_bytes
from app.services.casework.cases import Cases
from app.services.evaluation.gather import gather
from app.services.history import history_of
from app.services.programme.money import money_of
from app.services.programme.quickscan import Recommendations
from app.services.programme.registers import Goals
from app.services.records import Query
from app.vault.keys.kdf import KdfLimits
from app.vault.session import UnlockedVault, unlock
from app.vault.store import schema
from app.vault.verify import verify_vault
from models.choices import ClosingReason

SAMPLES = sorted(Path(__file__).parent.glob("*.bolwerk"))
LIMITS = KdfLimits(min_memory_kib=8, max_memory_kib=1024, min_passes=1, max_passes=4)
PASSWORD = "voorbeeld van schema 1"


@pytest.fixture(params=SAMPLES, ids=lambda folder: folder.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An old vault, copied: opening one changes it."""
    return Path(shutil.copytree(request.param, tmp_path / "oud.bolwerk"))


def opened(folder: Path, login: str) -> UnlockedVault:
    return unlock(folder, login, PASSWORD, limits=LIMITS)


def test_that_an_old_vault_keeps_what_was_in_it(old: Path) -> None:
    with opened(old, "director") as vault:
        assert vault.warnings == []
        case = Cases(vault).get(Cases(vault).ids(Query())[0])
        assert case.title == "V-2019-0001 Casus van schema 1"
        assert case.draft.partners == ("politie", "RIEC")
        assert case.draft.closing_reason is ClosingReason.NOT_FOUND
        assert money_of(vault, 2019).budgets[0].spent.amount == Decimal("250.50")
        assert len(Goals(vault).ids(Query())) == len(Recommendations(vault).ids(Query())) == 1
        assert [line.action for line in history_of(vault, "casework", "case", str(case.id))] == ["case.added"]
        document = gather(vault, 2019).document
        assert render_bytes(document).startswith(b"%PDF")
        assert "Er waren 1 casussen." in str(document.sections)


@pytest.mark.parametrize("login", ["keeper", "director", "bibob", "integrity", "integrity_deputy", "dpo"])
def test_that_every_compartment_of_an_old_vault_is_brought_up_to_date(old: Path, login: str) -> None:
    with opened(old, login) as vault:
        assert vault.warnings == []
        for name in vault.compartments:
            with vault.compartment(name).read() as session:
                kind = vault.compartment(name).kind
                assert schema.current(session.connection()) == schema.head(kind)
        assert verify_vault(old, vault).ok


def test_that_a_failing_upgrade_leaves_the_old_vault_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in old.glob("*.db")}

    def fails(*_: object) -> None:
        raise AppError("De nieuwe indeling kon niet worden gemaakt.")

    monkeypatch.setattr(schema, "upgrade", fails)
    with pytest.raises(AppError):
        opened(old, "keeper")
    assert {path.name: path.read_bytes() for path in old.glob("*.db")} == before
    monkeypatch.undo()
    with opened(old, "director") as vault:
        assert len(Cases(vault).ids(Query())) == 1
