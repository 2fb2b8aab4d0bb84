"""The tables of the document: cases per type and year, money per line, instruments with their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_amount, format_count, format_date, format_plain_amount
from app.rules.money import difference
from app.services.document import Align, Column, Row, RowKind, Table

if TYPE_CHECKING:
    from decimal import Decimal

    from app.services.evaluation.facts import Facts
    from app.services.programme.money import BudgetSums, LineSums

COVERED = (
    "In deze openbare editie zijn kleine aantallen afgeschermd, omdat zij tot een persoon kunnen leiden: "
    "‘< 5’ is een aantal van één tot en met vier."
)


def cases_table(facts: Facts) -> Table:
    """Table 1: type × year. An empty cell is unknown; the counting rule stands under it."""
    table = facts.table
    years = tuple(Column(str(year), share=1, align=Align.RIGHT) for year in table.years)
    cover = facts.cover
    rows = [
        Row(
            (
                row.type_name,
                *(cover.count(row.type_name, year, count) for year, count in zip(table.years, row.counts, strict=True)),
            )
        )
        for row in table.rows
    ]
    totals = (cover.total(year, total) for year, total in zip(table.years, table.totals, strict=True))
    rows.append(Row(("Totaal", *totals), RowKind.TOTAL))
    rules = tuple(dict.fromkeys(publication.rule for publication in reversed(facts.publications)))
    if cover.anything:
        rules = (*rules, COVERED)
    return Table(
        title=f"Ondermijningscasuïstiek {facts.year}",
        columns=(Column("Casuïstiek", share=5), *years),
        rows=tuple(rows),
        number=1,
        notes=rules,
    )


def budget_table(facts: Facts, budget: BudgetSums, *, number: int) -> Table:
    """Table 2: groups and lines with what was budgeted, spent and left, and the notes."""
    year = budget.year
    rows: list[Row] = []
    for group in budget.groups:
        rows.append(Row((group.name, "", "", "", ""), RowKind.GROUP))
        rows.extend(_budget_row(line) for line in group.lines)
    rows.append(
        Row(
            (
                f"Totaal {year}",
                _plain(budget.budgeted),
                _plain(budget.spent.amount),
                _plain(budget.remainder),
                _carry_over_note(budget),
            ),
            RowKind.TOTAL,
        )
    )
    title = "Begroting" if len(facts.money.budgets) == 1 else f"Begroting – {budget.name}"
    return Table(
        title=title,
        columns=(
            Column("Post", share=4),
            Column(f"Begroot {year}", share=1.4, align=Align.RIGHT),
            Column(f"Uitgaven {year}", share=1.4, align=Align.RIGHT),
            Column("Restant", share=1.3, align=Align.RIGHT),
            Column("Toelichting", share=3),
        ),
        rows=tuple(rows),
        number=number,
        notes=_budget_notes(budget),
    )


def instruments_table(facts: Facts) -> Table:
    """The instruments with what they rest on, who adopted them, since when, and where they stand."""
    rows = tuple(
        Row(
            (
                item.name,
                item.legal_basis or "",
                f"{format_date(item.adopted_on, unknown='')}{_by(item.adopted_by.label if item.adopted_by else '')}",
                format_date(item.in_force_from, unknown=""),
                item.status.label,
            )
        )
        for item in facts.instruments
    )
    return Table(
        title="Bestuurlijk instrumentarium",
        columns=(
            Column("Instrument", share=3),
            Column("Grondslag", share=2),
            Column("Vastgesteld", share=2.2),
            Column("Van kracht vanaf", share=1.6),
            Column("Status", share=1.5),
        ),
        rows=rows,
    )


def _budget_row(line: LineSums) -> Row:
    left = _plain(difference(line.budgeted, line.spent))
    return Row((line.name, _plain(line.budgeted), _plain(line.spent), left, line.note or ""))


def _carry_over_note(budget: BudgetSums) -> str:
    return " ".join(
        f"Overheveling van {format_amount(ask.amount)} naar {ask.to_year}: {ask.status.label}."
        for ask in budget.carry_overs
    )


def _budget_notes(budget: BudgetSums) -> tuple[str, ...]:
    notes = [f"Bedragen in euro’s; het budget is {budget.nature.label}. Een lege cel is niet begroot of onbekend."]
    if not budget.spent.complete:
        lines = format_count(budget.spent.unknown, "post", "posten")
        notes.append(f"Niet meegeteld in de uitgaven: {lines} waarvan het bedrag onbekend is.")
    if budget.committed.amount is not None:
        notes.append(f"Verplichtingen voor latere jaren: {format_amount(budget.committed.amount)}.")
    if budget.committed.unknown:
        promises = format_count(budget.committed.unknown, "verplichting", "verplichtingen")
        notes.append(f"Niet opgenomen: {promises} voor latere jaren waarvan het bedrag nog onbekend is.")
    return tuple(notes)


def _plain(amount: Decimal | None) -> str:
    return format_plain_amount(amount, unknown="")


def _by(body: str) -> str:
    return f" ({body})" if body else ""
