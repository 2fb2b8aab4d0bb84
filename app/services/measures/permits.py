"""Exploitation permits: the application, what the municipality itself tested, and the decision.

Nothing of a Bibob check: that stays with its coordinator, and only the decision tells what the law lets it tell
(art. 28 Wet Bibob).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.rules.permissions import MEASURES, Act
from app.services.access import requires_own
from app.services.clock import today
from app.services.measures.apv import designation_options
from app.services.measures.properties import property_options
from app.services.records import Option, Records, Words
from models.measures import Leader, OperatingPermit
from models.measures.apv_choices import PermitOutcome, PermitReason
from models.measures.choices import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class OperatingPermitDraft:
    """An application and its decision as the form shows them; `leaders` are those in charge, one a line."""

    reference: str | None = None
    establishment: str | None = None
    property_id: int | None = None
    designation_id: int | None = None
    operator: str | None = None
    leaders: tuple[str, ...] = ()
    reason: PermitReason | None = None
    applied_on: date | None = None
    zoning_fits: Answer | None = None
    conduct_fits: Answer | None = None
    outcome: PermitOutcome | None = None
    decided_on: date | None = None
    valid_until: date | None = None
    conditions: str | None = None
    changes: str | None = None
    note: str | None = None


class OperatingPermits(Records[OperatingPermit, OperatingPermitDraft]):
    """The register of exploitation permits."""

    kind = "operating_permit"
    words = Words("exploitatievergunning")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = OperatingPermit
    draft = OperatingPermitDraft
    columns = {
        "reference": OperatingPermit.reference,
        "establishment": OperatingPermit.establishment,
        "operator": OperatingPermit.operator,
        "reason": OperatingPermit.reason,
        "applied_on": OperatingPermit.applied_on,
        "outcome": OperatingPermit.outcome,
        "decided_on": OperatingPermit.decided_on,
        "valid_until": OperatingPermit.valid_until,
    }
    searched = (OperatingPermit.reference, OperatingPermit.establishment, OperatingPermit.operator)
    order = (OperatingPermit.applied_on.desc(), OperatingPermit.establishment)
    required = {
        "establishment": "Vul de naam van de inrichting in.",
        "operator": "Vul in wie exploiteert.",
        "reason": "Kies waarom de vergunning is gevraagd.",
        "applied_on": "Vul in wanneer de aanvraag is ontvangen (art. 4:13 Awb).",
    }
    lists = {"leaders": Leader}

    def blank(self) -> OperatingPermitDraft:
        """Received today."""
        return OperatingPermitDraft(applied_on=today())

    @requires_own("read_act")
    def options(self, field: str, current: OperatingPermitDraft | None = None) -> tuple[Option, ...]:
        """Properties and designations."""
        with self.vault.read(MEASURES) as session:
            if field == "property_id":
                return property_options(session)
            return designation_options(session) if field == "designation_id" else ()

    def check(
        self, session: Session, draft: OperatingPermitDraft, existing: OperatingPermit | None
    ) -> Mapping[str, str]:
        """Dates in their order; a decision has an outcome, and a designation is named where it is the reason."""
        problems = _date_problems(draft) | _decision_problems(draft)
        if draft.reason is PermitReason.DESIGNATION and draft.designation_id is None:
            problems["designation_id"] = "Kies de aanwijzing waarop de vergunningplicht rust (art. 2:81 APV)."
        return problems

    def name_of(self, item: OperatingPermit) -> str:
        """The establishment."""
        return item.establishment


def _date_problems(draft: OperatingPermitDraft) -> dict[str, str]:
    problems = {}
    for name in ("applied_on", "decided_on"):
        day: date | None = getattr(draft, name)
        if day is not None and day > today():
            problems[name] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
    if draft.applied_on and draft.decided_on and draft.decided_on < draft.applied_on:
        problems["decided_on"] = "Het besluit ligt vóór de aanvraag (art. 4:13 Awb)."
    if draft.decided_on and draft.valid_until and draft.valid_until < draft.decided_on:
        problems["valid_until"] = "De vergunning eindigt vóór het besluit (art. 4:13 Awb)."
    return problems


def _decision_problems(draft: OperatingPermitDraft) -> dict[str, str]:
    problems = {}
    if draft.decided_on is not None and draft.outcome is None:
        problems["outcome"] = "Kies wat er is besloten."
    if draft.outcome is not None and draft.decided_on is None:
        problems["decided_on"] = "Vul in wanneer er is besloten (art. 4:13 Awb)."
    if draft.outcome is PermitOutcome.CONDITIONS and draft.conditions is None:
        problems["conditions"] = "Vul de voorschriften in (art. 3:46 Awb)."
    return problems
