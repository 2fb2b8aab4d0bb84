"""The charts of the document, each with a title that says what it shows and words for who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_amount, format_number
from app.services.document import Chart, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.evaluation.facts import Facts
    from app.services.programme.money import BudgetSums


def cases_chart(facts: Facts) -> Chart:
    """Cases per year, local and otherwise, stacked; a year of which nothing is known leaves a gap.

    Where small counts are covered only totals are drawn, for the sum of a level could give a count back.
    """
    table = facts.table
    totals = [facts.cover.total(year, total) for year, total in zip(table.years, table.totals, strict=True)]
    told = ", ".join(f"{year}: {total or 'onbekend'}" for year, total in zip(table.years, totals, strict=True))
    return Chart(
        title=_cases_headline(facts),
        categories=tuple(str(year) for year in table.years),
        series=(_series("casussen", table.totals, totals),) if facts.cover.anything else _per_level(facts),
        alternative=f"Staafdiagram van het aantal casussen per jaar. {told}.",
        unit="casussen",
    )


def _per_level(facts: Facts) -> tuple[Series, ...]:
    table = facts.table
    made = []
    for level in dict.fromkeys(row.level for row in table.rows):
        sums = [
            _known_sum(row.counts[place] for row in table.rows if row.level is level)
            for place in range(len(table.years))
        ]
        made.append(_series(level.label, sums, [_label(count) for count in sums]))
    return tuple(made)


def _series(name: str, counts: Sequence[int | None], labels: Sequence[str]) -> Series:
    return Series(name, tuple(None if count is None else float(count) for count in counts), tuple(labels))


def spending_chart(budget: BudgetSums) -> Chart:
    """What was spent per group."""
    amounts = [group.spent.amount for group in budget.groups]
    told = ", ".join(
        f"{group.name}: {format_amount(amount)}" for group, amount in zip(budget.groups, amounts, strict=True)
    )
    return Chart(
        title=_spending_headline(budget),
        categories=tuple(group.name for group in budget.groups),
        series=(
            Series(
                f"Uitgaven {budget.year}",
                tuple(None if amount is None else float(amount) for amount in amounts),
                tuple(format_amount(amount) for amount in amounts),
            ),
        ),
        alternative=f"Staafdiagram van de uitgaven per groep in {budget.year}. {told}.",
        unit="euro",
        horizontal=True,
    )


def _cases_headline(facts: Facts) -> str:
    known = [
        (year, total) for year, total in zip(facts.table.years, facts.table.totals, strict=True) if total is not None
    ]
    if len(known) < 2 or facts.cover.at_least & {known[0][0], known[-1][0]}:
        return f"Geregistreerde casussen in {facts.year}"
    (first_year, first), (last_year, last) = known[0], known[-1]
    verb = "steeg" if last > first else "daalde" if last < first else "bleef gelijk"
    if last == first:
        return f"Het aantal geregistreerde casussen {verb}: {last} in {first_year} en {last_year}"
    return f"Het aantal geregistreerde casussen {verb} van {first} in {first_year} naar {last} in {last_year}"


def _spending_headline(budget: BudgetSums) -> str:
    known = [(group.spent.amount, group.name) for group in budget.groups if group.spent.amount is not None]
    if budget.spent.amount is None or budget.spent.amount <= 0:
        return f"Uitgaven per groep in {budget.year}"
    largest, name = max(known)
    share = format_number(100 * largest / budget.spent.amount, decimals=0)
    spending = "de uitgaven" if budget.spent.complete else "de bekende uitgaven"
    return f"{share} procent van {spending} ging naar ‘{name}’"


def _label(count: int | None) -> str:
    return "" if count is None else str(count)


def _known_sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
