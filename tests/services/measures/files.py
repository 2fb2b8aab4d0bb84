"""A property, a measure with as little as possible, one that went all the way, and a policy that was adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.rules.measures.ladder import CELLS, Outcome
from app.services.measures.apv import DesignationDraft, Designations
from app.services.measures.matrices import Matrices, MatrixDraft, grid, save_grid
from app.services.measures.measures import MeasureDraft, Measures
from app.services.measures.properties import Properties, PropertyDraft
from app.services.measures.traders import TraderDraft, Traders
from app.services.records import Query
from models.measures import choices as m
from models.measures.apv_choices import DesignatedKind

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

HOME = PropertyDraft(street="Voorbeeldstraat", house_number=12, place="Naaldwijk", kind=m.PremisesKind.HOME)
BEGUN = MeasureDraft(found_on=date(2020, 3, 2), substance=m.Substance.SOFT)
DECIDED = replace(
    BEGUN,
    phase=m.Phase.DECISION,
    report_received_on=date(2020, 3, 16),
    competent=m.Answer.YES,
    competence_reason="Handelshoeveelheid.",
    necessary=m.Answer.YES,
    necessity_reason="Loop naar het pand.",
    balanced=m.Answer.YES,
    balance_reason="Er wonen geen kinderen.",
    intention_sent_on=date(2020, 4, 1),
    sanction=m.Sanction.CLOSURE,
    decided_on=date(2020, 5, 4),
    months=3,
    closed_from=date(2020, 5, 11),
    closed_until=date(2020, 8, 10),
)
WARNED = replace(
    BEGUN,
    phase=m.Phase.DECISION,
    without_intention=m.WithoutIntention.WARNING,
    without_reason="Eerste constatering.",
    sanction=m.Sanction.WARNING,
    decided_on=date(2020, 3, 20),
)
WHOLE = replace(
    DECIDED,
    phase=m.Phase.CLOSED,
    external_number="Z-2020-13",
    nth=1,
    report_reference="PL-1",
    indicators="Weegschaal en sealbags.",
    weighed_on=date(2020, 3, 20),
    views_weeks=2,
    views_form=m.ViewsForm.WRITTEN,
    views_received_on=date(2020, 4, 10),
    decision_reference="B-13",
    grace_until=date(2020, 5, 10),
    deviation_reason="Conform beleid.",
    announced_on=date(2020, 5, 5),
    posted_on=date(2020, 5, 11),
    executed_on=date(2020, 5, 11),
    sealed_on=date(2020, 5, 11),
    costs=Decimal("412.50"),
    costs_decided_on=date(2020, 6, 2),
    objection_on=date(2020, 6, 1),
    objection_committee=m.Answer.YES,
    objection_adjourned=m.Answer.NO,
    objection_decided_on=date(2020, 7, 20),
    objection_outcome=m.ObjectionOutcome.UNFOUNDED,
    injunction_asked_on=date(2020, 5, 8),
    injunction_decided_on=date(2020, 5, 20),
    injunction_outcome=m.InjunctionOutcome.DENIED,
    appeal_on=date(2020, 8, 3),
    reopening_asked_on=date(2020, 7, 27),
    reopened_on=date(2020, 8, 11),
    keys_returned_on=date(2020, 8, 11),
    end_checked_on=date(2020, 8, 12),
    end_finding="Leeg en schoon.",
    corporation="Voorbeeldwonen",
    corporation_informed_on=date(2020, 5, 6),
    evicted_on=date(2020, 7, 1),
    bibob_informed_on=date(2020, 5, 6),
    riec_reported_on=date(2020, 5, 6),
    closed_on=date(2020, 9, 1),
    note="Noot",
)
W, THREE, SIX = Outcome(m.Sanction.WARNING), Outcome(m.Sanction.CLOSURE, 3), Outcome(m.Sanction.CLOSURE, 6)
LADDER = dict.fromkeys(CELLS, (W, THREE, SIX))


def premises(vault: UnlockedVault, number: int = 12, **known: Any) -> int:
    """A home at this number of the street; the one that is there already, if any."""
    register = Properties(vault)
    found = register.ids(Query(words=f"{HOME.street} {number},"))
    return found[0] if found else register.add(replace(HOME, house_number=number, **known)).id


def measure(vault: UnlockedVault, draft: MeasureDraft = BEGUN, number: int = 12, **known: Any) -> int:
    """A measure at this number of the street; its id."""
    at = known.pop("property_id", None) or premises(vault, number)
    return Measures(vault).add(replace(draft, property_id=at, **known)).id


def policy(vault: UnlockedVault, **known: Any) -> int:
    """A ladder of a warning, three months and six months, adopted; its id."""
    values: dict[str, Any] = {"name": "Damoclesbeleid", "valid_from": date(2020, 1, 7), "lookback_years": 5} | known
    register = Matrices(vault)
    draft = MatrixDraft(**values)
    key = register.add(draft).id
    save_grid(vault, grid(vault, key), LADDER, {}, {m.Circumstance.WEAPONS: 1})
    record = register.get(key)
    register.change(key, replace(record.draft, adopted_on=date(2020, 1, 7)), record.version)
    return key


def designation(vault: UnlockedVault) -> int:
    return Designations(vault).add(DesignationDraft(name="Autoverhuur", kind=DesignatedKind.BUSINESS)).id


def trader(vault: UnlockedVault) -> int:
    return Traders(vault).add(TraderDraft(name="Opkoop Voorbeeld")).id
