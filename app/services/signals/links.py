"""Signals and cases: one signal may feed several cases, each link with who made it, when and why."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, NotFound
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.records import Option
from app.services.signals.course import signal_in
from models.casework import Case, Mention, Signal, SignalCase
from models.casework.choices import MentionKind, SignalSource
from models.choices import CaseOrigin, CaseStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.records import Record
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

LONGEST_REASON = 400
MADE_FROM = "Casus gemaakt van dit signaal"


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal that feeds a case, since when and why."""

    id: int
    number: str
    title: str
    received_on: date
    linked_on: date
    reason: str


@requires(Act.READ_SIGNALS, CASEWORK)
def signals_of(vault: UnlockedVault, case_id: int) -> tuple[SignalLine, ...]:
    """The signals that feed a case, oldest link first."""
    query = (
        select(Signal, SignalCase)
        .join(SignalCase, SignalCase.signal_id == Signal.id)
        .where(SignalCase.case_id == case_id)
        .order_by(SignalCase.id)
    )
    with vault.read(CASEWORK) as session:
        return tuple(
            SignalLine(signal.id, signal.number, signal.title, signal.received_on, link.linked_on, link.reason)
            for signal, link in session.execute(query)
        )


@requires(Act.READ_SIGNALS, CASEWORK)
def cases_to_link(vault: UnlockedVault, signal_id: int) -> tuple[Option, ...]:
    """The cases that run and are not linked yet, newest first."""
    linked = select(SignalCase.case_id).where(SignalCase.signal_id == signal_id)
    query = (
        select(Case.id, Case.number, Case.title)
        .where(Case.status != CaseStatus.CLOSED, Case.id.not_in(linked))
        .order_by(Case.opened_on.desc(), Case.number.desc())
    )
    with vault.read(CASEWORK) as session:
        return tuple(Option(key, f"{number} {title}") for key, number, title in session.execute(query))


@requires(Act.EDIT_SIGNALS, CASEWORK)
def link_case(vault: UnlockedVault, signal_id: int, case_id: int | None, reason: str | None) -> None:
    """Let a signal feed a case that is there; Invalid when it does already, or without a reason."""
    with vault.write(CASEWORK) as work:
        link_in(vault, work, signal_id, case_id, reason)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def link_in(vault: UnlockedVault, work: UnitOfWork, signal_id: int, case_id: int | None, reason: str | None) -> None:
    """The same inside an act of its own."""
    session = work.session
    signal_in(session, signal_id)
    told = (reason or "").strip()
    problems: dict[str, str] = {}
    if case_id is None or session.get(Case, case_id) is None:
        problems["case_id"] = "Kies de casus."
    elif _linked(session, signal_id, case_id) is not None:
        problems["case_id"] = "Dit signaal is al aan deze casus gekoppeld."
    if not told:
        problems["reason"] = "Vul in waarom dit signaal bij die casus hoort."
    elif len(told) > LONGEST_REASON:
        problems["reason"] = f"Gebruik ten hoogste {LONGEST_REASON} tekens."
    if problems or case_id is None:
        raise Invalid(problems)
    session.add(_link(vault, signal_id, case_id, told))
    session.flush()
    work.record("signal.linked", "signal", signal_id)
    work.record("case.signal_linked", "case", case_id)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def unlink_case(vault: UnlockedVault, signal_id: int, case_id: int) -> None:
    """Take a link away that was made by mistake; both trails say so."""
    with vault.write(CASEWORK) as work:
        link = _linked(work.session, signal_id, case_id)
        if link is None:
            raise NotFound("Deze koppeling bestaat niet (meer).")
        work.session.delete(link)
        work.record("signal.unlinked", "signal", signal_id)
        work.record("case.signal_unlinked", "case", case_id)


@requires(Act.EDIT_SIGNALS, CASEWORK)
def case_from(vault: UnlockedVault, signal_id: int) -> CaseDraft:
    """A case as far as the signal fills it in; its facts come along, its people do not."""
    with vault.read(CASEWORK) as session:
        signal = signal_in(session, signal_id)
        place = session.scalar(
            select(Mention.label)
            .where(Mention.signal_id == signal_id, Mention.kind == MentionKind.ADDRESS)
            .order_by(Mention.id)
            .limit(1)
        )
        return CaseDraft(
            title=signal.title,
            theme=signal.phenomenon,
            opened_on=today(),
            origin=_origin(signal.source),
            location=place,
            description=f"Uit signaal {signal.number}:\n{signal.facts}",
        )


@requires(Act.EDIT_SIGNALS, CASEWORK)
def make_case(vault: UnlockedVault, signal_id: int, draft: CaseDraft) -> Record[CaseDraft]:
    """Make a case of a signal and link the two in one act; Invalid names the fields of the case that are wrong."""
    return _CasesOfSignal(vault).add_for(signal_id, draft)


class _CasesOfSignal(Cases):
    """The register of cases, for one that comes from a signal: the link is stored in the same act."""

    @requires_own("edit_act")
    def add_for(self, signal_id: int, draft: CaseDraft) -> Record[CaseDraft]:
        """Store the case with its link."""
        with self.vault.write(CASEWORK) as work:
            session = work.session
            signal_in(session, signal_id)
            draft = self._tidied(session, draft, None)
            item = Case()
            self.write(session, item, draft)
            self.complete(session, item)
            session.add(item)
            self._flush(session)
            session.add(_link(self.vault, signal_id, item.id, MADE_FROM))
            session.flush()
            filled = tuple(each.name for each in fields(draft) if getattr(draft, each.name) not in (None, ()))
            work.record("case.added", "case", item.id, fields=filled)
            work.record("signal.linked", "signal", signal_id)
            return self._record(item)


def _linked(session: Session, signal_id: int, case_id: int) -> SignalCase | None:
    return session.scalar(select(SignalCase).where(SignalCase.signal_id == signal_id, SignalCase.case_id == case_id))


def _link(vault: UnlockedVault, signal_id: int, case_id: int, reason: str) -> SignalCase:
    return SignalCase(
        signal_id=signal_id, case_id=case_id, linked_by=vault.account.id, linked_on=today(), reason=reason
    )


def _origin(source: SignalSource) -> CaseOrigin:
    """The same value where cases know it; who reported inside and anonymously is a colleague and no more."""
    if source is SignalSource.INTERNAL_ANONYMOUS:
        return CaseOrigin.EMPLOYEE
    return CaseOrigin(source.value)
