"""Showing money in tables and charts: amounts under each other at the right, and a budget as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.formats import format_amount
from ui.widgets.bar_chart import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.programme.money import BudgetSums
    from ui.widgets.tables.plain_table import PlainTable


def align_amounts(table: PlainTable, columns: Iterable[int]) -> None:
    """Amounts stand under each other at the right, and so do their titles."""
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for at in columns:
        for item in (table.horizontalHeaderItem(at), *(table.item(each, at) for each in range(table.rowCount()))):
            if item is not None:
                item.setTextAlignment(right)


def bar_of(budget: BudgetSums) -> Bar:
    """What was spent of a budget as a share of it; unknown where either is."""
    spent = budget.spent.amount if budget.spent.complete else None
    told = f"{format_amount(spent)} van {format_amount(budget.budgeted)}"
    share = None if spent is None or not budget.budgeted else min(100.0, float(100 * spent / budget.budgeted))
    return Bar(f"{budget.year} {budget.name}", share, told)
