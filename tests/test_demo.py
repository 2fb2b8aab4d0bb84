"""Making the demo vault: everybody gets in, the document is there, and nothing that is no demo vault is replaced."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.demo.rows import draft_of, load
from app.demo.vault import PASSWORD, Demo, build
from app.errors import BugError, Invalid, ReadOnly
from app.rules.permissions import COMPARTMENTS_OF_ROLE, Role
from app.services.casework.cases import CaseDraft, Cases
from app.services.evaluation.texts import EvaluationDraft
from app.services.programme.figures import differences, publications
from app.services.programme.money import money_of
from app.services.programme.registers import InstrumentDraft, ProgrammeDraft
from app.services.records import Query
from app.vault.founding import Founder, found
from app.vault.verify import verify_vault
from models.choices import AdoptingBody, Classification, InstrumentStatus
from tests.demo_vault import CHEAP, open_as

if TYPE_CHECKING:
    from pathlib import Path

LOGINS = {
    "beheerder": Role.KEEPER,
    "regisseur": Role.DIRECTOR,
    "jurist": Role.JURIST,
    "bibob": Role.BIBOB,
    "integriteit": Role.INTEGRITY,
    "plaatsvervanger": Role.INTEGRITY_DEPUTY,
    "beleid": Role.POLICY,
    "controller": Role.CONTROLLER,
    "fg": Role.DPO,
    "privacy": Role.PRIVACY,
    "deelnemer": Role.PARTICIPANT,
}


@pytest.fixture(scope="module")
def progress() -> list[str]:
    return []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, progress: list[str]) -> Demo:
    place = tmp_path_factory.mktemp("demo")
    return build(place / "Westland.bolwerk", place / "evaluatie.pdf", progress.append, CHEAP)


def test_that_the_document_and_the_vault_are_where_they_were_asked(demo: Demo, progress: list[str]) -> None:
    assert demo.pdf.read_bytes().startswith(b"%PDF-")
    assert demo.pages > 10
    assert (demo.folder / "vault.json").is_file()
    assert progress == [
        "Kluis stichten (enkele seconden per gebruiker)",
        "Programma vullen",
        "Bibob-dossiers vullen",
        "Maatregelen vullen",
        "Meldingen vullen",
        "Casussen vullen en jaarcijfers publiceren",
        "Evaluatie maken",
        "Casusdossiers vullen",
        "Signalen vullen en wegen",
        "Overleggen en controles vullen",
    ]


def test_that_everybody_gets_in_with_the_keys_of_their_role(demo: Demo) -> None:
    assert {row.login: row.function for row in demo.logins}.keys() == LOGINS.keys()
    for row in demo.logins:
        with open_as(row.login, demo.folder) as vault:
            assert vault.account.role is LOGINS[row.login]
            assert (vault.account.name, vault.account.function) == (row.name, row.function)
            assert vault.compartments == set(COMPARTMENTS_OF_ROLE[vault.account.role])
            assert vault.warnings == []
            assert vault.municipality == "Westland"


def test_that_the_vault_is_whole(demo: Demo) -> None:
    with open_as("regisseur", demo.folder) as vault:
        verification = verify_vault(demo.folder, vault)
    assert [line.text for line in verification.lines if not line.ok] == []


def test_that_the_working_data_and_what_was_published_agree(demo: Demo) -> None:
    with open_as("regisseur", demo.folder) as vault:
        cases = Cases(vault)
        assert len(cases.ids(Query(where=(("counted_year", 2019),)))) == 29
        assert differences(vault, 2019) == ()
        facts = publications(vault, range(2016, 2020))
        assert [(fact.year, fact.total, fact.stated_total, fact.historic) for fact in facts] == [
            (2016, 4, 4, True),
            (2017, 10, 10, True),
            (2018, 12, 12, True),
            (2019, 29, None, False),
        ]
        (budget,) = money_of(vault, 2019).budgets
        assert (budget.budgeted, budget.spent.amount) == (Decimal(520000), Decimal(223200))
        assert budget.remainder == Decimal(296800)
        assert budget.free is None, "the amount of a commitment is unknown"


def test_that_an_earlier_demo_vault_is_replaced(demo: Demo, tmp_path: Path) -> None:
    folder = shutil.copytree(demo.folder, tmp_path / "Westland.bolwerk")
    with open_as("regisseur", folder) as vault:
        Cases(vault).add(CaseDraft(title="Verdwijnt straks", case_type_id=1, opened_on=date(2020, 1, 1)))
    again = build(folder, tmp_path / "evaluatie.pdf", costs=CHEAP)
    with open_as("regisseur", again.folder) as vault:
        assert list(Cases(vault).ids(Query(words="verdwijnt straks"))) == []


def test_that_a_vault_that_is_in_use_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "echt.bolwerk"
    founders = [Founder(role.value, role.label, "een heel ander wachtwoord", role) for role in Role]
    found(folder, "Westland", founders, day=date(2020, 1, 1), kdf=CHEAP.settings)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(Invalid, match="staat iets anders dan een demokluis"):
        build(folder, tmp_path / "x.pdf", costs=CHEAP)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_that_other_files_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "foto’s"
    folder.mkdir()
    (folder / "vakantie.jpg").write_bytes(b"x")
    for place in (folder, folder / "vakantie.jpg"):
        with pytest.raises(Invalid, match="haal het zelf weg"):
            build(place, tmp_path / "x.pdf", costs=CHEAP)
    assert (folder / "vakantie.jpg").read_bytes() == b"x"


def test_that_a_demo_vault_that_cannot_be_removed_is_told(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(ReadOnly):
        build(demo.folder, tmp_path / "x.pdf", costs=CHEAP)


def test_that_the_password_is_one_for_all_and_known() -> None:
    assert PASSWORD == "bolwerk-demo-2019"


def test_that_a_row_becomes_the_draft_it_is_for() -> None:
    row = {
        "name": " Beleid ",
        "adopted_by": "mayor",
        "adopted_on": date(2020, 1, 7),
        "status": "adopted",
        "applied_to": ["een", "twee"],
        "legal_basis_derived": True,
    }
    assert draft_of(InstrumentDraft, row, note="Noot") == InstrumentDraft(
        "Beleid",
        None,
        AdoptingBody.MAYOR,
        date(2020, 1, 7),
        None,
        InstrumentStatus.ADOPTED,
        None,
        None,
        "een\ntwee",
        "Noot",
    )
    money = {"name": "x", "from_year": 2019, "grant": 950000, "regional_grant": Decimal("5.50")}
    assert draft_of(ProgrammeDraft, money) == ProgrammeDraft(
        "x", 2019, grant=Decimal(950000), regional_grant=Decimal("5.50")
    )
    assert draft_of(CaseDraft, {"partners": ["politie"]}).partners == ("politie",)


def test_that_a_row_with_a_value_that_no_list_knows_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="geheim"):
        draft_of(EvaluationDraft, {"classification": "geheim"})
    with pytest.raises(BugError):
        draft_of(EvaluationDraft, {"title": {"nl": "x"}})
    assert draft_of(EvaluationDraft, {"classification": "public"}).classification is Classification.PUBLIC


def test_that_amounts_in_the_demo_data_are_exact() -> None:
    budget = load("registers")["budget"][0]
    bookings = [booking for group in budget["group"] for line in group["line"] for booking in line.get("booking", ())]
    assert all(isinstance(booking["amount"], int | Decimal) for booking in bookings)
    assert any(booking["amount"] == Decimal("3532.50") for booking in bookings)
