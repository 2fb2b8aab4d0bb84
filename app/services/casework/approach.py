"""The plan of approach: interventions with the instrument they use, and the measures they led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import null, select

from app.rules.permissions import MEASURES, Act
from app.services.access import allowed, requires_own
from app.services.casework.live import WARNING_NORM, days_of, standing, whose
from app.services.casework.of_case import WHICH_CASE, PartsOfCase
from app.services.casework.tasks import done_problem
from app.services.records import Option, Words
from models.casework import Case, CaseMeasure, Intervention
from models.casework.case_choices import InterventionKind, InterventionStatus
from models.measures import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class InterventionDraft:
    """An intervention as the form shows it."""

    case_id: int | None = None
    kind: InterventionKind | None = None
    title: str | None = None
    owner: str | None = None
    status: InterventionStatus | None = InterventionStatus.PLANNED
    start_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    effect: str | None = None


class Interventions(PartsOfCase[Intervention, InterventionDraft]):
    """The register of interventions, communication among them."""

    kind = "intervention"
    words = Words("interventie")
    model = Intervention
    draft = InterventionDraft
    columns = {
        "case_id": Intervention.case_id,
        "case": Case.number,
        "title": Intervention.title,
        "kind": Intervention.kind,
        "owner": Intervention.owner,
        "status": Intervention.status,
        "start_on": Intervention.start_on,
        "due_on": Intervention.due_on,
        "standing": null(),
        "whose": null(),
    }
    searched = (Intervention.title, Intervention.owner, Intervention.effect, Case.number, Case.title)
    order = (Intervention.due_on.is_(None), Intervention.due_on)
    required = {
        "case_id": WHICH_CASE,
        "kind": "Kies het instrument.",
        "title": "Vul in wat er gebeurt.",
        "status": "Kies de status.",
    }

    def live(self) -> Mapping[str, Any]:
        """How an intervention stands, and whose it is."""
        closed = Intervention.status.in_([each for each in InterventionStatus if not each.is_open])
        return {
            "standing": standing(Intervention.due_on, closed, days_of(self.vault, WARNING_NORM)),
            "whose": whose(self.vault.account.id, Intervention.owner_account, Intervention.owner),
        }

    def check(self, session: Session, draft: InterventionDraft, existing: Intervention | None) -> Mapping[str, str]:
        """Days in order; what was done has a day, and what was not has none."""
        problems = done_problem(draft.done_on)
        if draft.start_on and draft.due_on and draft.due_on < draft.start_on:
            problems["due_on"] = "De einddatum ligt vóór de startdatum van de interventie."
        if draft.status is InterventionStatus.DONE and draft.done_on is None:
            problems["done_on"] = "Vul in wanneer de interventie is uitgevoerd."
        elif draft.status is not InterventionStatus.DONE and draft.done_on is not None:
            problems["status"] = "Deze interventie is uitgevoerd; kies die status of maak de datum leeg."
        return problems

    def name_of(self, item: Intervention) -> str:
        """What happens."""
        return item.title


@dataclass(frozen=True, slots=True)
class CaseMeasureDraft:
    """A reference to a measure as the form shows it."""

    case_id: int | None = None
    number: str | None = None
    text: str | None = None


class CaseMeasures(PartsOfCase[CaseMeasure, CaseMeasureDraft]):
    """References from cases to measures: a number and a sentence, never what is in the measure."""

    kind = "case_measure"
    words = Words("verwijzing naar een maatregel")
    model = CaseMeasure
    draft = CaseMeasureDraft
    columns = {
        "case_id": CaseMeasure.case_id,
        "case": Case.number,
        "number": CaseMeasure.number,
        "text": CaseMeasure.text,
    }
    searched = (CaseMeasure.number, CaseMeasure.text, Case.number)
    order = (CaseMeasure.id,)
    required = {
        "case_id": WHICH_CASE,
        "number": "Vul het nummer van de maatregel in.",
        "text": "Vul in wat de maatregel met deze casus te maken heeft.",
    }

    @requires_own("read_act")
    def options(self, field: str, current: CaseMeasureDraft | None = None) -> tuple[Option, ...]:
        """The numbers of the measures, for who holds those."""
        if field != "number":
            return super().options(field, current)
        return tuple(Option(number, number) for number in self._known())

    def write(self, session: Session, item: CaseMeasure, draft: CaseMeasureDraft) -> None:
        """Put the draft into the reference; a number that is a measure of this vault leads to it."""
        super().write(session, item, draft)
        item.measure_id = self._known().get(draft.number or "")

    def name_of(self, item: CaseMeasure) -> str:
        """The number."""
        return item.number

    def _known(self) -> dict[str, int]:
        """The measures by number, newest first; none for who does not hold them."""
        if not (allowed(self.vault, Act.READ_MEASURES, MEASURES) and MEASURES in self.vault.available):
            return {}
        with self.vault.read(MEASURES) as session:
            rows = session.execute(select(Measure.number, Measure.id).order_by(Measure.id.desc()))
            return {row.number: row.id for row in rows}
