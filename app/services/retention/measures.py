"""What measures keep for a time: files under art. 13b after they were closed, with the property nobody else needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import MEASURES
from app.services.retention.kept import Ended, Kept, keep
from models.measures import Measure
from models.measures.choices import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


def _closed_measures(session: Session, record: int | None) -> Iterator[Ended]:
    """From the day the file was closed, or the last day of the closure when that is later."""
    closed = select(Measure.id, Measure.number, Measure.closed_on, Measure.closed_until).where(
        Measure.phase == Phase.CLOSED
    )
    if record is not None:
        closed = closed.where(Measure.id == record)
    for key, number, closed_on, closed_until in session.execute(closed):
        if closed_on is not None:
            yield Ended(key, number, max(closed_on, closed_until or closed_on))


keep(MEASURES, Kept("measure", "retention.measure", _closed_measures, alone=frozenset({"property_id"})))
