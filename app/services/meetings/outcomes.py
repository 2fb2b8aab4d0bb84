"""What a decision on a signal means for the signal: its outcome, as far as its weighing has come, and its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import CASEWORK, Act
from app.rules.weighing import hands_over
from app.services.access import requires
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.signals.weighing import Ending, end_in
from models.casework import Case, CaseType, Signal, SignalCase
from models.casework.choices import SignalOutcome
from models.casework.meeting_choices import Decision
from models.choices import CaseOrigin, CaseStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.meetings.sitting import Deciding
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from models.casework import AgendaItem

OUTCOMES = {
    Decision.DEPARTMENT: SignalOutcome.DEPARTMENT,
    Decision.LIP_CASE: SignalOutcome.LIP_CASE,
    Decision.RIEC: SignalOutcome.RIEC,
    Decision.ENRICH: SignalOutcome.ENRICH,
    Decision.POLICE: SignalOutcome.POLICE,
}


def needs_hand_over(decision: Decision | None) -> bool:
    """Whether data of a signal go to somebody else with this decision, on a ground that has to be named."""
    outcome = OUTCOMES.get(decision) if decision is not None else None
    return outcome is not None and hands_over(outcome)


def case_problems(session: Session, item: AgendaItem, deciding: Deciding) -> dict[str, str]:
    """A LIP case is a new one, of a type, or one that runs already."""
    if deciding.decision is not Decision.LIP_CASE or item.made_case_id is not None:
        return {}
    if deciding.case_id is not None:
        there = session.get(Case, deciding.case_id) is not None
        return {} if there else {"case_id": "Deze casus bestaat niet (meer)."}
    if deciding.case_type_id is None:
        return {"case_type_id": "Kies het type van de nieuwe casus, of een casus die al loopt."}
    there = session.get(CaseType, deciding.case_type_id) is not None
    return {} if there else {"case_type_id": "Dit type bestaat niet (meer)."}


@requires(Act.EDIT_MEETINGS, CASEWORK)
def follow_outcome(vault: UnlockedVault, work: UnitOfWork, item: AgendaItem, deciding: Deciding) -> tuple[str, ...]:
    """Set the outcome of the signal and make or link its case; what could not be done is told, and changes nothing."""
    outcome = OUTCOMES.get(deciding.decision) if deciding.decision is not None else None
    if item.signal_id is None or outcome is None:
        return ()
    signal = work.session.get_one(Signal, item.signal_id)
    if signal.status.is_open:
        try:
            end_in(vault, work, signal, _ending(outcome, item, deciding))
        except Invalid as refused:
            return (_untold(refused),)
    elif signal.outcome is not outcome:
        before = f" (‘{signal.outcome.label}’)" if signal.outcome is not None else ""
        return (f"Over het signaal was al anders besloten{before}; dat is zo gebleven.",)
    if outcome is not SignalOutcome.LIP_CASE:
        return ()
    return _fed(work, vault, item, signal, deciding)


def _ending(outcome: SignalOutcome, item: AgendaItem, deciding: Deciding) -> Ending:
    reason = item.conclusion or f"Besluit van het overleg: {deciding.decision.label if deciding.decision else ''}."
    return Ending(outcome, reason, item.owner, deciding.ground, deciding.what)


def _fed(
    work: UnitOfWork, vault: UnlockedVault, item: AgendaItem, signal: Signal, deciding: Deciding
) -> tuple[str, ...]:
    """The signal feeds the case that was chosen, or a new one."""
    case_id = deciding.case_id or item.made_case_id
    made = case_id is None
    case = _new_case(work, vault, item, signal, deciding) if case_id is None else work.session.get_one(Case, case_id)
    item.made_case_id = case.id
    linked = select(SignalCase.id).where(SignalCase.signal_id == signal.id, SignalCase.case_id == case.id)
    if work.session.scalar(linked) is None:
        reason = f"Besluit van het overleg over {signal.number}."
        link = SignalCase(
            signal_id=signal.id, case_id=case.id, linked_by=vault.account.id, linked_on=today(), reason=reason
        )
        work.session.add(link)
        work.record("signal.linked", "signal", signal.id)
    return (f"Casus {case.number} is gemaakt.",) if made else (f"Het signaal is gekoppeld aan casus {case.number}.",)


def _new_case(work: UnitOfWork, vault: UnlockedVault, item: AgendaItem, signal: Signal, deciding: Deciding) -> Case:
    """A case as its register makes it, in the same act."""
    register = Cases(vault)
    draft = CaseDraft(
        title=signal.title,
        case_type_id=deciding.case_type_id,
        theme=signal.phenomenon,
        status=CaseStatus.NEW,
        opened_on=today(),
        origin=CaseOrigin.LIP,
        handler=item.owner,
    )
    problems = register.check(work.session, draft, None)
    if problems:
        raise Invalid(problems)
    case = Case()
    register.write(work.session, case, draft)
    register.complete(work.session, case)
    work.session.add(case)
    work.session.flush()
    work.record("case.added", "case", case.id, fields=("title", "case_type_id", "opened_on", "origin"))
    return case


def _untold(refused: Invalid) -> str:
    rest = " ".join(refused.fields.values())
    return f"Het besluit staat vast; de uitkomst van het signaal nog niet. {rest}"
