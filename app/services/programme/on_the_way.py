"""What programmes reach on the way: milestones and barriers, and the actions that carry out recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.services.access import requires_own
from app.services.clock import today
from app.services.programme.programme_register import ProgrammeRegister, chosen_among, days_in_order, first_words
from app.services.records import Option, Words
from models.programme import Barrier, Budget, BudgetGroup, BudgetLine, Milestone, Programme, Recommendation, ScanAction
from models.programme.choices import ActionStatus, BarrierSide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

WHICH_PROGRAMME = "Kies het programma."
AHEAD = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A milestone as the form shows it; reached or not yet."""

    programme_id: int | None = None
    name: str | None = None
    planned_on: date | None = None
    reached_on: date | None = None
    result: str | None = None


class Milestones(ProgrammeRegister[Milestone, MilestoneDraft]):
    """The register of milestones of programmes."""

    kind = "milestone"
    words = Words("mijlpaal")
    model = Milestone
    draft = MilestoneDraft
    columns = {
        "programme_id": Milestone.programme_id,
        "programme": Programme.name,
        "name": Milestone.name,
        "planned_on": Milestone.planned_on,
        "reached_on": Milestone.reached_on,
    }
    searched = (Milestone.name, Milestone.result, Programme.name)
    order = (Milestone.planned_on, Milestone.id)
    required = {
        "programme_id": WHICH_PROGRAMME,
        "name": "Vul de mijlpaal in.",
        "planned_on": "Vul in wanneer de mijlpaal is gepland.",
    }

    def source(self) -> Select[Any]:
        """Lists show the programme."""
        return select(Milestone.id).join(Programme, Programme.id == Milestone.programme_id)

    @requires_own("read_act")
    def options(self, field: str, current: MilestoneDraft | None = None) -> tuple[Option, ...]:
        """The programmes."""
        return _programmes(self) if field == "programme_id" else ()

    def check(self, session: Session, draft: MilestoneDraft, existing: Milestone | None) -> Mapping[str, str]:
        """Not reached in the future; what was reached says with what result."""
        problems = {"reached_on": AHEAD} if draft.reached_on is not None and draft.reached_on > today() else {}
        if draft.reached_on is not None and draft.result is None:
            problems["result"] = "Vul in wat de mijlpaal opleverde."
        return problems


@dataclass(frozen=True, slots=True)
class BarrierDraft:
    """A barrier as the form shows it."""

    programme_id: int | None = None
    side: BarrierSide | None = None
    text: str | None = None
    raised_by: str | None = None


class Barriers(ProgrammeRegister[Barrier, BarrierDraft]):
    """The register of barriers, public and private."""

    kind = "barrier"
    words = Words("barrière")
    model = Barrier
    draft = BarrierDraft
    columns = {
        "programme_id": Barrier.programme_id,
        "programme": Programme.name,
        "side": Barrier.side,
        "text": Barrier.text,
        "raised_by": Barrier.raised_by,
    }
    searched = (Barrier.text, Barrier.raised_by, Programme.name)
    order = (Programme.name, Barrier.side, Barrier.id)
    required = {
        "programme_id": WHICH_PROGRAMME,
        "side": "Kies publiek of privaat.",
        "text": "Omschrijf de barrière.",
    }

    def source(self) -> Select[Any]:
        """Lists show the programme."""
        return select(Barrier.id).join(Programme, Programme.id == Barrier.programme_id)

    @requires_own("read_act")
    def options(self, field: str, current: BarrierDraft | None = None) -> tuple[Option, ...]:
        """The programmes."""
        return _programmes(self) if field == "programme_id" else ()

    def name_of(self, item: Barrier) -> str:
        """The first words."""
        return first_words(item.text)


@dataclass(frozen=True, slots=True)
class ScanActionDraft:
    """An action as the form shows it; the money it comes from may be unknown."""

    recommendation_id: int | None = None
    text: str | None = None
    owner: str | None = None
    budget_line_id: int | None = None
    status: ActionStatus | None = ActionStatus.PLANNED
    starts_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    evidence: str | None = None


class ScanActions(ProgrammeRegister[ScanAction, ScanActionDraft]):
    """The execution programme of the quickscan: actions per recommendation."""

    kind = "scan_action"
    words = Words("actie van de quickscan")
    model = ScanAction
    draft = ScanActionDraft
    columns = {
        "recommendation_id": ScanAction.recommendation_id,
        "recommendation": Recommendation.text,
        "text": ScanAction.text,
        "owner": ScanAction.owner,
        "budget_line": BudgetLine.name,
        "status": ScanAction.status,
        "due_on": ScanAction.due_on,
    }
    searched = (ScanAction.text, ScanAction.owner, ScanAction.evidence, Recommendation.text)
    order = (ScanAction.due_on, ScanAction.id)
    required = {
        "recommendation_id": "Kies de aanbeveling.",
        "text": "Omschrijf de actie.",
        "status": "Kies de status.",
    }

    def source(self) -> Select[Any]:
        """Lists show the recommendation and the money."""
        joined = select(ScanAction.id).join(Recommendation, Recommendation.id == ScanAction.recommendation_id)
        return joined.outerjoin(BudgetLine, BudgetLine.id == ScanAction.budget_line_id)

    @requires_own("read_act")
    def options(self, field: str, current: ScanActionDraft | None = None) -> tuple[Option, ...]:
        """Recommendations, and lines of budgets."""
        if field == "recommendation_id":
            rows = select(Recommendation.id, Recommendation.text).order_by(Recommendation.position)
            return tuple(Option(each.value, first_words(each.label)) for each in chosen_among(self.vault, rows))
        if field == "budget_line_id":
            label = Budget.name + " – " + BudgetLine.name
            lines = select(BudgetLine.id, label).join(BudgetGroup, BudgetGroup.id == BudgetLine.group_id)
            newest = lines.join(Budget, Budget.id == BudgetGroup.budget_id).order_by(Budget.year.desc(), BudgetLine.id)
            return chosen_among(self.vault, newest)
        return ()

    def check(self, session: Session, draft: ScanActionDraft, existing: ScanAction | None) -> Mapping[str, str]:
        """Days in order; what is done says when and by what that shows."""
        problems = days_in_order("due_on", draft.starts_on, draft.due_on, "De streefdatum ligt vóór de start.")
        problems |= days_in_order("done_on", draft.starts_on, draft.done_on, "De dag van gereed ligt vóór de start.")
        if draft.done_on is not None and draft.done_on > today():
            problems["done_on"] = AHEAD
        done = draft.status is ActionStatus.DONE
        if done and draft.done_on is None:
            problems["done_on"] = "Vul in wanneer de actie gereed was."
        if done and draft.evidence is None:
            problems["evidence"] = "Vul in waaruit blijkt dat de actie gereed is."
        if not done and draft.done_on is not None:
            problems["status"] = "Er staat een dag van gereed; kies de status ‘gereed’."
        return problems

    def name_of(self, item: ScanAction) -> str:
        """The first words."""
        return first_words(item.text)


def _programmes(register: Milestones | Barriers) -> tuple[Option, ...]:
    return chosen_among(register.vault, select(Programme.id, Programme.name).order_by(Programme.name))
