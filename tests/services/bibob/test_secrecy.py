"""Who holds another key sees neither a screening nor that there is one (art. 28): their compartments, byte by byte."""

from __future__ import annotations

from datetime import date
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

    Unlock = Callable[[Role], UnlockedVault]

WORD = "Merkwoord5150"
BSN = "999993653"
OTHERS = [role for role in Role if role is not Role.BIBOB]


@pytest.fixture
def marked(bibob: UnlockedVault) -> UnlockedVault:
    """A file with the word in everything, carried as far as anything is carried."""
    file = screening(bibob, subject=WORD, note=WORD, external_number=WORD)
    Parties(bibob).set_bsn(party(bibob, file), BSN, 1)
    Disclosures(bibob).add(DisclosureDraft(file, date(2020, 9, 1), DisclosureGround.J, WORD, WORD))
    Screenings(bibob).get(file)
    bibob.hand_on()
    carry_and_take_in(bibob)
    return bibob


def everything_in(vault: UnlockedVault, name: str) -> str:
    """All that a holder of a compartment can read of it with tools of their own."""
    with vault.read(name) as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        return str([session.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables])  # noqa: S608


@pytest.mark.parametrize("role", OTHERS)
def test_that_no_other_compartment_has_a_word_of_it(role: Role, marked: UnlockedVault, unlock_as: Unlock) -> None:
    vault = unlock_as(role)
    carry_and_take_in(vault)
    held = {name: everything_in(vault, name) for name in vault.available}
    assert "bibob" not in held
    for content in held.values():
        for word in (WORD, BSN, "BIB-20", "Proefman"):
            assert word not in content


@pytest.mark.parametrize("role", [role for role in OTHERS if role is not Role.DPO])
def test_that_nobody_but_the_privacy_officer_can_tell_that_there_is_one(
    role: Role, marked: UnlockedVault, unlock_as: Unlock
) -> None:
    """The officer reads copies of the log: codes and ids, no content."""
    vault = unlock_as(role)
    carry_and_take_in(vault)
    for name in vault.available:
        for code in ("screening", "disclosure", "party"):
            assert f"'{code}" not in everything_in(vault, name)
    assert [item for item in attention(vault) if "ibob" in item.text] == []


@pytest.mark.parametrize("role", OTHERS)
def test_that_every_door_is_closed(role: Role, marked: UnlockedVault, unlock_as: Unlock) -> None:
    vault = unlock_as(role)
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


def test_that_the_coordinator_does_see_it(marked: UnlockedVault) -> None:
    """The measure itself."""
    content = everything_in(marked, "bibob")
    assert all(word in content for word in (WORD, BSN, "BIB-2020-001", "Proefman", "'screening"))
