"""From a sheet to a plan: columns recognised, lines checked, twins proposed; then stored, and taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, Cancelled, ImportProblem, Invalid, ManyInvalid, NotFound
from app.exchange.columns.known import register_named
from app.exchange.columns.matching import best_sheet, fit
from app.exchange.error_sheet import error_sheet
from app.exchange.plan import Plan, begin, carry_out, dry_run, shown
from app.exchange.sheets.reading import read_bytes
from app.rules.permissions import CASEWORK, Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import Cases
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.importing.mappings import drop_mapping, save_mapping, saved_mappings
from app.services.importing.undoing import imports_beside, take_back
from app.services.programme.registers import Goals
from app.services.records import Query
from app.services.search.finding import search
from app.services.search.question import Question
from app.services.signals.mentions import Mentions
from models.casework.choices import MentionKind
from models.choices import CaseStatus, CountingUnit, Level
from tests.exchange.workbooks import CASES, PERSONS, delimited, xlsx

if TYPE_CHECKING:
    from app.services.importing.storing import Imported
    from app.vault.session import UnlockedVault
    from tests.conftest import UnlockAs

GOALS = (("Naam", "Omschrijving"), ("Weerbaar bestuur", "Dat betekent iets."))


@pytest.fixture
def director(unlock_as: UnlockAs) -> UnlockedVault:
    vault = unlock_as(Role.DIRECTOR.value)
    types = CaseTypes(vault)
    rows = (
        ("RIEC casus malafide uitzendbureaus", Level.REGIONAL, ("Uitzendbureaus",)),
        ("Witwassen", Level.LOCAL, ()),
        ("Illegale huisvesting", Level.LOCAL, ()),
    )
    for name, level, aliases in rows:
        types.add(CaseTypeDraft(name=name, level=level, counting_unit=CountingUnit.CASE, aliases=aliases))
    return vault


def planned(vault: UnlockedVault, name: str, content: bytes, file: str = "lijst.xlsx") -> Plan:
    known, book = register_named(name), read_bytes(content, file)
    return dry_run(vault, begin(vault, known, book, best_sheet(book, known)))


def stored(vault: UnlockedVault, name: str, content: bytes, file: str = "lijst.xlsx") -> Imported:
    plan = planned(vault, name, content, file)
    assert plan.wrong == ()
    return carry_out(vault, plan, plan.fresh)


def problems(plan: Plan) -> dict[tuple[int, str], str]:
    return {(row.number, column): text for row in plan.wrong for column, text in row.problems.items()}


def test_that_a_list_made_by_hand_is_recognised_whole(director: UnlockedVault) -> None:
    plan = planned(director, "zaken", xlsx(Uitleg=[["Lees mij"]], Zaken=CASES))
    assert list(plan.reading.columns.values()) == [
        "number", "title", "case_type_id", "opened_on", "location", "description", "partners", "status",
    ]  # fmt: skip
    assert plan.notes == ("Niet ingelezen: de kolom ‘Kleur’.",)
    assert plan.wrong == ()
    first, second, third = (row.draft for row in plan.rows)
    assert (first.partners, first.status, first.opened_on) == (
        ("Politie", "RIEC"),
        CaseStatus.INVESTIGATION,
        date(2019, 3, 1),
    )
    assert second.opened_on == date(2019, 4, 5)  # written out, and with an apostrophe in its type
    assert third.description is None
    assert [row.number for row in plan.rows] == [4, 5, 6]


def test_that_columns_without_a_name_are_known_by_what_is_in_them(director: UnlockedVault) -> None:
    rows = [
        ("Voornaam", "Achternaam", "x", "Kenmerken"),
        ("A.", "Proef", "2671 AB", "vermoed"),
        ("B.", "Demo", "2672CD", "vastgesteld"),
    ]
    plan = planned(director, "mentions", xlsx(Blad=rows))
    assert plan.reading.columns == {0: "given_names", 1: "surname", 2: "postcode", 3: "certainty"}
    assert [row.draft.kind for row in plan.rows] == [None, None] or plan.wrong
    nearly = planned(
        director, "personen", xlsx(Blad=[("Vornaam", "Geboortedatm", "Achternaam"), ("A.", "1-2-1980", "Proef")])
    )
    assert nearly.reading.columns == {0: "given_names", 1: "born_on", 2: "surname"}


def test_that_the_kind_of_a_mention_follows_from_what_is_filled(director: UnlockedVault) -> None:
    rows = [
        ("Achternaam", "Bedrijf", "Kenteken"),
        ("Proef", None, None),
        (None, "Demo BV", None),
        (None, None, "12-ABC-3"),
    ]
    plan = planned(director, "entiteiten", xlsx(Blad=rows))
    assert [row.draft.kind for row in plan.rows] == [MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.VEHICLE]
    assert {row.draft.origin for row in plan.rows} == {"Ingelezen uit lijst.xlsx"}


def test_that_what_is_wrong_is_told_by_row_and_column_and_nothing_is_stored(director: UnlockedVault) -> None:
    rows = [
        ("Titel", "Type", "Startdatum", "Status"),
        ("Goed", "witwassen", "1-2-2019", "nieuw"),
        ("Fout", "iets anders", "32-1-2019", "nieuw"),
        ("Leeg", "witwassen", None, "nieuw"),
    ]
    plan = planned(director, "cases", delimited(rows), "lijst.csv")
    assert problems(plan) == {
        (3, "Type"): "“iets anders” staat niet in de waardelijst.",
        (3, "Startdatum"): "32 januari 2019 bestaat niet: die maand heeft 31 dagen.",
        (4, "Startdatum"): "Vul de startdatum in.",
    }
    assert len(plan.fresh) == 1
    assert Cases(director).ids(Query()).tolist() == []
    sheet = read_bytes(error_sheet(plan), "fouten.xlsx").sheet()
    assert sheet.lines[0].cells == ("Rij", "Wat er niet klopt", "Titel", "Type", "Startdatum", "Status")
    told = "Startdatum: 32 januari 2019 bestaat niet: die maand heeft 31 dagen."
    assert sheet.lines[1].cells[:3] == (3.0, f"Type: “iets anders” staat niet in de waardelijst.\n{told}", "Fout")


def test_that_an_import_is_stored_found_and_named_in_the_trail(director: UnlockedVault) -> None:
    made = stored(director, "cases", xlsx(Zaken=CASES), "zaken 2019.xlsx")
    cases = Cases(director)
    assert (made.count, len(cases.ids(Query()))) == (3, 3)
    (key,) = cases.ids(Query(words="Z-19-2"))
    assert cases.get(key).draft.level is Level.REGIONAL  # follows the type, as in the form
    assert [(line.action, line.who) for line in cases.history(key)] == [("case.imported", "Gebruiker casusregisseur")]
    assert cases.history(99) == ()
    assert [found.record for found in search(director, Question("Wasserette")).hits] == [1]
    (line,) = imports_beside(cases)
    assert (line.file_name, line.count, line.undone_at) == ("zaken 2019.xlsx", 3, None)


def test_that_persons_are_found_and_hang_on_their_cases(director: UnlockedVault) -> None:
    stored(director, "cases", xlsx(Zaken=CASES))
    stored(director, "personen", xlsx(Personen=PERSONS), "personen.xlsx")
    mentions = Mentions(director)
    assert [len(mentions.ids(Query(where=(("case_id", case),)))) for case in (1, 2, 3)] == [1, 1, 0]
    (key,) = mentions.ids(Query(words="P. de Proef"))
    draft = mentions.get(key).draft
    assert (draft.case_id, draft.born_on, draft.origin) == (None, date(1975, 5, 3), "Ingelezen uit personen.xlsx")
    assert [line.action for line in mentions.history(key)] == ["mention.imported"]
    assert mentions.get(key).version == 1


def test_that_what_is_there_already_is_proposed_as_a_twin(director: UnlockedVault) -> None:
    content = xlsx(Zaken=CASES)
    stored(director, "cases", content)
    again = planned(director, "cases", content)
    assert (len(again.twins), again.fresh, again.wrong) == (3, (), ())
    assert again.twins[0].twin == "Staat al in de kluis."
    with pytest.raises(ImportProblem, match="niets om op te slaan"):
        carry_out(director, again, again.fresh)
    double = planned(director, "goals", xlsx(Blad=[*GOALS, GOALS[1]]))
    assert [row.twin for row in double.fresh] == ["", "Lijkt gelijk aan rij 2."]


def test_that_an_import_goes_as_a_whole_and_only_once(director: UnlockedVault) -> None:
    cases = Cases(director)
    made = stored(director, "cases", xlsx(Zaken=CASES))
    assert take_back(director, CASEWORK, made.batch) == 3
    assert cases.ids(Query()).tolist() == []
    assert search(director, Question("Wasserette")).hits == ()
    with pytest.raises(Invalid, match="al ongedaan"):
        take_back(director, CASEWORK, made.batch)
    with pytest.raises(NotFound):
        take_back(director, CASEWORK, 99)
    assert imports_beside(cases)[0].undone_at is not None
    assert stored(director, "cases", xlsx(Zaken=CASES)).count == 3  # ids are never given twice
    assert min(cases.ids(Query())) == 4


def test_that_an_import_stays_when_somebody_went_on_with_it(director: UnlockedVault) -> None:
    cases = Cases(director)
    made = stored(director, "cases", xlsx(Zaken=CASES))
    CaseNotes(director).add(CaseNoteDraft(case_id=2, text="Gebeld."))
    with pytest.raises(Invalid, match="hangt intussen iets anders"):
        take_back(director, CASEWORK, made.batch)
    record = cases.get(1)
    cases.change(1, type(record.draft)(**{**_values(record.draft), "title": "Anders"}), record.version)
    with pytest.raises(Invalid, match="intussen gewijzigd"):
        take_back(director, CASEWORK, made.batch)
    assert len(cases.ids(Query())) == 3


def _values(draft: Any) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in type(draft).__slots__}


def test_that_a_vault_that_changed_meanwhile_refuses_all(director: UnlockedVault) -> None:
    plan = planned(director, "cases", xlsx(Zaken=CASES))
    stored(director, "cases", xlsx(Zaken=CASES))
    with pytest.raises(ManyInvalid) as refused:
        carry_out(director, plan, plan.fresh)
    assert set(refused.value.drafts) == {0, 1, 2}
    assert len(Cases(director).ids(Query())) == 3


def test_that_stopping_leaves_nothing(director: UnlockedVault) -> None:
    rows = [("Achternaam",), *((f"Proef {number}",) for number in range(1500))]
    plan = planned(director, "personen", delimited(rows), "p.csv")
    told: list[float | None] = []

    def stop(_text: str, part: float | None) -> None:
        told.append(part)
        if len(told) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        carry_out(director, plan, plan.fresh, stop)
    assert len(told) == 3
    assert Mentions(director).ids(Query()).tolist() == []
    assert imports_beside(Mentions(director)) == ()
    told.clear()
    with pytest.raises(Cancelled):
        dry_run(director, plan.reading, stop)


def test_that_many_rows_are_stored_in_portions_and_taken_back(director: UnlockedVault) -> None:
    rows = [("Achternaam", "Kenteken"), *((f"Proef {number}", None) for number in range(1201))]
    made = stored(director, "personen", delimited(rows), "p.csv")
    mentions = Mentions(director)
    assert len(mentions.ids(Query())) == 1201
    assert mentions.history(700)[0].action == "mention.imported"
    assert take_back(director, CASEWORK, made.batch) == 1201
    assert mentions.ids(Query()).tolist() == []


def test_that_a_list_without_what_is_required_is_refused_at_once(director: UnlockedVault) -> None:
    with pytest.raises(ImportProblem, match="Er is geen kolom voor ‘Type’ en ‘Startdatum’; dat is verplicht"):
        planned(director, "cases", xlsx(Blad=[("Titel", "Status"), ("x", "nieuw")]))
    with pytest.raises(ImportProblem, match="Geen enkele kolom is herkend"):
        planned(director, "cases", xlsx(Blad=[("q", "w"), ("1", "2")]))
    book = read_bytes(xlsx(Leeg=[], Vol=[["x"]]), "x.xlsx")
    with pytest.raises(ImportProblem, match="staat niets"):
        begin(director, register_named("cases"), book, book.sheets[0])


def test_that_a_list_is_read_under_its_own_permission(unlock_as: UnlockAs) -> None:
    controller = unlock_as(Role.CONTROLLER.value)
    with pytest.raises(AccessDenied):
        planned(controller, "goals", xlsx(Blad=GOALS))
    with pytest.raises(AccessDenied):
        save_mapping(Goals(controller), "x", {})
    jurist = unlock_as(Role.JURIST.value)
    with pytest.raises(AccessDenied):
        saved_mappings(Goals(jurist))
    with pytest.raises(AccessDenied):
        imports_beside(Goals(jurist))


def test_that_a_way_of_reading_is_kept_replaced_and_dropped(director: UnlockedVault) -> None:
    goals = Goals(director)
    save_mapping(goals, " Oude  lijst ", {"doel": "name"})
    save_mapping(goals, "Oude lijst", {"doel": "name", "tekst": "text"})
    (kept,) = saved_mappings(goals)
    assert (kept.name, kept.columns) == ("Oude lijst", {"doel": "name", "tekst": "text"})
    assert saved_mappings(Cases(director)) == ()
    with pytest.raises(Invalid):
        save_mapping(goals, "  ", {})
    drop_mapping(goals, kept.id)
    assert saved_mappings(goals) == ()


def test_that_the_sheet_that_fits_is_chosen() -> None:
    book = read_bytes(xlsx(Eerst=[["a", "b"]], Zaken=CASES, Personen=PERSONS), "x.xlsx")
    assert best_sheet(book, register_named("personen")).name == "Personen"
    assert best_sheet(book, register_named("casussen")).name == "Zaken"
    assert fit(book.sheet("Eerst"), register_named("casussen")) == 0.0


def test_that_values_are_shown_as_forms_do() -> None:
    assert [shown(value) for value in (None, Level.LOCAL, ("a", "b"), date(2020, 1, 2), 3)] == [
        "",
        "lokaal",
        "a, b",
        "02-01-2020",
        "3",
    ]
