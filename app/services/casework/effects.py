"""What a case brought about, seen at its closing and looked at again after a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import update

from app.services.casework.of_case import WHICH_CASE, PartsOfCase
from app.services.clock import today
from app.services.records import Words
from models.casework import Case, CaseEffect
from models.casework.case_choices import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CaseEffectDraft:
    """What was seen, as the form shows it."""

    case_id: int | None = None
    seen_on: date | None = None
    effect: Effect | None = None
    note: str | None = None


class CaseEffects(PartsOfCase[CaseEffect, CaseEffectDraft]):
    """The register of effects. Looking again answers the question that the case asked for that day."""

    kind = "case_effect"
    words = Words("effect", "het")
    model = CaseEffect
    draft = CaseEffectDraft
    columns = {
        "case_id": CaseEffect.case_id,
        "case": Case.number,
        "seen_on": CaseEffect.seen_on,
        "effect": CaseEffect.effect,
        "note": CaseEffect.note,
    }
    searched = (CaseEffect.note, Case.number, Case.title)
    order = (CaseEffect.seen_on.desc(),)
    required = {
        "case_id": WHICH_CASE,
        "seen_on": "Vul in op welke dag het effect is bezien.",
        "effect": "Kies het effect.",
    }

    def blank(self) -> CaseEffectDraft:
        """Today."""
        return CaseEffectDraft(seen_on=today())

    def check(self, session: Session, draft: CaseEffectDraft, existing: CaseEffect | None) -> Mapping[str, str]:
        """Not in the future."""
        if draft.seen_on is not None and draft.seen_on > today():
            return {"seen_on": "Deze datum ligt in de toekomst; vul in wat er is gezien."}
        return {}

    def complete(self, session: Session, item: CaseEffect) -> None:
        """The question is answered, unless what was seen lies before the day it was asked for."""
        answered = update(Case).where(Case.id == item.case_id, Case.effect_due_on <= item.seen_on)
        session.execute(answered.values(effect_due_on=None), execution_options={"synchronize_session": False})

    def name_of(self, item: CaseEffect) -> str:
        """In a word."""
        return item.effect.label
