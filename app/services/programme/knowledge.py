"""What the programme learns and tells: studies, trends, campaigns, reports received, and measures at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.rules.years import year_problem
from app.services.clock import today
from app.services.programme.programme_register import ProgrammeRegister, days_in_order, first_words
from app.services.records import Words
from models.choices import Phenomenon
from models.programme import Campaign, ChannelCount, Study, Trend, WorkplaceMeasure
from models.programme.choices import Channel, StudyStatus, WorkplaceKind, WorkplaceStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

NO_LESS = "Een bedrag is nul of meer."
WHICH_YEAR = "Vul het jaar in."


@dataclass(frozen=True, slots=True)
class StudyDraft:
    """A study as the form shows it; what it cost may be unknown."""

    name: str | None = None
    carried_out_by: str | None = None
    status: StudyStatus | None = StudyStatus.COMMISSIONED
    commissioned_on: date | None = None
    planned_on: date | None = None
    delayed_to: date | None = None
    reason: str | None = None
    delivered_on: date | None = None
    costs: Decimal | None = None
    findings: str | None = None


class Studies(ProgrammeRegister[Study, StudyDraft]):
    """The register of commissioned studies."""

    kind = "study"
    words = Words("onderzoek", "het")
    model = Study
    draft = StudyDraft
    columns = {
        "name": Study.name,
        "carried_out_by": Study.carried_out_by,
        "status": Study.status,
        "planned_on": Study.planned_on,
        "delayed_to": Study.delayed_to,
        "delivered_on": Study.delivered_on,
    }
    searched = (Study.name, Study.carried_out_by, Study.findings)
    order = (Study.planned_on.desc(), Study.id)
    required = {"name": "Vul de naam van het onderzoek in.", "status": "Kies de status."}

    def check(self, session: Session, draft: StudyDraft, existing: Study | None) -> Mapping[str, str]:
        """Days in order; a delay has a reason, a delivered study findings. On which day may be unknown."""
        begun, planned = draft.commissioned_on, draft.planned_on
        problems = days_in_order("planned_on", begun, planned, "De planning ligt vóór de opdracht.")
        problems |= days_in_order("delivered_on", begun, draft.delivered_on, "De oplevering ligt vóór de opdracht.")
        problems |= days_in_order("delayed_to", planned, draft.delayed_to, "Een vertraging leidt tot een latere datum.")
        delayed = draft.status is StudyStatus.DELAYED or draft.delayed_to is not None
        if delayed and draft.reason is None:
            problems["reason"] = "Vul in waardoor het onderzoek vertraagt."
        if draft.status is StudyStatus.DELIVERED and draft.findings is None:
            problems["findings"] = "Vul in wat het onderzoek opleverde."
        if draft.costs is not None and draft.costs < 0:
            problems["costs"] = NO_LESS
        return problems


@dataclass(frozen=True, slots=True)
class TrendDraft:
    """A trend as the form shows it; without a source it is an opinion."""

    year: int | None = None
    theme: Phenomenon | None = None
    region: str | None = None
    text: str | None = None
    source: str | None = None


class Trends(ProgrammeRegister[Trend, TrendDraft]):
    """The register of trends, per theme and region."""

    kind = "trend"
    words = Words("trend")
    model = Trend
    draft = TrendDraft
    columns = {
        "year": Trend.year,
        "theme": Trend.theme,
        "region": Trend.region,
        "text": Trend.text,
        "source": Trend.source,
    }
    searched = (Trend.text, Trend.region, Trend.source)
    order = (Trend.year.desc(), Trend.id)
    required = {
        "year": WHICH_YEAR,
        "theme": "Kies het fenomeen.",
        "region": "Vul de regio in.",
        "text": "Omschrijf de trend.",
        "source": "Vul in waar dit staat of wie dit zegt.",
    }

    def blank(self) -> TrendDraft:
        """This year."""
        return TrendDraft(year=today().year)

    def check(self, session: Session, draft: TrendDraft, existing: Trend | None) -> Mapping[str, str]:
        """A year of the calendar."""
        return year_problem("year", draft.year)

    def name_of(self, item: Trend) -> str:
        """The first words."""
        return first_words(item.text)


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as the form shows it."""

    name: str | None = None
    channel: Channel | None = None
    audience: str | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    costs: Decimal | None = None
    outcome: str | None = None


