"""The history of a property across measures, findings, the APV and permits, and cases as far as the keys go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from app.errors import NotFound
from app.rules.permissions import CASEWORK, MEASURES, Act
from app.services.access import allowed, requires
from app.services.measures.properties import address_of
from models.casework import Case, Mention, Signal
from models.casework.choices import MentionKind
from models.measures import ApvClosure, Finding, Measure, OperatingPermit, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class PastEvent:
    """Something at a property: when, what kind of thing, and what; `record` of `kind` is where it stands."""

    day: date
    what: str
    text: str
    kind: str
    record: int


@dataclass(frozen=True, slots=True)
class PropertyPast:
    """The history of one address, oldest first. `cases_shown` says whether this user may see cases at all."""

    address: str
    events: tuple[PastEvent, ...]
    cases_shown: bool


@requires(Act.READ_MEASURES, MEASURES)
def property_past(vault: UnlockedVault, property_id: int) -> PropertyPast:
    """Everything known of a property in the compartments that this user may read."""
    with vault.read(MEASURES) as session:
        item = session.get(Property, property_id)
        if item is None:
            raise NotFound("Het pand bestaat niet (meer).")
        address = address_of(item)
        events = [*_measures(session, property_id), *_findings(session, property_id), *_others(session, property_id)]
    shown = allowed(vault, Act.READ_CASES, CASEWORK) and CASEWORK in vault.available
    if shown:
        with vault.read(CASEWORK) as session:
            mentions = _mentions(session, item)
            events += _cases(session, item, {each.case_id for each in mentions})
            if allowed(vault, Act.READ_SIGNALS, CASEWORK):
                events += _signals(session, {each.signal_id for each in mentions})
    return PropertyPast(address, tuple(sorted(events, key=lambda each: (each.day, each.what))), shown)


def _measures(session: Session, property_id: int) -> Iterator[PastEvent]:
    for item in session.scalars(select(Measure).where(Measure.property_id == property_id)):
        found = f"{item.number}: {item.substance.label}"
        yield PastEvent(item.found_on, "Constatering", found, "measure", item.id)
        if item.decided_on is not None and item.sanction is not None:
            yield PastEvent(item.decided_on, "Besluit", f"{item.number}: {item.sanction.label}", "measure", item.id)
        if item.reopened_on is not None:
            yield PastEvent(item.reopened_on, "Heropening", f"{item.number}: sluiting beëindigd", "measure", item.id)


def _findings(session: Session, property_id: int) -> Iterator[PastEvent]:
    for item in session.scalars(select(Finding).where(Finding.property_id == property_id)):
        text = ", ".join(part for part in (item.substance.label, item.source) if part)
        yield PastEvent(item.found_on, "Eerdere constatering", text, "property_finding", item.id)


def _others(session: Session, property_id: int) -> Iterator[PastEvent]:
    for closed in session.scalars(select(ApvClosure).where(ApvClosure.property_id == property_id)):
        day = closed.decided_on or closed.closed_from
        if day is not None:
            yield PastEvent(day, "Sluiting APV 2:80", closed.ground.label, "apv_closure", closed.id)
    for permit in session.scalars(select(OperatingPermit).where(OperatingPermit.property_id == property_id)):
        state = permit.outcome.label if permit.outcome else "aangevraagd"
        day = permit.decided_on or permit.applied_on
        yield PastEvent(day, "Exploitatievergunning", f"{permit.establishment}: {state}", "operating_permit", permit.id)


def _mentions(session: Session, item: Property) -> list[Mention]:
    """What records of the casework say about this very address: in the same town, or with the same postcode."""
    found = session.scalars(
        select(Mention).where(Mention.kind == MentionKind.ADDRESS, Mention.house_number == item.house_number)
    )
    return [
        each
        for each in found
        if _same(each.street, item.street)
        and _same(each.addition, item.addition)
        and (_same(each.town, item.place) or (item.postcode and _same(each.postcode, item.postcode.replace(" ", ""))))
    ]


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()


def _cases(session: Session, item: Property, mentioned: set[int | None]) -> Iterator[PastEvent]:
    """Cases that mention the address, or whose location names it: street and number, not followed by another digit."""
    street, place = f"{item.street} {item.house_number}{item.addition or ''}".casefold(), item.place.casefold()
    near = or_(Case.location.icontains(street, autoescape=True), Case.id.in_(mentioned - {None}))
    for case in session.scalars(select(Case).where(near)):
        location = (case.location or "").casefold()
        rest = location.partition(street)[2]
        named = street in location and not rest[:1].isalnum() and place in location
        if named or case.id in mentioned:
            yield PastEvent(case.opened_on, "Casus", f"{case.number} {case.title}", "case", case.id)


def _signals(session: Session, mentioned: set[int | None]) -> Iterator[PastEvent]:
    """Signals that mention the address."""
    for signal in session.scalars(select(Signal).where(Signal.id.in_(mentioned - {None}))):
        yield PastEvent(signal.received_on, "Signaal", f"{signal.number} {signal.title}", "signal", signal.id)
