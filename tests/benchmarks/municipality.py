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
from models.casework import Signal
from models.casework.choices import SignalSource, SignalStatus
from models.choices import CaseOrigin, CaseStatus, Classification, ClosingReason, Nature, Phenomenon
from tests.benchmarks.connections import connect

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

SEED = 2019
STREETS = ("Voorbeeldstraat", "Demolaan", "Proefkade", "Testweg", "Modelplein", "Fictiefpad")
TOWNS = ("Naaldwijk", "Monster", "Wateringen", "De Lier", "Honselersdijk")
HANDLERS = ("A. Voorbeeld", "B. Fictief", "C. Model", "D. Proef")
GIVEN = ("Anna", "Bram", "Chaima", "Daan", "Esra", "Femke", "Gijs", "Hanna", "Ivo", "Jip")
PREFIXES = ("", "van", "de", "van der", "van den", "ten")
SURNAMES = ("Meer", "Voorbeeld", "Proef", "Model", "Fictief", "Schijn", "Denk", "Nep", "Verzin", "Bedacht")
ENDINGS = ("", "s", "man", "sen", "ink", "huis", "dijk", "stra", "mans", "veld", "berg", "kamp", "bos", "horst")
BATCH = 1_000
TYPES = ("Hennep of drugs", "Arbeidsuitbuiting", "Woonfraude", "Witwassen", "Illegaal gokken", "Zorgfraude")


@dataclass(frozen=True, slots=True)
class Profile:
    """How much an office has (quality.md). Subjects are added here as the program learns them."""

    cases: int
    signals: int
    bookings: int
    audit_entries: int
    entities: int = 0
    links: int = 0


GEMEENTE = Profile(cases=1_000, signals=5_000, bookings=2_000, audit_entries=50_000, entities=10_000, links=20_000)
LARGE = Profile(
    cases=10_000, signals=100_000, bookings=20_000, audit_entries=1_000_000, entities=300_000, links=600_000
)
SEARCHED = Profile(cases=10_000, signals=100_000, bookings=1, audit_entries=1)
"""What searching and listing see of *large*: the trail is not read there."""


def fill(vault: UnlockedVault, profile: Profile) -> None:
    """Fill an empty vault through the services as one director; the audit trail is then brought to its length."""
    chance = random.Random(SEED)  # noqa: S311 (synthetic data)
    _cases(vault, profile.cases, chance)
    _signals(vault, profile.signals, chance)
    _bookings(vault, profile.bookings, chance)
    if profile.entities:
        connect(vault, profile.entities, profile.links, chance)
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


def _signals(vault: UnlockedVault, count: int, chance: random.Random) -> None:
    """Many at once, as an import stores them; they are indexed like any other."""
    for start in range(0, count, BATCH):
        with vault.write("casework") as work:
            work.session.add_all(_signal(number, chance) for number in range(start, min(count, start + BATCH)))
            work.record("signal.added", "signal", start)


def _signal(number: int, chance: random.Random) -> Signal:
    received = date(2016, 1, 1) + timedelta(days=chance.randrange(1800))
    name = f"{chance.choice(GIVEN)} {chance.choice(PREFIXES)} {chance.choice(SURNAMES)}{chance.choice(ENDINGS)}"
    source = chance.choice(list(SignalSource))
    return Signal(
        number=f"S-{received.year}-{number:06d}",
        title=f"{chance.choice(TYPES)} aan de {chance.choice(STREETS)} {chance.randrange(1, 200)}",
        received_on=received,
        source=source,
        facts=f"Volgens {name} stond er een busje bij {chance.choice(STREETS)} in {chance.choice(TOWNS)}. "
        + "Invented text of an ordinary length. " * chance.randrange(1, 6),
        brought_in_by=None if source is SignalSource.INTERNAL_ANONYMOUS else name,
        classification=Classification.CONFIDENTIAL,
        status=chance.choice(list(SignalStatus)),
        round=1,
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
    missing = profile.audit_entries - profile.cases - profile.bookings - profile.signals // BATCH
    while missing > 0:
        batch = min(missing, 1_000)
        with vault.write("casework") as work:
            for number in range(batch):
                work.record("case.opened", "case", number % profile.cases + 1)
        missing -= batch
