"""What a decision leaves: the conditions to check, and the log of what was disclosed to whom (art. 28 lid 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.formats import format_date
from app.services.bibob.of_screening import WHICH_SCREENING, PartsOfScreening
from app.services.clock import today
from app.services.records import Words
from models.bibob import Condition, Disclosure, Screening
from models.bibob.choices import DisclosureGround, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ConditionDraft:
    """A condition as the form shows it: what, when it must be checked, and what the check gave."""

    screening_id: int | None = None
    text: str | None = None
    check_on: date | None = None
    checked_on: date | None = None
    finding: str | None = None


class Conditions(PartsOfScreening[Condition, ConditionDraft]):
    """The register of conditions (art. 3 lid 7 Wet Bibob)."""

    kind = "condition"
    words = Words("voorschrift", "het")
    model = Condition
    draft = ConditionDraft
    columns = {
        "screening_id": Condition.screening_id,
        "screening": Screening.number,
        "text": Condition.text,
        "check_on": Condition.check_on,
        "checked_on": Condition.checked_on,
    }
    searched = (Condition.text, Condition.finding, Screening.number)
    order = (Condition.check_on,)
    required = {
        "screening_id": WHICH_SCREENING,
        "text": "Vul het voorschrift in.",
        "check_on": "Vul in wanneer het voorschrift wordt gecontroleerd.",
    }

    def check(self, session: Session, draft: ConditionDraft, existing: Condition | None) -> Mapping[str, str]:
        """Only with a decision that attaches conditions, or before there is one; a check has a finding."""
        problems: dict[str, str] = {}
        screening = session.get(Screening, draft.screening_id) if draft.screening_id is not None else None
        outcome = screening.outcome if screening else None
        if outcome not in (None, Outcome.GRANT_WITH_CONDITIONS):
            problems["screening_id"] = (
                "Dit besluit is niet ‘verlenen met voorschriften’; er zijn geen voorschriften (art. 3 lid 7 Wet Bibob)."
            )
        if draft.checked_on is not None and draft.checked_on > today():
            problems["checked_on"] = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."
        if draft.checked_on is not None and draft.finding is None:
            problems["finding"] = "Vul in wat de controle opleverde."
        return problems

    def name_of(self, item: Condition) -> str:
        """The first words."""
        return item.text if len(item.text) <= 80 else f"{item.text[:77].rstrip()}…"


@dataclass(frozen=True, slots=True)
class DisclosureDraft:
    """A disclosure as the form shows it: when, to whom, under which letter, and what."""

    screening_id: int | None = None
    disclosed_on: date | None = None
    ground: DisclosureGround | None = None
    recipient: str | None = None
    what: str | None = None


class Disclosures(PartsOfScreening[Disclosure, DisclosureDraft]):
    """The log of disclosures; without a letter of art. 28 lid 2 there is no ground to disclose."""

    kind = "disclosure"
    words = Words("verstrekking")
    model = Disclosure
    draft = DisclosureDraft
    columns = {
        "screening_id": Disclosure.screening_id,
        "screening": Screening.number,
        "disclosed_on": Disclosure.disclosed_on,
        "ground": Disclosure.ground,
        "recipient": Disclosure.recipient,
        "what": Disclosure.what,
    }
    searched = (Disclosure.recipient, Disclosure.what, Screening.number)
    order = (Disclosure.disclosed_on.desc(),)
    required = {
        "screening_id": WHICH_SCREENING,
        "disclosed_on": "Vul in wanneer is verstrekt.",
        "ground": "Kies de rubriek a tot en met l: andere verstrekking is verboden (art. 28 lid 2 Wet Bibob).",
        "recipient": "Vul in aan wie is verstrekt.",
        "what": "Vul in wat is verstrekt.",
    }

    def blank(self) -> DisclosureDraft:
        """Today."""
        return DisclosureDraft(disclosed_on=today())

    def check(self, session: Session, draft: DisclosureDraft, existing: Disclosure | None) -> Mapping[str, str]:
        """Not in the future."""
        if draft.disclosed_on is not None and draft.disclosed_on > today():
            return {"disclosed_on": "Deze datum ligt in de toekomst; vul in wat er is gebeurd."}
        return {}

    def name_of(self, item: Disclosure) -> str:
        """To whom and when."""
        return f"{item.recipient}, {format_date(item.disclosed_on)}"
