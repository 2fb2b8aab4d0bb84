"""A signal that a desk of integrity shared with casework: what its officer wrote, and no way back to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import AccessDenied, Invalid
from app.rules.permissions import CASEWORK, INTEGRITY, KIND_OF_COMPARTMENT
from app.services.clock import today
from app.services.fitting import misfits
from app.services.post import taking_in
from app.services.signals.signals import SignalDraft, begin
from models.casework import Signal
from models.casework.choices import SignalSource
from models.choices import Classification

if TYPE_CHECKING:
    from app.vault.post.notes import Giver
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "shared_signal"


def problems_of(title: str, facts: str) -> dict[str, str]:
    """What is wrong with such a signal, a message per field; texts without outer white space."""
    problems = misfits(Signal, SignalDraft(title=title, facts=facts))
    if not title:
        problems["title"] = "Vul een korte titel in, zonder namen van personen."
    if not facts:
        problems["facts"] = "Vul in wat het LIP mag weten."
    return problems


@taking_in(CASEWORK, NOTE_KIND)
def take_in_shared(work: UnitOfWork, payload: dict[str, Any], giver: Giver) -> None:
    """Register it as received today, so that its day does not lead to a report either."""
    if KIND_OF_COMPARTMENT.get(giver.compartment) != INTEGRITY or giver.role is not None:
        raise AccessDenied("Zo’n signaal komt alleen van het meldpunt zelf.")
    match payload:
        case {"title": str(title), "facts": str(facts), **rest} if not rest:
            problems = problems_of(title.strip(), facts.strip())
        case _:
            raise Invalid({"": "Het signaal heeft niet de vereiste vorm."})
    if problems:
        raise Invalid(problems)
    signal = Signal(
        title=title.strip(),
        facts=facts.strip(),
        received_on=today(),
        source=SignalSource.INTERNAL_ANONYMOUS,
        classification=Classification.CONFIDENTIAL,
    )
    begin(work.session, signal)
    work.session.add(signal)
    work.session.flush()
    work.record("signal.taken_in", "signal", signal.id)
