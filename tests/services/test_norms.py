"""Norms of a vault: changed by a new version, confirmed with a signature that is verified, never by the keeper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app.errors import AccessDenied, Conflict, Invalid, NotFound
from app.rules.permissions import Act, Role, may
from app.services import norms as service
from app.services.norm_defaults import shipped_norms
from app.services.norms import (
    NormChange,
    NormLine,
    change_norm,
    confirm_norm,
    may_change,
    norm_book,
    norm_on,
    norm_sheet,
    norms,
    withdraw_norm,
)
from models.norm_choices import Counting, Evidence, NormUnit
from models.register import StoredNorm

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

    Unlock = Callable[[Role], UnlockedVault]

VIEWS = "bibob.views"
FIRST = date(2013, 7, 1)
CHANGE = NormChange(
    replaces=FIRST,
    valid_from=date(2027, 1, 1),
    value=3,
    unit=NormUnit.WEEKS,
    ground="art. 33 Wet Bibob",
    source="Beleidsregel 2027",
    counting=Counting.INCLUSIVE,
    applies_termijnenwet=True,
    evidence=Evidence.READ,
)


@pytest.fixture
def jurist(unlock_as: Unlock) -> UnlockedVault:
    return unlock_as(Role.JURIST)


def lines_of(vault: UnlockedVault, norm_id: str) -> list[NormLine]:
    return [line for line in norms(vault) if line.norm.id == norm_id]


def stored(vault: UnlockedVault) -> int:
    with vault.read("register") as session:
        return len(session.scalars(select(StoredNorm)).all())


def test_that_a_new_vault_has_the_norms_that_shipped_to_be_confirmed(jurist: UnlockedVault) -> None:
    assert [line.norm for line in norms(jurist)] == list(shipped_norms())
    assert {line.state for line in norms(jurist)} == {"te bevestigen"}
    assert stored(jurist) == 0


@pytest.mark.parametrize("role", Role)
def test_that_everybody_reads_norms_and_only_two_change_or_confirm_them(role: Role, unlock_as: Unlock) -> None:
    vault = unlock_as(role)
    assert norm_on(vault, VIEWS, date(2024, 1, 1)).value == 2
    acts = (
        lambda: confirm_norm(vault, VIEWS, FIRST),
        lambda: change_norm(vault, VIEWS, CHANGE),
        lambda: withdraw_norm(vault, VIEWS, CHANGE.valid_from),
    )
    if role in (Role.JURIST, Role.BIBOB):
        for act in acts:
            act()
        return
    for act in acts:
        with pytest.raises(AccessDenied, match="mag dit niet: normen"):
            act()
    assert stored(vault) == 0


@pytest.mark.parametrize("role", Role)
def test_that_who_directs_cases_changes_the_agreements_on_them(role: Role, unlock_as: Unlock) -> None:
    vault = unlock_as(role)
    change = replace(CHANGE, replaces=date(2015, 1, 1), value=90, unit=NormUnit.DAYS)
    able = role in (Role.DIRECTOR, Role.JURIST, Role.BIBOB)
    assert may_change(vault, "casework.still") is able
    if not able:
        with pytest.raises(AccessDenied):
            change_norm(vault, "casework.still", change)
        return
    assert change_norm(vault, "casework.still", change).value == 90
    withdraw_norm(vault, "casework.still", change.valid_from)


def test_that_the_keeper_never_confirms() -> None:
    assert not may(Role.KEEPER, Act.CONFIRM_NORMS)
    assert not may(Role.KEEPER, Act.EDIT_NORMS)


def test_that_a_change_is_a_new_version_and_the_old_one_holds_for_what_began_under_it(jurist: UnlockedVault) -> None:
    made = change_norm(jurist, VIEWS, CHANGE)
    old, new = (line.norm for line in lines_of(jurist, VIEWS))
    assert new == made
    assert (old.value, old.valid_from, old.valid_to) == (2, FIRST, date(2026, 12, 31))
    assert (new.value, new.valid_from, new.valid_to) == (3, date(2027, 1, 1), None)
    assert norm_on(jurist, VIEWS, date(2026, 12, 31)).value == 2
    assert norm_on(jurist, VIEWS, date(2027, 1, 1)).value == 3
    assert (new.ground, new.source, new.counting) == (CHANGE.ground, CHANGE.source, CHANGE.counting)
    assert {line.norm.label for line in lines_of(jurist, VIEWS)} == {"Zienswijzetermijn bij voornemen"}


def test_that_norms_keep_their_order_when_some_are_stored(jurist: UnlockedVault) -> None:
    change_norm(jurist, VIEWS, CHANGE)
    ids = [norm.id for norm in norm_book(jurist).norms]
    assert list(dict.fromkeys(ids)) == list(dict.fromkeys(norm.id for norm in shipped_norms()))


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"valid_from": FIRST}, "valid_from", "geldt al de norm van 1 juli 2013"),
        ({"valid_from": date(2000, 1, 1)}, "valid_from", "overlappen elkaar niet"),
        ({"valid_to": date(2030, 1, 1)}, "valid_to", "laat het einde open"),
        ({"value": 0}, "value", "Vul een getal in van 1"),
        ({"ground": " "}, "ground", "Vul het artikel in"),
        ({"source": ""}, "source", "Vul in waar de tekst"),
        ({"unit": NormUnit.COUNTING}, "unit", "een termijn een termijn"),
    ],
)
def test_that_overlap_hole_and_nonsense_are_refused_and_nothing_is_stored(
    changes: dict[str, object], field: str, told: str, jurist: UnlockedVault
) -> None:
    with pytest.raises(Invalid) as refused:
        change_norm(jurist, VIEWS, replace(CHANGE, **changes))  # type: ignore[arg-type]
    assert told in refused.value.fields[field]
    assert stored(jurist) == 0


def test_that_a_hole_after_a_norm_that_ended_is_refused(jurist: UnlockedVault) -> None:
    change_norm(jurist, VIEWS, CHANGE)
    with jurist.write("register") as work:
        work.session.execute(text("UPDATE norm SET valid_to = '2027-06-30' WHERE valid_from = '2027-01-01'"))
        work.record("norm.changed", "norm", VIEWS)
    late = replace(CHANGE, replaces=CHANGE.valid_from, valid_from=date(2027, 8, 1))
    with pytest.raises(Invalid, match="Van 1 juli 2027 tot en met 31 juli 2027 zou geen norm gelden"):
        change_norm(jurist, VIEWS, late)
    assert change_norm(jurist, VIEWS, replace(late, valid_from=date(2027, 7, 1))).value == 3


def test_that_two_who_change_the_same_norm_do_not_overwrite_each_other(jurist: UnlockedVault) -> None:
    change_norm(jurist, VIEWS, CHANGE)
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        change_norm(jurist, VIEWS, replace(CHANGE, valid_from=date(2028, 1, 1)))


@pytest.mark.parametrize("role", [Role.JURIST, Role.BIBOB])
def test_that_a_confirmation_is_shown_to_everybody_with_who_gave_it(role: Role, unlock_as: Unlock) -> None:
    vault = unlock_as(role)
    confirm_norm(vault, VIEWS, FIRST)
    (line,) = lines_of(unlock_as(Role.KEEPER), VIEWS)
    assert line.confirmation is not None
    assert line.confirmation.holds
    assert line.confirmation.by == vault.account.name
    assert line.confirmation.at.tzinfo is not None
    assert line.state == f"bevestigd door {vault.account.name}"


def test_that_closing_a_norm_leaves_its_confirmation_and_the_new_one_waits(jurist: UnlockedVault) -> None:
    confirm_norm(jurist, VIEWS, FIRST)
    change_norm(jurist, VIEWS, CHANGE)
    old, new = lines_of(jurist, VIEWS)
    assert old.confirmation is not None
    assert old.confirmation.holds
    assert new.confirmation is None


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE norm SET value = 9",
        "UPDATE norm SET counting = 'inclusive'",
        "UPDATE norm SET ground = 'art. 1'",
        "UPDATE norm SET valid_from = '2012-07-01'",
        "UPDATE norm SET evidence = 'read'",
        "UPDATE norm SET confirmed_at = '2020-01-01T00:00:00Z'",
        "UPDATE norm SET signature = zeroblob(64)",
    ],
)
def test_that_a_norm_that_was_altered_after_confirming_is_told(meddling: str, jurist: UnlockedVault) -> None:
    confirm_norm(jurist, VIEWS, FIRST)
    meddle(jurist, meddling)
    (line,) = lines_of(jurist, VIEWS)
    assert line.confirmation is not None
    assert not line.confirmation.holds
    assert line.state == "de handtekening klopt niet; bevestig deze norm opnieuw"


def meddle(vault: UnlockedVault, statement: str, **values: str) -> None:
    with vault.write("register") as work:
        work.session.execute(text(statement), values)
        work.record("norm.changed", "norm", VIEWS)


def test_that_a_signature_of_the_keeper_does_not_count(unlock_as: Unlock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keeper with tools of their own can write in the register and sign; nobody is deceived by it."""
    keeper = unlock_as(Role.KEEPER)
    with monkeypatch.context() as tools:
        tools.setattr(keeper, "account", replace(keeper.account, role=Role.JURIST))
        confirm_norm(keeper, VIEWS, FIRST)
    (line,) = lines_of(unlock_as(Role.JURIST), VIEWS)
    assert line.state == "de ondertekenaar mag geen normen bevestigen; bevestig deze norm opnieuw"


