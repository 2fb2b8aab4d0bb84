"""Grounds that are offered where one has to be named: powers of the municipality, and grounds for sharing.

Suggestions, not a closed list: the protocol of the municipality decides (domein §3.2, §3.4).
"""

from __future__ import annotations

from app.services.records import Option
from models.casework.choices import WeighingStepKind

POWERS = (
    "art. 13b Opiumwet",
    "APV art. 2:80: sluiten van een voor publiek openstaand gebouw",
    "APV art. 2:81: aanwijzing met vergunningplicht",
    "Wet Bibob",
    "Alcoholwet",
    "Omgevingswet",
    "Huisvestingswet 2014",
    "Wet BRP: adresonderzoek",
    "Participatiewet",
    "art. 174a Gemeentewet",
    "art. 172 Gemeentewet: openbare orde",
)
SHARING = (
    "art. 6 lid 1 onder e AVG: taak van algemeen belang",
    "art. 6 lid 1 onder c AVG: wettelijke verplichting",
    "art. 6 lid 4 AVG: verenigbaar met het doel waarvoor is verzameld",
    "art. 172 Gemeentewet: openbare orde",
    "art. 5:11 Awb: toezicht op de naleving",
)
HANDING_OVER = (
    "Convenant RIEC: bestuurlijke en geïntegreerde aanpak",
    "Wet gegevensverwerking door samenwerkingsverbanden",
    "art. 6 lid 1 onder e AVG: taak van algemeen belang",
    "art. 160 Wetboek van Strafvordering: aangifte",
    "art. 162 Wetboek van Strafvordering: verplichte aangifte door ambtenaren",
)
RECIPIENTS = ("RIEC", "politie", "Openbaar Ministerie", "team Handhaving", "team Vergunningen", "sociale dienst")


def grounds_for(step: WeighingStepKind) -> tuple[Option, ...]:
    """What is offered as the ground of an answer."""
    grounds = POWERS if step is WeighingStepKind.W2A else SHARING
    return tuple(Option(ground, ground) for ground in grounds)
