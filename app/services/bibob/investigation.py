"""What was looked at: the sources of the own investigation, and what the LBB asked in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.formats import format_date
from app.services.bibob.of_screening import WHICH_SCREENING, PartsOfScreening
from app.services.clock import today
from app.services.records import Words
from models.bibob import AdviceQuestion, ConsultedSource, Screening
from models.bibob.choices import ResearchSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

FUTURE = "Deze datum ligt in de toekomst; vul in wat er is gebeurd."


@dataclass(frozen=True, slots=True)
class ConsultedSourceDraft:
    """A consulted source as the form shows it; `ground` is the legal ground for consulting it."""

    screening_id: int | None = None
    source: ResearchSource | None = None
    consulted_on: date | None = None
    ground: str | None = None
    result: str | None = None


class ConsultedSources(PartsOfScreening[ConsultedSource, ConsultedSourceDraft]):
    """The register of consulted sources (art. 7a Wet Bibob)."""

    kind = "consulted_source"
    words = Words("bron")
    model = ConsultedSource
    draft = ConsultedSourceDraft
    columns = {
        "screening_id": ConsultedSource.screening_id,
        "screening": Screening.number,
        "source": ConsultedSource.source,
        "consulted_on": ConsultedSource.consulted_on,
        "ground": ConsultedSource.ground,
    }
    searched = (ConsultedSource.ground, ConsultedSource.result, Screening.number)
    order = (ConsultedSource.consulted_on.desc(),)
    required = {
        "screening_id": WHICH_SCREENING,
        "source": "Kies welke bron is geraadpleegd.",
        "consulted_on": "Vul in wanneer de bron is geraadpleegd.",
        "ground": "Vul de grondslag in om deze bron te raadplegen (art. 7a Wet Bibob).",
    }

    def blank(self) -> ConsultedSourceDraft:
        """Today."""
        return ConsultedSourceDraft(consulted_on=today())

    def check(
        self, session: Session, draft: ConsultedSourceDraft, existing: ConsultedSource | None
    ) -> Mapping[str, str]:
        """Not in the future."""
        return {"consulted_on": FUTURE} if draft.consulted_on and draft.consulted_on > today() else {}

    def name_of(self, item: ConsultedSource) -> str:
        """Which source."""
        return item.source.label


@dataclass(frozen=True, slots=True)
class AdviceQuestionDraft:
    """A request for data as the form shows it; open while it was not answered."""

    screening_id: int | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    reason: str | None = None


class AdviceQuestions(PartsOfScreening[AdviceQuestion, AdviceQuestionDraft]):
    """The register of what the LBB asked: each suspends its term (art. 15 lid 2 Wet Bibob)."""

    kind = "advice_question"
    words = Words("vraag van het LBB")
    model = AdviceQuestion
    draft = AdviceQuestionDraft
    columns = {
        "screening_id": AdviceQuestion.screening_id,
        "screening": Screening.number,
        "asked_on": AdviceQuestion.asked_on,
        "answered_on": AdviceQuestion.answered_on,
        "reason": AdviceQuestion.reason,
    }
    searched = (AdviceQuestion.reason, Screening.number)
    order = (AdviceQuestion.asked_on.desc(),)
    required = {
        "screening_id": WHICH_SCREENING,
        "asked_on": "Vul in wanneer om gegevens is verzocht (art. 15 lid 2 Wet Bibob).",
        "reason": "Vul in om welke gegevens is verzocht.",
    }

    def blank(self) -> AdviceQuestionDraft:
        """Today."""
        return AdviceQuestionDraft(asked_on=today())

    def check(self, session: Session, draft: AdviceQuestionDraft, existing: AdviceQuestion | None) -> Mapping[str, str]:
        """Between the request for advice and its receipt, and in order."""
        problems = {
            name: FUTURE for name in ("asked_on", "answered_on") if (day := getattr(draft, name)) and day > today()
        }
        screening = session.get(Screening, draft.screening_id) if draft.screening_id is not None else None
        if screening is None or draft.asked_on is None:
            return problems
        requested, received = screening.advice_requested_on, screening.advice_received_on
        if requested is None:
            problems["screening_id"] = "In dit dossier is geen advies gevraagd (art. 15 lid 2 Wet Bibob)."
        elif draft.asked_on < requested:
            problems["asked_on"] = f"Dit ligt vóór de adviesaanvraag van {format_date(requested)} (art. 15 Wet Bibob)."
        if received is not None and draft.asked_on > received:
            problems["asked_on"] = f"Dit ligt na het advies van {format_date(received)} (art. 15 Wet Bibob)."
        if draft.answered_on is not None and draft.answered_on < draft.asked_on:
            problems["answered_on"] = "Het antwoord ligt vóór de vraag (art. 15 lid 2 Wet Bibob)."
        return problems

    def name_of(self, item: AdviceQuestion) -> str:
        """Since when."""
        return f"Vraag van {format_date(item.asked_on)}"