def test_that_a_confirmation_taken_from_somebody_else_does_not_count(unlock_as: Unlock) -> None:
    jurist, bibob = unlock_as(Role.JURIST), unlock_as(Role.BIBOB)
    confirm_norm(jurist, VIEWS, FIRST)
    meddle(jurist, "UPDATE norm SET confirmed_by = :other", other=bibob.account.id)
    assert "handtekening klopt niet" in lines_of(jurist, VIEWS)[0].state
    meddle(jurist, "UPDATE norm SET confirmed_by = 'niemand'")
    (line,) = lines_of(jurist, VIEWS)
    assert line.confirmation is not None
    assert line.confirmation.by == "onbekende gebruiker"
    assert not line.confirmation.holds


def test_that_confirming_again_takes_the_place_of_what_was(unlock_as: Unlock) -> None:
    jurist, bibob = unlock_as(Role.JURIST), unlock_as(Role.BIBOB)
    confirm_norm(jurist, VIEWS, FIRST)
    meddle(jurist, "UPDATE norm SET value = 4")
    confirm_norm(bibob, VIEWS, FIRST)
    assert lines_of(jurist, VIEWS)[0].state == f"bevestigd door {bibob.account.name}"


def test_that_what_is_not_there_is_told(jurist: UnlockedVault) -> None:
    for act in (
        lambda: confirm_norm(jurist, "nergens", FIRST),
        lambda: confirm_norm(jurist, VIEWS, date(2014, 1, 1)),
        lambda: change_norm(jurist, "nergens", CHANGE),
        lambda: withdraw_norm(jurist, VIEWS, date(2014, 1, 1)),
    ):
        with pytest.raises(NotFound):
            act()
    assert stored(jurist) == 0


