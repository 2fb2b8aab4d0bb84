"""The registers of the Bibob compartment: a full draft of each, and a change to each field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.rules.permissions import Role
from app.services.bibob.aftermath import ConditionDraft, Conditions, DisclosureDraft, Disclosures
from app.services.bibob.investigation import (
    AdviceQuestionDraft,
    AdviceQuestions,
    ConsultedSourceDraft,
    ConsultedSources,
)
from app.services.bibob.parties import FinancingDraft, Financings, Parties, PartyDraft
from app.services.bibob.screenings import Screenings
from models.bibob import choices as b
from tests.services.bibob.files import WHOLE, party, screening, with_advice
from tests.services.samples import Sample

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def _financing(vault: UnlockedVault) -> FinancingDraft:
    file = screening(vault)
    return FinancingDraft(file, party(vault, file), "Lening", Decimal("25000.50"), "Overeenkomst", "Noot")


BIBOB_SAMPLES = (
    Sample(
        Screenings,
        lambda _: WHOLE,
        {
            "opened_on": date(2020, 3, 3),
            "basis": b.LegalBasis.EXEMPTION,
            "application_on": date(2020, 3, 1),
            "decision_weeks": None,
            "postponed_to": None,
            "form_issued_on": date(2020, 3, 1),
            "form_received_on": date(2020, 3, 10),
            "form_complete": b.Answer.YES,
            "completion_asked_on": date(2020, 3, 11),
            "completion_weeks": None,
            "completed_on": date(2020, 3, 15),
            "prosecutor_tip_on": None,
            "riec_support_on": None,
            "riec_support": None,
            "advice_type": b.AdviceType.SUPPLEMENTARY,
            "advice_requested_on": date(2020, 3, 15),
            "subject_informed_on": None,
            "extension_days": None,
            "extension_noticed_on": None,
            "advice_received_on": date(2020, 6, 2),
            "advised_danger_a": None,
            "advised_danger_b": None,
            "danger_a": b.Danger.LESSER,
            "danger_b": b.Danger.SERIOUS,
            "danger_six": b.Answer.YES,
            "reasoning": None,
            "register_consulted_on": None,
            "register_reported_on": None,
            "intention_sent_on": date(2020, 7, 7),
            "views_weeks": None,
            "views_received_on": date(2020, 7, 21),
            "secrecy_pointed_on": date(2020, 7, 9),
            "outcome": b.Outcome.REVOKE,
            "decided_on": date(2020, 8, 2),
            "published_on": date(2020, 8, 4),
            "objection_on": None,
            "withdrawn_on": None,
            "closed_on": date(2020, 12, 2),
            "keep_until": None,
            "destroyed_on": None,
            "external_number": None,
            "subject": "Proef Horeca BV",
            "occasion": b.Occasion.OPERATION,
            "trigger": b.Trigger.RIEC,
            "prosecutor_tip_reference": None,
            "register_result": None,
            "advice_reference": None,
            "decision_reference": None,
            "note": None,
        },
        Role.BIBOB,
    ),
    Sample(
        Parties,
        lambda vault: PartyDraft(
            screening(vault),
            b.PartyRole.LEADER,
            b.PartyNature.NATURAL,
            "M. Voorbeeld",
            date(1970, 1, 1),
            "Voorbeeldstraat 1",
            "12345678",
            "eenmanszaak",
            ("De Proef", "Het Voorbeeld"),
            "Noot",
        ),
        {
            "role": b.PartyRole.FRONT,
            "born_on": None,
            "nature": b.PartyNature.LEGAL,
            "name": "Proef BV",
            "address": None,
            "trade_register_number": None,
            "legal_form": None,
            "trade_names": ("Het Voorbeeld",),
            "note": None,
        },
        Role.BIBOB,
    ),
    Sample(
        Financings,
        _financing,
        {"source": "Spaargeld", "amount": None, "proof": None, "note": None},
        Role.BIBOB,
    ),
    Sample(
        ConsultedSources,
        lambda vault: ConsultedSourceDraft(
            screening(vault), b.ResearchSource.LAND_REGISTER, date(2020, 3, 10), "art. 7a", "Niets"
        ),
        {
            "source": b.ResearchSource.POLICE,
            "consulted_on": date(2020, 3, 11),
            "ground": "Bpg 4:3 lid 1 l",
            "result": None,
        },
        Role.BIBOB,
    ),
    Sample(
        AdviceQuestions,
        lambda vault: AdviceQuestionDraft(with_advice(vault), date(2020, 4, 1), date(2020, 4, 11), "Jaarrekening"),
        {"asked_on": date(2020, 4, 2), "answered_on": None, "reason": "Leningen"},
        Role.BIBOB,
    ),
    Sample(
        Conditions,
        lambda vault: ConditionDraft(screening(vault), "Camera", date(2020, 9, 1), date(2020, 9, 2), "Hangt"),
        {"text": "Camera’s", "check_on": date(2020, 8, 1), "checked_on": None, "finding": None},
        Role.BIBOB,
    ),
    Sample(
        Disclosures,
        lambda vault: DisclosureDraft(
            screening(vault), date(2020, 9, 1), b.DisclosureGround.D, "RIEC Voorbeeld", "Conclusie"
        ),
        {
            "disclosed_on": date(2020, 9, 2),
            "ground": b.DisclosureGround.J,
            "recipient": "Rechtbank Voorbeeld",
            "what": "Dossier",
        },
        Role.BIBOB,
    ),
)
