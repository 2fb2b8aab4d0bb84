"""The registers of signals: a full draft of each, and a change to each field."""

from __future__ import annotations

from datetime import date

from app.rules.permissions import Role
from app.services.signals.mentions import FIELDS_OF_KIND, MentionDraft, Mentions
from app.services.signals.signals import Signals
from app.services.signals.sources import SourceChecks, SourceDraft
from models.casework.choices import (
    Certainty,
    CheckedSource,
    InformationValue,
    InformingDuty,
    MentionKind,
    MentionRole,
    Reliability,
    SignalSource,
)
from models.choices import Classification, Phenomenon
from tests.services.samples import Sample
from tests.services.signals.files import WHOLE, signal, stored_signal

_OF_OTHERS = {name for kind, names in FIELDS_OF_KIND.items() if kind is not MentionKind.ADDRESS for name in names}

SIGNAL_SAMPLES = (
    Sample(
        Signals,
        lambda _: WHOLE,
        {
            "title": "Loods aan het water",
            "received_on": date(2020, 3, 5),
            "observed_from": date(2020, 2, 28),
            "observed_to": None,
            "source": SignalSource.EMPLOYEE,
            "cluster": None,
            "phenomenon": Phenomenon.DRUGS_LAB,
            "facts": "Anders gezien.",
            "interpretation": None,
            "reliability": Reliability.C,
            "information_value": InformationValue.CONFIRMED,
            "priority": None,
            "priority_reason": None,
            "classification": Classification.CONFIDENTIAL,
            "brought_in_by": None,
            "informing": InformingDuty.DONE,
            "informing_note": None,
        },
    ),
    Sample(
        Mentions,
        lambda vault: MentionDraft(
            signal_id=signal(vault),
            kind=MentionKind.ADDRESS,
            role=MentionRole.PLACE,
            certainty=Certainty.ESTABLISHED,
            street="Voorbeeldstraat",
            house_number=12,
            addition="a",
            postcode="2671AB",
            town="Proefdorp",
            bag_id="1783200000000001",
            origin="Melding van een omwonende",
            ground="art. 172 Gemeentewet",
            reliability=Reliability.B,
            information=InformationValue.PROBABLE,
            valid_from=date(2020, 1, 6),
            valid_to=date(2020, 12, 31),
            keep_until=date(2025, 3, 1),
            note="Achterom",
        ),
        {
            "role": None,
            "certainty": Certainty.SUSPECTED,
            "street": "Proefstraat",
            "house_number": 13,
            "addition": None,
            "postcode": "2671AC",
            "town": "Voorbeelddorp",
            "bag_id": "1783200000000002",
            "origin": None,
            "ground": None,
            "reliability": Reliability.C,
            "information": None,
            "valid_from": date(2020, 2, 3),
            "valid_to": None,
            "keep_until": date(2026, 3, 1),
            "note": None,
        },
        empty=frozenset({"case_id", "inspection_id", *_OF_OTHERS}),
    ),
    Sample(
        SourceChecks,
        lambda vault: SourceDraft(stored_signal(vault), CheckedSource.PERMITS, "art. 6 lid 1 onder e AVG"),
        {"source": CheckedSource.TAXES, "ground": "art. 172 Gemeentewet"},
        Role.PRIVACY,
    ),
)