class Campaigns(ProgrammeRegister[Campaign, CampaignDraft]):
    """The register of campaigns."""

    kind = "campaign"
    words = Words("campagne")
    model = Campaign
    draft = CampaignDraft
    columns = {
        "name": Campaign.name,
        "channel": Campaign.channel,
        "audience": Campaign.audience,
        "begins_on": Campaign.begins_on,
        "ends_on": Campaign.ends_on,
        "costs": Campaign.costs,
    }
    searched = (Campaign.name, Campaign.audience, Campaign.outcome)
    order = (Campaign.begins_on.desc(), Campaign.id)
    required = {
        "name": "Vul de naam van de campagne in.",
        "channel": "Kies het kanaal.",
        "begins_on": "Vul in wanneer de campagne begint.",
    }

    def check(self, session: Session, draft: CampaignDraft, existing: Campaign | None) -> Mapping[str, str]:
        """Days in order, no negative money."""
        problems = days_in_order("ends_on", draft.begins_on, draft.ends_on, "Het einde ligt vóór het begin.")
        if draft.costs is not None and draft.costs < 0:
            problems["costs"] = NO_LESS
        return problems


@dataclass(frozen=True, slots=True)
class ChannelCountDraft:
    """How many reports came in, as the form shows it; empty is unknown and not nought."""

    year: int | None = None
    channel: Channel | None = None
    count: int | None = None
    source: str | None = None
    note: str | None = None


class ChannelCounts(ProgrammeRegister[ChannelCount, ChannelCountDraft]):
    """Reports received per channel and year: how ready people are to report."""

    kind = "channel_count"
    words = Words("aantal meldingen", "het")
    model = ChannelCount
    draft = ChannelCountDraft
    columns = {
        "year": ChannelCount.year,
        "channel": ChannelCount.channel,
        "count": ChannelCount.count,
        "source": ChannelCount.source,
    }
    searched = (ChannelCount.source, ChannelCount.note)
    order = (ChannelCount.year.desc(), ChannelCount.channel)
    required = {
        "year": WHICH_YEAR,
        "channel": "Kies het kanaal.",
        "source": "Vul in waar dit aantal vandaan komt.",
    }

    def blank(self) -> ChannelCountDraft:
        """Last year, of which the counts are known."""
        return ChannelCountDraft(year=today().year - 1)

    def check(self, session: Session, draft: ChannelCountDraft, existing: ChannelCount | None) -> Mapping[str, str]:
        """A year of the calendar, and no fewer than none."""
        problems = year_problem("year", draft.year)
        if draft.count is not None and draft.count < 0:
            problems["count"] = "Een aantal is nul of meer."
        return problems

    def name_of(self, item: ChannelCount) -> str:
        """Channel and year."""
        return f"{item.channel.label} {item.year}"

    def broken_rule(self, reason: str) -> str:
        """There is one count of a channel in a year."""
        return (
            "Van dit kanaal en dit jaar staat er al een aantal." if "UNIQUE" in reason else super().broken_rule(reason)
        )


@dataclass(frozen=True, slots=True)
class WorkplaceMeasureDraft:
    """A measure at work as the form shows it: what and whether it is there, never a result about somebody."""

    kind: WorkplaceKind | None = None
    name: str | None = None
    status: WorkplaceStatus | None = WorkplaceStatus.NOT_STARTED
    owner: str | None = None
    in_place_since: date | None = None
    review_on: date | None = None
    note: str | None = None


class WorkplaceMeasures(ProgrammeRegister[WorkplaceMeasure, WorkplaceMeasureDraft]):
    """Measures for an honest and safe place to work."""

    kind = "workplace_measure"
    words = Words("maatregel op het werk")
    model = WorkplaceMeasure
    draft = WorkplaceMeasureDraft
    columns = {
        "kind": WorkplaceMeasure.kind,
        "name": WorkplaceMeasure.name,
        "status": WorkplaceMeasure.status,
        "owner": WorkplaceMeasure.owner,
        "in_place_since": WorkplaceMeasure.in_place_since,
        "review_on": WorkplaceMeasure.review_on,
    }
    searched = (WorkplaceMeasure.name, WorkplaceMeasure.owner, WorkplaceMeasure.note)
    order = (WorkplaceMeasure.kind, WorkplaceMeasure.id)
    required = {"kind": "Kies de soort.", "name": "Vul de naam in.", "status": "Kies de status."}

    def check(
        self, session: Session, draft: WorkplaceMeasureDraft, existing: WorkplaceMeasure | None
    ) -> Mapping[str, str]:
        """What is in place is so since a day, and is looked at again later."""
        since = draft.in_place_since
        problems = days_in_order("review_on", since, draft.review_on, "De herziening ligt vóór de invoering.")
        if draft.status is WorkplaceStatus.IN_PLACE and since is None:
            problems["in_place_since"] = "Vul in sinds wanneer de maatregel er is."
        return problems
