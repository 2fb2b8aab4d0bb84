"""What belongs to a measure: substances, circumstances, addressees, and persons to look up (domein §2.3, steps 1–6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.services.clock import today
from app.services.measures.of_measure import WHICH_MEASURE, PartsOfMeasure
from app.services.records import Words
from models.measures import Addressee, FoundSubstance, Measure, PersonCheck, WeighedCircumstance
from models.measures.choices import Circumstance, Relation, ScreenedOn, ScreenedResult, Substance, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

_FUTURE = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."


@dataclass(frozen=True, slots=True)
class FoundSubstanceDraft:
    """A substance as the form shows it; an empty amount is unknown."""

    measure_id: int | None = None
    name: str | None = None
    substance: Substance | None = None
    amount: Decimal | None = None
    unit: Unit | None = None


class FoundSubstances(PartsOfMeasure[FoundSubstance, FoundSubstanceDraft]):
    """The register of substances: the ladder compares their amounts with the thresholds of the policy."""

    kind = "found_substance"
    words = Words("middel", "het")
    model = FoundSubstance
    draft = FoundSubstanceDraft
    columns = {
        "measure_id": FoundSubstance.measure_id,
        "measure": Measure.number,
        "name": FoundSubstance.name,
        "substance": FoundSubstance.substance,
        "amount": FoundSubstance.amount,
        "unit": FoundSubstance.unit,
    }
    searched = (FoundSubstance.name, Measure.number)
    order = (Measure.found_on.desc(), FoundSubstance.id)
    required = {
        "measure_id": WHICH_MEASURE,
        "name": "Vul in wat er is aangetroffen.",
        "substance": "Kies de lijst of de voorbereiding (art. 13b lid 1 Opiumwet).",
    }

    def check(self, session: Session, draft: FoundSubstanceDraft, existing: FoundSubstance | None) -> Mapping[str, str]:
        """An amount is zero or more and has a unit."""
        problems: dict[str, str] = {}
        if draft.amount is not None and draft.amount < 0:
            problems["amount"] = "Een hoeveelheid is nul of meer."
        if draft.amount is not None and draft.unit is None:
            problems["unit"] = "Kies waarin de hoeveelheid is uitgedrukt."
        return problems


@dataclass(frozen=True, slots=True)
class CircumstanceDraft:
    """A circumstance as the form shows it."""

    measure_id: int | None = None
    circumstance: Circumstance | None = None
    explanation: str | None = None


class Circumstances(PartsOfMeasure[WeighedCircumstance, CircumstanceDraft]):
    """The register of aggravating and mitigating circumstances (art. 3:4 lid 2, 4:84 Awb)."""

    kind = "circumstance"
    words = Words("omstandigheid")
    model = WeighedCircumstance
    draft = CircumstanceDraft
    columns = {
        "measure_id": WeighedCircumstance.measure_id,
        "measure": Measure.number,
        "circumstance": WeighedCircumstance.circumstance,
        "explanation": WeighedCircumstance.explanation,
    }
    searched = (WeighedCircumstance.explanation, Measure.number)
    order = (Measure.found_on.desc(), WeighedCircumstance.id)
    required = {
        "measure_id": WHICH_MEASURE,
        "circumstance": "Kies de omstandigheid.",
        "explanation": "Licht toe waaruit dit hier blijkt (art. 3:46 Awb).",
    }

    def check(
        self, session: Session, draft: CircumstanceDraft, existing: WeighedCircumstance | None
    ) -> Mapping[str, str]:
        """Each circumstance once a file."""
        same = select(WeighedCircumstance.id).where(
            WeighedCircumstance.measure_id == draft.measure_id,
            WeighedCircumstance.circumstance == draft.circumstance,
        )
        found = session.scalar(same) if draft.circumstance is not None else None
        if found is not None and (existing is None or found != existing.id):
            return {"circumstance": "Deze omstandigheid staat al in dit dossier."}
        return {}

    def name_of(self, item: WeighedCircumstance) -> str:
        """What it is."""
        return item.circumstance.label


@dataclass(frozen=True, slots=True)
class AddresseeDraft:
    """Somebody to write to, as the form shows it, and what they said."""

    measure_id: int | None = None
    relation: Relation | None = None
    name: str | None = None
    address: str | None = None
    heard_on: date | None = None
    views: str | None = None


class Addressees(PartsOfMeasure[Addressee, AddresseeDraft]):
    """The register of who gets the intention and the decision (art. 4:8, 3:41 Awb)."""

    kind = "addressee"
    words = Words("geadresseerde")
    model = Addressee
    draft = AddresseeDraft
    columns = {
        "measure_id": Addressee.measure_id,
        "measure": Measure.number,
        "relation": Addressee.relation,
        "name": Addressee.name,
        "address": Addressee.address,
        "heard_on": Addressee.heard_on,
    }
    searched = (Addressee.name, Addressee.address, Measure.number)
    order = (Measure.found_on.desc(), Addressee.relation, Addressee.name)
    required = {
        "measure_id": WHICH_MEASURE,
        "relation": "Kies in welke relatie tot het pand (art. 4:8 lid 1 Awb).",
        "name": "Vul de naam in.",
    }

    def check(self, session: Session, draft: AddresseeDraft, existing: Addressee | None) -> Mapping[str, str]:
        """Heard on a day that has been; what was said has a day."""
        if draft.heard_on is not None and draft.heard_on > today():
            return {"heard_on": _FUTURE}
        if draft.views is not None and draft.heard_on is None:
            return {"heard_on": "Vul in wanneer de zienswijze is gegeven (art. 4:9 Awb)."}
        return {}


@dataclass(frozen=True, slots=True)
class PersonCheckDraft:
    """A person from the police report to look up, as the form shows it, and what that gave."""

    measure_id: int | None = None
    name: str | None = None
    looked_up_in: ScreenedOn | None = ScreenedOn.BOTH
    due_on: date | None = None
    done_on: date | None = None
    result: ScreenedResult | None = None
    explanation: str | None = None


class PersonChecks(PartsOfMeasure[PersonCheck, PersonCheckDraft]):
    """The task list of the quickscan: look up everybody from the police report in permits and subsidies."""

    kind = "person_check"
    words = Words("screeningstaak")
    model = PersonCheck
    draft = PersonCheckDraft
    columns = {
        "measure_id": PersonCheck.measure_id,
        "measure": Measure.number,
        "name": PersonCheck.name,
        "looked_up_in": PersonCheck.looked_up_in,
        "due_on": PersonCheck.due_on,
        "done_on": PersonCheck.done_on,
        "result": PersonCheck.result,
    }
    searched = (PersonCheck.name, PersonCheck.explanation, Measure.number)
    order = (PersonCheck.done_on.is_not(None), PersonCheck.due_on, PersonCheck.id)
    required = {
        "measure_id": WHICH_MEASURE,
        "name": "Vul in wie wordt gescreend.",
        "looked_up_in": "Kies waarin wordt gezocht.",
    }

    def check(self, session: Session, draft: PersonCheckDraft, existing: PersonCheck | None) -> Mapping[str, str]:
        """Done has a result, and a result a day; what was found is explained."""
        problems: dict[str, str] = {}
        if draft.done_on is not None and draft.done_on > today():
            problems["done_on"] = _FUTURE
        if draft.done_on is not None and draft.result is None:
            problems["result"] = "Kies wat de screening opleverde."
        if draft.result is not None and draft.done_on is None:
            problems["done_on"] = "Vul in wanneer is gescreend."
        if draft.result not in (None, ScreenedResult.NOTHING) and draft.explanation is None:
            problems["explanation"] = "Licht toe wat is gevonden en wat daarmee gebeurt."
        return problems
