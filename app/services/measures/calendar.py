"""Which properties are closed on which days, under art. 13b and under the APV together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import MEASURES, Act
from app.services.access import requires
from app.services.measures.properties import address_of
from models.measures import ApvClosure, Measure, Property
from models.measures.choices import Sanction

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

DAMOCLES, APV = "art. 13b Opiumwet", "art. 2:80 APV"


@dataclass(frozen=True, slots=True)
class Closure:
    """One closure: of what, on which ground, from and up to and including. `last` is None while it has no end;
    `reopened` is when it ended before or after that. `kind` and `record` say where it is.
    """

    address: str
    ground: str
    first: date
    last: date | None
    reopened: date | None
    kind: str
    record: int

    def runs_on(self, day: date) -> bool:
        """Whether the property is closed on a day: until the reopening, or else until the last day."""
        if day < self.first:
            return False
        if self.reopened is not None:
            return day < self.reopened
        return self.last is None or day <= self.last


@requires(Act.READ_MEASURES, MEASURES)
def closures(vault: UnlockedVault) -> tuple[Closure, ...]:
    """Every closure that was decided, by the day on which it began."""
    damocles = (
        select(Measure, Property)
        .join(Property, Property.id == Measure.property_id)
        .where(Measure.sanction == Sanction.CLOSURE, Measure.closed_from.is_not(None))
    )
    apv = (
        select(ApvClosure, Property)
        .join(Property, Property.id == ApvClosure.property_id)
        .where(ApvClosure.closed_from.is_not(None))
    )
    with vault.read(MEASURES) as session:
        found = [_closure(item, place, DAMOCLES, item.reopened_on) for item, place in session.execute(damocles)]
        found += [_closure(item, place, APV, item.lifted_on) for item, place in session.execute(apv)]
    return tuple(sorted(found, key=lambda each: (each.first, each.address)))


@requires(Act.READ_MEASURES, MEASURES)
def closures_between(vault: UnlockedVault, first: date, last: date) -> tuple[Closure, ...]:
    """Those that ran on any day of a period, both ends included."""
    return tuple(each for each in closures(vault) if each.first <= last and each.runs_on(max(first, each.first)))


def _closure(item: Measure | ApvClosure, place: Property, ground: str, reopened: date | None) -> Closure:
    kind = "measure" if ground is DAMOCLES else "apv_closure"
    return Closure(address_of(place), ground, item.closed_from or date.min, item.closed_until, reopened, kind, item.id)
