"""The course of a founding: every step checks what it can, and leaving at any of them leaves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.rules.permissions import Role
from app.services.keys import founding
from app.services.keys.founding import Founder, FoundingPlan, SetPlan
from app.vault.header.trust import GENERAL
from app.vault.keys.recovery import make_set
from app.vault.session import unlock
from tests.demo_vault import CHEAP, LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.vault.founding import PreparedVault

DAY = date(2020, 1, 2)
GOOD = "lepel duif kubus granaat"
ROLES = (
    Role.KEEPER,
    Role.DIRECTOR,
    Role.BIBOB,
    Role.INTEGRITY,
    Role.INTEGRITY_DEPUTY,
    Role.DPO,
)


def founder(role: Role, name: str = "") -> Founder:
    return Founder(role.value, name or f"Naam van {role.label}", GOOD, role)


@pytest.fixture
def plan(tmp_path: Path) -> FoundingPlan:
    """A finished plan."""
    made = founding.begin(tmp_path / "v.bolwerk", " Voorbeeldstad ")
    for role in ROLES:
        made = founding.with_founder(made, founder(role))
    return made


@pytest.fixture
def prepared(plan: FoundingPlan) -> Iterator[PreparedVault]:
    with founding.make(plan, day=DAY, settings=CHEAP.settings) as made:
        yield made


def test_that_the_course_ends_in_a_vault_that_its_founders_open(plan: FoundingPlan, prepared: PreparedVault) -> None:
    assert founding.missing(plan) == ()
    sheets = founding.sheets(prepared, plan, DAY)
    chosen = founding.set_to_type_back(plan)
    typed = [" ".join(sheet.words) for sheet in sheets if sheet.set == chosen.name]
    founding.confirm_set(prepared, chosen.name, typed[1:])
    prepared.complete()
    with unlock(plan.folder, "director", GOOD, limits=LIMITS) as vault:
        assert vault.municipality == "Voorbeeldstad"
        assert vault.account.name == "Naam van casusregisseur"


def test_that_there_is_one_sheet_a_share(plan: FoundingPlan, prepared: PreparedVault) -> None:
    sheets = founding.sheets(prepared, plan, DAY)
    assert [(sheet.set, sheet.number, sheet.shares) for sheet in sheets] == [
        (name, number, 3) for name in ("general", "integrity", "bibob") for number in (1, 2, 3)
    ]
    assert {len(sheet.words) for sheet in sheets} == {33}
    assert sheets[3].protects == ("Integriteit", "Integriteit (plaatsvervanger)")
    assert sheets[0].words[5] not in repr(sheets[0])


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ([], "Vul de woorden"),
        (["fiets"], "woord 1"),
        (list(make_set(GENERAL).shares), "geen bladen van de set “Algemeen” van deze kluis"),
    ],
)
def test_that_a_set_typed_back_wrongly_is_told(prepared: PreparedVault, typed: list[str], reason: str) -> None:
    with pytest.raises(Invalid, match=reason) as caught:
        founding.confirm_set(prepared, GENERAL, typed)
    assert set(caught.value.fields) == {"shares"}


def test_that_a_set_of_the_same_vault_is_not_another_set(prepared: PreparedVault) -> None:
    with pytest.raises(Invalid, match="geen bladen van de set “Bibob”"):
        founding.confirm_set(prepared, "bibob", prepared.founded.shares["integrity"])


def test_that_leaving_before_the_end_leaves_nothing(plan: FoundingPlan) -> None:
    with founding.make(plan, day=DAY, settings=CHEAP.settings):
        pass
    assert list(plan.folder.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"login": " "}, "login", "inlognaam"),
        ({"login": "Keeper"}, "login", "heeft deze inlognaam al"),
        ({"name": ""}, "name", "Vul een naam in"),
        ({"password": "kort"}, "password", "minstens 12 tekens"),
        ({"password": "wachtwoord wachtwoord"}, "password", "te raden"),
        ({"password": "lepel duif voorbeeldstad kubus"}, "password", "naam van de gemeente"),
        ({"password": "lepel duif jurist kubus"}, "password", "inlognaam"),
    ],
)
def test_that_a_founder_is_refused_with_the_reason_at_the_field(
    plan: FoundingPlan, change: dict[str, str], field: str, reason: str
) -> None:
    with pytest.raises(Invalid, match=reason) as caught:
        founding.with_founder(plan, replace(founder(Role.JURIST), **change))  # type: ignore[arg-type]
    assert field in caught.value.fields


def test_that_every_fault_of_a_founder_is_told_at_once(plan: FoundingPlan) -> None:
    with pytest.raises(Invalid) as caught:
        founding.with_founder(plan, Founder("", "", "kort", Role.JURIST))
    assert set(caught.value.fields) == {"login", "name", "password"}


def test_that_a_founder_can_leave_again(plan: FoundingPlan) -> None:
    fewer = founding.without_founder(plan, "BIBOB")
    assert founding.missing(fewer) == (
        "Nog niemand krijgt de sleutel van Bibob: daar hoort een bibob-coördinator bij.",
    )
    with pytest.raises(Invalid, match="Bibob"):
        founding.make(fewer, day=DAY, settings=CHEAP.settings)
    nobody = founding.without_founder(fewer, "keeper")
    assert founding.missing(nobody)[0] == "Er is nog geen functioneel beheerder."


def test_that_a_place_or_name_that_will_not_do_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "iets").touch()
    with pytest.raises(Invalid, match="staat al iets"):
        founding.begin(tmp_path / "iets", "Voorbeeldstad")
    with pytest.raises(Invalid, match="naam van de gemeente"):
        founding.begin(tmp_path / "v", " ")


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        (SetPlan("general", 3, ("A", "B")), "minstens 2"),
        (SetPlan("general", 1), "minstens 2"),
        (SetPlan("iets"), "geen set"),
    ],
)
def test_that_an_impossible_set_is_refused(plan: FoundingPlan, chosen: SetPlan, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        founding.with_set(plan, chosen)


def test_that_each_shareholder_gets_a_sheet(plan: FoundingPlan) -> None:
    chosen = SetPlan("bibob", 2, ("A. Eerste", "B. Tweede", "C. Derde", "D. Vierde"))
    planned = founding.with_set(plan, chosen)
    with founding.make(planned, day=DAY, settings=CHEAP.settings) as prepared:
        sheets = founding.sheets(prepared, planned, DAY)
    assert [one.shareholder for one in sheets if one.set == "bibob"] == list(chosen.shareholders)


def warned(plan: FoundingPlan, words: str) -> bool:
    return any(words in warning for warning in founding.warnings(plan))


def test_that_separate_duties_are_not_warned_about(plan: FoundingPlan) -> None:
    second = founding.with_founder(plan, replace(founder(Role.KEEPER, "Tweede"), login="keeper2"))
    assert founding.warnings(second) == ()
    assert warned(plan, "Er is één functioneel beheerder")


def test_that_duties_in_one_hand_are_warned_about(plan: FoundingPlan) -> None:
    both = founding.with_founder(
        plan, replace(founder(Role.POLICY), name="naam van  Functioneel beheerder", login="beleid")
    )
    assert warned(both, "Naam van functioneel beheerder is functioneel beheerder en krijgt ook inhoud te zien")
    alone = replace(plan, founders=tuple(replace(one, name="Een en dezelfde") for one in plan.founders))
    assert warned(alone, "maar één mens die meldingen kan lezen")


def test_that_sheets_in_the_wrong_hands_are_warned_about(plan: FoundingPlan) -> None:
    keeper = "Naam van functioneel beheerder"
    assert warned(founding.with_set(plan, SetPlan("general", 2, (keeper, "B", "C"))), "krijgt een herstelblad")
    twice = founding.with_set(plan, SetPlan("integrity", 2, ("A. Eerste", "a. eerste", "C")))
    assert warned(twice, "genoeg herstelbladen van “Integriteit”")


def test_that_the_cost_of_a_password_is_told_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(founding, "calibrate", lambda: CHEAP.settings)
    cost = founding.measure()
    assert cost.settings == CHEAP.settings
    assert 0 < cost.seconds < 60
