"""Whether a year was closed: nothing more is spent in it then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.formats import format_date
from models.programme import PlanYear

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def closed_problem(session: Session, field: str, year: int | None) -> dict[str, str]:
    """A message at `field` when the year was closed; the caller has checked that it may be read."""
    closed = session.scalar(select(PlanYear.closed_on).where(PlanYear.year == year))
    if closed is None:
        return {}
    return {field: f"Het jaar {year} is afgesloten op {format_date(closed)}; er kan niet meer in worden geboekt."}
