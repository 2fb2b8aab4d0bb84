"""Parties and money: roles, what fits whom, and the burgerservicenummer that is masked and logged when shown."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.rules.permissions import Role
from app.services.bibob.parties import MASK, FinancingDraft, Financings, Parties, PartyDraft
from app.services.records import Query
from models.bibob.choices import PartyNature, PartyRole
from tests.services.bibob.files import party, screening

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

BSN = "999993653"


def in_list(vault: UnlockedVault, key: int) -> object:
    place = list(Parties.columns).index("bsn")
    return Parties(vault).rows([key])[0].cells[place]


def test_that_a_bsn_is_never_in_a_form_and_masked_in_a_list(bibob: UnlockedVault) -> None:
    who = party(bibob, screening(bibob))
    assert in_list(bibob, who) is None
    record = Parties(bibob).set_bsn(who, "9999.93.653", 1)
    assert in_list(bibob, who) == f"{MASK}653"
    assert "bsn" not in {field.name for field in fields(PartyDraft)}
    assert BSN not in repr(record)
    assert list(Parties(bibob).ids(Query(words=BSN))) == []
    assert list(Parties(bibob).ids(Query(order="bsn"))) == [who]


def test_that_showing_a_bsn_is_logged(bibob: UnlockedVault) -> None:
    who = party(bibob, screening(bibob))
    Parties(bibob).set_bsn(who, BSN, 1)
    assert Parties(bibob).bsn_of(who) == BSN
    shown, was_set, _ = Parties(bibob).history(who)
    assert (shown.action, shown.fields) == ("party.bsn_shown", ("bsn",))
    assert (was_set.action, was_set.fields) == ("party.bsn_set", ("bsn",))


def test_that_no_digit_of_a_bsn_is_in_the_log(bibob: UnlockedVault) -> None:
    who = party(bibob, screening(bibob))
    Parties(bibob).set_bsn(who, BSN, 1)
    Parties(bibob).bsn_of(who)
    with bibob.read("bibob") as session:
        assert BSN not in str(session.execute(text("SELECT * FROM audit_entry")).all())


def test_that_a_bsn_can_be_forgotten(bibob: UnlockedVault) -> None:
    who = party(bibob, screening(bibob))
    record = Parties(bibob).set_bsn(who, BSN, 1)
    record = Parties(bibob).set_bsn(who, " ", record.version)
    assert Parties(bibob).bsn_of(who) is None
    assert Parties(bibob).set_bsn(who, None, record.version).id == who


@pytest.mark.parametrize("text", ["123456789", "12345", "negen cijfers", "00000000"])
def test_that_what_is_no_bsn_is_refused(text: str, bibob: UnlockedVault) -> None:
    who = party(bibob, screening(bibob))
    with pytest.raises(Invalid) as refused:
        Parties(bibob).set_bsn(who, text, 1)
    assert set(refused.value.fields) == {"bsn"}
    assert Parties(bibob).bsn_of(who) is None


def test_that_a_bsn_is_set_on_the_party_as_it_is_now(bibob: UnlockedVault) -> None:
    who = party(bibob, screening(bibob))
    with pytest.raises(Conflict):
        Parties(bibob).set_bsn(who, BSN, 7)
    for act in (lambda: Parties(bibob).bsn_of(10**6), lambda: Parties(bibob).set_bsn(10**6, BSN, 1)):
        with pytest.raises(NotFound):
            act()


def test_that_a_legal_person_has_no_bsn_and_no_birthday(bibob: UnlockedVault) -> None:
    file = screening(bibob)
    draft = PartyDraft(file, PartyRole.SUBJECT, PartyNature.LEGAL, "Proef BV")
    company = Parties(bibob).add(draft)
    with pytest.raises(Invalid, match="Een rechtspersoon heeft geen BSN"):
        Parties(bibob).set_bsn(company.id, BSN, 1)
    with pytest.raises(Invalid, match="geen geboortedatum"):
        Parties(bibob).add(replace(draft, born_on=date(1970, 1, 1)))
    human = Parties(bibob).set_bsn(party(bibob, file), BSN, 1)
    with pytest.raises(Invalid, match="Wis eerst het BSN"):
        Parties(bibob).change(human.id, replace(human.draft, nature=PartyNature.LEGAL), human.version)


def test_that_a_party_with_a_bsn_is_not_removed_by_an_undoable_act(bibob: UnlockedVault) -> None:
    record = Parties(bibob).set_bsn(party(bibob, screening(bibob)), BSN, 1)
    with pytest.raises(Invalid, match="Wis eerst het BSN"):
        Parties(bibob).remove(record.id, record.version)


@pytest.mark.parametrize("number", ["1234567", "1234567a", "１２３４５６７８"])
def test_that_a_register_number_has_eight_digits(number: str, bibob: UnlockedVault) -> None:
    draft = PartyDraft(screening(bibob), PartyRole.SUBJECT, PartyNature.LEGAL, "Proef BV", trade_register_number=number)
    with pytest.raises(Invalid, match="acht cijfers"):
        Parties(bibob).add(draft)


def test_that_nobody_is_born_tomorrow(bibob: UnlockedVault) -> None:
    draft = PartyDraft(screening(bibob), PartyRole.SUBJECT, PartyNature.NATURAL, "A. Proef", date(2099, 1, 1))
    with pytest.raises(Invalid, match="niet in de toekomst"):
        Parties(bibob).add(draft)


def test_that_money_comes_through_a_party_of_the_same_file(bibob: UnlockedVault) -> None:
    one, two = screening(bibob), screening(bibob)
    mine, other = party(bibob, one), party(bibob, two)
    register = Financings(bibob)
    assert [option.value for option in register.options("party_id", FinancingDraft(one))] == [mine]
    assert register.options("party_id") == ()
    assert {option.value for option in register.options("screening_id")} == {one, two}
    for wrong in (other, 10**6):
        with pytest.raises(Invalid, match="staat niet in dit dossier"):
            register.add(FinancingDraft(one, wrong, "Lening"))
    with pytest.raises(Invalid, match="nul of meer"):
        register.add(FinancingDraft(one, mine, "Lening", Decimal(-1)))
    made = register.add(FinancingDraft(one, mine, "Lening", Decimal("0.00")))
    unknown = register.add(FinancingDraft(one, None, "Onbekende bron"))
    assert [row.cells[3] for row in register.rows([made.id, unknown.id])] == ["F. Proefman", None]
    with pytest.raises(Invalid, match="staat bij een financiering"):
        Parties(bibob).remove(mine, 1)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BIBOB])
def test_that_nobody_else_sees_a_bsn(role: Role, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    vault = unlock_as(role)
    with pytest.raises(AccessDenied):
        Parties(vault).bsn_of(1)
    with pytest.raises(AccessDenied):
        Parties(vault).set_bsn(1, BSN, 1)
