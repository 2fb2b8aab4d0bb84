"""Making the demo vault: founding, filling through the services as its own users, publishing, printing."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.demo.bibob import fill_bibob
from app.demo.casework import fill_case_files
from app.demo.charts import draw_network
from app.demo.identity import fill_identity
from app.demo.integrity import handle_reports, send_reports
from app.demo.letters import fill_letters
from app.demo.measures import fill_measures
from app.demo.meetings import fill_meetings
from app.demo.network import fill_network
from app.demo.packages import fill_packages
from app.demo.programme_side import fill_programme_side
from app.demo.retention import fill_retention
from app.demo.rows import draft_of, load
from app.demo.signals import Weighers, fill_signals
from app.errors import AppError, Invalid
from app.formats import format_date
from app.report.export import export_evaluation
from app.rules.counting import Counted
from app.rules.markup import flowing
from app.rules.permissions import Role
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.evaluation.texts import (
    CalloutDraft,
    Callouts,
    ChapterDraft,
    Chapters,
    EvaluationDraft,
    Evaluations,
    FactDraft,
    OverviewDraft,
    OverviewItems,
    StatedFacts,
)
from app.services.exports import Purpose
from app.services.integrity.figures import YearOfReports
from app.services.programme.budgets import BudgetDraft, Budgets, LineDraft, Lines
from app.services.programme.carry_overs import CarryOverDraft, CarryOvers
from app.services.programme.figures import enter_historic, publish
from app.services.programme.posts import PostDraft, Posts
from app.services.programme.quickscan import RecommendationDraft, Recommendations, ScanDraft, Scans
from app.services.programme.registers import (
    Activities,
    ActivityDraft,
    GoalDraft,
    Goals,
    InstrumentDraft,
    Instruments,
    ProgrammeDraft,
    Programmes,
    SessionDraft,
    Sessions,
)
from app.services.programme.spending import BookingDraft, Bookings, CommitmentDraft, Commitments
from app.services.programme.year_preview import StartChoice
from app.services.programme.year_start import start_year
from app.vault.disk.storage import os_failure
from app.vault.founding import Founder, found
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.keys.slots import STRICT, KdfLimits, KdfSettings, open_slot
from app.vault.session import unlock
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.vault.session import UnlockedVault

MUNICIPALITY = "Westland"
YEAR = 2019
PASSWORD = "bolwerk-demo-2019"  # noqa: S105 (printed by `make demo`; the data is invented)


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """An account of the demo vault."""

    login: str
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, and how to get in."""

    folder: Path
    pdf: Path
    pages: int
    logins: tuple[DemoLogin, ...]
    password: str


@dataclass(frozen=True, slots=True)
class KeyCosts:
    """Cheap key derivation for tests; the program always uses today's calibration."""

    settings: KdfSettings | None = None
    limits: KdfLimits = STRICT


def build(
    folder: Path, pdf: Path, progress: Callable[[str], None] = lambda _: None, costs: KeyCosts | None = None
) -> Demo:
    """Make the demo vault at `folder` and the document of 2019 at `pdf`; an earlier demo vault there is replaced."""
    costs = costs or KeyCosts()
    people = load("people")["person"]
    _clear(folder, costs)
    progress("Kluis stichten (enkele seconden per gebruiker)")
    found(
        folder,
        MUNICIPALITY,
        [Founder(row["login"], row["name"], PASSWORD, Role(row["role"]), row["function"]) for row in people],
        day=date(YEAR, 7, 1),
        kdf=costs.settings,
    )
    with _logged_in(folder, "beleid", costs) as vault:
        progress("Programma vullen")
        fill_programme(vault)
    _fill_apart(folder, costs, progress)
    with _logged_in(folder, "regisseur", costs) as vault:
        progress("Casussen vullen en jaarcijfers publiceren")
        fill_casework(vault)
        publish(vault, YEAR)
        progress("Evaluatie maken")
        rendered = export_evaluation(vault, YEAR, pdf, Purpose("Voorbeeld bij de demokluis"))
        progress("Casusdossiers vullen")
        fill_case_files(vault)
        progress("Signalen vullen en wegen")
        with _logged_in(folder, "privacy", costs) as privacy, _logged_in(folder, "deelnemer", costs) as participant:
            fill_signals(Weighers(vault, privacy, participant))
            fill_retention(privacy)
        fill_network(vault)
        progress("Overleggen en controles vullen")
        fill_meetings(vault)
        fill_packages(vault)
        fill_identity(vault)
        draw_network(vault)
    logins = tuple(DemoLogin(row["login"], row["name"], row["function"]) for row in people)
    return Demo(folder, pdf, rendered.pages, logins, PASSWORD)


