"""What the registers beside money and cases have to tell in a document: partners, studies, channels and more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from models.programme import (
    Barrier,
    Campaign,
    ChannelCount,
    Contribution,
    Covenant,
    Material,
    Milestone,
    Partner,
    Study,
    Trend,
    WorkplaceMeasure,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """Records of the registers as the document of a year sees them; detached and only read.

    Trends, channels, campaigns and material are those of the year; covenants those that held in it.
    """

    partners: Sequence[Partner] = ()
    covenants: Sequence[Covenant] = ()
    studies: Sequence[Study] = ()
    trends: Sequence[Trend] = ()
    campaigns: Sequence[Campaign] = ()
    channels: Sequence[ChannelCount] = ()
    materials: Sequence[Material] = ()
    workplace: Sequence[WorkplaceMeasure] = ()
    milestones: Sequence[Milestone] = ()
    barriers: Sequence[Barrier] = ()
    contributions: Sequence[Contribution] = ()
    partner_names: dict[int, str] = field(default_factory=dict)


def register_facts_in(session: Session, year: int) -> RegisterFacts:
    """What one state of the programme has; the caller has checked that it may be read."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    partners = session.scalars(select(Partner).order_by(Partner.name)).all()
    goes_on = or_(Covenant.valid_to.is_(None), Covenant.valid_to >= first)
    held = select(Covenant).where(Covenant.valid_from <= last, goes_on)
    told = select(Campaign).where(Campaign.begins_on.between(first, last)).order_by(Campaign.begins_on)
    return RegisterFacts(
        partners=partners,
        covenants=session.scalars(held.order_by(Covenant.valid_from)).all(),
        studies=session.scalars(select(Study).order_by(Study.id)).all(),
        trends=session.scalars(select(Trend).where(Trend.year == year).order_by(Trend.id)).all(),
        campaigns=session.scalars(told).all(),
        channels=session.scalars(select(ChannelCount).where(ChannelCount.year == year).order_by(ChannelCount.id)).all(),
        materials=session.scalars(select(Material).where(Material.year == year).order_by(Material.name)).all(),
        workplace=session.scalars(select(WorkplaceMeasure).order_by(WorkplaceMeasure.id)).all(),
        milestones=session.scalars(select(Milestone).order_by(Milestone.planned_on)).all(),
        barriers=session.scalars(select(Barrier).order_by(Barrier.id)).all(),
        contributions=session.scalars(select(Contribution).order_by(Contribution.year, Contribution.id)).all(),
        partner_names={each.id: each.name for each in partners},
    )
