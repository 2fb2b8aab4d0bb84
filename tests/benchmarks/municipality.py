"""One generator of synthetic office data with a fixed seed; every name and address in it is invented."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.spending import BookingDraft, Bookings
from models.choices import CaseOrigin, CaseStatus, ClosingReason, Nature, Phenomenon

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

SEED = 2019
STREETS = ("Voorbeeldstraat", "Demolaan", "Proefkade", "Testweg", "Modelplein", "Fictiefpad")
TOWNS = ("Naaldwijk", "Monster", "Wateringen", "De Lier", "Honselersdijk")
HANDLERS = ("A. Voorbeeld", "B. Fictief", "C. Model", "D. Proef")
TYPES = ("Hennep of drugs", "Arbeidsuitbuiting", "Woonfraude", "Witwassen", "Illegaal gokken", "Zorgfraude")


@dataclass(frozen=True, slots=True)
class Profile:
    """How much an office has (quality.md). Subjects are added here as the program learns them."""

    cases: int
    bookings: int
    audit_entries: int


GEMEENTE = Profile(cases=1_000, bookings=2_000, audit_entries=50_000)


def fill(vault: UnlockedVault, profile: Profile) -> None:
    """Fill an empty vault through the services as one director; the audit trail is then brought to its length."""
    chance = random.Random(SEED)  # noqa: S311 (synthetic data)
    _cases(vault, profile.cases, chance)
    _bookings(vault, profile.bookings, chance)
    _audit_trail(vault, profile)


def _cases(vault: UnlockedVault, count: int, chance: random.Random) -> None:
    types = [CaseTypes(vault).add(CaseTypeDraft(name=name)).id for name in TYPES]
    cases = Cases(vault)
    for number in range(count):
        opened = date(2016, 1, 1) + timedelta(days=chance.randrange(1800))
        closed = opened + timedelta(days=chance.randrange(10, 400)) if chance.random() < 0.7 else None
        cases.add(
            CaseDraft(
                title=f"Signaal {number} rond {chance.choice(STREETS)} {chance.randrange(1, 200)}",
                case_type_id=chance.choice(types),
                theme=chance.choice(list(Phenomenon)),
                status=CaseStatus.CLOSED if closed else chance.choice([CaseStatus.NEW, CaseStatus.INVESTIGATION]),
                opened_on=opened,
                closed_on=closed,
                closing_reason=chance.choice(list(ClosingReason)) if closed else None,
                origin=chance.choice(list(CaseOrigin)),
                counted_year=opened.year,
                handler=chance.choice(HANDLERS),
                location=f"{chance.choice(STREETS)} {chance.randrange(1, 200)}, {chance.choice(TOWNS)}",
                partners=tuple(chance.sample(["politie", "RIEC", "Belastingdienst", "corporatie"], 2)),
                description="Invented text of an ordinary length. " * chance.randrange(2, 12),
            )
        )


def _bookings(vault: UnlockedVault, count: int, chance: random.Random) -> None:
    budget = BudgetDraft(year=2019, name="Synthetisch", nature=Nature.INCIDENTAL, groups=("Een", "Twee", "Drie"))
    Budgets(vault).add(budget)
    groups = [option.value for option in Lines(vault).options("group_id")]
    lines = [Lines(vault).add(LineDraft(group_id=chance.choice(groups), name=f"Post {n}")).id for n in range(40)]
    bookings = Bookings(vault)
    for number in range(count):
        bookings.add(
            BookingDraft(
                line_id=chance.choice(lines),
                booked_on=date(2019, 1, 1) + timedelta(days=chance.randrange(365)),
                amount=Decimal(chance.randrange(100, 500_000)) / 100,
                description=f"Factuur {number}",
            )
        )


def _audit_trail(vault: UnlockedVault, profile: Profile) -> None:
    missing = profile.audit_entries - profile.cases - profile.bookings
    while missing > 0:
        batch = min(missing, 1_000)
        with vault.write("casework") as work:
            for number in range(batch):
                work.record("case.opened", "case", number % profile.cases + 1)
        missing -= batch
