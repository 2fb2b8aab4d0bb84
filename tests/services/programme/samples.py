"""The registers of the programme side: a full draft of each, and a change to each field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

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
from app.services.programme.quickscan import RecommendationDraft, Recommendations
from app.services.programme.registers import ProgrammeDraft, Programmes, SessionDraft, Sessions
from app.services.programme.years import PlanYearDraft, PlanYears
from models import choices as c
from models.programme import choices as p
from tests.services.parents import line, scan
from tests.services.samples import Sample

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def partner(vault: UnlockedVault, name: str = "Partner Voorbeeld") -> int:
    return Partners(vault).add(PartnerDraft(name, p.PartnerKind.RIEC)).id


def programme(vault: UnlockedVault, name: str = "Programma Voorbeeld") -> int:
    return Programmes(vault).add(ProgrammeDraft(name, 2019, 2021)).id


def recommendation(vault: UnlockedVault, name: str = "Scan Voorbeeld") -> int:
    draft = RecommendationDraft(scan(vault, name), c.QuickscanTheme.COMMUNICATION, text="Communiceer")
    return Recommendations(vault).add(draft).id


def action(vault: UnlockedVault) -> ScanActionDraft:
    days = (date(2020, 1, 1), date(2020, 6, 1), date(2020, 5, 1))
    money = line(vault, name="Uitvoering")
    return ScanActionDraft(recommendation(vault), "Campagne", "beleid", money, p.ActionStatus.DONE, *days, "Verslag")


OF_PROGRAMMES = (
    Sample(
        Milestones,
        lambda vault: MilestoneDraft(
            programme(vault, "Met mijlpaal"), "Start", date(2020, 1, 1), date(2020, 2, 1), "Begonnen"
        ),
        {"name": "Begin", "planned_on": date(2020, 1, 2), "reached_on": None, "result": "Gestart"},
    ),
    Sample(
        Barriers,
        lambda vault: BarrierDraft(
            programme(vault, "Met barrière"), p.BarrierSide.PUBLIC, "Toezicht op de haven", "gemeente"
        ),
        {"side": p.BarrierSide.PRIVATE, "text": "Slagboom", "raised_by": None},
    ),
    Sample(
        ScanActions,
        action,
        {
            "text": "Training",
            "owner": None,
            "budget_line_id": None,
            "starts_on": None,
            "due_on": None,
            "done_on": date(2020, 5, 2),
            "evidence": "Foto’s",
        },
    ),
)
OF_COOPERATION = (
    Sample(
        Partners,
        lambda _: PartnerDraft("RIEC Voorbeeld", p.PartnerKind.RIEC, "Casussen\nTraining", "Noot"),
        {"name": "Politie Voorbeeld", "kind": p.PartnerKind.POLICE, "involved_in": None, "note": None},
    ),
    Sample(
        Covenants,
        lambda vault: CovenantDraft(
            partner(vault, "Partner met convenant"),
            "Convenant Voorbeeld",
            date(2019, 1, 1),
            date(2019, 2, 1),
            date(2022, 2, 1),
            "Noot",
        ),
        {
            "name": "Ander convenant",
            "signed_on": None,
            "valid_from": date(2019, 3, 1),
            "valid_to": None,
            "note": None,
        },
    ),
    Sample(
        Contacts,
        lambda vault: ContactDraft(
            partner(vault, "Partner met contact"), "accountmanager", "A. Voorbeeld", "000-0000000", "a@voorbeeld.test"
        ),
        {"function": "adviseur", "name": None, "phone": None, "email": None},
    ),
)
OF_KNOWLEDGE = (
    Sample(
        Studies,
        lambda _: StudyDraft(
            "Onderzoek Voorbeeld",
            "Bureau Verzonnen",
            p.StudyStatus.DELIVERED,
            date(2019, 1, 1),
            date(2019, 6, 1),
            date(2019, 9, 1),
            "Ziekte",
            date(2019, 8, 1),
            Decimal("15000.50"),
            "Bevindingen",
        ),
        {
            "name": "Ander onderzoek",
            "carried_out_by": None,
            "status": p.StudyStatus.RUNNING,
            "commissioned_on": None,
            "planned_on": None,
            "delayed_to": None,
            "reason": "Capaciteit",
            "delivered_on": date(2019, 8, 2),
            "costs": None,
            "findings": "Andere bevindingen",
        },
    ),
    Sample(
        Trends,
        lambda _: TrendDraft(2019, c.Phenomenon.HEMP, "Regio Voorbeeld", "Meer kwekerijen", "Jaarbericht Voorbeeld"),
        {
            "year": 2020,
            "theme": c.Phenomenon.MONEY_LAUNDERING,
            "region": "Haaglanden",
            "text": "Minder",
            "source": "RIEC",
        },
    ),
    Sample(
        Campaigns,
        lambda _: CampaignDraft(
            "Campagne Voorbeeld",
            p.Channel.APP,
            "inwoners",
            date(2019, 1, 1),
            date(2019, 2, 1),
            Decimal("100.50"),
            "Bereik",
        ),
        {
            "name": "Andere campagne",
            "channel": p.Channel.PRESS,
            "audience": None,
            "begins_on": date(2019, 1, 2),
            "ends_on": None,
            "costs": None,
            "outcome": None,
        },
    ),
    Sample(
        ChannelCounts,
        lambda _: ChannelCountDraft(2019, p.Channel.APP, 12, "Leverancier", "Noot"),
        {"year": 2020, "channel": p.Channel.POLICE, "count": None, "source": "Politie", "note": None},
    ),
    Sample(
        WorkplaceMeasures,
        lambda _: WorkplaceMeasureDraft(
            p.WorkplaceKind.SHIELDED_PLACES,
            "Werkplekken",
            p.WorkplaceStatus.IN_PLACE,
            "informatiebeveiliging",
            date(2019, 1, 1),
            date(2020, 1, 1),
            "Noot",
        ),
        {
            "kind": p.WorkplaceKind.MESSAGING_RULES,
            "name": "Regels",
            "status": p.WorkplaceStatus.PREPARATION,
            "owner": None,
            "in_place_since": date(2019, 2, 1),
            "review_on": None,
            "note": None,
        },
    ),
    Sample(
        Sessions,
        lambda _: SessionDraft(
            2019,
            date(2019, 5, 5),
            c.ResilienceKind.SOCIETAL,
            c.SessionForm.MEETING,
            "ondernemers",
            "signalen",
            0,
            "team vergunningen",
            "S. Preker",
            8,
            Decimal("250.50"),
            "Vervolg in het najaar",
            "Noot",
        ),
        {
            "held_on": None,
            "kind": c.ResilienceKind.ADMINISTRATIVE,
            "form": c.SessionForm.TRAINING,
            "audience": "raadsleden",
            "theme": None,
            "attendants": None,
            "team": None,
            "speaker": None,
            "score": None,
            "costs": None,
            "follow_up": None,
            "note": None,
        },
    ),
)
OF_MONEY_AND_MEANS = (
    Sample(
        PlanYears,
        lambda _: PlanYearDraft(2018, date(2019, 3, 1), "Noot"),
        {"year": 2017, "closed_on": None, "note": None},
    ),
    Sample(
        Contributions,
        lambda vault: ContributionDraft(
            programme(vault, "Met bijdrage"), 2019, "Ministerie", c.FundingSource.STATE, Decimal("12.50"), "Noot"
        ),
        {"year": 2020, "party": "Regio", "source": c.FundingSource.REGION, "amount": None, "note": None},
    ),
    Sample(
        Materials,
        lambda vault: MaterialDraft(
            "Boekje",
            p.MaterialKind.BOOKLET,
            2019,
            "toezichthouders",
            500,
            120,
            date(2021, 1, 1),
            line(vault, name="Drukwerk"),
            "Noot",
        ),
        {
            "name": "Kaart",
            "kind": p.MaterialKind.LEAFLET,
            "year": 2020,
            "audience": None,
            "copies": None,
            "handed_out": 0,
            "revise_on": None,
            "budget_line_id": None,
            "note": None,
        },
    ),
    Sample(
        PracticeExamples,
        lambda _: PracticeExampleDraft(
            "De schuur",
            c.Phenomenon.HEMP,
            2019,
            "Iemand verhuurde een schuur.",
            "Vraag door.",
            "privacy",
            date(2020, 1, 1),
        ),
        {
            "title": "De loods",
            "theme": None,
            "year": None,
            "text": "Een loods.",
            "lesson": None,
            "checked_by": "jurist",
            "checked_on": date(2020, 2, 2),
        },
    ),
)
PROGRAMME_SAMPLES = (*OF_MONEY_AND_MEANS, *OF_COOPERATION, *OF_PROGRAMMES, *OF_KNOWLEDGE)
