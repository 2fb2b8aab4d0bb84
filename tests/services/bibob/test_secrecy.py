"""Who holds another key sees neither a screening nor that there is one (art. 28): their compartments, byte by byte."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied
from app.rules.permissions import Role
from app.services.attention import attention
from app.services.bibob.aftermath import DisclosureDraft, Disclosures
from app.services.bibob.parties import Parties
from app.services.bibob.screenings import Screenings
from app.services.bibob.terms import timeline
from app.services.bibob.warnings import screening_items
from app.services.post import carry_and_take_in
from app.services.records import Query
from models.bibob.choices import DisclosureGround
from tests.services.bibob.files import party, screening
from tests.services.conftest import unlocked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

WORD = "Merkwoord5150"
BSN = "999993653"
OTHERS = [role for role in Role if role is not Role.BIBOB]


@pytest.fixture(scope="module")
def marked(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a file that has the word in everything, carried as far as anything is carried."""
    folder = Path(shutil.copytree(founded, tmp_path_factory.mktemp("marked") / "leeg.bolwerk"))
    with unlocked(folder, Role.BIBOB) as bibob:
        file = screening(bibob, subject=WORD, note=WORD, external_number=WORD)
        Parties(bibob).set_bsn(party(bibob, file), BSN, 1)
        Disclosures(bibob).add(DisclosureDraft(file, date(2020, 9, 1), DisclosureGround.J, WORD, WORD))
        Screenings(bibob).get(file)
    for role in OTHERS:
        with unlocked(folder, role) as vault:
            carry_and_take_in(vault)
    return folder


@pytest.fixture(scope="module")
def vaults(marked: Path) -> Iterator[dict[Role, UnlockedVault]]:
    """The same vault as everybody has it open."""
    with ExitStack() as stack:
        yield {role: stack.enter_context(unlocked(marked, role)) for role in Role}


def everything_in(vault: UnlockedVault, name: str) -> str:
    """All that a holder of a compartment can read of it with tools of their own."""
    with vault.read(name) as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        return str([session.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables])  # noqa: S608


@pytest.mark.parametrize("role", OTHERS)
def test_that_no_other_compartment_has_a_word_of_it(role: Role, vaults: dict[Role, UnlockedVault]) -> None:
    vault = vaults[role]
    held = {name: everything_in(vault, name) for name in vault.available}
    assert "bibob" not in held
    for content in held.values():
        for word in (WORD, BSN, "BIB-20", "Proefman"):
            assert word not in content


@pytest.mark.parametrize("role", [role for role in OTHERS if role is not Role.DPO])
def test_that_nobody_but_the_privacy_officer_can_tell_that_there_is_one(
    role: Role, vaults: dict[Role, UnlockedVault]
) -> None:
    """The officer reads copies of the log: codes and ids, no content."""
    vault = vaults[role]
    for name in vault.available:
        for code in ("screening", "disclosure", "party"):
            assert f"'{code}" not in everything_in(vault, name)
    told = [item for item in attention(vault) if item.page != "backups"]  # that there is such a compartment, all know
    assert [item for item in told if "ibob" in item.text] == []


@pytest.mark.parametrize("role", OTHERS)
def test_that_every_door_is_closed(role: Role, vaults: dict[Role, UnlockedVault]) -> None:
    vault = vaults[role]
    for act in (
        lambda: Screenings(vault).ids(Query()),
        lambda: Screenings(vault).get(1),
        lambda: Screenings(vault).history(1),
        lambda: Parties(vault).ids(Query()),
        lambda: timeline(vault, 1),
        lambda: screening_items(vault),
    ):
        with pytest.raises(AccessDenied):
            act()


def test_that_the_coordinator_does_see_it(vaults: dict[Role, UnlockedVault]) -> None:
    """The measure itself."""
    content = everything_in(vaults[Role.BIBOB], "bibob")
    assert all(word in content for word in (WORD, BSN, "BIB-2020-001", "Proefman", "'screening"))
