"""A case that was taken up too early becomes a signal again, to be weighed; the case is closed and leads to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.services.access import requires_own
from app.services.casework.closing import CaseActs
from app.services.clock import today
from app.services.signals.links import link_in
from app.services.signals.signals import begin
from models.casework import Signal, SignalCase
from models.casework.choices import SignalSource
from models.choices import CaseOrigin, CaseStatus, Classification, ClosingReason

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.casework.cases import CaseDraft

_SOURCES = {each.value: each for each in SignalSource}


class CaseReturns(CaseActs):
    """Taking a case back to where it began."""

    @requires_own("edit_act")
    def to_signal(self, key: int, version: int, reason: str) -> int:
        """Close the case without a count and begin a signal with what it says; gives the id of the signal.

        A case that came from a signal has no need of another: that signal is weighed again.
        """
        told = reason.strip()
        if not told:
            raise Invalid({"reason": "Vul in waarom de casus weer een signaal wordt."})
        with self.vault.write(self.compartment) as work:
            session = work.session
            _refuse_second(session, key)
            item, changed = self._apply(
                work,
                key,
                version,
                lambda draft: replace(
                    draft,
                    status=CaseStatus.CLOSED,
                    closed_on=today(),
                    closing_reason=ClosingReason.OTHER,
                    result=f"Teruggezet naar een signaal: {told}",
                    counted_year=None,
                ),
            )
            item.effect_due_on = None
            signal = _signal_of(self.read(item))
            begin(session, signal)
            session.add(signal)
            session.flush()
            work.record("signal.added", "signal", signal.id, fields=("title", "facts", "source"))
            link_in(self.vault, work, signal.id, key, f"Teruggezet naar een signaal: {told}"[:400])
            work.record("case.returned", "case", key, fields=changed)
            return signal.id


def _refuse_second(session: Session, key: int) -> None:
    query = (
        select(Signal.number)
        .join(SignalCase, SignalCase.signal_id == Signal.id)
        .where(SignalCase.case_id == key)
        .order_by(SignalCase.id)
    )
    known = session.scalar(query.limit(1))
    if known is not None:
        raise Invalid({"": f"Deze casus komt uit signaal {known}. Sluit de casus af en weeg dat signaal opnieuw."})


def _signal_of(draft: CaseDraft) -> Signal:
    """What the case says as a signal: what was seen, not who is involved."""
    source = _SOURCES.get((draft.origin or CaseOrigin.OTHER).value, SignalSource.OTHER)
    return Signal(
        title=(draft.title or "")[:400],
        received_on=today(),
        source=source,
        phenomenon=draft.theme,
        facts=f"Uit casus {draft.number}:\n{draft.description or draft.title}",
        classification=Classification.CONFIDENTIAL,
    )
