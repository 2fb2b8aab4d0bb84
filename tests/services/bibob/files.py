"""A screening with as little as possible, and one that went all the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.bibob.parties import Parties, PartyDraft
from app.services.bibob.screenings import ScreeningDraft, Screenings
from models.bibob.choices import (
    AdviceType,
    Answer,
    Danger,
    LegalBasis,
    Occasion,
    Outcome,
    PartyNature,
    PartyRole,
    Phase,
    Trigger,
)

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

BEGUN = ScreeningDraft(
    opened_on=date(2020, 3, 2),
    application_on=date(2020, 3, 2),
    basis=LegalBasis.PERMIT,
    occasion=Occasion.ALCOHOL,
    subject="Voorbeeld Horeca BV",
)
WHOLE = ScreeningDraft(
    phase=Phase.CLOSED,
    opened_on=date(2020, 3, 2),
    basis=LegalBasis.PERMIT,
    application_on=date(2020, 3, 2),
    decision_weeks=8,
    postponed_to=date(2020, 5, 4),
    form_issued_on=date(2020, 3, 2),
    form_received_on=date(2020, 3, 9),
    form_complete=Answer.NO,
    completion_asked_on=date(2020, 3, 10),
    completion_weeks=2,
    completed_on=date(2020, 3, 14),
    prosecutor_tip_on=date(2020, 3, 3),
    riec_support=Answer.YES,
    riec_support_on=date(2020, 3, 12),
    advice_type=AdviceType.REGULAR,
    advice_requested_on=date(2020, 3, 16),
    subject_informed_on=date(2020, 3, 16),
    extension_days=28,
    extension_noticed_on=date(2020, 5, 4),
    advice_received_on=date(2020, 6, 1),
    advised_danger_a=Danger.SERIOUS,
    advised_danger_b=Danger.LESSER,
    danger_a=Danger.SERIOUS,
    danger_b=Danger.LESSER,
    danger_six=Answer.NO,
    reasoning="Wij volgen het advies.",
    register_consulted_on=date(2020, 3, 12),
    register_reported_on=date(2020, 8, 4),
    intention_sent_on=date(2020, 7, 8),
    views_weeks=2,
    views_received_on=date(2020, 7, 20),
    secrecy_pointed_on=date(2020, 7, 8),
    outcome=Outcome.REFUSE,
    decided_on=date(2020, 8, 3),
    published_on=date(2020, 8, 3),
    objection_on=date(2020, 9, 1),
    withdrawn_on=date(2020, 8, 5),
    closed_on=date(2020, 12, 1),
    keep_until=date(2026, 12, 1),
    destroyed_on=date(2026, 1, 5),
    external_number="Z-2020-77",
    subject="Voorbeeld Horeca BV",
    occasion=Occasion.ALCOHOL,
    trigger=Trigger.STANDARD,
    prosecutor_tip_reference="OM-1",
    register_result="Geen eerdere conclusie",
    advice_reference="LBB-20-1",
    decision_reference="B-20-1",
    note="Noot",
)


def screening(vault: UnlockedVault, **known: Any) -> int:
    """A begun screening with more known of it; its id."""
    return Screenings(vault).add(begun(**known)).id


def begun(**known: Any) -> ScreeningDraft:
    values = {name: getattr(BEGUN, name) for name in ScreeningDraft.__dataclass_fields__}
    return ScreeningDraft(**(values | known))


def with_advice(vault: UnlockedVault) -> int:
    """One in which advice was asked."""
    return screening(vault, advice_type=AdviceType.REGULAR, advice_requested_on=date(2020, 3, 16))


def party(vault: UnlockedVault, file: int) -> int:
    draft = PartyDraft(file, PartyRole.FINANCIER, PartyNature.NATURAL, "F. Proefman")
    return Parties(vault).add(draft).id
