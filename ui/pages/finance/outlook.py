"""What a budget is expected to come to, step by step, and what about its money asks for attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import UNKNOWN, format_amount, format_count
from app.rules.money import difference
from models.choices import FundingSource
from ui.tokens import Space
from ui.widgets.parts import card, column, label, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QFrame

    from app.rules.forecast import Forecast
    from app.rules.money import Total
    from app.services.programme.money import BudgetSums


def flags(budget: BudgetSums) -> Iterator[str]:
    """What asks for attention: structural costs on money that stops, and what goes on without cover."""
    for line in budget.structural_costs:
        spent = f" ({format_amount(line.spent)})" if line.spent is not None else ""
        yield (
            f"‘{line.name}’{spent} is structureel en wordt betaald uit incidenteel geld. "
            "Zoek dekking voor de jaren hierna."
        )
    for line in budget.continuing:
        if line.covered_by is None:
            yield f"‘{line.name}’ loopt door in {budget.year + 1}; waaruit dat wordt betaald, is nog onbekend."


def allotment(budget: BudgetSums) -> Iterator[str]:
    """Where the lines were budgeted more than the whole was."""
    allotted = budget.allotted.amount
    if allotted is not None and budget.budgeted is not None and allotted > budget.budgeted:
        yield (
            f"De posten zijn samen begroot op {format_amount(allotted)}; dat is "
            f"{format_amount(allotted - budget.budgeted)} meer dan het totaal van {format_amount(budget.budgeted)}. "
            "Het programma past niets aan."
        )


def particulars(budget: BudgetSums) -> Iterator[str]:
    """What the money is: where it comes from, how it was adjusted, who shares in it, and what goes on."""
    told = [budget.source.label if budget.source else "bron onbekend"]
    if budget.policy_field:
        told.append(f"taakveld {budget.policy_field}")
    yield f"Herkomst: {', '.join(told)}."
    if budget.adjusted is not None:
        yield f"Primitief begroot {format_amount(budget.original)}, bijgesteld tot {format_amount(budget.adjusted)}."
    yield from _shares(budget)
    rest = difference(budget.budgeted, budget.allotted.amount)
    if rest is not None and rest > 0:
        yield f"Niet over de posten verdeeld: {format_amount(rest)} van {format_amount(budget.budgeted)}."
    for line in budget.continuing:
        if line.covered_by is not None:
            yield f"‘{line.name}’ loopt door in {budget.year + 1}, betaald uit: {line.covered_by}."
    if budget.closed:
        yield f"Het jaar {budget.year} is afgesloten; er wordt niet meer in geboekt."


def outlook_card(budget: BudgetSums) -> QFrame:
    """The forecast with the steps that lead to it."""
    frame = card()
    layout = column(frame, Space.SMALL, Space.LARGE)
    title = f"Prognose {budget.year}"
    layout.addWidget(label(title, "label"))
    found = steps(budget)
    for name, amount in found:
        across = row(space=Space.SMALL)
        across.addWidget(label(name, wrap=True), 1)
        across.addWidget(label(amount))
        layout.addLayout(across)
    layout.addWidget(label(result(budget), "caption", wrap=True))
    frame.setAccessibleName(title)
    told = "; ".join(f"{name}: {amount}" for name, amount in found)
    frame.setAccessibleDescription(f"{told}. {result(budget)}")
    return frame


def steps(budget: BudgetSums) -> tuple[tuple[str, str], ...]:
    """What the forecast is made of, each with its amount, and what it comes to."""
    outlook = budget.outlook
    to_date = "Uitgegeven" if outlook.over else "Uitgegeven tot nu toe"
    still = "Nog verwacht (het jaar is voorbij)" if outlook.over else "Nog verwacht volgens de posten"
    return (
        (to_date, _told(outlook.spent)),
        (f"Verplicht in {budget.year}", _told(outlook.committed, none="geen")),
        (still, "geen" if outlook.over and not outlook.planned.amount else _told(outlook.planned, none="geen")),
        (f"Verwacht over {budget.year}", format_amount(outlook.amount)),
    )


def result(budget: BudgetSums) -> str:
    """What the forecast means beside the budget, or what of it is unknown."""
    outlook = budget.outlook
    if outlook.amount is None:
        return f"{_unknown(outlook)} Het wordt ten minste {format_amount(outlook.at_least)}."
    left = difference(budget.budgeted, outlook.amount)
    if left is None:
        return "Het begrote bedrag is onbekend; of dit past, is niet te zeggen."
    if left < 0:
        return f"Dat is {format_amount(-left)} meer dan begroot."
    return f"Dan blijft {format_amount(left)} over."


def _shares(budget: BudgetSums) -> Iterator[str]:
    if budget.own_share is not None:
        others = format_amount(budget.others_pay)
        yield f"Eigen aandeel {format_amount(budget.own_share)}; anderen betalen {others}."
    elif budget.source is not None and budget.source is not FundingSource.OWN:
        yield "Het eigen aandeel van de gemeente is niet ingevuld."


def _unknown(outlook: Forecast) -> str:
    parts = []
    if outlook.spent.unknown:
        parts.append(f"van {format_count(outlook.spent.unknown, 'post', 'posten')} wat is uitgegeven")
    if outlook.committed.unknown:
        parts.append(f"van {format_count(outlook.committed.unknown, 'verplichting', 'verplichtingen')} het bedrag")
    if outlook.planned.unknown:
        parts.append(f"van {format_count(outlook.planned.unknown, 'post', 'posten')} wat nog komt")
    return f"Onbekend is {', '.join(parts)}."


def _told(part: Total, none: str = UNKNOWN) -> str:
    if part.amount is None:
        return UNKNOWN if part.unknown else none
    return format_amount(part.amount) + (f", {part.unknown} onbekend" if part.unknown else "")
