"""What needs this user's attention now, gathered from every compartment that the user may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.formats import format_amount, format_count, format_date, format_integer
from app.rules.permissions import BIBOB, CASEWORK, INTEGRITY, INTEGRITY_DEPUTY, MEASURES, PROGRAMME, REGISTER, Act
from app.services.access import allowed, requires
from app.services.apart.looking import items_apart
from app.services.attention_item import AttentionItem, Urgency
from app.services.backups.backups_attention import backup_items
from app.services.bibob.warnings import screening_items
from app.services.casework.inspections import inspection_items
from app.services.casework.work_lists import case_items
from app.services.clock import today
from app.services.evaluation.gather import gather
from app.services.integrity.terms import deputy_items, report_items
from app.services.keys.keys_attention import rekey_items, review_items
from app.services.measures.warnings import measure_items
from app.services.meetings.actions import action_items
from app.services.network.advice.effects import effect_items
from app.services.network.blind.received import hit_items
from app.services.programme.coming_due import programme_items
from app.services.programme.figures import differences, publications
from app.services.programme.quickscan import FINISHED
from app.services.retention.reminders import measure_retention_items, retention_items
from app.services.signals.anonymous import anonymous_items
from app.services.signals.attention import signal_items
from models.casework import Case
from models.choices import CarryOverStatus, CaseStatus, DocumentStatus, InstrumentStatus
from models.programme import (
    Budget,
    BudgetLine,
    CarryOver,
    Commitment,
    Evaluation,
    Instrument,
    Publication,
    Recommendation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Select

    from app.vault.session import UnlockedVault

__all__ = ["AttentionItem", "Urgency", "attention"]

SOON = timedelta(days=30)
LONG_OPEN = timedelta(days=180)
SHOWN_PER_KIND = 20


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that are told one by one, and how many more there are."""

    shown: Sequence[Any]
    more: int


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what an item tells is checked per compartment below
def attention(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """What needs attention, most urgent first; at most twenty of a kind and then a line that counts the rest."""
    items = [AttentionItem(warning, Urgency.OVERDUE) for warning in vault.warnings]
    for act, compartment, find in _SOURCES:
        if allowed(vault, act, compartment) and compartment in vault.available:
            items.extend(find(vault))
    places = {urgency: place for place, urgency in enumerate(Urgency)}
    return tuple(sorted(items, key=lambda item: places[item.urgency]))


def _recommendations(vault: UnlockedVault) -> Iterator[AttentionItem]:
    day = today()
    rows = _rows(
        vault,
        PROGRAMME,
        select(Recommendation.id, Recommendation.text, Recommendation.due_on)
        .where(Recommendation.due_on <= day + SOON, Recommendation.status.not_in(FINISHED))
        .order_by(Recommendation.due_on, Recommendation.id),
    )
    for key, text, due_on in rows.shown:
        overdue = due_on < day
        told = "had klaar moeten zijn op" if overdue else "moet klaar zijn op"
        yield AttentionItem(
            f"Een aanbeveling {told} {format_date(due_on)}: ‘{_short(text)}’",
            _urgency(overdue),
            "quickscan",
            key,
            "recommendation",
        )
    yield from _rest(rows, "aanbevelingen met een streefdatum", Urgency.SOON, "quickscan", "recommendation")


def _instruments(vault: UnlockedVault) -> Iterator[AttentionItem]:
    day = today()
    rows = _rows(
        vault,
        PROGRAMME,
        select(Instrument.id, Instrument.name, Instrument.review_on)
        .where(Instrument.review_on <= day + SOON, Instrument.status != InstrumentStatus.WITHDRAWN)
        .order_by(Instrument.review_on, Instrument.id),
    )
    for key, name, review_on in rows.shown:
        overdue = review_on < day
        told = "had herzien moeten zijn op" if overdue else "moet worden herzien op"
        yield AttentionItem(
            f"‘{name}’ {told} {format_date(review_on)}.", _urgency(overdue), "instruments", key, "instrument"
        )
    yield from _rest(rows, "instrumenten om te herzien", Urgency.SOON, "instruments", "instrument")


def _open_cases(vault: UnlockedVault) -> Iterator[AttentionItem]:
    day = today()
    rows = _rows(
        vault,
        CASEWORK,
        select(Case.id, Case.number, Case.title, Case.opened_on)
        .where(Case.status != CaseStatus.CLOSED, Case.opened_on < day - LONG_OPEN)
        .order_by(Case.opened_on, Case.id),
    )
    for key, number, title, opened_on in rows.shown:
        since, days = format_date(opened_on), format_integer((day - opened_on).days)
        yield AttentionItem(
            f"Casus {number} staat open sinds {since}, {days} dagen: ‘{_short(title)}’",
            Urgency.NOTICE,
            "cases",
            key,
            "case",
        )
    yield from _rest(rows, "casussen die langer dan een halfjaar openstaan", Urgency.NOTICE, "cases", "case")


def _figures(vault: UnlockedVault) -> Iterator[AttentionItem]:
    """Published years that are not what the cases come to now; only who holds both compartments can compare."""
    if not (allowed(vault, Act.READ_PROGRAMME, PROGRAMME) and PROGRAMME in vault.available):
        return
    with vault.read(PROGRAMME) as session:
        years = session.scalars(select(Publication.year).distinct().order_by(Publication.year)).all()
    for publication in publications(vault, years):
        found = () if publication.historic else differences(vault, publication.year)
        if found:
            kinds = format_count(len(found), "type", "typen")
            yield AttentionItem(
                f"De gepubliceerde jaarcijfers van {publication.year} wijken bij {kinds} af van de casussen van nu.",
                Urgency.NOTICE,
                "figures",
            )


def _carry_overs(vault: UnlockedVault) -> Iterator[AttentionItem]:
    rows = _rows(
        vault,
        PROGRAMME,
        select(CarryOver.id, CarryOver.amount, Budget.year, CarryOver.to_year)
        .join(Budget, Budget.id == CarryOver.budget_id)
        .where(CarryOver.status == CarryOverStatus.DRAFT)
        .order_by(Budget.year, CarryOver.id),
    )
    for key, amount, year, to_year in rows.shown:
        yield AttentionItem(
            f"De overheveling van {format_amount(amount)} van {year} naar {to_year} is nog een concept.",
            Urgency.NOTICE,
            "money",
            key,
            "carry_over",
        )
    yield from _rest(rows, "overhevelingen in concept", Urgency.NOTICE, "money", "carry_over")


def _commitments(vault: UnlockedVault) -> Iterator[AttentionItem]:
    rows = _rows(
        vault,
        PROGRAMME,
        select(Commitment.id, BudgetLine.name, Commitment.year)
        .join(BudgetLine, BudgetLine.id == Commitment.line_id)
        .where(Commitment.amount.is_(None))
        .order_by(Commitment.year, Commitment.id),
    )
    for key, name, year in rows.shown:
        yield AttentionItem(
            f"Het bedrag van de verplichting voor {year} bij ‘{name}’ is nog onbekend.",
            Urgency.NOTICE,
            "money",
            key,
            "commitment",
        )
    yield from _rest(rows, "verplichtingen zonder bedrag", Urgency.NOTICE, "money", "commitment")


def _evaluations(vault: UnlockedVault) -> Iterator[AttentionItem]:
    with vault.read(PROGRAMME) as session:
        drafts = session.execute(
            select(Evaluation.id, Evaluation.year)
            .where(Evaluation.status == DocumentStatus.DRAFT)
            .order_by(Evaluation.year.desc())
        ).all()
    for key, year in drafts:
        count = len(gather(vault, year).notes)
        told = format_count(count, "aandachtspunt", "aandachtspunten")
        points = f"met {told}" if count else "zonder aandachtspunten"
        yield AttentionItem(
            f"De evaluatie over {year} is nog een concept, {points}.", Urgency.NOTICE, "evaluation", key, "document"
        )


_SOURCES: tuple[tuple[Act, str, Callable[[UnlockedVault], Iterable[AttentionItem]]], ...] = (
    (Act.READ_CASES, CASEWORK, case_items),
    (Act.READ_CASES, CASEWORK, items_apart),
    (Act.READ_CASES, CASEWORK, effect_items),
    (Act.READ_SIGNALS, CASEWORK, signal_items),
    (Act.READ_SIGNALS, CASEWORK, anonymous_items),
    (Act.READ_SIGNALS, CASEWORK, hit_items),
    (Act.READ_PROGRAMME, PROGRAMME, _recommendations),
    (Act.READ_PROGRAMME, PROGRAMME, _instruments),
    (Act.READ_CASES, CASEWORK, _open_cases),
    (Act.READ_CASES, CASEWORK, _figures),
    (Act.READ_MEETINGS, CASEWORK, action_items),
    (Act.READ_INSPECTIONS, CASEWORK, inspection_items),
    (Act.READ_PROGRAMME, PROGRAMME, programme_items),
    (Act.READ_PROGRAMME, PROGRAMME, _carry_overs),
    (Act.READ_PROGRAMME, PROGRAMME, _commitments),
    (Act.READ_PROGRAMME, PROGRAMME, _evaluations),
    (Act.PROPOSE_ERASURE, CASEWORK, retention_items),
    (Act.PROPOSE_MEASURE_ERASURE, MEASURES, measure_retention_items),
    (Act.READ_SCREENINGS, BIBOB, screening_items),
    (Act.READ_MEASURES, MEASURES, measure_items),
    (Act.REKEY, REGISTER, rekey_items),
    (Act.SIGN_REVIEW, REGISTER, review_items),
    (Act.BACK_UP, REGISTER, backup_items),
    (Act.READ_REPORTS, INTEGRITY, report_items),
    (Act.READ_REPORTS, INTEGRITY_DEPUTY, deputy_items),
)


def _rows(vault: UnlockedVault, compartment: str, statement: Select[*tuple[Any, ...]]) -> _Found:
    with vault.read(compartment) as session:
        shown = session.execute(statement.limit(SHOWN_PER_KIND)).all()
        count = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    return _Found(shown, count - len(shown))


def _rest(found: _Found, what: str, urgency: Urgency, page: str, part: str) -> Iterator[AttentionItem]:
    if found.more:
        yield AttentionItem(f"En nog {format_integer(found.more)} {what}.", urgency, page, part=part)


def _urgency(overdue: bool) -> Urgency:
    return Urgency.OVERDUE if overdue else Urgency.SOON


def _short(text: str) -> str:
    return shorten(text, 80, placeholder="…")