def _fill_apart(folder: Path, costs: KeyCosts, progress: Callable[[str], None]) -> None:
    """What lies in compartments that casework does not see."""
    with _logged_in(folder, "bibob", costs) as vault:
        progress("Bibob-dossiers vullen")
        fill_bibob(vault)
        fill_letters(vault)
    with _logged_in(folder, "jurist", costs) as vault:
        progress("Maatregelen vullen")
        fill_measures(vault)
    send_reports(folder)
    with _logged_in(folder, "integriteit", costs) as vault:
        progress("Meldingen vullen")
        handle_reports(vault)
        YearOfReports(vault).publish(today().year)


def fill_casework(vault: UnlockedVault) -> None:
    """The case types and the cases."""
    types = CaseTypes(vault)
    keys: dict[str, int] = {}
    for row in load("figures")["case_type"]:
        keys[row["name"]] = types.add(draft_of(CaseTypeDraft, row)).id
    cases = Cases(vault)
    for row in load("cases")["case"]:
        cases.add(draft_of(CaseDraft, row, case_type_id=keys[row["type"]]))


def fill_programme(vault: UnlockedVault) -> None:
    """The registers, the historic figures and the texts of the document."""
    registers = load("registers")
    _fill_registers(vault, registers)
    for budget in registers["budget"]:
        _fill_budget(vault, budget)
    _fill_quickscan(vault, registers["scan"])
    _fill_history(vault, load("figures"))
    begun = registers["year_start"]
    start_year(vault, begun["from_year"], draft_of(StartChoice, begun))
    _fill_evaluation(vault, registers)
    fill_programme_side(vault)


def _fill_registers(vault: UnlockedVault, registers: Mapping[str, Any]) -> None:
    for row in registers["instrument"]:
        derived = "Grondslag afgeleid, niet in het verslag genoemd." if row.get("legal_basis_derived") else None
        note = " ".join(part for part in (row.get("note"), derived) if part) or None
        Instruments(vault).add(draft_of(InstrumentDraft, {**row, "note": note} if note else row))
    for row in registers["goal"]:
        Goals(vault).add(draft_of(GoalDraft, row))
    for row in registers["resilience_session"]:
        Sessions(vault).add(draft_of(SessionDraft, row))
    for row in registers["programme"]:
        Programmes(vault).add(draft_of(ProgrammeDraft, row))
    goals = {option.label: option.value for option in Activities(vault).options("goal_id")}
    for row in registers["activity"]:
        Activities(vault).add(draft_of(ActivityDraft, row, goal_id=goals[row["goal"]] if "goal" in row else None))
    for row in registers["post"]:
        Posts(vault).add(draft_of(PostDraft, row))


def _fill_budget(vault: UnlockedVault, row: Mapping[str, Any]) -> None:
    groups = tuple(group["name"] for group in row["group"])
    budget = Budgets(vault).add(draft_of(BudgetDraft, row, groups=groups))
    keys = {option.label.rsplit(" – ", 1)[1]: option.value for option in _groups_of(vault, budget.title)}
    for group in row["group"]:
        for line in group["line"]:
            stored = Lines(vault).add(draft_of(LineDraft, line, group_id=keys[group["name"]]))
            for booking in line.get("booking", ()):
                Bookings(vault).add(draft_of(BookingDraft, booking, line_id=stored.id))
            for commitment in line.get("commitment", ()):
                Commitments(vault).add(draft_of(CommitmentDraft, commitment, line_id=stored.id))
    for request in row.get("carry_over", ()):
        CarryOvers(vault).add(draft_of(CarryOverDraft, request, budget_id=budget.id))


