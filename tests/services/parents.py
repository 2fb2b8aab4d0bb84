"""What a record belongs to: made with as little as possible, its id given back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.evaluation.texts import EvaluationDraft, Evaluations
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.quickscan import ScanDraft, Scans
from app.services.records import Query

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def case_type(vault: UnlockedVault, name: str = "Witwassen") -> int:
    """The type of this name, made when it is not there."""
    there = next((key for key in CaseTypes(vault).ids(Query()) if CaseTypes(vault).get(key).draft.name == name), None)
    return there or CaseTypes(vault).add(CaseTypeDraft(name=name)).id


def group(vault: UnlockedVault, year: int = 2019, name: str = "Proef", budgeted: Decimal | None = Decimal(1000)) -> int:
    Budgets(vault).add(BudgetDraft(year=year, name=name, budgeted=budgeted, groups=("Basis",)))
    return int(next(o.value for o in Lines(vault).options("group_id") if o.label == f"{year} {name} – Basis"))


def line(vault: UnlockedVault, year: int = 2019, name: str = "Proef", **known: Any) -> int:
    return Lines(vault).add(LineDraft(group_id=group(vault, year, name), name=f"Post {name}", **known)).id


def evaluation(vault: UnlockedVault, year: int) -> int:
    return Evaluations(vault).add(EvaluationDraft(year=year, title=f"Evaluatie {year}")).id


def budget(vault: UnlockedVault, name: str) -> int:
    """A budget of which 900 is left."""
    made = Budgets(vault).add(BudgetDraft(year=2019, name=name, budgeted=Decimal(1000), groups=("Basis",)))
    place = next(o.value for o in Lines(vault).options("group_id") if o.label == f"2019 {name} – Basis")
    Lines(vault).add(LineDraft(group_id=place, name="Post", spent_amount=Decimal(100)))
    return made.id


def scan(vault: UnlockedVault, name: str) -> int:
    return Scans(vault).add(ScanDraft(year=2019, name=name)).id
