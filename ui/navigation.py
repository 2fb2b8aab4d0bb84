"""Which pages there are, in which order, and who sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.rules.permissions import BIBOB, CASEWORK, PROGRAMME, REGISTER, Act
from app.services.access import allowed
from app.vault.session import UnlockedVault
from ui.pages import budget, cases, quickscan, registers
from ui.pages.administration.page import AdministrationPage
from ui.pages.backups.page import BackupPage
from ui.pages.bibob.parts import PARTS
from ui.pages.bibob.screenings import SCREENINGS
from ui.pages.evaluation import registers as evaluation_registers
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.figures.page import FiguresPage
from ui.pages.log.page import LogPage
from ui.pages.money import MoneyOverview
from ui.pages.norms.page import NormsPage
from ui.pages.start import StartPage
from ui.widgets.page import Page, PageContext
from ui.widgets.record.file_page import record_page
from ui.widgets.tabbed_page import TabbedPage

if TYPE_CHECKING:
    from ui.widgets.record.description import PageDescription


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation. `visible` says whether it is of use to who logged in."""

    key: str
    title: str
    icon: str
    group: str
    make: Callable[[PageContext], Page]
    visible: Callable[[UnlockedVault], bool] = lambda _vault: True


def _may(act: Act, compartment: str) -> Callable[[UnlockedVault], bool]:
    return lambda vault: allowed(vault, act, compartment)


_CASEWORK = _may(Act.READ_CASES, CASEWORK)
_PROGRAMME = _may(Act.READ_PROGRAMME, PROGRAMME)
_SCREENINGS = _may(Act.READ_SCREENINGS, BIBOB)


def _one(description: PageDescription) -> Callable[[PageContext], Page]:
    return lambda context: record_page(description, context)


def _tabs(context: PageContext, parts: Iterable[PageDescription]) -> list[tuple[str, str, Callable[[], Page]]]:
    return [
        (part.register(context.vault).kind, part.title, partial(record_page, part, context, heading=False))
        for part in parts
    ]


def _several(title: str, *parts: PageDescription) -> Callable[[PageContext], Page]:
    return lambda context: TabbedPage(title, parts[0].intro, _tabs(context, parts))


def _money(context: PageContext) -> Page:
    overview = ("overview", "Overzicht", partial(MoneyOverview, context))
    registers_of_money = (
        budget.BUDGETS,
        budget.LINES,
        budget.BOOKINGS,
        budget.COMMITMENTS,
        budget.CARRY_OVERS,
        budget.POSTS,
    )
    return TabbedPage(
        "Financiën", "Wat is begroot, uitgegeven, toegezegd en over.", [overview, *_tabs(context, registers_of_money)]
    )


_DESCRIBED = (
    cases.CASES,
    cases.CASE_TYPES,
    registers.ACTIVITIES,
    registers.GOALS,
    registers.INSTRUMENTS,
    registers.SESSIONS,
    registers.PROGRAMMES,
    quickscan.RECOMMENDATIONS,
    quickscan.SCANS,
    budget.BUDGETS,
    budget.LINES,
    budget.BOOKINGS,
    budget.COMMITMENTS,
    budget.CARRY_OVERS,
    budget.POSTS,
    *evaluation_registers.REGISTERS,
    SCREENINGS,
    *PARTS,
)


def _log(context: PageContext) -> Page:
    """The log speaks of fields as the forms do."""
    described = {each.register(context.vault).words.one: each for each in _DESCRIBED}
    return LogPage(context, lambda noun, name: described[noun].title_of(name) if noun in described else name)


ENTRIES = (
    Entry("start", "Start", "house", "", StartPage),
    Entry(
        "cases",
        "Casussen",
        "briefcase",
        "Casuïstiek",
        _several("Casussen", cases.CASES, cases.CASE_TYPES),
        _CASEWORK,
    ),
    Entry("figures", "Jaarcijfers", "chart-column", "Casuïstiek", FiguresPage, _PROGRAMME),
    Entry("bibob", "Bibob", "shield-check", "Bibob", _several("Bibob", SCREENINGS, *PARTS), _SCREENINGS),
    Entry(
        "plan",
        "Jaarplan",
        "calendar-days",
        "Programma",
        _several("Jaarplan", registers.ACTIVITIES, registers.GOALS),
        _PROGRAMME,
    ),
    Entry("instruments", "Instrumenten", "scroll-text", "Programma", _one(registers.INSTRUMENTS), _PROGRAMME),
    Entry(
        "quickscan",
        "Quickscan",
        "clipboard-check",
        "Programma",
        _several("Quickscan", quickscan.RECOMMENDATIONS, quickscan.SCANS),
        _PROGRAMME,
    ),
    Entry("sessions", "Weerbaarheid", "users", "Programma", _one(registers.SESSIONS), _PROGRAMME),
    Entry("programmes", "Programma’s", "handshake", "Programma", _one(registers.PROGRAMMES), _PROGRAMME),
    Entry("money", "Financiën", "wallet", "Verantwoording", _money, _PROGRAMME),
    Entry("evaluation", "Evaluatie", "file-chart-column", "Verantwoording", EvaluationPage, _PROGRAMME),
    Entry("norms", "Normen", "landmark", "Kluis", NormsPage, _may(Act.READ_NORMS, REGISTER)),
    Entry("administration", "Beheer", "id-card", "Kluis", AdministrationPage),
    Entry("log", "Logboek", "history", "Kluis", _log),
    Entry("backups", "Back-up", "save", "Kluis", BackupPage),
)


def entries_for(vault: UnlockedVault) -> tuple[Entry, ...]:
    """The pages that are of use to this account."""
    return tuple(entry for entry in ENTRIES if entry.visible(vault))