def _groups_of(vault: UnlockedVault, budget_title: str) -> Iterator[Any]:
    return (option for option in Lines(vault).options("group_id") if option.label.startswith(f"{budget_title} – "))


def _fill_quickscan(vault: UnlockedVault, scans: list[Mapping[str, Any]]) -> None:
    for row in scans:
        scan = Scans(vault).add(draft_of(ScanDraft, row))
        for advice in row["recommendation"]:
            Recommendations(vault).add(draft_of(RecommendationDraft, advice, scan_id=scan.id))


def _fill_history(vault: UnlockedVault, figures: Mapping[str, Any]) -> None:
    types = {row["name"]: row for row in figures["case_type"]}
    for row in figures["publication"]:
        if "counts" in row:
            enter_historic(
                vault,
                year=row["year"],
                rule=figures["counting_rule"].strip(),
                figures=[_counted(types[name], count) for name, count in row["counts"].items()],
                stated_total=row["stated_total"],
            )


def _counted(case_type: Mapping[str, Any], count: int) -> Counted:
    return Counted(
        type_name=case_type["name"],
        position=case_type["position"],
        level=Level(case_type["level"]),
        counting_unit=CountingUnit(case_type["counting_unit"]),
        count=count,
    )


def _fill_evaluation(vault: UnlockedVault, registers: Mapping[str, Any]) -> None:
    texts = load("evaluation")
    key = Evaluations(vault).add(draft_of(EvaluationDraft, texts["document"])).id
    for row in texts["chapter"]:
        written = {name: flowing(row[name]) for name in ("text", "author_note") if name in row}
        Chapters(vault).add(draft_of(ChapterDraft, {**row, **written}, evaluation_id=key))
    for row in texts["callout"]:
        claims = tuple((claim["type"], claim["count"]) for claim in row.get("claims", ()))
        written = {"title": row["title"], "text": flowing(row["text"])}
        Callouts(vault).add(draft_of(CalloutDraft, written, evaluation_id=key, claims=claims))
    instruments = {option.label: option.value for option in OverviewItems(vault).options("instrument_id")}
    for row in texts["overview"]:
        instrument = instruments[row["instrument"]] if "instrument" in row else None
        OverviewItems(vault).add(draft_of(OverviewDraft, row, evaluation_id=key, instrument_id=instrument))
    facts = [*load("facts")["stated_fact"], *_lip_facts(registers["lip"])]
    for row in facts:
        StatedFacts(vault).add(draft_of(FactDraft, row, evaluation_id=key))


def _lip_facts(lip: Mapping[str, Any]) -> list[dict[str, str]]:
    year, month = (int(part) for part in lip["since"].split("-"))
    since = format_date(date(year, month, 1)).split(" ", 1)[1]  # the source knows the month, not the day
    source = "Verslag 2019, paragraaf 2.2."
    return [
        {"name": "lip_start", "value": since, "source": source},
        {"name": "lip_cyclus", "value": str(lip["cycle_weeks"]), "source": source},
    ]


@contextmanager
def _logged_in(folder: Path, login: str, costs: KeyCosts) -> Iterator[UnlockedVault]:
    vault = unlock(folder, login, PASSWORD, limits=costs.limits)
    try:
        yield vault
    finally:
        vault.close()


def _clear(folder: Path, costs: KeyCosts) -> None:
    """Only ever replace a demo vault, which is one that opens with the password that everybody knows."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    try:
        open_slot(Roster.of(read_header(folder)), "beheerder", PASSWORD, limits=costs.limits)
    except AppError as error:
        advice = "Kies een andere map, of haal het zelf weg."
        raise Invalid({"": f"Op de plaats {folder} staat iets anders dan een demokluis. {advice}"}) from error
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise os_failure(error) from error
