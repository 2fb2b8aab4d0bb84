"""For every register: what must be there first, a full draft, and a change to each of its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from app.rules.permissions import Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.evaluation.texts import (
    CalloutDraft,
    Callouts,
    ChapterDraft,
    Chapters,
    EvaluationDraft,
    Evaluations,
    FactDraft,
    OverviewDraft,
    OverviewItems,
    StatedFacts,
)
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers
from app.services.programme.posts import PostDraft, Posts
from app.services.programme.quickscan import RecommendationDraft, Recommendations, ScanDraft, Scans
from app.services.programme.registers import (
    Activities,
    ActivityDraft,
    GoalDraft,
    Goals,
    InstrumentDraft,
    Instruments,
    ProgrammeDraft,
    Programmes,
)
from app.services.programme.spending import BookingDraft, Bookings, CommitmentDraft, Commitments
from app.services.records import Records
from app.vault.session import UnlockedVault
from models import choices as c
from tests.services.parents import budget, case_type, evaluation, group, line, scan


@dataclass(frozen=True)
class Sample:
    """A register with a full draft, and another value for each field that may change; `empty` are not of its kind."""

    register: type[Records[Any, Any]]
    full: Callable[[UnlockedVault], Any]
    changes: dict[str, Any] = field(default_factory=dict)
    role: Role = Role.DIRECTOR
    empty: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.register.kind


APPROACH: dict[str, Any] = {"approach": "Plan", "approach_on": date(2019, 2, 2), "status_reason": "Rond"}
SAMPLES = (
    Sample(
        CaseTypes,
        lambda _: CaseTypeDraft(
            "Heling", c.Level.REGIONAL, c.CountingUnit.CASE, 3, 2016, 2021, ("Handel in gestolen goed", "Opkopers")
        ),
        {
            "name": "Heling en opkoop",
            "level": c.Level.LOCAL,
            "counting_unit": c.CountingUnit.REPORT,
            "position": 4,
            "active_from": 2015,
            "active_to": None,
            "aliases": ("Opkopers", "Helers"),
        },
    ),
    Sample(
        Cases,
        lambda vault: CaseDraft(
            number=None,
            external_number="Z-1",
            title="Loods aan de kade",
            case_type_id=case_type(vault),
            level=c.Level.NATIONAL,
            theme=c.Phenomenon.MONEY_LAUNDERING,
            status=c.CaseStatus.CLOSED,
            opened_on=date(2019, 2, 1),
            closed_on=date(2019, 3, 1),
            origin=c.CaseOrigin.LIP,
            counted_year=2019,
            counting_unit=c.CountingUnit.PREMISES,
            handler="M. Voorbeeld",
            location="Voorbeeldstraat 1",
            partners=("politie", "RIEC"),
            description="Wat er speelt",
            result="Gesloten",
            closing_reason=c.ClosingReason.MEASURE,
            **APPROACH,
        ),
        {
            "external_number": None,
            "title": "Loods aan het water",
            "level": c.Level.LOCAL,
            "theme": None,
            "opened_on": date(2019, 2, 2),
            "closed_on": date(2019, 3, 2),
            "origin": None,
            "counted_year": None,
            "counting_unit": c.CountingUnit.CASE,
            "handler": "S. Proefman",
            "location": None,
            "partners": ("RIEC", "OM"),
            "description": None,
            "result": "Niets",
            "closing_reason": c.ClosingReason.NOT_FOUND,
            **dict.fromkeys(APPROACH),
        },
    ),
    Sample(
        Instruments,
        lambda _: InstrumentDraft(
            "Beleidslijn",
            "Wet",
            c.AdoptingBody.COLLEGE,
            date(2019, 1, 1),
            date(2019, 2, 1),
            c.InstrumentStatus.IN_FORCE,
            date(2021, 1, 1),
            5,
            "vergunningen",
            "Noot",
        ),
        {
            "name": "Nieuwe beleidslijn",
            "legal_basis": None,
            "adopted_by": c.AdoptingBody.MAYOR,
            "adopted_on": None,
            "in_force_from": date(2019, 3, 1),
            "status": c.InstrumentStatus.WITHDRAWN,
            "review_on": None,
            "position": 6,
            "applied_to": "vergunningen\nsubsidies",
            "note": None,
        },
    ),
    Sample(
        Goals,
        lambda _: GoalDraft("Ambitie", "Beleid", 2022, "Minder misdaad"),
        {"name": "Doel", "source": None, "horizon": None, "text": "Nog minder"},
    ),
    Sample(
        Programmes,
        lambda _: ProgrammeDraft(
            "Veiling", 2019, 2021, Decimal(1), "Minister", Decimal("2.50"), Decimal(0), "RIEC", "Weerbaar", "Noot"
        ),
        {
            "name": "Haven",
            "from_year": 2018,
            "to_year": 2022,
            "grant": None,
            "granted_by": None,
            "regional_grant": None,
            "national_fund": Decimal("0.01"),
            "partners": None,
            "goals": None,
            "note": None,
        },
    ),
    Sample(
        Activities,
        lambda vault: ActivityDraft(
            2019,
            "2.3",
            "Programma kopen",
            "Regisseur",
            c.ActivityStatus.POSTPONED,
            date(2019, 1, 1),
            2020,
            "Geld",
            "Noot",
            Goals(vault).add(GoalDraft("Doel van activiteit", text="Minder")).id,
        ),
        {
            "year": 2018,
            "chapter": None,
            "name": "Programma huren",
            "owner": None,
            "starts_on": None,
            "moved_to": 2021,
            "reason": "Tijd",
            "note": None,
            "goal_id": None,
        },
    ),
    Sample(
        Scans,
        lambda _: ScanDraft(2019, "Quickscan", "RIEC", "gesprekken\nrapport", "Inleiding"),
        {"year": 2018, "name": "Scan", "carried_out_by": None, "methods": "gesprekken", "introduction": None},
    ),
    Sample(
        Recommendations,
        lambda vault: RecommendationDraft(
            scan(vault, "Voor aanbevelingen"),
            c.QuickscanTheme.POLICY,
            2,
            "Doe meer",
            "Beleid",
            c.Priority.HIGH,
            c.RecommendationStatus.NOT_ADOPTED,
            "Te duur",
            date(2020, 1, 1),
            date(2020, 2, 1),
            date(2020, 3, 1),
            0,
            "Bewijs",
        ),
        {
            "theme": c.QuickscanTheme.INFORMATION,
            "position": 1,
            "text": "Doe veel meer",
            "owner": None,
            "priority": None,
            "status": c.RecommendationStatus.DONE,
            "reason": "Geen geld",
            "starts_on": None,
            "due_on": None,
            "done_on": None,
            "progress": None,
            "evidence": None,
        },
    ),
    Sample(
        Budgets,
        lambda vault: BudgetDraft(
            2019,
            "Aanpak",
            c.Nature.STRUCTURAL,
            c.FundingSource.STATE,
            "1.2",
            Decimal("0.00"),
            ("Basis", "Meer"),
            Decimal(5),
            Decimal(-5),
            "Noot",
            Decimal("2.50"),
            Decimal("1.25"),
            Programmes(vault).add(ProgrammeDraft("Voor begroting", 2019, 2021)).id,
        ),
        {
            "year": 2018,
            "name": "Aanpak ondermijning",
            "nature": c.Nature.INCIDENTAL,
            "source": None,
            "policy_field": None,
            "budgeted": None,
            "groups": ("Meer", "Minder"),
            "stated_spent": None,
            "stated_remainder": None,
            "note": None,
            "adjusted": Decimal(3),
            "own_share": None,
            "programme_id": None,
        },
    ),
    Sample(
        Lines,
        lambda vault: LineDraft(
            group(vault, name="Voor posten"),
            "Scan",
            3,
            Decimal(10),
            Decimal("0.00"),
            c.Nature.STRUCTURAL,
            "Bureau",
            "Noot",
            Decimal("5.50"),
            continues=True,
            covered_by="Structureel budget",
        ),
        {
            "name": "Onderzoek",
            "position": 2,
            "budgeted": None,
            "spent_amount": None,
            "nature": None,
            "supplier": None,
            "note": None,
            "planned": None,
            "covered_by": None,
            "continues": False,
        },
    ),
    Sample(
        Bookings,
        lambda vault: BookingDraft(
            line(vault, name="Voor boekingen"), date(2019, 12, 31), Decimal("-0.01"), "Correctie", "F-1", "600", "43000"
        ),
        {
            "booked_on": date(2019, 1, 1),
            "amount": Decimal("67.50"),
            "description": "Factuur",
            "reference": None,
            "cost_centre": None,
            "ledger_account": "43100",
        },
    ),
    Sample(
        Commitments,
        lambda vault: CommitmentDraft(line(vault, name="Voor verplichtingen"), 2020, Decimal(5), "Tweede helft"),
        {"year": 2019, "amount": None, "note": None},
    ),
    Sample(
        CarryOvers,
        lambda vault: CarryOverDraft(
            budget(vault, "Voor overheveling"),
            2020,
            Decimal(900),
            "Te weinig mensen",
            c.CarryOverStatus.DRAFT,
            c.CarryOverCover.RESERVE,
        ),
        {"to_year": 2021, "amount": Decimal("0.01"), "reason": None, "cover": None},
        empty=frozenset({"decided_on", "submitted_on", "college_on"}),
    ),
    Sample(
        Posts,
        lambda _: PostDraft(
            2020, "Coördinator", Decimal("0.50"), c.Nature.STRUCTURAL, date(2020, 1, 1), Decimal(1), "Noot"
        ),
        {
            "year": 2021,
            "function": None,
            "fte": Decimal("0.01"),
            "nature": None,
            "filled_from": None,
            "cost": None,
            "note": None,
        },
    ),
    Sample(
        Evaluations,
        lambda _: EvaluationDraft(
            2011,
            "Evaluatie",
            "Voortgang",
            "Auteur",
            date(2012, 1, 1),
            "2",
            c.DocumentStatus.DRAFT,
            c.Classification.PUBLIC,
        ),
        {
            "year": 2010,
            "title": "Verslag",
            "subtitle": None,
            "author": None,
            "dated": None,
            "edition": None,
            "classification": c.Classification.CONFIDENTIAL,
        },
    ),
    Sample(
        Chapters,
        lambda vault: ChapterDraft(evaluation(vault, 2012), "2.10", "Casuïstiek", "Tekst", "Let op", True),
        {"number": "3", "title": "Basis", "text": "Andere tekst", "author_note": None, "confidential": False},
    ),
    Sample(
        Callouts,
        lambda vault: CalloutDraft(evaluation(vault, 2013), "Kader", "Tekst", (("Witwassen", 2), ("Heling", 0))),
        {"title": "Ander kader", "text": "Andere tekst", "claims": (("Heling", 1),)},
    ),
    Sample(
        OverviewItems,
        lambda vault: OverviewDraft(
            evaluation(vault, 2014),
            c.OverviewBlock.FOUNDATION,
            2,
            "Beleidslijn",
            Instruments(vault).add(InstrumentDraft(name="Instrument van het overzicht")).id,
        ),
        {"block": c.OverviewBlock.INFORMATION, "position": 1, "text": "Nieuwe beleidslijn", "instrument_id": None},
    ),
    Sample(
        StatedFacts,
        lambda vault: FactDraft(evaluation(vault, 2015), "vondst", "400 kilogram", "Verslag"),
        {"name": "vangst", "value": "401 kilogram", "source": None},
    ),
)