def test_that_only_a_version_that_has_not_begun_can_be_withdrawn(
    jurist: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "today", lambda: date(2026, 12, 31))
    with pytest.raises(Invalid, match="die al geldt wordt niet ingetrokken"):
        withdraw_norm(jurist, VIEWS, FIRST)
    change_norm(jurist, VIEWS, CHANGE)
    withdraw_norm(jurist, VIEWS, CHANGE.valid_from)
    (line,) = lines_of(jurist, VIEWS)
    assert line.norm.valid_to is None
    change_norm(jurist, VIEWS, CHANGE)
    monkeypatch.setattr(service, "today", lambda: date(2027, 1, 1))
    with pytest.raises(Invalid):
        withdraw_norm(jurist, VIEWS, CHANGE.valid_from)


def test_that_a_stored_norm_that_no_longer_ships_stays(jurist: UnlockedVault) -> None:
    confirm_norm(jurist, VIEWS, FIRST)
    meddle(jurist, "UPDATE norm SET name = 'oud.eigen'")
    assert norms(jurist)[-1].norm.id == "oud.eigen"
    assert norm_on(jurist, VIEWS, date(2024, 1, 1)).value == 2


def test_that_the_sheet_for_the_lawyer_has_everything(jurist: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "today", lambda: date(2026, 12, 31))
    confirm_norm(jurist, VIEWS, FIRST)
    sheet = norm_sheet(jurist)
    assert (sheet.municipality, sheet.day) == ("Westland", date(2026, 12, 31))
    assert sheet.lines == norms(jurist)
    assert sum(line.confirmation is not None for line in sheet.lines) == 1


def test_that_each_act_is_logged_under_the_name_of_the_norm(jurist: UnlockedVault) -> None:
    confirm_norm(jurist, VIEWS, FIRST)
    change_norm(jurist, VIEWS, CHANGE)
    withdraw_norm(jurist, VIEWS, CHANGE.valid_from)
    with jurist.read("register") as session:
        query = "SELECT action, subject_id, fields FROM audit_entry WHERE subject_kind = 'norm' ORDER BY n"
        found = session.execute(text(query)).all()
    assert [(row.action, row.subject_id) for row in found] == [
        ("norm.confirmed", VIEWS),
        ("norm.changed", VIEWS),
        ("norm.withdrawn", VIEWS),
    ]
    assert '"value"' in found[1].fields
