"""How things stand for who logged in: counts, progress and use of the budget, each with the way to what is behind it.

Who lacks the key of cases sees what was published of them: who did so, when, and how was counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.formats import format_amount, format_date, format_integer, format_percentage
from app.rules.permissions import BIBOB, CASEWORK, INTEGRITY, INTEGRITY_DEPUTY, MEASURES, PROGRAMME, REGISTER, Act
from app.rules.years import FIRST_YEAR, LAST_YEAR
from app.services.access import allowed, requires
from app.services.programme.figures import publications
from app.services.programme.money import budget_years, money_of
from app.services.programme.quickscan import FINISHED
from models.bibob import Screening
from models.bibob.choices import Phase as ScreeningPhase
from models.casework import Case, Signal
from models.casework.choices import SignalStatus
from models.choices import ActivityStatus, CaseStatus
from models.integrity import Report
from models.integrity.choices import ReportStatus
from models.measures import Measure
from models.measures.choices import Phase as MeasurePhase
from models.programme import Activity, Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure: what it is, the figure, a word with it, how many records are behind it, and where those are.

    `page` is the key of a page and `part` the kind of a register, as in an AttentionItem; `rule` says how was counted
    where the figure is a published one.
    """

    title: str
    figure: str
    note: str
    records: int
    page: str
    part: str = ""
    rule: str = ""


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what a figure tells is checked per compartment below
def standings(vault: UnlockedVault) -> tuple[Standing, ...]:
    """The figures that are of use to this account, at most five, from what it may read."""
    found: list[Standing] = []
    for act, compartment, make in _OWN:
        if allowed(vault, act, compartment) and compartment in vault.available:
            found.append(make(vault))
    if allowed(vault, Act.READ_PROGRAMME, PROGRAMME) and PROGRAMME in vault.available:
        found.extend(_of_programme(vault))
    return tuple(found)


@requires(Act.READ_PROGRAMME, PROGRAMME)
def _of_programme(vault: UnlockedVault) -> Iterator[Standing]:
    sees_cases = allowed(vault, Act.READ_CASES, CASEWORK)
    if not sees_cases:
        yield from _published_cases(vault)
    yield _recommendations(vault)
    if not sees_cases:
        yield from _plan(vault)
    yield from _money(vault)


@requires(Act.READ_SIGNALS, CASEWORK)
def _signals(vault: UnlockedVault) -> Standing:
    counts = _counts(vault, CASEWORK, Signal.status)
    count = sum(number for status, number in counts.items() if status.is_open)
    told = f"waarvan {format_integer(counts.get(SignalStatus.RECEIVED, 0))} nieuw"
    return Standing("Signalen te wegen", format_integer(count), told, _all(counts), "signals", "signal")


@requires(Act.READ_CASES, CASEWORK)
def _cases(vault: UnlockedVault) -> Standing:
    counts = _counts(vault, CASEWORK, Case.status)
    count = _all(counts)
    told = f"van {format_integer(count)} geregistreerd"
    return Standing(
        "Open casussen", format_integer(count - counts.get(CaseStatus.CLOSED, 0)), told, count, "cases", "case"
    )


@requires(Act.READ_MEASURES, MEASURES)
def _measures(vault: UnlockedVault) -> Standing:
    counts = _counts(vault, MEASURES, Measure.phase)
    count = _all(counts)
    told = f"van {format_integer(count)} dossiers"
    open_now = count - counts.get(MeasurePhase.CLOSED, 0)
    return Standing("Lopende maatregelen", format_integer(open_now), told, count, "measures", "measure")


@requires(Act.READ_SCREENINGS, BIBOB)
def _screenings(vault: UnlockedVault) -> Standing:
    counts = _counts(vault, BIBOB, Screening.phase)
    count = _all(counts)
    told = f"van {format_integer(count)} dossiers"
    open_now = count - counts.get(ScreeningPhase.CLOSED, 0)
    return Standing("Lopende Bibob-dossiers", format_integer(open_now), told, count, "bibob", "screening")


