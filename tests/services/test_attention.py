"""What the start page tells: only what the user may see, the most urgent first, never more than can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.formats import parse_amount
from app.report.freezing import make_final
from app.rules.permissions import PROGRAMME
from app.services import attention as module
from app.services.attention import AttentionItem, Urgency, attention
from app.services.casework.cases import CaseDraft, Cases
from app.services.evaluation.texts import Chapters, Evaluations
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers, StepDraft
from app.services.programme.quickscan import Recommendations
from app.services.programme.registers import InstrumentDraft, Instruments
from app.services.publishing.approvals import approve
from app.services.records import Query
from models.choices import CarryOverStatus, CaseStatus, ClosingReason, InstrumentStatus, RecommendationStatus
from tests.demo_vault import open_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from app.vault.session import UnlockedVault

DAY = date(2020, 5, 15)


@pytest.fixture
def folder(demo_copy: Path) -> Path:
    return demo_copy


@pytest.fixture
def vault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UnlockedVault]:
    monkeypatch.setattr(module, "today", lambda: DAY)
    with open_as("regisseur", folder) as unlocked:
        yield unlocked


@pytest.fixture(autouse=True)
def _day_of_the_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.programme.coming_due.today", lambda: DAY)


def on_page(vault: UnlockedVault, page: str) -> list[AttentionItem]:
    return [item for item in attention(vault) if item.page == page]


def test_that_a_recommendation_is_told_when_due_soon_or_overdue_and_not_when_done(vault: UnlockedVault) -> None:
    told = on_page(vault, "quickscan")
    assert [item.urgency for item in told] == [Urgency.SOON]
    assert "moet klaar zijn op 31 mei 2020" in told[0].text
    register = Recommendations(vault)
    record = register.get(told[0].record or 0)
    late = register.change(record.id, replace(record.draft, due_on=DAY - timedelta(days=1)), record.version)
    (item,) = on_page(vault, "quickscan")
    assert item.urgency is Urgency.OVERDUE
    assert "had klaar moeten zijn op 14 mei 2020" in item.text
    register.change(late.id, replace(late.draft, status=RecommendationStatus.DONE), late.version)
    assert on_page(vault, "quickscan") == []


def test_that_a_recommendation_without_a_date_or_after_thirty_days_is_not_told(vault: UnlockedVault) -> None:
    register = Recommendations(vault)
    record = register.get(on_page(vault, "quickscan")[0].record or 0)
    later = register.change(record.id, replace(record.draft, due_on=DAY + timedelta(days=31)), record.version)
    assert on_page(vault, "quickscan") == []
    edge = register.change(later.id, replace(later.draft, due_on=DAY + timedelta(days=30)), later.version)
    assert len(on_page(vault, "quickscan")) == 1
    register.change(edge.id, replace(edge.draft, due_on=None), edge.version)
    assert on_page(vault, "quickscan") == []


def test_that_an_instrument_is_told_when_its_review_is_due_unless_withdrawn(vault: UnlockedVault) -> None:
    register = Instruments(vault)
    made = register.add(InstrumentDraft(name="Oude beleidsregel", review_on=DAY - timedelta(days=2)))
    (item,) = [item for item in on_page(vault, "instruments") if item.record == made.id]
    assert item.text == "‘Oude beleidsregel’ had herzien moeten zijn op 13 mei 2020."
    assert item.urgency is Urgency.OVERDUE
    soon = register.change(made.id, replace(made.draft, review_on=DAY), made.version)
    (item,) = [item for item in on_page(vault, "instruments") if item.record == made.id]
    assert item.text == "‘Oude beleidsregel’ moet worden herzien op 15 mei 2020."
    assert item.urgency is Urgency.SOON
    register.change(soon.id, replace(soon.draft, status=InstrumentStatus.WITHDRAWN), soon.version)
    assert [item for item in on_page(vault, "instruments") if item.record == made.id] == []


def test_that_a_case_is_told_once_it_is_open_for_more_than_180_days(vault: UnlockedVault) -> None:
    register = Cases(vault)
    kind = register.options("case_type_id", CaseDraft(opened_on=DAY))[0].value
    opened = DAY - timedelta(days=180)
    made = register.add(CaseDraft(title="Lege loods", case_type_id=kind, opened_on=opened))
    assert made.id not in {item.record for item in on_page(vault, "cases")}
    older = register.change(made.id, replace(made.draft, opened_on=opened - timedelta(days=1)), made.version)
    (item,) = [item for item in on_page(vault, "cases") if item.record == made.id]
    assert item.text.endswith("staat open sinds 16 november 2019, 181 dagen: ‘Lege loods’")
    closed = replace(older.draft, status=CaseStatus.CLOSED, closed_on=DAY, closing_reason=ClosingReason.MEASURE)
    register.change(older.id, closed, older.version)
    assert made.id not in {item.record for item in on_page(vault, "cases")}


def test_that_a_long_list_ends_with_how_many_more_there_are(vault: UnlockedVault) -> None:
    def long_open() -> list[AttentionItem]:
        return [item for item in on_page(vault, "cases") if item.part == "case"]

    before = len(long_open())
    register = Cases(vault)
    kind = register.options("case_type_id", CaseDraft(opened_on=date(2019, 3, 1)))[0].value
    for number in range(25):
        register.add(CaseDraft(title=f"Oude zaak {number}", case_type_id=kind, opened_on=date(2019, 3, 1)))
    told = long_open()
    assert len(told) == module.SHOWN_PER_KIND + 1
    rest = before + 25 - module.SHOWN_PER_KIND
    assert told[-1].text == f"En nog {rest} casussen die langer dan een halfjaar openstaan."
    assert told[-1].record is None


def test_that_published_figures_are_told_when_the_cases_changed_since(vault: UnlockedVault) -> None:
    assert on_page(vault, "figures") == []
    register = Cases(vault)
    key = register.ids(Query(where=(("counted_year", 2019),)))[0]
    record = register.get(key)
    register.change(key, replace(record.draft, counted_year=None), record.version)
    (item,) = on_page(vault, "figures")
    assert item.text == "De gepubliceerde jaarcijfers van 2019 wijken bij één type af van de casussen van nu."


def test_that_money_tells_concept_carry_overs_and_unknown_commitments(vault: UnlockedVault) -> None:
    (commitment,) = on_page(vault, "money")
    assert commitment.part == "commitment"
    assert (
        commitment.text == "Het bedrag van de verplichting voor 2020 bij ‘Onderzoek arbeidsuitbuiting’ is nog onbekend."
    )
    requests = CarryOvers(vault)
    whole = requests.get(requests.ids(Query())[0])
    back = requests.take_step(whole.id, StepDraft(CarryOverStatus.DRAFT), whole.version)
    less = requests.change(whole.id, replace(back.draft, amount=amount("200000")), back.version)
    requests.take_step(whole.id, StepDraft(CarryOverStatus.SUBMITTED, date(2020, 3, 4)), less.version)
    made = requests.add(CarryOverDraft(budget_id=whole.draft.budget_id, to_year=2021, amount=amount("1250")))
    item = next(item for item in on_page(vault, "money") if item.part == "carry_over")
    assert item.record == made.id
    assert item.text == "De overheveling van € 1.250 van 2019 naar 2021 is nog een concept."


def amount(text: str) -> Decimal:
    parsed = parse_amount(text)
    assert parsed is not None
    return parsed


def test_that_an_evaluation_in_concept_is_told_with_its_notes(vault: UnlockedVault) -> None:
    (item,) = on_page(vault, "evaluation")
    assert item.text.startswith("De evaluatie over 2019 is nog een concept, met ")
    with open_as("controller", vault.folder) as reader:
        approve(reader, item.record or 0)
    make_final(vault, item.record or 0)
    assert on_page(vault, "evaluation") == []


def test_that_an_evaluation_without_notes_says_so(vault: UnlockedVault) -> None:
    register = Evaluations(vault)
    made = register.add(replace(register.blank(), year=2012, title="Leeg"))
    texts = {item.record: item.text for item in on_page(vault, "evaluation")}
    assert texts[made.id] == "De evaluatie over 2012 is nog een concept, zonder aandachtspunten."
    assert Chapters(vault).ids(Query(where=(("evaluation", made.id),))).tolist() == []


def test_that_warnings_of_the_vault_come_first_and_lead_nowhere(vault: UnlockedVault) -> None:
    vault.warnings.append("Het logboek klopt niet.")
    first = attention(vault)[0]
    assert (first.text, first.urgency, first.page) == ("Het logboek klopt niet.", Urgency.OVERDUE, None)


def test_that_the_most_urgent_comes_first(vault: UnlockedVault) -> None:
    places = [list(Urgency).index(item.urgency) for item in attention(vault)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("login", "pages"),
    [
        ("beleid", {"backups", "quickscan", "money", "evaluation"}),
        ("controller", {"backups", "quickscan", "money", "evaluation"}),
        ("jurist", {"backups", "measures", "apv", "retention"}),
        ("beheerder", {"backups"}),
        ("fg", {"backups", "administration"}),
    ],
)
def test_that_nobody_is_told_what_they_may_not_see(
    folder: Path, monkeypatch: pytest.MonkeyPatch, login: str, pages: set[str]
) -> None:
    monkeypatch.setattr(module, "today", lambda: DAY)
    with open_as(login, folder) as unlocked:
        assert {item.page for item in attention(unlocked)} == pages


def test_that_a_compartment_that_did_not_open_leaves_the_rest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "today", lambda: DAY)
    next(folder.glob(f"{PROGRAMME}.*.db")).unlink()
    with open_as("regisseur", folder) as unlocked:
        items = attention(unlocked)
    own = {"cases", "signals", "meetings", "measures", "apv", "administration", "backups", "retention"}
    assert {item.page for item in items} == {None, *own}
    assert items[0].urgency is Urgency.OVERDUE
