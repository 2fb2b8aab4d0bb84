"""Closing a building (art. 2:80 APV), and what is designated for a permit (art. 2:81 APV) with its businesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.formats import format_date
from app.rules.measures.closing import ApvFacts, DesignationFacts, apv_problems, designation_problems
from app.rules.permissions import MEASURES, Act
from app.services.access import requires_own
from app.services.clock import today
from app.services.measures.properties import WHICH_PROPERTY, address_column, address_of, property_options
from app.services.measures.trade_register import number_problem
from app.services.records import Option, Records, Words
from models.measures import ApvClosure, DesignatedBusiness, Designation, OperatingPermit, Property
from models.measures.apv_choices import ClosureGround, DesignatedKind, Interest, PermitState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ApvClosureDraft(ApvFacts):
    """A closure under the APV as the form shows it."""

    property_id: int | None = None
    ground: ClosureGround | None = None
    interest: Interest | None = None
    reason: str | None = None
    decision_reference: str | None = None
    note: str | None = None


class ApvClosures(Records[ApvClosure, ApvClosureDraft]):
    """The register of closures under art. 2:80 APV."""

    kind = "apv_closure"
    words = Words("sluiting op grond van de APV")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = ApvClosure
    draft = ApvClosureDraft
    columns = {
        "property_id": ApvClosure.property_id,
        "property": address_column(),
        "ground": ApvClosure.ground,
        "interest": ApvClosure.interest,
        "decided_on": ApvClosure.decided_on,
        "closed_from": ApvClosure.closed_from,
        "closed_until": ApvClosure.closed_until,
        "lifted_on": ApvClosure.lifted_on,
    }
    searched = (address_column(), ApvClosure.decision_reference, ApvClosure.reason)
    order = (ApvClosure.decided_on.desc(), ApvClosure.id.desc())
    required = {
        "property_id": WHICH_PROPERTY,
        "ground": "Kies de grond (art. 2:80 APV).",
        "interest": "Kies welk belang de sluiting dient (art. 2:80 APV).",
    }

    def source(self) -> Select[Any]:
        """Lists show the address."""
        return select(ApvClosure.id).join(Property, Property.id == ApvClosure.property_id)

    def loading(self) -> tuple[Any, ...]:
        """With its property, for the name."""
        return (selectinload(ApvClosure.premises),)

    @requires_own("read_act")
    def options(self, field: str, current: ApvClosureDraft | None = None) -> tuple[Option, ...]:
        """The properties."""
        if field != "property_id":
            return ()
        with self.vault.read(MEASURES) as session:
            return property_options(session)

    def write(self, session: Session, item: ApvClosure, draft: ApvClosureDraft) -> None:
        """Put the draft into the closure."""
        super().write(session, item, draft)
        item.premises = session.get_one(Property, draft.property_id)

    def check(self, session: Session, draft: ApvClosureDraft, existing: ApvClosure | None) -> Mapping[str, str]:
        """Dates in their order, and an intention first or a reason why not."""
        return apv_problems(draft, today())

    def name_of(self, item: ApvClosure) -> str:
        """The address and the ground."""
        return f"{address_of(item.premises)}, {item.ground.label}"


@dataclass(frozen=True, slots=True)
class DesignationDraft(DesignationFacts):
    """A designation as the form shows it."""

    name: str | None = None
    kind: DesignatedKind | None = None
    decision_reference: str | None = None
    note: str | None = None


class Designations(Records[Designation, DesignationDraft]):
    """The register of designations under art. 2:81 APV."""

    kind = "designation"
    words = Words("aanwijzing")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = Designation
    draft = DesignationDraft
    columns = {
        "name": Designation.name,
        "kind": Designation.kind,
        "decided_on": Designation.decided_on,
        "valid_from": Designation.valid_from,
        "valid_until": Designation.valid_until,
        "apply_until": Designation.apply_until,
    }
    searched = (Designation.name, Designation.reason, Designation.decision_reference)
    order = (Designation.decided_on.desc(), Designation.name)
    required = {
        "name": "Vul in wat er is aangewezen (art. 2:81 APV).",
        "kind": "Kies gebouw, gebied of branche (art. 2:81 APV).",
    }

    def check(self, session: Session, draft: DesignationDraft, existing: Designation | None) -> Mapping[str, str]:
        """Dates in their order; a decision has its reason."""
        return designation_problems(draft, today())

    def hindrance(self, session: Session, item: Designation) -> str | None:
        """One with businesses or permits stays."""
        if session.scalar(select(func.count()).where(DesignatedBusiness.designation_id == item.id)):
            return "Bij deze aanwijzing staan bedrijven. Verwijder die eerst."
        if session.scalar(select(func.count()).where(OperatingPermit.designation_id == item.id)):
            return "Een exploitatievergunning verwijst naar deze aanwijzing."
        return None


@dataclass(frozen=True, slots=True)
class DesignatedBusinessDraft:
    """A business on the list, as the form shows it."""

    designation_id: int | None = None
    name: str | None = None
    address: str | None = None
    trade_register_number: str | None = None
    state: PermitState | None = PermitState.TO_APPLY
    written_on: date | None = None
    applied_on: date | None = None
    note: str | None = None


class DesignatedBusinesses(Records[DesignatedBusiness, DesignatedBusinessDraft]):
    """The register of businesses that need a permit because of a designation."""

    kind = "designated_business"
    words = Words("vergunningplichtig bedrijf", "het")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = DesignatedBusiness
    draft = DesignatedBusinessDraft
    columns = {
        "designation_id": DesignatedBusiness.designation_id,
        "designation": Designation.name,
        "name": DesignatedBusiness.name,
        "address": DesignatedBusiness.address,
        "state": DesignatedBusiness.state,
        "applied_on": DesignatedBusiness.applied_on,
    }
    searched = (DesignatedBusiness.name, DesignatedBusiness.address, DesignatedBusiness.trade_register_number)
    order = (Designation.name, DesignatedBusiness.name)
    required = {
        "designation_id": "Kies de aanwijzing (art. 2:81 APV).",
        "name": "Vul de naam van het bedrijf in.",
        "state": "Kies hoe het met de vergunning staat.",
    }

    def source(self) -> Select[Any]:
        """Lists show the designation."""
        return select(DesignatedBusiness.id).join(Designation, Designation.id == DesignatedBusiness.designation_id)

    @requires_own("read_act")
    def options(self, field: str, current: DesignatedBusinessDraft | None = None) -> tuple[Option, ...]:
        """The designations."""
        if field != "designation_id":
            return ()
        with self.vault.read(MEASURES) as session:
            return designation_options(session)

    def check(
        self, session: Session, draft: DesignatedBusinessDraft, existing: DesignatedBusiness | None
    ) -> Mapping[str, str]:
        """A number of the trade register; applied goes with its day."""
        problems = number_problem("trade_register_number", draft.trade_register_number)
        for name in ("written_on", "applied_on"):
            day: date | None = getattr(draft, name)
            if day is not None and day > today():
                problems[name] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        if draft.state is PermitState.APPLIED and draft.applied_on is None:
            problems["applied_on"] = "Vul in wanneer de vergunning is aangevraagd."
        if draft.state is PermitState.TO_APPLY and draft.applied_on is not None:
            problems["state"] = f"Er is aangevraagd op {format_date(draft.applied_on)}; kies een andere stand."
        return problems


def designation_options(session: Session) -> tuple[Option, ...]:
    """The designations to choose from; the caller has checked that they may be read."""
    return tuple(Option(item.id, item.name) for item in session.scalars(select(Designation).order_by(Designation.name)))