@requires(Act.READ_REPORTS, INTEGRITY)
def _reports(vault: UnlockedVault) -> Standing:
    return _reports_in(vault, INTEGRITY, "reports")


@requires(Act.READ_REPORTS, INTEGRITY_DEPUTY)
def _reports_of_deputy(vault: UnlockedVault) -> Standing:
    return _reports_in(vault, INTEGRITY_DEPUTY, "reports_deputy")


def _reports_in(vault: UnlockedVault, compartment: str, page: str) -> Standing:
    counts = _counts(vault, compartment, Report.status)
    count = _all(counts)
    told = f"waarvan {format_integer(counts.get(ReportStatus.NEW, 0))} nieuw"
    open_now = count - counts.get(ReportStatus.CLOSED, 0)
    return Standing("Open meldingen", format_integer(open_now), told, count, page, "report")


def _published_cases(vault: UnlockedVault) -> Iterator[Standing]:
    """The newest year that was published from cases, for who may not see them."""
    published = [each for each in publications(vault, range(FIRST_YEAR, LAST_YEAR + 1)) if not each.historic]
    if published:
        newest = published[-1]
        told = f"gepubliceerd op {format_date(newest.published_on)} door {newest.published_by}"
        yield Standing(
            f"Casussen {newest.year}",
            format_integer(newest.total),
            told,
            newest.total or 0,
            "figures",
            rule=newest.rule,
        )


def _recommendations(vault: UnlockedVault) -> Standing:
    counts = _counts(vault, PROGRAMME, Recommendation.status)
    count, done = _all(counts), sum(counts.get(status, 0) for status in FINISHED)
    return Standing(
        "Aanbevelingen afgerond", f"{done} van {count}", "uit de quickscan", count, "quickscan", "recommendation"
    )


def _plan(vault: UnlockedVault) -> Iterator[Standing]:
    """How far the newest year of the plan is."""
    with vault.read(PROGRAMME) as session:
        year = session.scalar(select(func.max(Activity.year)))
    if year is not None:
        counts = _counts(vault, PROGRAMME, Activity.status, Activity.year == year)
        done, count = counts.get(ActivityStatus.DONE, 0), _all(counts)
        yield Standing(f"Jaarplan {year}", f"{done} van {count}", "activiteiten uitgevoerd", count, "plan", "activity")


def _money(vault: UnlockedVault) -> Iterator[Standing]:
    """The newest budget of which is known what is left, and how much of it was used."""
    for year in budget_years(vault):
        for budget in money_of(vault, year).budgets:
            if budget.remainder is None:
                continue
            used = ""
            if budget.budgeted and budget.spent.amount is not None:
                used = f" ({format_percentage(100 * budget.spent.amount / budget.budgeted)})"
            spent = f"{format_amount(budget.spent.amount)} van {format_amount(budget.budgeted)} uitgegeven{used}"
            yield Standing(f"Restant {year}", format_amount(budget.remainder), spent, 1, "money", "overview")
            return


_OWN = (
    (Act.READ_SIGNALS, CASEWORK, _signals),
    (Act.READ_CASES, CASEWORK, _cases),
    (Act.READ_MEASURES, MEASURES, _measures),
    (Act.READ_SCREENINGS, BIBOB, _screenings),
    (Act.READ_REPORTS, INTEGRITY, _reports),
    (Act.READ_REPORTS, INTEGRITY_DEPUTY, _reports_of_deputy),
)


def _counts(vault: UnlockedVault, compartment: str, column: Any, *where: Any) -> dict[Any, int]:  # noqa: ANN401
    """How many rows there are of each value of a column; the caller has checked that they may be read."""
    query = select(column, func.count()).where(*where).group_by(column)
    with vault.read(compartment) as session:
        return dict(session.execute(query).all())


def _all(counts: Mapping[Any, int]) -> int:
    return sum(counts.values())
