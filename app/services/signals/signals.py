"""The register of signals: what was seen, apart from what it may mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires_own
from app.services.clock import today
from app.services.records import Option, Records, Words
from models.casework import HandOver, Mention, NumberSeries, Signal, SignalCase, SourceCheck, WeighingStep
from models.casework.choices import (
    Cluster,
    InformationValue,
    InformingDuty,
    Reliability,
    SignalSource,
    SignalStatus,
)
from models.choices import Classification, Phenomenon, Priority

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


FIRST_ROUND = 1
LATELY = 500  # signals among which is looked for who brings in
_PARTS: dict[type[Any], str] = {
    Mention: "vermeldingen",
    SourceCheck: "bronnen",
    WeighingStep: "stappen van de weging",
    SignalCase: "koppelingen met een casus",
    HandOver: "overdrachten",
}


@dataclass(frozen=True, slots=True)
class SignalDraft:
    """A signal as the form shows it. `number` is given by the program; `received_on` is today when left out.

    Its status and outcome are not here: they follow from the weighing.
    """

    number: str | None = None
    title: str | None = None
    received_on: date | None = None
    observed_from: date | None = None
    observed_to: date | None = None
    source: SignalSource | None = None
    cluster: Cluster | None = None
    phenomenon: Phenomenon | None = None
    facts: str | None = None
    interpretation: str | None = None
    reliability: Reliability | None = None
    information_value: InformationValue | None = None
    priority: Priority | None = None
    priority_reason: str | None = None
    classification: Classification | None = Classification.CONFIDENTIAL
    brought_in_by: str | None = None
    informing: InformingDuty | None = None
    informing_note: str | None = None


class Signals(Records[Signal, SignalDraft]):
    """The register of signals. Three fields are enough to save one."""

    kind = "signal"
    words = Words("signaal", "het")
    compartment = CASEWORK
    read_act = Act.READ_SIGNALS
    edit_act = Act.EDIT_SIGNALS
    model = Signal
    draft = SignalDraft
    columns = {
        "number": Signal.number,
        "title": Signal.title,
        "received_on": Signal.received_on,
        "status": Signal.status,
        "source": Signal.source,
        "cluster": Signal.cluster,
        "phenomenon": Signal.phenomenon,
        "priority": Signal.priority,
        "outcome": Signal.outcome,
        "decided_on": Signal.decided_on,
        "keep_until": Signal.keep_until,
    }
    searched = (Signal.number, Signal.title, Signal.brought_in_by)
    order = (Signal.received_on.desc(), Signal.number.desc())
    required = {
        "title": "Vul een korte titel in, zonder namen van personen.",
        "facts": "Vul in wat er is gezien of gehoord.",
        "source": "Kies waar het signaal vandaan komt.",
    }

    def blank(self) -> SignalDraft:
        """A new signal came in today."""
        return SignalDraft(received_on=today())

    @requires_own("read_act")
    def options(self, field: str, current: SignalDraft | None = None) -> tuple[Option, ...]:
        """Who brought something in lately; the whole register would be too much to read for each form."""
        if field != "brought_in_by":
            return ()
        lately = select(Signal.brought_in_by).order_by(Signal.id.desc()).limit(LATELY)
        with self.vault.read(CASEWORK) as session:
            names = {name for name in session.scalars(lately) if name is not None}
        return tuple(Option(name, name) for name in sorted(names, key=str.casefold))

    def write(self, session: Session, item: Signal, draft: SignalDraft) -> None:
        """Put the draft into the signal, which keeps its number."""
        kept = replace(
            draft,
            number=draft.number or item.number,
            received_on=draft.received_on or today(),
            classification=draft.classification or Classification.CONFIDENTIAL,
        )
        super().write(session, item, kept)

    def complete(self, session: Session, item: Signal) -> None:
        """A number in the series of the year, and a weighing that has yet to begin."""
        begin(session, item)

    def check(self, session: Session, draft: SignalDraft, existing: Signal | None) -> Mapping[str, str]:
        """Days in order; who reported anonymously is not named; a number stays what it is."""
        problems = day_problems(draft)
        if draft.source is SignalSource.INTERNAL_ANONYMOUS and draft.brought_in_by:
            problems["brought_in_by"] = "Een anonieme interne melding wordt niet tot iemand herleid; laat dit leeg."
        if draft.information_value is not None and draft.reliability is None:
            problems["reliability"] = "Vul beide assen in, of geen van beide."
        if draft.reliability is not None and draft.information_value is None:
            problems["information_value"] = "Vul beide assen in, of geen van beide."
        if existing is not None and draft.number not in (None, existing.number):
            problems["number"] = "Het nummer van een signaal verandert niet."
        return problems

    def name_of(self, item: Signal) -> str:
        """Number and title."""
        return f"{item.number} {item.title}"

    def hindrance(self, session: Session, item: Signal) -> str | None:
        """A signal about which anything was recorded is weighed and kept for its term, not removed."""
        if item.delivery is not None:
            return "Dit signaal is door een deelnemer ingebracht. Weeg het; dan hoort de deelnemer hoe het afloopt."
        for model, what in _PARTS.items():
            if session.scalar(select(func.count()).where(model.signal_id == item.id)):
                return f"Bij dit signaal zijn {what} vastgelegd. Weeg het signaal, of verwijder die eerst."
        return None


def begin(session: Session, item: Signal) -> None:
    """What a new signal gets; one that has it stays as it is."""
    if not item.number:
        item.number = _next_number(session, item.received_on.year)
    if vars(item).get("status") is None:  # new, or put back with the number it had
        item.status, item.round = SignalStatus.RECEIVED, FIRST_ROUND


def _next_number(session: Session, year: int) -> str:
    """The next of S-2020; where the cases of a municipality are in that series too, a number is still given once."""
    name = f"S-{year}"
    series = session.get(NumberSeries, name)
    if series is None:
        series = NumberSeries(name=name, last=0)
        session.add(series)
    series.last += 1
    return f"{name}-{series.last:04d}"


def day_problems(draft: SignalDraft) -> dict[str, str]:
    """What is wrong with the days of a signal, a message per field."""
    problems: dict[str, str] = {}
    received = draft.received_on or today()
    if received > today():
        problems["received_on"] = "Een signaal is niet in de toekomst ontvangen."
    if draft.observed_from is not None and draft.observed_from > received:
        problems["observed_from"] = "De waarneming ligt na de dag van ontvangst."
    if draft.observed_to is not None:
        if draft.observed_from is None:
            problems["observed_from"] = "Vul ook in wanneer de waarneming begon."
        elif draft.observed_to < draft.observed_from:
            problems["observed_to"] = "Het einde van de waarneming ligt vóór het begin."
        elif draft.observed_to > received:
            problems["observed_to"] = "De waarneming ligt na de dag van ontvangst."
    return problems
