"""The registers of casework in a compartment that was set apart: the same acts, another place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Cancelled
from app.rules.permissions import CASEWORK, PROGRAMME, REGISTER, Role
from app.services.access import allowed
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.drafts import Drafts, Input, waiting_drafts
from app.services.keys import accounts, own_account, separate
from app.services.keys.separate import Chosen
from app.services.records import Query
from app.vault.apart import seen_from
from app.vault.membership import revoke
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

UnlockAs = Callable[[Role], "UnlockedVault"]


def a_type(name: str) -> CaseTypeDraft:
    return CaseTypeDraft(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE)


@pytest.fixture
def privacy(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as(Role.PRIVACY)


@pytest.fixture
def apart(director: UnlockedVault, privacy: UnlockedVault) -> str:
    read = own_account.own_account(privacy).fingerprint
    return separate.set_apart(director, title="Haven", others=[Chosen(privacy.account.id, read)]).name


def names(vault: UnlockedVault) -> list[str]:
    register = CaseTypes(vault)
    at = list(CaseTypes.columns).index("name")
    return [row.cells[at] for row in register.rows(register.ids(Query()))]


def test_that_what_is_written_apart_stands_apart(director: UnlockedVault, apart: str, unlock_as: UnlockAs) -> None:
    view = seen_from(director, apart)
    CaseTypes(director).add(a_type("gewoon"))
    made = CaseTypes(view).add(a_type("apart"))
    assert (names(director), names(view)) == (["gewoon"], ["apart"])
    assert [line.action for line in CaseTypes(view).history(made.id)] == ["case_type.added"]
    assert names(seen_from(unlock_as(Role.PRIVACY), apart)) == ["apart"]
    with director.read(apart) as session:
        logged = session.scalars(text("SELECT action FROM audit_entry ORDER BY n")).all()
    assert logged[-1] == "case_type.added"


def test_that_the_rest_of_the_vault_is_as_it_was(director: UnlockedVault, apart: str) -> None:
    view = seen_from(director, apart)
    assert view.available == director.available - {apart} | {apart}
    assert {REGISTER, CASEWORK, PROGRAMME} <= view.compartments
    assert view.holds(PROGRAMME)
    assert allowed(view, CaseTypes.edit_act, CASEWORK)
    assert view.municipality == director.municipality


def test_that_a_refusal_stands_apart_too(privacy: UnlockedVault, apart: str, unlock_as: UnlockAs) -> None:
    view = seen_from(unlock_as(Role.PRIVACY), apart)
    with pytest.raises(AccessDenied, match="mag dit niet"):
        CaseTypes(view).add(a_type("x"))
    with view.read(CASEWORK) as session:
        refused = session.execute(text("SELECT action, result FROM audit_entry ORDER BY n DESC LIMIT 1")).one()
    assert refused.result == "refused"


def test_that_an_opening_in_one_is_none_in_the_other(
    director: UnlockedVault, apart: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CaseTypes, "logs_reading", True)
    view = seen_from(director, apart)
    first, second = CaseTypes(director).add(a_type("een")), CaseTypes(view).add(a_type("ander"))
    assert first.id == second.id
    for vault in (director, view):
        CaseTypes(vault).get(first.id)
        with vault.read(CASEWORK) as session:
            logged = session.scalars(text("SELECT action FROM audit_entry WHERE action = 'case_type.opened'")).all()
        assert len(logged) == 1


def test_that_a_draft_comes_back_where_it_was_typed(director: UnlockedVault, apart: str) -> None:
    view = seen_from(director, apart)
    typed = Input(CaseTypes.kind, None, 0, "", was={}, now={"name": "half af"}, page="cases", part="case_type")
    Drafts(CaseTypes(view)).keep(typed)
    assert [draft.input.now for draft in waiting_drafts(view)] == [{"name": "half af"}]
    assert waiting_drafts(director) == ()


def test_that_nothing_goes_from_it_to_another(director: UnlockedVault, apart: str) -> None:
    """Of published figures the newest count: those of a single case would take the place of all."""
    view = seen_from(director, apart)
    with pytest.raises(AccessDenied, match="gaat niets naar een ander"), view.write(CASEWORK) as work:
        work.deliver(PROGRAMME, "figures", {})


def test_that_who_does_not_hold_it_sees_nothing_from_it(
    director: UnlockedVault, apart: str, unlock_as: UnlockAs
) -> None:
    for role in (Role.KEEPER, Role.BIBOB):
        with pytest.raises(AccessDenied):
            seen_from(unlock_as(role), apart)
    for name in (CASEWORK, "casework_00000000", REGISTER):
        with pytest.raises(AccessDenied):
            seen_from(director, name)


def test_that_it_ends_with_the_session_and_with_the_key(
    director: UnlockedVault, apart: str, unlock_as: UnlockAs
) -> None:
    other = unlock_as(Role.PRIVACY)
    view, mine = seen_from(other, apart), seen_from(director, apart)
    accounts.withdraw(director, account=other.account.id, compartment=apart)
    with pytest.raises(AccessDenied):
        names(view)
    assert not allowed(view, CaseTypes.read_act, CASEWORK)
    director.lock()
    with pytest.raises((Cancelled, AccessDenied)):
        names(mine)
    revoke(unlock_as(Role.KEEPER), other.account.id)
    with pytest.raises(AccessDenied):
        names(view)
