"""Money in its details: adjusted budgets, closed years, flags, forecasts, contributions; and material and examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Invalid, NotFound
from app.services.clock import today
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.contributions import ContributionDraft, Contributions, funding_of
from app.services.programme.materials import Materials, PracticeExamples
from app.services.programme.money import BudgetSums, money_of
from app.services.programme.registers import ProgrammeDraft, Programmes
from app.services.programme.spending import BookingDraft, Bookings, CommitmentDraft, Commitments
from app.services.programme.years import PlanYearDraft, PlanYears
from app.services.records import Query
from models.choices import FundingSource, Nature
from tests.services.parents import group, line
from tests.services.programme.samples import PROGRAMME_SAMPLES

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

SAMPLE = {sample.register.kind: sample for sample in PROGRAMME_SAMPLES}


def sums(vault: UnlockedVault, year: int = 2019) -> BudgetSums:
    (budget,) = money_of(vault, year).budgets
    return budget


def close(vault: UnlockedVault, year: int = 2019) -> None:
    PlanYears(vault).add(PlanYearDraft(year, date(year + 1, 3, 1)))


def test_that_an_adjusted_budget_is_what_holds_and_the_first_one_is_kept(director: UnlockedVault) -> None:
    line(director, spent_amount=Decimal(100))
    whole = Budgets(director).get(Budgets(director).ids(Query())[0])
    Budgets(director).change(whole.id, replace(whole.draft, adjusted=Decimal(600), own_share=Decimal(200)), 1)
    found = sums(director)
    assert (found.original, found.adjusted, found.budgeted) == (Decimal(1000), Decimal(600), Decimal(600))
    assert (found.remainder, found.others_pay) == (Decimal(500), Decimal(400))


def test_that_nothing_is_spent_in_a_closed_year(director: UnlockedVault) -> None:
    key = line(director)
    bookings = Bookings(director)
    made = bookings.add(BookingDraft(key, date(2019, 6, 1), Decimal(5), "Factuur"))
    close(director)
    told = "Het jaar 2019 is afgesloten op 1 maart 2020; er kan niet meer in worden geboekt."
    for wrong in (
        lambda: bookings.add(BookingDraft(key, date(2019, 6, 2), Decimal(5), "Factuur")),
        lambda: bookings.change(made.id, replace(made.draft, amount=Decimal(6)), made.version),
        lambda: bookings.remove(made.id, made.version),
    ):
        with pytest.raises(Invalid) as problem:
            wrong()
        assert list(problem.value.fields.values()) == [told]
    other = Lines(director).add(LineDraft(Lines(director).get(key).draft.group_id, "Ander"))
    with pytest.raises(Invalid, match="afgesloten"):
        Lines(director).change(other.id, replace(other.draft, spent_amount=Decimal(1)), other.version)
    Lines(director).change(other.id, replace(other.draft, note="Mag wel"), other.version)
    with pytest.raises(Invalid, match="afgesloten"):
        Commitments(director).add(CommitmentDraft(key, 2019, Decimal(1)))
    assert Commitments(director).add(CommitmentDraft(key, 2020, Decimal(1))).version == 1


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2199, 1, 1)])
def test_that_a_year_closes_when_it_is_over(director: UnlockedVault, day: date) -> None:
    with pytest.raises(Invalid) as problem:
        PlanYears(director).add(PlanYearDraft(2019, day))
    assert set(problem.value.fields) == {"closed_on"}


def test_that_a_year_is_there_once(director: UnlockedVault) -> None:
    PlanYears(director).add(PlanYearDraft(2019))
    with pytest.raises(Invalid, match="Dit jaar staat er al"):
        PlanYears(director).add(PlanYearDraft(2019))


def test_that_structural_costs_on_incidental_money_are_told(director: UnlockedVault) -> None:
    key = line(director, name="Waaksamen", nature=Nature.STRUCTURAL, spent_amount=Decimal(2067))
    assert [each.id for each in sums(director).structural_costs] == [key]
    whole = Budgets(director).get(Budgets(director).ids(Query())[0])
    Budgets(director).change(whole.id, replace(whole.draft, nature=Nature.STRUCTURAL), whole.version)
    assert sums(director).structural_costs == ()


def test_that_what_goes_on_says_from_which_money(director: UnlockedVault) -> None:
    line(director, continues=True, covered_by="Structureel budget")
    assert [each.covered_by for each in sums(director).continuing] == ["Structureel budget"]
    with pytest.raises(Invalid) as problem:
        line(director, name="Ander", covered_by="Structureel budget")
    assert set(problem.value.fields) == {"covered_by"}


def test_that_the_forecast_adds_up_from_the_registers(director: UnlockedVault) -> None:
    year = today().year
    place = group(director, year)
    first = Lines(director).add(LineDraft(place, "Een", planned=Decimal("10.50"))).id
    Bookings(director).add(BookingDraft(first, date(year, 1, 1), Decimal(100), "Factuur"))
    Commitments(director).add(CommitmentDraft(first, year, Decimal("0.25")))
    Commitments(director).add(CommitmentDraft(first, year + 1, Decimal(7)))
    assert sums(director, year).outlook.amount == Decimal("110.75")
    Lines(director).add(LineDraft(place, "Twee", spent_amount=Decimal(1)))
    assert sums(director, year).outlook.amount is None
    assert sums(director, year).outlook.at_least == Decimal("111.75")


CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
PAID = st.tuples(st.integers(2019, 2021), st.sampled_from(list(FundingSource)), st.none() | CENTS)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(2019, 2021), st.sampled_from(list(FundingSource)), st.none() | CENTS), max_size=6)
)
def test_that_shared_money_adds_up_over_years_and_parties(
    director: UnlockedVault, paid: list[tuple[int, FundingSource, Decimal | None]]
) -> None:
    key = Programmes(director).add(ProgrammeDraft("Veiling", 2019, 2021, Decimal(950000))).id
    for at, (year, source, amount) in enumerate(paid):
        Contributions(director).add(ContributionDraft(key, year, f"Partij {at}", source, amount))
    found = funding_of(director, key)
    own = [amount for _, source, amount in paid if source is FundingSource.OWN]
    others = [amount for _, source, amount in paid if source is not FundingSource.OWN]
    for total, amounts in ((found.own, own), (found.others, others)):
        known = [amount for amount in amounts if amount is not None]
        assert total.amount == (sum(known, Decimal(0)) if known else None)
        assert total.unknown == amounts.count(None)
    assert [each.year for each in found.years] == [2019, 2020, 2021]
    known_all = others and None not in others
    assert (found.difference is not None) is bool(known_all)
    for row in Contributions(director).ids(Query()):
        Contributions(director).remove(row, 1)
    Programmes(director).remove(key, 1)


def test_that_a_programme_shows_what_its_budgets_spent(director: UnlockedVault) -> None:
    key = Programmes(director).add(ProgrammeDraft("Veiling", 2019, 2020)).id
    line(director, spent_amount=Decimal(100))
    whole = Budgets(director).get(Budgets(director).ids(Query())[0])
    Budgets(director).change(whole.id, replace(whole.draft, programme_id=key), whole.version)
    assert [(each.year, each.spent.amount) for each in funding_of(director, key).years] == [
        (2019, Decimal(100)),
        (2020, None),
    ]
    with pytest.raises(Invalid, match="één begroting"):
        Programmes(director).remove(key, 1)
    with pytest.raises(NotFound):
        funding_of(director, 99)


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("contribution", {"year": 2022}, "year"),
        ("contribution", {"amount": Decimal("-0.01")}, "amount"),
        ("material", {"handed_out": 501}, "handed_out"),
        ("material", {"copies": -1}, "copies"),
        ("material", {"year": 1800}, "year"),
        ("practice_example", {"text": "Het was op de Voorbeeldstraat 12."}, "text"),
        ("practice_example", {"lesson": "Bel 0612345678"}, "lesson"),
        ("practice_example", {"checked_by": None}, "checked_by"),
        ("practice_example", {"checked_on": None}, "checked_on"),
        ("practice_example", {"checked_on": date(2199, 1, 1)}, "checked_on"),
        ("plan_year", {"year": 1800}, "year"),
    ],
)
def test_that_what_cannot_be_is_refused_at_its_field(
    kind: str, wrong: dict[str, Any], field: str, director: UnlockedVault
) -> None:
    sample = SAMPLE[kind]
    with pytest.raises(Invalid) as refused:
        sample.register(director).add(replace(sample.full(director), **wrong))
    assert field in refused.value.fields


def test_that_an_own_share_is_no_more_than_the_whole(director: UnlockedVault) -> None:
    with pytest.raises(Invalid) as refused:
        Budgets(director).add(BudgetDraft(year=2019, name="A", budgeted=Decimal(9), own_share=Decimal(10)))
    assert set(refused.value.fields) == {"own_share"}


def test_that_what_pays_for_material_stays(director: UnlockedVault) -> None:
    Materials(director).add(SAMPLE["material"].full(director))
    key = Lines(director).ids(Query())[0]
    with pytest.raises(Invalid, match="Uit deze post wordt materiaal betaald"):
        Lines(director).remove(key, 1)


def test_that_a_party_pays_once_a_year(director: UnlockedVault) -> None:
    draft = SAMPLE["contribution"].full(director)
    Contributions(director).add(draft)
    with pytest.raises(Invalid, match="in dit jaar al een bijdrage"):
        Contributions(director).add(draft)


def test_that_examples_are_found_by_their_title(director: UnlockedVault) -> None:
    made = PracticeExamples(director).add(SAMPLE["practice_example"].full(director))
    assert made.title == "De schuur"
