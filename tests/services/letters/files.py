"""A screening in the state in which each kind of letter is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.bibob.aftermath import ConditionDraft, Conditions
from app.services.bibob.parties import Parties, PartyDraft
from models.bibob.choices import AdviceType, Answer, Danger, Outcome, PartyNature, PartyRole
from models.letter_choices import LetterKind
from tests.services.bibob.files import screening

if TYPE_CHECKING:
    from app.services.letters.desk import LetterDesk
    from app.services.letters.source import LetterDraft
    from app.vault.session import UnlockedVault

DAY = date(2020, 7, 8)
ASKED: dict[str, Any] = {"advice_type": AdviceType.REGULAR}
JUDGED: dict[str, Any] = ASKED | {
    "advice_requested_on": date(2020, 3, 16),
    "advice_received_on": date(2020, 6, 1),
    "danger_a": Danger.SERIOUS,
    "danger_b": Danger.LESSER,
    "danger_six": Answer.NO,
    "reasoning": "De herkomst van het geld is niet verklaard.",
}
HEARD: dict[str, Any] = JUDGED | {
    "intention_sent_on": date(2020, 6, 10),
    "secrecy_pointed_on": date(2020, 6, 10),
    "views_received_on": date(2020, 6, 20),
    "decided_on": DAY,
}
STATES: dict[LetterKind, dict[str, Any]] = {
    LetterKind.ADVICE_REQUEST: {},
    LetterKind.ADVICE_NOTICE: ASKED | {"advice_requested_on": date(2020, 7, 1)},
    LetterKind.COMPLETION: {},
    LetterKind.INTENTION: JUDGED,
    LetterKind.DECISION_GRANT: {
        "danger_a": Danger.NONE,
        "danger_b": Danger.NONE,
        "danger_six": Answer.NO,
        "outcome": Outcome.GRANT,
        "decided_on": DAY,
    },
    LetterKind.DECISION_CONDITIONS: HEARD | {"outcome": Outcome.GRANT_WITH_CONDITIONS},
    LetterKind.DECISION_REFUSAL: HEARD | {"outcome": Outcome.REFUSE},
    LetterKind.DECISION_REVOCATION: HEARD | {"outcome": Outcome.REVOKE},
    LetterKind.DECISION_NOT_PROCESSED: {
        "completion_asked_on": date(2020, 6, 1),
        "outcome": Outcome.NOT_PROCESSED,
        "decided_on": DAY,
    },
}


def file_for(vault: UnlockedVault, kind: LetterKind) -> int:
    """A screening with its subject in which this letter can be written; its id."""
    file = screening(vault, **STATES[kind])
    Parties(vault).add(
        PartyDraft(
            file,
            PartyRole.SUBJECT,
            PartyNature.LEGAL,
            "Voorbeeld Horeca BV",
            address="Voorbeeldstraat 1, 0000 AA Voorbeelddorp",
            trade_register_number="00000001",
            legal_form="besloten vennootschap",
            trade_names=("Eetcafé Het Voorbeeld",),
        )
    )
    if kind is LetterKind.DECISION_CONDITIONS:
        Conditions(vault).add(ConditionDraft(file, "Geen nieuwe geldgever zonder melding.", date(2021, 1, 5)))
    return file


def drafted(desk: LetterDesk, file: int, kind: LetterKind, **entered: Any) -> LetterDraft:
    """What the program proposes, with what only the maker knows."""
    proposed = desk.proposal(file, kind, DAY)
    intended = "de aanvraag te weigeren" if kind is LetterKind.INTENTION else None
    address = proposed.address or "Postbus 00000\n0000 AA Voorbeeldstad"
    made = replace(proposed, reason="Omdat het zo is.", intended=intended, address=address)
    return replace(made, **entered)
