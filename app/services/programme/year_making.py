"""Making what a new year takes along, and keeping which records those are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.formats import format_amount
from models.choices import ActivityStatus, CarryOverStatus, Nature
from models.programme import (
    Activity,
    Budget,
    BudgetGroup,
    BudgetLine,
    CarryOver,
    Commitment,
    PlanYear,
    PlanYearAim,
    PlanYearRecord,
    Post,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from app.services.programme.year_preview import StartChoice, StartPreview, Taken
    from app.vault.unit_of_work import UnitOfWork
    from models.base import Versioned

PERSONNEL, OTHER = "Personeel", "Overig"


class YearMaker:
    """Writes one new year in the unit of work that it is given."""

    def __init__(self, work: UnitOfWork, year: PlanYear, found: StartPreview, choice: StartChoice) -> None:
        self._work, self._session = work, work.session
        self._year, self._found, self._choice = year, found, choice

    def make(self) -> None:
        """Everything that comes along."""
        self._aims()
        running = self._found.running if self._choice.running else ()
        for each in (*_coming(self._found.moved), *_coming(running)):
            self._activity(self._session.get_one(Activity, each.id))
        for each in _coming(self._found.budgets):
            self._structural_again(each.id)
        if self._choice.structural is not None:
            self._structural_anew(self._choice.structural)
        for each in _coming(self._found.carry_overs):
            self._carried(self._session.get_one(CarryOver, each.id))
        for each in _coming(self._found.posts):
            self._post(self._session.get_one(Post, each.id))
        if self._choice.fte is not None:
            self._keep("post", Post(year=self._year.year, fte=self._choice.fte, nature=Nature.STRUCTURAL))

    def _aims(self) -> None:
        for each in _coming(self._found.goals):
            self._session.add(PlanYearAim(plan_year_id=self._year.id, goal_id=each.id))
        for each in self._found.recommendations:
            self._session.add(PlanYearAim(plan_year_id=self._year.id, recommendation_id=each.id))

    def _activity(self, old: Activity) -> None:
        runs = old.status is ActivityStatus.RUNNING
        self._keep(
            "activity",
            Activity(
                year=self._year.year,
                chapter=old.chapter,
                name=old.name,
                owner=old.owner,
                status=ActivityStatus.RUNNING if runs else ActivityStatus.PLANNED,
                note=f"{'Loopt door' if runs else 'Doorgeschoven'} uit {old.year}.",
                goal_id=old.goal_id,
                moved_from_id=old.id,
            ),
        )

    def _structural_again(self, key: int) -> None:
        """The same money once more, with its groups and lines; nothing is spent of it yet."""
        old = self._budget(key)
        name = old.name.replace(str(old.year), str(self._year.year))
        new = self._new_budget(old, name=name, budgeted=old.budgeted if old.adjusted is None else old.adjusted)
        for group in old.groups:
            made = self._group(new, group.name)
            for line in group.lines:
                self._line(made, line.name, line.budgeted, line.nature, line.note)

    def _structural_anew(self, amount: Decimal) -> None:
        """Structural money that begins this year, and what of it is for staff."""
        new = Budget(year=self._year.year, name=f"Structureel budget {self._year.year}", nature=Nature.STRUCTURAL)
        new.budgeted, new.policy_field = amount, "1.2"
        self._keep("budget", new)
        if self._choice.personnel is None:
            return
        self._line(self._group(new, PERSONNEL), PERSONNEL, self._choice.personnel, Nature.STRUCTURAL, None)
        if self._choice.personnel < amount:
            self._line(self._group(new, OTHER), OTHER, amount - self._choice.personnel, Nature.STRUCTURAL, None)

    def _carried(self, asked: CarryOver) -> None:
        """The budget that waits for the money: without an amount until the council adopted it."""
        old = self._budget(asked.budget_id)
        new = self._new_budget(
            old,
            name=f"Overgeheveld uit {old.year}: {old.name}"[:200],
            budgeted=asked.amount if asked.status is CarryOverStatus.COUNCIL else None,
            note=f"Verzoek van {format_amount(asked.amount)}. Het bedrag is begroot zodra de raad het vaststelt.",
        )
        asked.to_budget_id = new.id
        self._work.record("carry_over.changed", "carry_over", str(asked.id), fields=("to_budget_id",))
        for group in old.groups:
            staying = [line for line in group.lines if line.continues or self._is_promised(line)]
            made = self._group(new, group.name) if staying else None
            for line in staying:
                told = f"Loopt door uit {old.year}." if line.continues else f"Verplichting uit {old.year}."
                covered = f" Dekking: {line.covered_by}." if line.covered_by else ""
                self._line(made, line.name, None, line.nature, told + covered)

    def _is_promised(self, line: BudgetLine) -> bool:
        """Whether money of this line falls in the new year."""
        promised = Commitment.line_id == line.id, Commitment.year == self._year.year
        return self._session.scalar(select(Commitment.id).where(*promised).limit(1)) is not None

    def _post(self, old: Post) -> None:
        kept = {name: getattr(old, name) for name in ("function", "fte", "nature", "filled_from", "cost", "note")}
        self._keep("post", Post(year=self._year.year, **kept))

    def _budget(self, key: int) -> Budget:
        whole = selectinload(Budget.groups).selectinload(BudgetGroup.lines)
        return self._session.scalars(select(Budget).where(Budget.id == key).options(whole)).one()

    def _new_budget(self, old: Budget, **known: object) -> Budget:
        """For the new year, of the same kind and from the same source; what is known of it is stored at once."""
        names = ("nature", "source", "policy_field", "programme_id")
        new = Budget(year=self._year.year, **{name: getattr(old, name) for name in names}, **known)
        self._keep("budget", new)
        return new

    def _group(self, budget: Budget, name: str) -> BudgetGroup:
        place = self._session.query(BudgetGroup).filter(BudgetGroup.budget_id == budget.id).count()
        group = BudgetGroup(budget_id=budget.id, name=name, position=place)
        self._session.add(group)
        self._session.flush()
        return group

    def _line(
        self, group: BudgetGroup | None, name: str, budgeted: Decimal | None, nature: Nature | None, note: str | None
    ) -> None:
        if group is None:
            return
        place = self._session.query(BudgetLine).filter(BudgetLine.group_id == group.id).count() + 1
        line = BudgetLine(group_id=group.id, name=name, position=place, budgeted=budgeted, nature=nature, note=note)
        self._keep("budget_line", line)

    def _keep(self, kind: str, item: Versioned) -> None:
        """Store it, in the trail too, and remember that this year made it."""
        self._session.add(item)
        self._session.flush()
        self._session.add(PlanYearRecord(plan_year_id=self._year.id, kind=kind, record_id=item.id))
        self._work.record(f"{kind}.added", kind, str(item.id))


def _coming(taken: Iterable[Taken]) -> Iterable[Taken]:
    return (each for each in taken if not each.stays)
