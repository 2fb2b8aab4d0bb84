"""Properties with an address of their own, and findings there that have no file here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, String, cast, func, select

from app.formats import format_date
from app.rules.measures.addresses import address_line, address_problems, tidy_postcode
from app.rules.measures.findings import Found, order_problem
from app.rules.permissions import MEASURES, Act
from app.services.access import requires_own
from app.services.clock import today
from app.services.records import Option, Records, Words
from models.measures import ApvClosure, Finding, Measure, OperatingPermit, Property
from models.measures.choices import PremisesKind, Substance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

WHICH_PROPERTY = "Kies het pand; leg het eerst vast onder Panden (art. 5:24 lid 1 Awb)."
_USED: dict[type[Any], str] = {
    Measure: "maatregelen",
    Finding: "constateringen",
    ApvClosure: "sluitingen op grond van de APV",
    OperatingPermit: "vergunningen",
}


def address_column() -> ColumnElement[str]:
    """The address of a property as one text, in a list."""
    number: ColumnElement[str] = cast(Property.house_number, String)
    return Property.street + " " + number + func.coalesce(Property.addition, "") + ", " + Property.place


def address_of(item: Property) -> str:
    """The same of one property."""
    return address_line(item.street, item.house_number, item.addition, item.place)


@dataclass(frozen=True, slots=True)
class PropertyDraft:
    """A property as the form shows it; `house_number` is a number, letters go in `addition`."""

    street: str | None = None
    house_number: int | None = None
    addition: str | None = None
    postcode: str | None = None
    place: str | None = None
    bag_id: str | None = None
    kind: PremisesKind | None = None
    owner: str | None = None
    note: str | None = None


class Properties(Records[Property, PropertyDraft]):
    """The register of properties."""

    kind = "property"
    words = Words("pand", "het")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = Property
    draft = PropertyDraft
    columns = {
        "address": address_column(),
        "postcode": Property.postcode,
        "place": Property.place,
        "kind": Property.kind,
        "owner": Property.owner,
        "bag_id": Property.bag_id,
    }
    searched = (address_column(), Property.postcode, Property.owner, Property.bag_id)
    order = (Property.place, Property.street, Property.house_number, Property.addition)
    required = {
        "street": "Vul de straat in (art. 5:24 lid 1 Awb).",
        "house_number": "Vul het huisnummer in (art. 5:24 lid 1 Awb).",
        "place": "Vul de plaats in (art. 5:24 lid 1 Awb).",
        "kind": "Kies wat voor object het is; de handhavingsmatrix maakt daarin onderscheid (art. 13b lid 1 Opiumwet).",
    }

    def write(self, session: Session, item: Property, draft: PropertyDraft) -> None:
        """Put the draft into the property, the postcode as on an envelope."""
        super().write(session, item, replace(draft, postcode=tidy_postcode(draft.postcode)))

    def check(self, session: Session, draft: PropertyDraft, existing: Property | None) -> Mapping[str, str]:
        """An address, and one that is not here yet."""
        problems = address_problems(draft.street, draft.house_number, draft.postcode, draft.place, draft.bag_id)
        if not problems and _taken(session, draft, existing.id if existing else None):
            problems["house_number"] = "Dit adres staat er al; gebruik dat pand, dan blijft de historie bij elkaar."
        return problems

    def name_of(self, item: Property) -> str:
        """The address."""
        return address_of(item)

    def hindrance(self, session: Session, item: Property) -> str | None:
        """A property with a history stays."""
        for model, what in _USED.items():
            if session.scalar(select(func.count()).where(model.property_id == item.id)):
                return f"Bij dit pand zijn {what} vastgelegd. Het blijft staan."
        return None


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """A finding as the form shows it; `nth` is which one its source calls it."""

    property_id: int | None = None
    found_on: date | None = None
    substance: Substance | None = None
    nth: int | None = None
    source: str | None = None
    note: str | None = None


class Findings(Records[Finding, FindingDraft]):
    """The register of findings without a file: they count on the ladder."""

    kind = "property_finding"
    words = Words("eerdere constatering")
    compartment = MEASURES
    read_act = Act.READ_MEASURES
    edit_act = Act.EDIT_MEASURES
    model = Finding
    draft = FindingDraft
    columns = {
        "property_id": Finding.property_id,
        "property": address_column(),
        "found_on": Finding.found_on,
        "substance": Finding.substance,
        "nth": Finding.nth,
        "source": Finding.source,
    }
    searched = (address_column(), Finding.source, Finding.note)
    order = (Finding.found_on.desc(),)
    required = {
        "property_id": WHICH_PROPERTY,
        "found_on": "Vul in wanneer het is geconstateerd (art. 4:81 Awb).",
        "substance": "Kies wat er is aangetroffen (art. 13b lid 1 Opiumwet).",
    }

    def source(self) -> Select[Any]:
        """Lists show the address."""
        return select(Finding.id).join(Property, Property.id == Finding.property_id)

    @requires_own("read_act")
    def options(self, field: str, current: FindingDraft | None = None) -> tuple[Option, ...]:
        """The properties."""
        if field != "property_id":
            return ()
        with self.vault.read(MEASURES) as session:
            return property_options(session)

    def check(self, session: Session, draft: FindingDraft, existing: Finding | None) -> Mapping[str, str]:
        """Not in the future, and in the order that the sources give."""
        problems: dict[str, str] = {}
        if draft.nth is not None and not 1 <= draft.nth <= 9:
            problems["nth"] = "Vul in de hoeveelste constatering dit is, van 1 tot en met 9 (art. 4:81 Awb)."
        if draft.found_on is None or draft.property_id is None:
            return problems
        if draft.found_on > today():
            problems["found_on"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        others = findings_at(session, draft.property_id, but_finding=existing.id if existing else None)
        told = order_problem(Found(draft.found_on, draft.nth), others)
        if told is not None:
            problems.setdefault("nth", told)
        return problems

    def name_of(self, item: Finding) -> str:
        """What and when."""
        return f"Constatering van {format_date(item.found_on)}, {item.substance.label}"


def _taken(session: Session, draft: PropertyDraft, own: int | None) -> bool:
    """Whether another property has this address; capitals make no difference."""
    number = draft.house_number
    rows = session.execute(
        select(Property.id, Property.street, Property.addition, Property.place).where(Property.house_number == number)
    )
    wanted = (_folded(draft.street), _folded(draft.addition), _folded(draft.place))
    return any(
        (_folded(street), _folded(addition), _folded(place)) == wanted
        for key, street, addition, place in rows
        if key != own
    )


def _folded(text: str | None) -> str:
    return (text or "").casefold()


def property_options(session: Session) -> tuple[Option, ...]:
    """The properties to choose from, by place and street; the caller has checked that they may be read."""
    ordered = select(Property).order_by(Property.place, Property.street, Property.house_number, Property.addition)
    return tuple(Option(item.id, f"{address_of(item)} ({item.kind.label})") for item in session.scalars(ordered))


def findings_at(
    session: Session, property_id: int, *, but_measure: int | None = None, but_finding: int | None = None
) -> tuple[Found, ...]:
    """Everything that was found at a property, with or without a file, except the one that is being asked about."""
    loose = select(Finding.id, Finding.found_on, Finding.nth).where(Finding.property_id == property_id)
    filed = select(Measure.id, Measure.found_on, Measure.nth).where(Measure.property_id == property_id)
    return (
        *(Found(day, nth) for key, day, nth in session.execute(loose) if key != but_finding),
        *(Found(day, nth) for key, day, nth in session.execute(filed) if key != but_measure),
    )
