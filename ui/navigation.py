"""Which pages there are, in which order, and who sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from app.rules.permissions import BIBOB, CASEWORK, INTEGRITY, INTEGRITY_DEPUTY, MEASURES, PROGRAMME, REGISTER, Act
from app.services.access import allowed
from app.services.keys.separate import separate
from app.services.search.saved import where_to_save
from app.vault.session import UnlockedVault
from ui.apart import apart_page
from ui.pages import inspections
from ui.pages.administration.page import AdministrationPage
from ui.pages.administration.separate import SeparateDialog
from ui.pages.backups.page import BackupPage
from ui.pages.bibob.parts import PARTS
from ui.pages.bibob.screenings import SCREENINGS
from ui.pages.cases import cases, types
from ui.pages.cases.page import CasePage
from ui.pages.cases.parts import INTERVENTIONS, TASKS
from ui.pages.cases.parts import PARTS as CASE_PARTS
from ui.pages.evaluation import registers as evaluation_registers
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.figures.page import FiguresPage
from ui.pages.figures.published import PublishedPage
from ui.pages.finance import registers as budget
from ui.pages.finance.over_years import MoneyYears
from ui.pages.finance.overview import MoneyOverview
from ui.pages.importing.acts import LIST_ACTS
from ui.pages.letters.page import LettersPage
from ui.pages.log.page import LogPage
from ui.pages.measures import apv, matrix, permits, properties
from ui.pages.measures import measures as of_measures
from ui.pages.measures.closures import ClosuresPage
from ui.pages.meetings import descriptions as meetings
from ui.pages.meetings.page import MeetingsPage
from ui.pages.network.advice.rules import ADVICE_RULES
from ui.pages.network.advice.sheet import ADVICE, CaseAdviceSheet
from ui.pages.network.chart.page import ChartPage
from ui.pages.network.chart.sheet import chart_sheet
from ui.pages.network.entities import entities_page
from ui.pages.network.exchange.course import IMPORT_NETWORK
from ui.pages.network.exchange.dialogs import EXPORT
from ui.pages.network.proposals.page import ProposalsPage
from ui.pages.network.proposals.settings import RecognisingPage
from ui.pages.norms.page import NormsPage
from ui.pages.packages import giving
from ui.pages.packages.page import PackagesPage
from ui.pages.programme import cooperation, knowledge, materials, on_the_way, quickscan, registers
from ui.pages.programme.progress import CoveragePage
from ui.pages.programme.years import YEARS
from ui.pages.reports.page import REPORTS, REPORTS_DEPUTY, steps_of
from ui.pages.retention.page import RetentionPage, is_of_use
from ui.pages.search.page import SearchPage, Shown
from ui.pages.signals.hand_in import HandInPage
from ui.pages.signals.mentions import MENTIONS
from ui.pages.signals.page import SIGNALS as _OF_SIGNALS
from ui.pages.signals.page import SignalsPage
from ui.pages.start import StartPage
from ui.showing import Showing, shown_by
from ui.widgets.page import Page, PageContext
from ui.widgets.record.description import EmptyText, PageDescription, Part, Sheet
from ui.widgets.record.exchange import offer
from ui.widgets.record.file_page import record_page
from ui.widgets.tabbed_page import TabbedPage


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
_OF_MEASURES = _may(Act.READ_MEASURES, MEASURES)
_OFFICER = _may(Act.READ_REPORTS, INTEGRITY)
_DEPUTY = _may(Act.READ_REPORTS, INTEGRITY_DEPUTY)
_SIGNALS = _may(Act.READ_SIGNALS, CASEWORK)
_HANDING_IN = _may(Act.HAND_IN_SIGNAL, REGISTER)


def _one(description: PageDescription) -> Callable[[PageContext], Page]:
    return Showing(lambda context: record_page(description, context), (description,))


def _tabs(context: PageContext, parts: Iterable[PageDescription]) -> list[tuple[str, str, Callable[[], Page]]]:
    return [
        (part.register(context.vault).kind, part.title, partial(record_page, part, context, heading=False))
        for part in parts
    ]


def _several(title: str, *parts: PageDescription) -> Callable[[PageContext], Page]:
    return Showing(lambda context: TabbedPage(title, parts[0].intro, _tabs(context, parts)), parts)


def _money(context: PageContext) -> Page:
    overview = ("overview", "Overzicht", partial(MoneyOverview, context))
    years = ("money_years", "Over de jaren", partial(MoneyYears, context))
    return TabbedPage(
        "Financiën",
        "Wat is begroot, uitgegeven, toegezegd en over.",
        [overview, years, *_tabs(context, budget.REGISTERS)],
    )


SIGNALS = replace(_OF_SIGNALS, parts=(*_OF_SIGNALS.parts, chart_sheet("signal")))
_CASES = (cases.CASES, types.CASE_TYPES, types.TEMPLATES, ADVICE_RULES)


# On a case a mention says who is involved; which signal it stands in is then no question.
_INVOLVED = replace(
    MENTIONS,
    title="Betrokkenen",
    groups=tuple(
        replace(group, fields=tuple(each for each in group.fields if each.name != "signal_id"))
        for group in MENTIONS.groups
    ),
    empty=EmptyText(
        "Nog geen betrokkenen", "Leg vast wie, welk adres of welk voertuig erbij betrokken is, en in welke rol."
    ),
)
_CASE_FILE = cases.with_parts(
    Part(_INVOLVED, "case_id", ("record",), _may(Act.READ_SIGNALS, CASEWORK)),
    Part(
        replace(inspections.INSPECTIONS, title="Controles", many="integrale controles"),
        "case_id",
        (),
        _may(Act.READ_INSPECTIONS, CASEWORK),
    ),
    chart_sheet("case"),
    Sheet("advice", "Advies", CaseAdviceSheet, _may(Act.READ_SIGNALS, CASEWORK)),
    make_compartment=lambda act: SeparateDialog(PageContext(act.vault, act.tasks, lambda _place: None), act.parent),
)
_CASE_FILE = replace(_CASE_FILE, acts=(*_CASE_FILE.acts, giving.ACT))


_ENTITIES = entities_page(MENTIONS)
_ENTITIES = replace(_ENTITIES, parts=(*_ENTITIES.parts, chart_sheet("entity")), acts=(*_ENTITIES.acts, IMPORT_NETWORK))


def _network(context: PageContext) -> Page:
    """Entities first; what proposes, draws and exchanges them beside it."""
    drawn = ("chart", "Schema", partial(ChartPage, context, (ADVICE, EXPORT)))
    proposed = ("proposals", "Voorstellen", partial(ProposalsPage, context))
    recognising = ("recognising", "Herkennen", partial(RecognisingPage, context))
    return TabbedPage("Verbanden", _ENTITIES.intro, [*_tabs(context, (_ENTITIES,)), drawn, proposed, recognising])


def _cases(context: PageContext) -> Page:
    """What hangs on one case is in that case; the tabs beside it are lists of work over all of them."""
    work = [
        (f"work.{each.register(context.vault).kind}", each.title, partial(record_page, each, context, heading=False))
        for each in (TASKS, INTERVENTIONS)
    ]
    files = ("case", "Casussen", partial(CasePage, _CASE_FILE, context, heading=False))
    return TabbedPage("Casussen", cases.CASES.intro, [files, *work, *_tabs(context, _CASES[1:])])


_MEASURES = (of_measures.MEASURES, properties.PROPERTIES, matrix.MATRIX)
_APV = (apv.CLOSURES, apv.DESIGNATIONS, permits.PERMITS, permits.TRADERS)


_REPORTS = (REPORTS, steps_of(INTEGRITY))
_OF_DEPUTY = (REPORTS_DEPUTY, steps_of(INTEGRITY_DEPUTY))

_PROGRAMME_SIDE = (
    *on_the_way.REGISTERS,
    *cooperation.REGISTERS,
    *knowledge.REGISTERS,
    *materials.REGISTERS,
    YEARS,
)

_DESCRIBED = (
    SIGNALS,
    *(part.description for part in SIGNALS.parts if isinstance(part, Part)),
    *_CASES,
    *CASE_PARTS,
    registers.ACTIVITIES,
    registers.GOALS,
    registers.INSTRUMENTS,
    registers.SESSIONS,
    registers.PROGRAMMES,
    quickscan.RECOMMENDATIONS,
    quickscan.SCANS,
    *_PROGRAMME_SIDE,
    *budget.REGISTERS,
    *evaluation_registers.REGISTERS,
    SCREENINGS,
    *PARTS,
    *_REPORTS,
    *(part.description for part in REPORTS.parts if isinstance(part, Part)),
    *_MEASURES,
    *_APV,
    *(part.description for each in (*_MEASURES, *_APV) for part in each.parts if isinstance(part, Part)),
    meetings.AGENDA,
    meetings.MEMBERS,
    *meetings.REGISTERS,
    inspections.INSPECTIONS,
    inspections.FINDINGS,
)


def _measures(context: PageContext) -> Page:
    """The files first, and the calendar of what they closed before the ladder that they follow."""
    files, places, ladder = _tabs(context, _MEASURES)
    calendar = ("closures", "Sluitingskalender", partial(ClosuresPage, context))
    return TabbedPage("Maatregelen", of_measures.MEASURES.intro, [files, places, calendar, ladder])


def _sessions(context: PageContext) -> Page:
    """The sessions, and which team they reached in which year."""
    reached = ("coverage", "Bereik per team", partial(CoveragePage, context))
    return TabbedPage(
        "Weerbaarheid",
        registers.SESSIONS.intro,
        [
            *_tabs(context, (replace(registers.SESSIONS, title="Bijeenkomsten"),)),
            reached,
            *_tabs(context, (materials.MATERIALS, materials.EXAMPLES)),
        ],
    )


def _log(context: PageContext) -> Page:
    """The log speaks of fields as the forms do."""
    described = {each.register(context.vault).words.one: each for each in _DESCRIBED}
    return LogPage(context, lambda noun, name: described[noun].title_of(name) if noun in described else name)


def _packages(context: PageContext) -> Page:
    """What differs in a package is called as the forms call it."""
    described = {each.register(context.vault).kind: each for each in (*_DESCRIBED, _INVOLVED)}
    return PackagesPage(context, lambda kind, name: described[kind].title_of(name) if kind in described else name)


def _start(context: PageContext) -> Page:
    """The first page goes to any record that others changed."""
    homes = {kind: (each.page, each.description.register) for kind, each in _shown(context).items()}
    return StartPage(context, homes)


def _search(context: PageContext) -> Page:
    """A search goes to any record."""
    return SearchPage(context, _shown(context))


def _shown(context: PageContext) -> dict[str, Shown]:
    return shown_by(((entry.key, entry.make) for entry in entries_for(context.vault)), context.vault)


ENTRIES = (
    Entry("start", "Start", "house", "", _start),
    Entry("search", "Zoeken", "search", "", _search, lambda vault: bool(where_to_save(vault))),
    Entry("hand_in", "Signaal inbrengen", "send", "", HandInPage, _HANDING_IN),
    Entry(
        "signals",
        "Signalen",
        "inbox",
        "Casuïstiek",
        Showing(lambda context: SignalsPage(SIGNALS, context), (SIGNALS,)),
        _SIGNALS,
    ),
    Entry(
        "cases",
        "Casussen",
        "briefcase",
        "Casuïstiek",
        Showing(_cases, (_CASE_FILE, *_CASES[1:])),
        _CASEWORK,
    ),
    Entry(
        "apart",
        "Aparte casussen",
        "eye-off",
        "Casuïstiek",
        partial(apart_page, _CASE_FILE),
        lambda vault: _CASEWORK(vault) and bool(separate(vault)),
    ),
    Entry("network", "Verbanden", "split", "Casuïstiek", _network, _SIGNALS),
    Entry(
        "meetings",
        "Overleg",
        "calendar",
        "Casuïstiek",
        Showing(MeetingsPage, meetings.REGISTERS),
        _may(Act.READ_MEETINGS, CASEWORK),
    ),
    Entry(
        "inspections",
        "Integrale controles",
        "shield-check",
        "Casuïstiek",
        _one(inspections.INSPECTIONS),
        _may(Act.READ_INSPECTIONS, CASEWORK),
    ),
    Entry("packages", "Overdracht", "send", "Casuïstiek", _packages, _CASEWORK),
    Entry("figures", "Jaarcijfers", "chart-column", "Casuïstiek", FiguresPage, _PROGRAMME),
    Entry("measures", "Maatregelen", "lock", "Handhaving", Showing(_measures, _MEASURES), _OF_MEASURES),
    Entry(
        "apv", "APV en vergunningen", "receipt-text", "Handhaving", _several("APV en vergunningen", *_APV), _OF_MEASURES
    ),
    Entry("bibob", "Bibob", "shield-check", "Bibob", _several("Bibob", SCREENINGS, *PARTS), _SCREENINGS),
    Entry("reports", "Meldingen", "inbox", "Integriteit", _several("Meldingen", *_REPORTS), _OFFICER),
    Entry("reports_deputy", "Meldingen", "inbox", "Integriteit", _several("Meldingen", *_OF_DEPUTY), _DEPUTY),
    Entry(
        "plan",
        "Jaarplan",
        "calendar-days",
        "Programma",
        _several("Jaarplan", registers.ACTIVITIES, registers.GOALS, YEARS),
        _PROGRAMME,
    ),
    Entry("instruments", "Instrumenten", "scroll-text", "Programma", _one(registers.INSTRUMENTS), _PROGRAMME),
    Entry(
        "quickscan",
        "Quickscan",
        "clipboard-check",
        "Programma",
        _several("Quickscan", quickscan.RECOMMENDATIONS, on_the_way.SCAN_ACTIONS, knowledge.WORKPLACE, quickscan.SCANS),
        _PROGRAMME,
    ),
    Entry(
        "sessions",
        "Weerbaarheid",
        "users",
        "Programma",
        Showing(_sessions, (registers.SESSIONS, materials.MATERIALS, materials.EXAMPLES)),
        _PROGRAMME,
    ),
    Entry("programmes", "Programma’s", "target", "Programma", _one(registers.PROGRAMMES), _PROGRAMME),
    Entry(
        "partners",
        "Samenwerking",
        "handshake",
        "Programma",
        _several("Samenwerking", *cooperation.REGISTERS),
        _PROGRAMME,
    ),
    Entry(
        "knowledge",
        "Kennis en bereik",
        "inbox",
        "Programma",
        _several("Kennis en bereik", *knowledge.REGISTERS[1:]),
        _PROGRAMME,
    ),
    Entry("money", "Financiën", "wallet", "Verantwoording", Showing(_money, budget.REGISTERS), _PROGRAMME),
    Entry(
        "evaluation",
        "Evaluatie",
        "file-chart-column",
        "Verantwoording",
        Showing(EvaluationPage, evaluation_registers.REGISTERS),
        _PROGRAMME,
    ),
    Entry("published", "Overige jaarcijfers", "table-2", "Verantwoording", PublishedPage, _PROGRAMME),
    Entry("retention", "Bewaren", "trash-2", "Verantwoording", RetentionPage, is_of_use),
    Entry("letters", "Brieven", "file-text", "Kluis", LettersPage, _may(Act.MANAGE_LETTERS, REGISTER)),
    Entry("norms", "Normen", "landmark", "Kluis", NormsPage, _may(Act.READ_NORMS, REGISTER)),
    Entry("administration", "Beheer", "id-card", "Kluis", AdministrationPage),
    Entry("log", "Logboek", "history", "Kluis", _log),
    Entry("backups", "Back-up", "save", "Kluis", BackupPage),
)


offer(LIST_ACTS)


def entries_for(vault: UnlockedVault) -> tuple[Entry, ...]:
    """The pages that are of use to this account."""
    return tuple(entry for entry in ENTRIES if entry.visible(vault))
