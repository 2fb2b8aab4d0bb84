"""Partners, with the covenants that bind them, whom to call there, and what they are involved in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from app.formats import format_count, format_date
from app.services.access import requires_own
from app.services.programme.programme_register import ProgrammeRegister, chosen_among, days_in_order
from app.services.records import Option, Words
from models.programme import Contact, Covenant, Partner
from models.programme.choices import PartnerKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

WHICH_PARTNER = "Kies de partner."


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner as the form shows it; `involved_in` holds one a line."""

    name: str | None = None
    kind: PartnerKind | None = None
    involved_in: str | None = None
    note: str | None = None


class Partners(ProgrammeRegister[Partner, PartnerDraft]):
    """The register of partners."""

    kind = "partner"
    words = Words("partner")
    model = Partner
    draft = PartnerDraft
    columns = {"name": Partner.name, "kind": Partner.kind, "involved_in": Partner.involved_in}
    searched = (Partner.name, Partner.involved_in, Partner.note)
    order = (Partner.name,)
    required = {"name": "Vul de naam van de partner in.", "kind": "Kies wat voor organisatie het is."}

    def hindrance(self, session: Session, item: Partner) -> str | None:
        """A partner with covenants or contacts stays."""
        for model, one, more in ((Covenant, "convenant", "convenanten"), (Contact, "contact", "contacten")):
            count = session.scalar(select(func.count()).where(model.partner_id == item.id)) or 0
            if count:
                return f"Verwijder eerst wat bij deze partner hoort: {format_count(count, one, more)}."
        return None


@dataclass(frozen=True, slots=True)
class CovenantDraft:
    """A covenant as the form shows it; without an end it goes on."""

    partner_id: int | None = None
    name: str | None = None
    signed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class Covenants(ProgrammeRegister[Covenant, CovenantDraft]):
    """The register of covenants. Of one covenant with one partner, no two periods overlap."""

    kind = "covenant"
    words = Words("convenant", "het")
    model = Covenant
    draft = CovenantDraft
    columns = {
        "partner_id": Covenant.partner_id,
        "partner": Partner.name,
        "name": Covenant.name,
        "valid_from": Covenant.valid_from,
        "valid_to": Covenant.valid_to,
    }
    searched = (Covenant.name, Partner.name, Covenant.note)
    order = (Covenant.valid_from.desc(), Covenant.name)
    required = {
        "partner_id": WHICH_PARTNER,
        "name": "Vul de naam van het convenant in.",
        "valid_from": "Vul in vanaf wanneer het convenant geldt.",
    }

    def source(self) -> Select[Any]:
        """Lists show the partner."""
        return select(Covenant.id).join(Partner, Partner.id == Covenant.partner_id)

    @requires_own("read_act")
    def options(self, field: str, current: CovenantDraft | None = None) -> tuple[Option, ...]:
        """The partners."""
        return _partners(self) if field == "partner_id" else ()

    def check(self, session: Session, draft: CovenantDraft, existing: Covenant | None) -> Mapping[str, str]:
        """Days in order, and no period beside another of the same covenant."""
        told = "Het einde ligt vóór het begin."
        problems = days_in_order("valid_to", draft.valid_from, draft.valid_to, told)
        if draft.valid_from is None or problems:
            return problems
        other = session.scalar(_overlapping(draft, existing).limit(1))
        if other is not None:
            until = format_date(other.valid_to) if other.valid_to else "onbepaalde tijd"
            told = f"Dit convenant geldt al van {format_date(other.valid_from)} tot en met {until}."
            problems["valid_from"] = f"{told} Twee perioden mogen elkaar niet overlappen."
        return problems

    def name_of(self, item: Covenant) -> str:
        """Its name."""
        return item.name


def _overlapping(draft: CovenantDraft, existing: Covenant | None) -> Select[Covenant]:
    found = select(Covenant).where(
        Covenant.partner_id == draft.partner_id,
        func.lower(Covenant.name) == (draft.name or "").lower(),
        or_(Covenant.valid_to.is_(None), Covenant.valid_to >= draft.valid_from),
    )
    if draft.valid_to is not None:
        found = found.where(Covenant.valid_from <= draft.valid_to)
    return found if existing is None else found.where(Covenant.id != existing.id)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A contact as the form shows it; the function matters, a name may be unknown."""

    partner_id: int | None = None
    function: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None


class Contacts(ProgrammeRegister[Contact, ContactDraft]):
    """The register of contacts at partners."""

    kind = "contact"
    words = Words("contact", "het")
    model = Contact
    draft = ContactDraft
    columns = {
        "partner_id": Contact.partner_id,
        "partner": Partner.name,
        "function": Contact.function,
        "name": Contact.name,
        "phone": Contact.phone,
        "email": Contact.email,
    }
    searched = (Contact.function, Contact.name, Partner.name)
    order = (Partner.name, Contact.function)
    required = {"partner_id": WHICH_PARTNER, "function": "Vul de functie in."}

    def source(self) -> Select[Any]:
        """Lists show the partner."""
        return select(Contact.id).join(Partner, Partner.id == Contact.partner_id)

    @requires_own("read_act")
    def options(self, field: str, current: ContactDraft | None = None) -> tuple[Option, ...]:
        """The partners."""
        return _partners(self) if field == "partner_id" else ()

    def check(self, session: Session, draft: ContactDraft, existing: Contact | None) -> Mapping[str, str]:
        """An address for mail has one @ with something on both sides."""
        before, at, after = (draft.email or "x@x").partition("@")
        wrong = not (before and at and after) or "@" in after
        return {"email": "Dit is geen e-mailadres."} if wrong else {}

    def name_of(self, item: Contact) -> str:
        """Who, or in which function."""
        return item.name or item.function


def _partners(register: Covenants | Contacts) -> tuple[Option, ...]:
    return chosen_among(register.vault, select(Partner.id, Partner.name).order_by(Partner.name))
