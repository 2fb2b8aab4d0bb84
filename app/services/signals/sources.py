"""The sources of privacy test 1: the privacy officer says which and on what ground, who looks says hit or no hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Conflict, Invalid, NotFound
from app.rules.permissions import CASEWORK, Act
from app.rules.weighing import StepState
from app.services.access import requires, requires_own
from app.services.clock import today
from app.services.records import Option, Records, Words
from app.services.signals.course import Course, course_of, signal_in, standing_in
from app.services.signals.grounds import SHARING
from models.casework import Signal, SourceCheck
from models.casework.choices import CheckedSource, HitResult, WeighingStepKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as the form shows it."""

    signal_id: int | None = None
    source: CheckedSource | None = None
    ground: str | None = None


class SourceChecks(Records[SourceCheck, SourceDraft]):
    """The register of sources; only the privacy officer writes in it."""

    kind = "source_check"
    words = Words("bron")
    compartment = CASEWORK
    read_act = Act.READ_SIGNALS
    edit_act = Act.DECIDE_PRIVACY_TEST
    model = SourceCheck
    draft = SourceDraft
    columns = {
        "signal_id": SourceCheck.signal_id,
        "signal": Signal.number,
        "source": SourceCheck.source,
        "ground": SourceCheck.ground,
        "result": SourceCheck.result,
        "checked_on": SourceCheck.checked_on,
    }
    searched = (SourceCheck.ground, Signal.number)
    order = (Signal.received_on.desc(), SourceCheck.id)
    required = {
        "signal_id": "Kies het signaal.",
        "source": "Kies de bron.",
        "ground": "Vul de grondslag in; zonder grondslag wordt een bron niet geraadpleegd.",
    }

    def source(self) -> Select[Any]:
        """Lists show the number of the signal."""
        return select(SourceCheck.id).join(Signal, Signal.id == SourceCheck.signal_id)

    @requires_own("read_act")
    def options(self, field: str, current: SourceDraft | None = None) -> tuple[Option, ...]:
        """Grounds that occur often, and the signals that are being weighed."""
        if field == "ground":
            return tuple(Option(ground, ground) for ground in SHARING)
        if field != "signal_id":
            return ()
        newest = select(Signal.id, Signal.number, Signal.title).order_by(Signal.received_on.desc(), Signal.id)
        with self.vault.read(CASEWORK) as session:
            return tuple(Option(key, f"{number} {title}") for key, number, title in session.execute(newest))

    def check(self, session: Session, draft: SourceDraft, existing: SourceCheck | None) -> Mapping[str, str]:
        """One that exists and is open; a source once; what was looked in already stays as it was."""
        signal = session.get(Signal, draft.signal_id) if draft.signal_id is not None else None
        if signal is None:
            return {"signal_id": "Dit signaal bestaat niet (meer)."}
        if not signal.status.is_open:
            return {"": "Over dit signaal is al besloten; er worden geen bronnen meer geraadpleegd."}
        if existing is not None and existing.result is not None:
            return {"": "Deze bron is al geraadpleegd en verandert niet meer."}
        same = select(SourceCheck.id).where(
            SourceCheck.signal_id == draft.signal_id, SourceCheck.source == draft.source
        )
        others = [key for key in session.scalars(same) if existing is None or key != existing.id]
        if others and draft.source is not CheckedSource.OTHER:
            return {"source": "Deze bron staat er al bij."}
        return {}

    def name_of(self, item: SourceCheck) -> str:
        """Which source."""
        return item.source.label

    def hindrance(self, session: Session, item: SourceCheck) -> str | None:
        """What was looked in stays on record."""
        return "Deze bron is al geraadpleegd en blijft staan." if item.result is not None else None


@requires(Act.EDIT_SIGNALS, CASEWORK)
def record_result(
    vault: UnlockedVault, check_id: int, result: HitResult | None, finding: str | None, version: int
) -> Course:
    """Write down what a source gave, after privacy test 1 allowed it; at no hit nothing else is kept."""
    told = (finding or "").strip() or None
    with vault.write(CASEWORK) as work:
        check = work.session.get(SourceCheck, check_id)
        if check is None:
            raise NotFound("Deze bron bestaat niet (meer).")
        if check.version != version:
            raise Conflict("Iemand anders heeft bij deze bron intussen iets vastgelegd. Uw invoer staat er nog.")
        signal = signal_in(work.session, check.signal_id)
        if standing_in(work.session, signal).states[WeighingStepKind.P1] is not StepState.YES:
            raise Invalid({"": "Eerst is privacytoets 1 aan de beurt; tot dan wordt geen bron geraadpleegd."})
        if not signal.status.is_open:
            raise Invalid({"": "Over dit signaal is al besloten; er worden geen bronnen meer geraadpleegd."})
        problems = _result_problems(result, told)
        if problems:
            raise Invalid(problems)
        check.result, check.finding = result, told
        check.checked_on, check.checked_by = today(), vault.account.id
        work.record("source_check.looked", "source_check", check_id, fields=("result",))
        signal_id = signal.id
    return course_of(vault, signal_id)


def _result_problems(result: HitResult | None, finding: str | None) -> dict[str, str]:
    if result is None:
        return {"result": "Kies hit of no hit."}
    if result is HitResult.NO_HIT and finding:
        return {"finding": "Bij no hit wordt niets bewaard; maak dit veld leeg."}
    return {}
