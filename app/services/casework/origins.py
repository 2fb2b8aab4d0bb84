"""The signals that a case came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from models.casework import Signal, SignalCase

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class OriginSignal:
    """A signal that feeds a case: its id, how it is called, since when and why."""

    id: int
    number: str
    title: str
    linked_on: date
    reason: str


@requires(Act.READ_CASES, CASEWORK)
def signals_of(vault: UnlockedVault, case_id: int) -> tuple[OriginSignal, ...]:
    """The signals of a case, in the order in which they were linked."""
    query = (
        select(Signal.id, Signal.number, Signal.title, SignalCase.linked_on, SignalCase.reason)
        .join(SignalCase, SignalCase.signal_id == Signal.id)
        .where(SignalCase.case_id == case_id)
        .order_by(SignalCase.id)
    )
    with vault.read(CASEWORK) as session:
        return tuple(OriginSignal(*row) for row in session.execute(query))
