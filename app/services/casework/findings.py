"""What was found at an integrated inspection, law by law: the measure that follows, and a signal made from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Conflict, Invalid
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires, requires_own
from app.services.clock import today
from app.services.meetings.owners import account_named, owner_options
from app.services.records import Option, Records, Words
from app.services.signals.signals import SignalDraft, Signals
from models.casework import Finding, Inspection, InspectionLocation, Signal
from models.casework.choices import SignalSource
from models.casework.meeting_choices import Law

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """A finding as the form shows it; with a measure go an owner and a term."""

    inspection_id: int | None = None
    law: Law | None = None
    location: str | None = None
    text: str | None = None
    measure: str | None = None
    owner: str | None = None
    due_on: date | None = None
    done_on: date | None = None


class Findings(Records[Finding, FindingDraft]):
    """The register of findings. The column "signal" is the number of the signal that was made from it."""

    kind = "finding"
    words = Words("bevinding")
    compartment = CASEWORK
    read_act = Act.READ_INSPECTIONS
    edit_act = Act.EDIT_INSPECTIONS
    model = Finding
    draft = FindingDraft
    columns = {
        "inspection_id": Finding.inspection_id,
        "inspection": Inspection.number,
        "law": Finding.law,
        "location": Finding.location,
        "text": Finding.text,
        "measure": Finding.measure,
        "owner": Finding.owner,
        "due_on": Finding.due_on,
        "done_on": Finding.done_on,
        "signal": Signal.number,
    }
    searched = (Finding.text, Finding.location, Finding.measure, Inspection.number)
    order = (Inspection.planned_on.desc(), Finding.law, Finding.id)
    required = {
        "inspection_id": "Kies de integrale controle.",
        "law": "Kies onder welke wet dit valt.",
        "text": "Vul in wat er is aangetroffen.",
    }

    def source(self) -> Select[Any]:
        """Lists show the number of the inspection and of the signal."""
        return (
            select(Finding.id)
            .join(Inspection, Inspection.id == Finding.inspection_id)
            .outerjoin(Signal, Signal.id == Finding.signal_id)
        )

    @requires_own("read_act")
    def options(self, field: str, current: FindingDraft | None = None) -> tuple[Option, ...]:
        """Inspections, the places of the one that was chosen, and owners."""
        if field == "owner":
            return owner_options(self.vault)
        with self.vault.read(CASEWORK) as session:
            if field == "inspection_id":
                newest = select(Inspection.id, Inspection.number, Inspection.title).order_by(
                    Inspection.planned_on.desc()
                )
                return tuple(Option(key, f"{number} {title}") for key, number, title in session.execute(newest))
            if field == "location" and current is not None:
                own = InspectionLocation.inspection_id == current.inspection_id
                names = session.scalars(
                    select(InspectionLocation.name).where(own).order_by(InspectionLocation.position)
                )
                return tuple(Option(name, name) for name in names)
        return ()

    def check(self, session: Session, draft: FindingDraft, existing: Finding | None) -> Mapping[str, str]:
        """A measure has an owner and a term; what was done lies not in the future."""
        problems: dict[str, str] = {}
        if draft.measure and not draft.owner:
            problems["owner"] = "Vul in wie de maatregel uitvoert."
        if draft.measure and draft.due_on is None:
            problems["due_on"] = "Vul in wanneer de maatregel klaar is."
        if draft.done_on is not None and draft.done_on > today():
            problems["done_on"] = "Deze dag is nog niet geweest."
        return problems

    def write(self, session: Session, item: Finding, draft: FindingDraft) -> None:
        """Put the draft into the finding, with the account that goes with its owner."""
        if draft.owner != item.owner:
            item.owner_account = account_named(self.vault, draft.owner)
        super().write(session, item, draft)

    def name_of(self, item: Finding) -> str:
        """What it is, in short."""
        return shorten(item.text, 60, placeholder=" …")

    def hindrance(self, session: Session, item: Finding) -> str | None:
        """A finding from which a signal came stays, for it is the source of that."""
        return "Van deze bevinding is een signaal gemaakt." if item.signal_id is not None else None


@requires(Act.EDIT_INSPECTIONS, CASEWORK)
def make_signal(vault: UnlockedVault, finding_id: int, version: int) -> str:
    """Make a signal of a finding, with where it was found; gives the number of the signal.

    Invalid when there is one already or the signal cannot be stored, Conflict when the finding was changed.
    """
    signals, findings = Signals(vault), Findings(vault)
    with vault.write(CASEWORK) as work:
        session = work.session
        finding = findings._item(session, finding_id)  # noqa: SLF001 - with its own words when it is gone
        if finding.version != version:
            raise Conflict("Iemand anders heeft deze bevinding intussen gewijzigd; bekijk eerst de nieuwe versie.")
        if finding.signal_id is not None:
            raise Invalid({"": "Van deze bevinding is al een signaal gemaakt."})
        inspection = session.get_one(Inspection, finding.inspection_id)
        draft = _signal_of(finding, inspection)
        problems = signals.check(session, draft, None)
        if problems:
            raise Invalid(problems)
        signal = Signal()
        signals.write(session, signal, draft)
        signals.complete(session, signal)
        session.add(signal)
        session.flush()
        finding.signal_id = signal.id
        work.record("signal.added", "signal", signal.id, fields=("title", "facts", "source"))
        work.record("finding.signalled", "finding", finding_id, fields=("signal_id",))
        return signal.number


def _signal_of(finding: Finding, inspection: Inspection) -> SignalDraft:
    where = f" Locatie: {finding.location}." if finding.location else ""
    when = format_date(inspection.planned_on)
    return SignalDraft(
        title=f"Bevinding bij {inspection.number}: {finding.law.label}"[:400],
        received_on=today(),
        observed_from=inspection.planned_on if inspection.planned_on <= today() else None,
        source=SignalSource.INTEGRATED_INSPECTION,
        facts=f"{finding.text}\n\nAangetroffen bij integrale controle {inspection.number} op {when}.{where}",
    )
