"""A reference left in a case by choice: number and text, logged as a disclosure, and nothing otherwise."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import Role
from app.services.bibob.aftermath import Disclosures
from app.services.bibob.references import leave_reference
from app.services.bibob.screenings import Screenings
from app.services.casework import case_references
from app.services.casework.case_references import NOTE_KIND, Reference, references_in
from app.services.casework.cases import CaseDraft, Cases
from app.services.history import history_of
from app.services.post import carry_and_take_in
from app.services.records import Query
from models.bibob.choices import DisclosureGround
from tests.services.bibob.files import screening
from tests.services.parents import case_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

    Unlock = Callable[[Role], UnlockedVault]


@pytest.fixture
def case(director: UnlockedVault) -> int:
    made = Cases(director).add(CaseDraft(title="Loods", case_type_id=case_type(director), opened_on=date(2020, 2, 1)))
    assert made.draft.number == "W-2020-0001"
    return made.id


def leave(vault: UnlockedVault, file: int, **changes: Any) -> None:
    known: dict[str, Any] = {"case_number": "W-2020-0001", "text": "Bibob-toets loopt", "ground": DisclosureGround.D}
    leave_reference(vault, file, **(known | changes))


def test_that_the_case_gets_number_and_text_and_nothing_else(
    case: int, director: UnlockedVault, bibob: UnlockedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_references, "today", lambda: date(2020, 4, 1))
    leave(bibob, screening(bibob, subject="Merknaam BV"), text="  Bibob-toets loopt ")
    assert references_in(director, case) == ()
    assert carry_and_take_in(director).taken_in == 1
    assert references_in(director, case) == (Reference("BIB-2020-001", "Bibob-toets loopt", date(2020, 4, 1)),)
    assert history_of(director, "casework", "case", str(case))[0].action == "case.referred"


def test_that_leaving_one_is_a_disclosure_in_the_log_of_the_file(case: int, bibob: UnlockedVault) -> None:
    file = screening(bibob)
    leave(bibob, file)
    (key,) = Disclosures(bibob).ids(Query())
    draft = Disclosures(bibob).get(key).draft
    assert (draft.screening_id, draft.ground) == (file, DisclosureGround.D)
    assert draft.recipient == "Casuïstiek, casus W-2020-0001"
    assert draft.what == "Verwijzing naar dit dossier: Bibob-toets loopt"
    assert Screenings(bibob).history(file)[0].action == "screening.referred"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ground": None}, "ground"),
        ({"case_number": " "}, "case_number"),
        ({"case_number": "W" * 41}, "case_number"),
        ({"text": ""}, "text"),
        ({"text": "x" * 501}, "text"),
    ],
)
def test_that_an_incomplete_reference_is_refused(changes: dict[str, Any], field: str, bibob: UnlockedVault) -> None:
    file = screening(bibob)
    with pytest.raises(Invalid) as refused:
        leave(bibob, file, **changes)
    assert set(refused.value.fields) == {field}
    assert list(Disclosures(bibob).ids(Query())) == []


def test_that_a_file_that_is_gone_leaves_nothing(bibob: UnlockedVault) -> None:
    with pytest.raises(NotFound):
        leave(bibob, 10**6)


def test_that_a_number_that_no_case_has_is_set_aside(case: int, director: UnlockedVault, bibob: UnlockedVault) -> None:
    leave(bibob, screening(bibob), case_number="W-2020-0009")
    assert carry_and_take_in(director).set_aside == 1
    assert references_in(director, case) == ()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.JURIST, Role.KEEPER])
def test_that_only_the_coordinator_leaves_one(role: Role, unlock_as: Unlock) -> None:
    with pytest.raises(AccessDenied):
        leave(unlock_as(role), 1)


@pytest.mark.parametrize("role", [Role.BIBOB, Role.JURIST, Role.POLICY])
def test_that_only_who_reads_cases_reads_them(role: Role, unlock_as: Unlock) -> None:
    with pytest.raises(AccessDenied):
        references_in(unlock_as(role), 1)


GOOD = {"case": "W-2020-0001", "number": "BIB-2020-001", "text": "Let op"}


@pytest.mark.parametrize(
    ("giver", "payload"),
    [
        (Role.JURIST, GOOD),
        (Role.KEEPER, GOOD),
        (Role.BIBOB, GOOD | {"subject": "Merknaam BV"}),
        (Role.BIBOB, GOOD | {"text": ""}),
        (Role.BIBOB, GOOD | {"text": "x" * 501}),
        (Role.BIBOB, GOOD | {"number": ""}),
        (Role.BIBOB, GOOD | {"text": 5}),
        (Role.BIBOB, {"case": "W-2020-0001"}),
    ],
)
def test_that_any_other_note_is_set_aside(
    giver: Role, payload: dict[str, Any], case: int, director: UnlockedVault, unlock_as: Unlock
) -> None:
    vault = unlock_as(giver)
    with vault.write("bibob" if giver is Role.BIBOB else "register") as work:
        work.deliver("casework", NOTE_KIND, payload)
        work.record("screening.referred", "screening", 1)
    carry_and_take_in(vault)
    assert carry_and_take_in(director).set_aside == 1
    assert references_in(director, case) == ()


def test_that_a_case_with_a_reference_is_kept(case: int, director: UnlockedVault, bibob: UnlockedVault) -> None:
    leave(bibob, screening(bibob))
    carry_and_take_in(director)
    with pytest.raises(Invalid, match="is al iets vastgelegd"):
        Cases(director).remove(case, 1)
    assert len(references_in(director, case)) == 1
