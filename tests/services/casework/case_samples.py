"""The registers of the case file: a full draft of each, and a change to each field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.services.casework.approach import CaseMeasureDraft, CaseMeasures, InterventionDraft, Interventions
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.effects import CaseEffectDraft, CaseEffects
from app.services.casework.handovers import HandoverDraft, Handovers
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.casework.templates import CaseTemplateDraft, CaseTemplates
from app.services.network.advice.rules import AdviceRuleDraft, AdviceRules
from app.services.network.links import LinkDraft, Links
from models.casework.case_choices import Effect, HandoverTarget, InterventionKind, InterventionStatus
from models.casework.choices import Certainty, InformationValue, LinkKind, Reliability
from models.choices import Level, Phenomenon
from models.norm_choices import Evidence
from tests.services.network.people import person
from tests.services.parents import case_type
from tests.services.samples import Sample
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def case(vault: UnlockedVault, title: str = "Loods aan de kade", *, kind: str = "") -> int:
    """A case that is open, of a type of its own; gives its id."""
    name = kind or f"Type voor {title} {len(CaseTemplates(vault).options('case_type_id'))}"
    return Cases(vault).add(CaseDraft(title=title, case_type_id=case_type(vault, name), opened_on=date(2020, 1, 6))).id


CASE_SAMPLES = (
    Sample(
        Links,
        lambda vault: LinkDraft(
            from_id=person(vault),
            to_id=person(vault, "Ander"),
            kind=LinkKind.RELATED,
            certainty=Certainty.SUSPECTED,
            origin="Gesprek aan de balie",
            ground="art. 6 lid 1 onder e AVG",
            reliability=Reliability.B,
            information=InformationValue.POSSIBLE,
            valid_from=date(2019, 1, 1),
            valid_to=date(2020, 1, 1),
            keep_until=date(2025, 1, 1),
            signal_id=signal(vault),
            note="Nog na te gaan.",
        ),
        {
            "kind": LinkKind.PARTNER,
            "certainty": Certainty.ESTABLISHED,
            "origin": "BRP",
            "ground": None,
            "reliability": None,
            "information": InformationValue.CONFIRMED,
            "valid_from": None,
            "valid_to": None,
            "keep_until": date(2026, 1, 1),
            "signal_id": None,
            "note": None,
        },
        empty=frozenset({"case_id", "inspection_id"}),
    ),
    Sample(
        AdviceRules,
        lambda _vault: AdviceRuleDraft(
            name="own_rule",
            kind=InterventionKind.HOUSING,
            title="Toets van de verhuur",
            advice="Laat nagaan of er een vergunning is.",
            ground="art. 21 Huisvestingswet 2014",
            source="Eigen beleid",
            evidence=Evidence.READ,
            needs=("om welk adres het gaat", "wie verhuurt"),
            themes=(Phenomenon.ILLEGAL_HOUSING.label,),
            valid_from=date(2020, 2, 1),
            valid_to=date(2020, 12, 31),
            confirmed_by="mr. Voorbeeld",
            confirmed_on=date(2020, 2, 1),
        ),
        {
            "name": "other_rule",
            "kind": InterventionKind.PERMIT,
            "title": "Andere toets",
            "advice": "Laat een ander nagaan of er een vergunning is.",
            "ground": "art. 22 Huisvestingswet 2014",
            "source": None,
            "evidence": Evidence.GENERAL,
            "needs": ("wie eigenaar is",),
            "themes": (),
            "valid_from": date(2020, 3, 1),
            "valid_to": None,
            "confirmed_by": "mr. Fictief",
            "confirmed_on": date(2020, 3, 1),
        },
    ),
    Sample(
        CaseTasks,
        lambda vault: CaseTaskDraft(
            case(vault), "Kadaster raadplegen", "Jurist", date(2020, 2, 1), date(2020, 1, 30), "Eigenaar van de loods"
        ),
        {"title": "KvK raadplegen", "owner": "A. Voorbeeld", "due_on": None, "done_on": None, "note": None},
    ),
    Sample(
        Interventions,
        lambda vault: InterventionDraft(
            case(vault),
            InterventionKind.COMMUNICATION,
            "Bewonersbrief",
            "Casusregisseur",
            InterventionStatus.DONE,
            date(2020, 2, 1),
            date(2020, 3, 1),
            date(2020, 2, 20),
            "Meer meldingen",
        ),
        {
            "kind": InterventionKind.INSPECTION,
            "title": "Controle van de loods",
            "owner": None,
            "start_on": date(2020, 2, 2),
            "due_on": date(2020, 3, 2),
            "done_on": date(2020, 2, 21),
            "effect": None,
        },
    ),
    Sample(
        Handovers,
        lambda vault: HandoverDraft(
            case(vault),
            date(2020, 2, 1),
            HandoverTarget.RIEC,
            "RIEC Den Haag",
            "Samenvatting van de casus",
            "art. 6 lid 1 onder e AVG, convenant RIEC",
            Level.REGIONAL,
            date(2020, 2, 20),
            "Neemt de casus op",
        ),
        {
            "handed_on": date(2020, 2, 2),
            "target": HandoverTarget.POLICE,
            "recipient": "Politie-eenheid",
            "what": "Bevindingen van de controle",
            "ground": "art. 16 Wpg",
            "answer_on": None,
            "answer": None,
        },
    ),
    Sample(
        CaseNotes,
        lambda vault: CaseNoteDraft(case(vault), "Gebeld met de eigenaar."),
        {"text": "Gebeld met de huurder."},
    ),
    Sample(
        CaseEffects,
        lambda vault: CaseEffectDraft(case(vault), date(2020, 6, 1), Effect.REDUCED, "Minder overlast"),
        {"seen_on": date(2020, 7, 1), "effect": Effect.ENDED, "note": None},
    ),
    Sample(
        CaseMeasures,
        lambda vault: CaseMeasureDraft(case(vault), "M-2020-0007", "Sluiting van de loods"),
        {"number": "M-2020-0008", "text": "Last onder dwangsom"},
    ),
    Sample(
        CaseTemplates,
        lambda vault: CaseTemplateDraft(
            "Drugspand",
            case_type(vault, "Drugspanden"),
            Phenomenon.HEMP,
            "Wat er is aangetroffen",
            "Van rapportage naar besluit",
            (("Bestuurlijke rapportage opvragen", 7), ("Voornemen versturen", 21)),
        ),
        {
            "name": "Drugslab",
            "theme": None,
            "description": None,
            "approach": None,
            "tasks": (("Bestuurlijke rapportage opvragen", 3),),
        },
    ),
)
