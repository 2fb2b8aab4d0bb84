"""The programme side of the demo vault: partners, milestones, actions, studies, trends, campaigns, measures at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.demo.rows import draft_of, load
from app.services.programme.contributions import ContributionDraft, Contributions
from app.services.programme.cooperation import (
    ContactDraft,
    Contacts,
    CovenantDraft,
    Covenants,
    PartnerDraft,
    Partners,
)
from app.services.programme.knowledge import (
    CampaignDraft,
    Campaigns,
    ChannelCountDraft,
    ChannelCounts,
    Studies,
    StudyDraft,
    TrendDraft,
    Trends,
    WorkplaceMeasureDraft,
    WorkplaceMeasures,
)
from app.services.programme.materials import MaterialDraft, Materials, PracticeExampleDraft, PracticeExamples
from app.services.programme.on_the_way import (
    BarrierDraft,
    Barriers,
    MilestoneDraft,
    Milestones,
    ScanActionDraft,
    ScanActions,
)
from app.services.programme.quickscan import Recommendations
from app.services.programme.registers import Programmes
from app.services.records import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.vault.session import UnlockedVault


def fill_programme_side(vault: UnlockedVault) -> None:
    """Everything; the programmes and recommendations they hang on are there already."""
    rows = load("programme_side")
    for row in rows["partner"]:
        _fill_partner(vault, row)
    for row in rows["programme"]:
        (key,) = Programmes(vault).ids(Query(words=row["name"]))
        for each in row["milestone"]:
            Milestones(vault).add(draft_of(MilestoneDraft, each, programme_id=key))
        for each in row["barrier"]:
            Barriers(vault).add(draft_of(BarrierDraft, each, programme_id=key))
    advised = Recommendations(vault)
    places = {advised.get(key).draft.position: key for key in advised.ids(Query())}
    for row in rows["action"]:
        ScanActions(vault).add(draft_of(ScanActionDraft, row, recommendation_id=places[row["recommendation"]]))
    _fill_knowledge(vault, rows)
    _fill_means(vault, rows)


def _fill_means(vault: UnlockedVault, rows: Mapping[str, Any]) -> None:
    """Who pays the programmes, and what resilience is worked on with."""
    programmes = {option.label: option.value for option in Contributions(vault).options("programme_id")}
    for row in rows["contribution"]:
        Contributions(vault).add(draft_of(ContributionDraft, row, programme_id=programmes[row["programme"]]))
    lines = {option.label.rsplit(" – ", 1)[1]: option.value for option in Materials(vault).options("budget_line_id")}
    for row in rows["material"]:
        Materials(vault).add(draft_of(MaterialDraft, row, budget_line_id=lines[row["budget_line"]]))
    for row in rows["practice_example"]:
        PracticeExamples(vault).add(draft_of(PracticeExampleDraft, row))


def _fill_partner(vault: UnlockedVault, row: Mapping[str, Any]) -> None:
    key = Partners(vault).add(draft_of(PartnerDraft, row)).id
    for each in row.get("covenant", ()):
        Covenants(vault).add(draft_of(CovenantDraft, each, partner_id=key))
    for each in row.get("contact", ()):
        Contacts(vault).add(draft_of(ContactDraft, each, partner_id=key))


def _fill_knowledge(vault: UnlockedVault, rows: Mapping[str, Any]) -> None:
    for row in rows["study"]:
        Studies(vault).add(draft_of(StudyDraft, row))
    for row in rows["trend"]:
        Trends(vault).add(draft_of(TrendDraft, row))
    for row in rows["campaign"]:
        Campaigns(vault).add(draft_of(CampaignDraft, row))
    for row in rows["channel_count"]:
        ChannelCounts(vault).add(draft_of(ChannelCountDraft, row))
    for row in rows["workplace_measure"]:
        WorkplaceMeasures(vault).add(draft_of(WorkplaceMeasureDraft, row))
