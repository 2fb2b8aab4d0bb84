"""What the form for the RIEC says of a signal: what was handed over, apart from what may be thought of it.

Who brought the signal in is not on it, nor what no hit gave; the form exists only where a hand-over was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.rules.weighing import StepState
from app.services.access import requires
from app.services.clock import today
from app.services.exports import check_purpose
from app.services.signals.course import HandOverLine, course_of, signal_in
from models.casework import CaseworkExport, Mention
from models.casework.choices import Certainty, HitResult, SignalOutcome
from models.choices import Classification

if TYPE_CHECKING:
    from app.services.exports import Purpose
    from app.services.signals.course import Course
    from app.vault.session import UnlockedVault
    from models.casework import Signal

NO_FORM = "Leg eerst het besluit ‘naar het RIEC’ vast, met wat u op welke grondslag aan wie overdraagt."


@dataclass(frozen=True, slots=True)
class RiecForm:
    """The form: pairs are a heading and a text; mentions are what, kind, role and certainty; hits source and text."""

    municipality: str
    number: str
    day: date
    classification: Classification
    hand_over: HandOverLine
    about: tuple[tuple[str, str], ...]
    facts: str
    interpretation: str | None
    mentions: tuple[tuple[str, str, str, str], ...]
    weighing: tuple[tuple[str, str, str], ...]
    hits: tuple[tuple[str, str], ...]


@requires(Act.EDIT_SIGNALS, CASEWORK)
def riec_form(vault: UnlockedVault, signal_id: int, *, with_suspected: bool = True) -> RiecForm:
    """The form of the newest hand-over to the RIEC, with or without what is only suspected; Invalid without one."""
    course = course_of(vault, signal_id)
    hand_over = next((each for each in course.hand_overs if each.outcome is SignalOutcome.RIEC), None)
    if hand_over is None:
        raise Invalid({"": NO_FORM})
    with vault.read(CASEWORK) as session:
        signal = signal_in(session, signal_id)
        named = select(Mention).where(Mention.signal_id == signal_id).order_by(Mention.kind, Mention.label)
        if not with_suspected:
            named = named.where(Mention.certainty == Certainty.ESTABLISHED)
        mentions = session.scalars(named)
        return RiecForm(
            municipality=vault.municipality,
            number=signal.number,
            day=today(),
            classification=signal.classification,
            hand_over=hand_over,
            about=tuple(_about(signal)),
            facts=signal.facts,
            interpretation=signal.interpretation if with_suspected else None,
            mentions=tuple(
                (each.label, each.kind.label, each.role.label if each.role else "", each.certainty.label)
                for each in mentions
            ),
            weighing=tuple(_weighing(course)),
            hits=tuple(
                (each.source.label, each.finding or "") for each in course.sources if each.result is HitResult.HIT
            ),
        )


@requires(Act.EDIT_SIGNALS, CASEWORK)
def record_form_export(vault: UnlockedVault, signal_id: int, *, form: RiecForm, purpose: Purpose, sha256: str) -> None:
    """Log that the form was written outside the vault, and for whom."""
    check_purpose(purpose)
    with vault.write(CASEWORK) as work:
        export = CaseworkExport(
            made_at=vault.author.at(),
            made_by=vault.account.id,
            what=f"RIEC-signaalformulier {form.number}",
            classification=form.classification,
            reason=purpose.reason.strip(),
            recipient=(purpose.recipient or "").strip() or None,
            sha256=sha256,
        )
        work.session.add(export)
        work.record("signal.exported", "signal", signal_id)


def _about(signal: Signal) -> list[tuple[str, str]]:
    grade = None
    if signal.reliability is not None and signal.information_value is not None:
        grade = f"{signal.reliability.label}; {signal.information_value.label}"
    found = [
        ("Ontvangen", format_date(signal.received_on)),
        ("Waargenomen", _observed(signal)),
        ("Bron", signal.source.label),
        ("Betrouwbaarheid en waarde", grade),
        ("Fenomeen", signal.phenomenon.label if signal.phenomenon else None),
        ("Prioriteit", signal.priority.label if signal.priority else None),
    ]
    return [(name, text) for name, text in found if text]


def _observed(signal: Signal) -> str | None:
    if signal.observed_from is None:
        return None
    first = format_date(signal.observed_from)
    return f"{first} tot en met {format_date(signal.observed_to)}" if signal.observed_to else first


def _weighing(course: Course) -> list[tuple[str, str, str]]:
    return [
        (line.step.label, line.answer.verdict.label, "; ".join(filter(None, (line.answer.ground, line.answer.reason))))
        for line in course.steps
        if line.answer is not None and line.state in (StepState.YES, StepState.NO)
    ]
