"""A casework compartment of its own: who may found one, with whom, and what others hear of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Invalid
from app.rules.permissions import CASEWORK, Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.keys import accounts, own_account, rekeying, separate
from app.services.keys.separate import LONGEST_TITLE, Chosen
from app.services.records import Query
from app.vault.apart import seen_from
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

UnlockAs = Callable[[Role], "UnlockedVault"]
TITLE = "Onderzoek Voorbeeldhaven"


def reading(vault: UnlockedVault) -> Chosen:
    """Somebody, and what they read from their own screen; with other signs between the groups."""
    return Chosen(vault.account.id, own_account.own_account(vault).fingerprint.replace("-", " ").lower())


def test_that_two_hold_it_and_others_hear_only_that_it_is_there(unlock_as: UnlockAs) -> None:
    director, privacy = unlock_as(Role.DIRECTOR), unlock_as(Role.PRIVACY)
    assert [row.login for row in separate.candidates(director)] == [Role.PRIVACY.value]
    made = separate.set_apart(director, title=f"  {TITLE} ", others=[reading(privacy)])
    assert made.title == TITLE
    assert made.holders == ("Casusregisseur", "Privacyfunctionaris")
    assert separate.separate(director) == (made,)
    assert separate.spoken(director, compartment=made.name) == f"{made.label}: {TITLE}"
    assert separate.spoken(director, compartment=CASEWORK) == "Casuïstiek"

    again = unlock_as(Role.PRIVACY)
    assert separate.separate(again) == (made,)
    keeper = unlock_as(Role.KEEPER)
    row = next(row for row in rekeying.compartments(keeper) if row.name == made.name)
    assert (row.label, row.mine) == (made.label, False)
    assert separate.spoken(keeper, compartment=made.name) == made.label


def test_that_it_is_the_same_as_any_other_to_accounts_and_keys(unlock_as: UnlockAs) -> None:
    director, privacy = unlock_as(Role.DIRECTOR), unlock_as(Role.PRIVACY)
    made = separate.set_apart(director, title=TITLE, others=[reading(privacy)])
    accounts.withdraw(director, account=privacy.account.id, compartment=made.name)
    assert [row.name for row in rekeying.due_here(director)] == [made.name]
    rekeying.rekey(director, compartment=made.name)
    offered = accounts.grant_choices(director, account=privacy.account.id)
    assert [(choice.compartment, choice.refusal) for choice in offered] == [(made.name, "")]
    with pytest.raises(Invalid, match="laatste"):
        accounts.withdraw(director, account=director.account.id, compartment=made.name)


def test_that_the_case_types_come_along(unlock_as: UnlockAs) -> None:
    """Without a type there is no case; from then on each has its own."""
    director, privacy = unlock_as(Role.DIRECTOR), unlock_as(Role.PRIVACY)
    here = CaseTypes(director)
    for name in ("hennep", "witwassen"):
        here.add(CaseTypeDraft(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, aliases=(f"{name} x",)))
    made = separate.set_apart(director, title=TITLE, others=[reading(privacy)])
    there = CaseTypes(seen_from(director, made.name))
    assert [there.get(key).draft for key in there.ids(Query())] == [here.get(key).draft for key in here.ids(Query())]


def test_that_a_fingerprint_that_differs_founds_nothing(unlock_as: UnlockAs) -> None:
    director, privacy = unlock_as(Role.DIRECTOR), unlock_as(Role.PRIVACY)
    wrong = Chosen(privacy.account.id, own_account.own_account(director).fingerprint)
    with pytest.raises(Invalid, match="vingerafdruk is een andere"):
        separate.set_apart(director, title=TITLE, others=[wrong])
    assert separate.separate(director) == ()
    with director.read(CASEWORK) as session:
        refused = session.execute(text("SELECT action, result FROM audit_entry ORDER BY n DESC LIMIT 1")).one()
    assert tuple(refused) == ("compartment.set_apart", "refused")


@pytest.mark.parametrize(
    ("title", "field"), [("  ", "title"), ("x" * (LONGEST_TITLE + 1), "title"), ("a\x00b", "title"), (TITLE, "others")]
)
def test_that_a_title_and_somebody_else_are_asked_for(unlock_as: UnlockAs, title: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        separate.set_apart(unlock_as(Role.DIRECTOR), title=title, others=[])
    assert set(refused.value.fields) == {field}


def test_that_whose_role_does_not_go_with_it_is_no_holder(unlock_as: UnlockAs) -> None:
    director = unlock_as(Role.DIRECTOR)
    for role in (Role.BIBOB, Role.KEEPER):
        with pytest.raises(AccessDenied, match="rol of de stand"):
            separate.set_apart(director, title=TITLE, others=[reading(unlock_as(role))])


@pytest.mark.parametrize("role", [Role.KEEPER, Role.PRIVACY, Role.BIBOB])
def test_that_only_who_may_change_cases_founds_one(unlock_as: UnlockAs, role: Role) -> None:
    with pytest.raises(AccessDenied):
        separate.set_apart(unlock_as(role), title=TITLE, others=[])
    with pytest.raises(AccessDenied):
        separate.candidates(unlock_as(role))
