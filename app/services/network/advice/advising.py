"""Advice on interventions for a case or a chart, and taking one over into the plan of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid, NotFound
from app.formats import format_date
from app.rules.network.advice import Advice, Known, advise
from app.rules.network.advice_facts import facts_in
from app.rules.network.graph import Network, NodeKind
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.casework.people import account_named
from app.services.clock import today
from app.services.network.advice.rules import advice_rules
from app.services.network.around.reading import grouped
from app.services.network.around.steps import among, around
from models.casework import Case, CaseNote, CasePart, Finding, Inspection, Intervention, Signal, SignalCase
from models.casework.case_choices import InterventionStatus
from models.casework.choices import SignalSource
from models.choices import Phenomenon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy.orm import Session

    from app.vault.session import UnlockedVault

DISCLAIMER = (
    "Dit is een advies uit regels die u kunt wijzigen, en geen besluit. Het zegt niets over een persoon; wat past of "
    "nodig is, weegt de behandelaar met de jurist."
)
_ENTITIES = frozenset({kind for kind in NodeKind if kind.is_entity} | {NodeKind.SIGNAL, NodeKind.PROPERTY})


@dataclass(frozen=True, slots=True)
class AdviceSheet:
    """What may fit a case or chart. `planned` are the titles that are in the plan of the case already."""

    advices: tuple[Advice, ...]
    known: Known
    themes: tuple[Phenomenon, ...]
    planned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How an advice goes into the plan: who does it, from when and until when; `note` is why, in one's own words."""

    owner: str | None = None
    start_on: date | None = None
    due_on: date | None = None
    note: str | None = None


@requires(Act.READ_CASES, CASEWORK)
def advice_for_case(vault: UnlockedVault, case_id: int) -> AdviceSheet:
    """What may fit this case: from whom and what it names itself, its signals name, and they are linked with."""
    with vault.read(CASEWORK) as session:
        if session.get(Case, case_id) is None:
            raise NotFound("De casus bestaat niet (meer).")
        planned = frozenset(session.scalars(select(Intervention.title).where(Intervention.case_id == case_id)))
    network = around(vault, [f"case:{case_id}"], hops=2, kinds=_ENTITIES).network
    return _sheet(vault, network, planned)


@requires(Act.READ_CASES, CASEWORK)
def advice_for_chart(vault: UnlockedVault, keys: Sequence[str]) -> AdviceSheet:
    """What may fit what is on a chart."""
    return _sheet(vault, among(vault, keys), frozenset())


@requires(Act.EDIT_CASES, CASEWORK)
def take_over(vault: UnlockedVault, case_id: int, advice: Advice, how: TakenOver) -> int:
    """Put an advice in the plan of a case, with a note of what it rested on; gives the id of the intervention.

    Invalid when it is in the plan already, or with days out of order. In one act with its note.
    """
    title = advice.rule.title
    with vault.write(CASEWORK) as work:
        session = work.session
        if session.get(Case, case_id) is None:
            raise NotFound("De casus bestaat niet (meer).")
        _check(session, case_id, title, how)
        item = Intervention(
            case_id=case_id,
            kind=advice.rule.kind,
            title=title,
            owner=how.owner,
            owner_account=account_named(vault, how.owner),
            status=InterventionStatus.PLANNED,
            start_on=how.start_on,
            due_on=how.due_on,
        )
        note = CaseNote(
            case_id=case_id,
            text=_reasoned(advice, how.note),
            written_at=vault.author.at(),
            written_by=vault.account.id,
        )
        session.add_all([item, note])
        session.flush()
        session.add_all(
            [
                CasePart(case_id=case_id, kind="intervention", record_id=item.id),
                CasePart(case_id=case_id, kind="case_note", record_id=note.id),
            ]
        )
        work.record("intervention.added", "intervention", item.id, fields=("title", "kind", "status"))
        work.record("case_note.added", "case_note", note.id)
        return item.id


def _check(session: Session, case_id: int, title: str, how: TakenOver) -> None:
    there = select(Intervention.id).where(Intervention.case_id == case_id, Intervention.title == title)
    if session.scalar(there.where(Intervention.status != InterventionStatus.DROPPED)) is not None:
        raise Invalid({"": "Deze interventie staat al in het plan van aanpak van deze casus."})
    if how.start_on and how.due_on and how.due_on < how.start_on:
        raise Invalid({"due_on": "De einddatum ligt vóór de startdatum van de interventie."})


def _reasoned(advice: Advice, note: str | None) -> str:
    rule = advice.rule
    lines = [
        f"Advies overgenomen: {rule.title}.",
        f"Grondslag: {rule.ground} ({rule.state}).",
        advice.sentence,
        advice.explanation,
    ]
    if note and note.strip():
        lines.append(f"Afweging: {note.strip()}")
    return "\n".join(line for line in lines if line)


def _sheet(vault: UnlockedVault, network: Network, planned: frozenset[str]) -> AdviceSheet:
    ids = grouped(network.nodes)
    with vault.read(CASEWORK) as session:
        signals = set(ids.get("signal", ())) | _feeding(session, ids.get("case", ()))
        themes = _themes(session, signals, ids.get("case", ()))
        findings = tuple(_findings(session, signals, ids.get("case", ()), ids.get("inspection", ())))
    known = facts_in(network, findings)
    advices = advise(advice_rules(vault), known, themes, today())
    return AdviceSheet(advices, known, themes, planned)


def _feeding(session: Session, cases: Collection[int]) -> set[int]:
    return set(session.scalars(select(SignalCase.signal_id).where(SignalCase.case_id.in_(list(cases)))))


def _themes(session: Session, signals: Collection[int], cases: Collection[int]) -> tuple[Phenomenon, ...]:
    found = set(session.scalars(select(Signal.phenomenon).where(Signal.id.in_(list(signals)))))
    found |= set(session.scalars(select(Case.theme).where(Case.id.in_(list(cases)))))
    return tuple(theme for theme in Phenomenon if theme in found)


def _findings(
    session: Session, signals: Collection[int], cases: Collection[int], inspections: Collection[int]
) -> Iterator[str]:
    """Reports of the police among the signals, and what was found at inspections."""
    reports = select(Signal.number, Signal.received_on).where(
        Signal.id.in_(list(signals)), Signal.source == SignalSource.POLICE
    )
    for number, day in session.execute(reports.order_by(Signal.id)):
        yield f"{number}: bericht van de politie van {format_date(day)}"
    found = (
        select(Inspection.number, Finding.law)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .where(Inspection.case_id.in_(list(cases)) | Inspection.id.in_(list(inspections)))
    )
    for number, law in session.execute(found.order_by(Finding.id)):
        yield f"{number}: {law.label}"
