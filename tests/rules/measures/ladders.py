"""A small ladder and a measure that went all the way, for the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.rules.measures.facts import MeasureFacts
from app.rules.measures.ladder import CELLS, Case, Matrix, Outcome
from models.measures.choices import Answer, Circumstance, Phase, PremisesKind, Sanction, Substance, Unit

WARNING, THREE, SIX, NO_END = (
    Outcome(Sanction.WARNING),
    Outcome(Sanction.CLOSURE, 3),
    Outcome(Sanction.CLOSURE, 6),
    Outcome(Sanction.CLOSURE),
)
MATRIX = Matrix(
    name="Beleid 2020",
    valid_from=date(2020, 1, 7),
    lookback_years=5,
    rows=dict.fromkeys(CELLS, (WARNING, THREE, SIX)),
    thresholds={(Substance.SOFT, Unit.GRAM): Decimal(5), (Substance.SOFT, Unit.PLANTS): Decimal(5)},
    adjustments={Circumstance.WEAPONS: 1, Circumstance.CHILDREN: -1},
)
CASE = Case(PremisesKind.HOME, Substance.SOFT, date(2020, 6, 1))
DECIDED = MeasureFacts(
    phase=Phase.DECISION,
    found_on=date(2020, 3, 2),
    substance=Substance.SOFT,
    report_received_on=date(2020, 3, 16),
    competent=Answer.YES,
    competence_reason="Handelshoeveelheid.",
    necessary=Answer.YES,
    necessity_reason="Loop naar het pand.",
    balanced=Answer.YES,
    balance_reason="Er wonen geen kinderen.",
    intention_sent_on=date(2020, 4, 1),
    sanction=Sanction.CLOSURE,
    decided_on=date(2020, 5, 4),
    months=3,
    closed_from=date(2020, 5, 11),
    closed_until=date(2020, 8, 10),
)
TODAY = date(2021, 1, 4)


def case(**known: Any) -> Case:
    return replace(CASE, **known)


def decided(**known: Any) -> MeasureFacts:
    return replace(DECIDED, **known)
