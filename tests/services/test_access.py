"""Who may do what: each role and act through the services themselves, and every refusal leaves its trace."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.errors import AccessDenied, AppError, DiskFull
from app.report.export import export_evaluation
from app.rules.permissions import COMPARTMENTS_OF_ROLE, LABEL_OF_COMPARTMENT, PROGRAMME, REGISTER, Act, Role, may
from app.services.access import allowed, demand, requires
from app.services.bibob.overview import publish_screening_year, screening_year
from app.services.bibob.references import leave_reference
from app.services.bibob.terms import timeline
from app.services.bibob.warnings import screening_items
from app.services.casework.case_references import references_in
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.casework.checklists import answer_question, answers_of
from app.services.casework.course import course_of
from app.services.casework.findings import make_signal
from app.services.casework.inspections import inspection_items
from app.services.casework.merging import case_by_number, merge_cases, merges_into, undo_merge
from app.services.casework.people import account_named
from app.services.casework.templates import templates_for
from app.services.casework.timeline import timeline_of
from app.services.casework.work_lists import case_items
from app.services.evaluation.gather import gather
from app.services.exports import Purpose, exports, record_export
from app.services.keys import accounts
from app.services.letters.letterhead import letterhead
from app.services.letters.templates import template_lines
from app.services.measures.calendar import closures
from app.services.measures.matrices import copy_version, grid
from app.services.measures.measures import MeasureDraft
from app.services.measures.past import property_past
from app.services.measures.proposal import proposal
from app.services.measures.references import refer_case
from app.services.measures.terms import apv_timeline, measure_timeline, measure_timeline_of_draft
from app.services.measures.warnings import measure_items
from app.services.measures.year import measure_year, publish_measure_year
from app.services.meetings.actions import action_items
from app.services.meetings.agenda import add_items, move_item, proposals
from app.services.meetings.calendar import calendar, next_days
from app.services.meetings.deciding import decide as decide_item
from app.services.meetings.deciding import finish_action
from app.services.meetings.meetings import plan
from app.services.meetings.minutes import minutes_of, record_minutes_export
from app.services.meetings.own_work import own_actions
from app.services.meetings.owners import owner_options
from app.services.meetings.participation import participation, set_participation
from app.services.meetings.sitting import Deciding, close_meeting, item_view, reopen_meeting, set_presence, sitting
from app.services.packages import cards
from app.services.packages.giving import Why, contents_of, give
from app.services.packages.inspecting import look_into
from app.services.packages.overview import packages, told_of
from app.services.packages.people import names_of_all
from app.services.programme.carry_overs import CarryOvers, StepDraft
from app.services.programme.contributions import funding_of
from app.services.programme.figures import differences, enter_historic, live_counts, publications, publish, table_one
from app.services.programme.ledger import booked_years, reconcile
from app.services.programme.measure_figures import published_measures
from app.services.programme.money import budget_years, money_of
from app.services.programme.progress import compared, coverage
from app.services.programme.report_figures import published_reports
from app.services.programme.screening_figures import published_screenings
from app.services.programme.year_preview import StartChoice
from app.services.programme.year_start import start_preview, start_year, undo_start
from app.services.programme.years import year_view
from app.services.records import Query
from app.services.retention import acts as erasure
from app.services.retention import work_list as retention
from app.services.retention.certificates import certificate, certificates
from app.services.signals.anonymous import AnonymousSignals, anonymous_items
from models.casework.meeting_choices import Audience
from models.choices import Classification
from models.measures.choices import CountingChoice
from models.metadata import METADATA
from models.shared import shared_tables
from tests.services.every_sample import EVERY_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.records import Records
    from app.vault.session import UnlockedVault

CASEWORK_ACTS = (
    Act.READ_CASES,
    Act.EDIT_CASES,
    Act.EDIT_CASE_TYPES,
    Act.PUBLISH_FIGURES,
    Act.HAND_OVER_CASES,
    Act.RECEIVE_CASES,
)
SIGNAL_ACTS = (Act.READ_SIGNALS, Act.EDIT_SIGNALS, Act.DECIDE_PRIVACY_TEST)
MEETING_ACTS = (Act.READ_MEETINGS, Act.EDIT_MEETINGS, Act.READ_INSPECTIONS, Act.EDIT_INSPECTIONS)
PROGRAMME_ACTS = (
    Act.READ_PROGRAMME,
    Act.EDIT_PROGRAMME,
    Act.EDIT_BUDGET,
    Act.EDIT_EVALUATION,
    Act.EXPORT_EVALUATION,
    Act.REVIEW_EVALUATION,
)
SCREENING_ACTS = (Act.READ_SCREENINGS, Act.EDIT_SCREENINGS, Act.PUBLISH_SCREENINGS)
MEASURE_ACTS = (Act.READ_MEASURES, Act.EDIT_MEASURES, Act.PUBLISH_MEASURES)
COMPARTMENT_OF_ACT = (
    dict.fromkeys(CASEWORK_ACTS, "casework")
    | dict.fromkeys(SIGNAL_ACTS, "casework")
    | {Act.HAND_IN_SIGNAL: REGISTER, Act.MANAGE_LETTERS: REGISTER}
    | dict.fromkeys(MEETING_ACTS, "casework")
    | dict.fromkeys((Act.PROPOSE_ERASURE, Act.APPROVE_ERASURE), "casework")
    | dict.fromkeys(PROGRAMME_ACTS, PROGRAMME)
    | dict.fromkeys(SCREENING_ACTS, "bibob")
    | dict.fromkeys(MEASURE_ACTS, "measures")
    | dict.fromkeys((Act.PROPOSE_MEASURE_ERASURE, Act.APPROVE_MEASURE_ERASURE), "measures")
)


def refusals(vault: UnlockedVault, compartment: str) -> list[tuple[str, str, str]]:
    """Actor, action and subject of the refused acts in the trail of a compartment."""
    kind = vault.compartment(compartment).kind
    entry = shared_tables(METADATA[kind]).audit_entry
    with vault.read(compartment) as session:
        rows = session.execute(
            select(entry.c.actor, entry.c.action, entry.c.subject_kind).where(entry.c.result == "refused")
        )
        return [(row.actor, row.action, row.subject_kind) for row in rows]


@pytest.mark.parametrize("role", Role)
def test_that_every_act_is_allowed_or_refused_as_the_table_says(
    role: Role, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    vault = unlock_as(role)
    refused: list[str] = []
    for act, compartment in COMPARTMENT_OF_ACT.items():
        holds = compartment in COMPARTMENTS_OF_ROLE[role]
        assert allowed(vault, act, compartment) is (may(role, act) and holds)
        if may(role, act) and holds:
            demand(vault, act, compartment)
            continue
        with pytest.raises(AccessDenied) as denied:
            demand(vault, act, compartment)
        assert str(denied.value) == f"Uw rol ({role.label}) mag dit niet: {act.label}."
        refused.append(act.value)
    where = {name for name in (PROGRAMME, "casework", "measures", "bibob", REGISTER) if vault.holds(name)}
    found = [entry for name in where for entry in refusals(vault, name)]
    assert sorted(action for _, action, _ in found) == sorted(refused)
    assert {actor for actor, _, _ in found} <= {vault.account.id}


def test_that_a_refusal_stands_where_it_was_about_or_else_in_the_register(
    unlock_as: Callable[[Role], UnlockedVault],
) -> None:
    privacy, jurist = unlock_as(Role.PRIVACY), unlock_as(Role.JURIST)
    with pytest.raises(AccessDenied):
        Cases(privacy).add(CaseDraft())
    with pytest.raises(AccessDenied):
        Cases(jurist).ids(Query())
    assert refusals(privacy, "casework") == [(privacy.account.id, "edit_cases", "casework")]
    assert refusals(jurist, REGISTER) == [(jurist.account.id, "read_cases", "casework")]


def test_that_a_role_without_the_key_is_told_so(
    unlock_as: Callable[[Role], UnlockedVault], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = unlock_as(Role.JURIST)
    monkeypatch.setattr(vault, "account", replace(vault.account, role=Role.POLICY))
    with pytest.raises(AccessDenied) as denied:
        money_of(vault, 2019)
    assert str(denied.value) == "U hebt geen sleutel van het onderdeel Programma."
    assert refusals(vault, REGISTER) == [(vault.account.id, "read_programme", PROGRAMME)]


def test_that_an_unknown_compartment_is_called_by_its_own_name(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    with pytest.raises(AccessDenied, match="van het onderdeel bijzaak"):
        demand(unlock_as(Role.KEEPER), Act.GRANT, "bijzaak")


def test_that_a_refusal_stands_also_when_its_trace_cannot_be_written(
    unlock_as: Callable[[Role], UnlockedVault], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = unlock_as(Role.CONTROLLER)

    def full(*_: object) -> None:
        raise DiskFull("De schijf is vol.")

    monkeypatch.setattr(vault, "record_refusal", full)
    with pytest.raises(AccessDenied):
        demand(vault, Act.EDIT_PROGRAMME, PROGRAMME)


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.PRIVACY, Role.KEEPER])
def test_that_a_register_guards_each_of_its_acts(role: Role, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    vault = unlock_as(role)
    for register in (sample.register(vault) for sample in EVERY_SAMPLE):
        may_read = allowed(vault, register.read_act, register.compartment)
        may_edit = allowed(vault, register.edit_act, register.compartment)
        assert register.may_edit() is may_edit
        assert [refuses_access(act) is not may_read for act in reading(register)] == [True] * 4
        assert [refuses_access(act) is not may_edit for act in writing(register)] == [True] * 3


def reading(register: Records[Any, Any]) -> list[Callable[[], Any]]:
    return [
        lambda: register.ids(Query()),
        lambda: register.rows([1]),
        lambda: register.get(1),
        lambda: register.history(1),
    ]


def writing(register: Records[Any, Any]) -> list[Callable[[], Any]]:
    draft = register.draft()
    return [
        lambda: register.add(draft),
        lambda: register.change(1, draft, 1),
        lambda: register.remove(1, 1),
    ]


def refuses_access(call: Callable[..., Any], *arguments: Any) -> bool:
    try:
        call(*arguments)
    except AccessDenied:
        return True
    except AppError:
        return False  # it got past the door and found nothing to do
    return False


CALLS: dict[str, tuple[Act, Callable[[UnlockedVault], Any]]] = {
    "money_of": (Act.READ_PROGRAMME, lambda vault: money_of(vault, 2019)),
    "budget_years": (Act.READ_PROGRAMME, budget_years),
    "table_one": (Act.READ_PROGRAMME, lambda vault: table_one(vault, [2019])),
    "publications": (Act.READ_PROGRAMME, lambda vault: publications(vault, [2019])),
    "gather": (Act.READ_PROGRAMME, lambda vault: gather(vault, 2019)),
    "exports": (Act.READ_PROGRAMME, exports),
    "enter_historic": (
        Act.EDIT_PROGRAMME,
        lambda vault: enter_historic(vault, year=19, rule="x", figures=()),
    ),
    "live_counts": (Act.READ_CASES, lambda vault: live_counts(vault, 2019)),
    "differences": (Act.READ_CASES, lambda vault: differences(vault, 2019)),
    "publish": (Act.PUBLISH_FIGURES, lambda vault: publish(vault, 2019)),
    "types": (Act.READ_CASES, lambda vault: CaseTypes(vault).ids(Query())),
    "timeline": (Act.READ_SCREENINGS, lambda vault: timeline(vault, 1)),
    "screening_items": (Act.READ_SCREENINGS, screening_items),
    "screening_year": (Act.READ_SCREENINGS, lambda vault: screening_year(vault, 2019, merge_small=True)),
    "publish_screening_year": (
        Act.PUBLISH_SCREENINGS,
        lambda vault: publish_screening_year(vault, 2019, merge_small=True),
    ),
    "published_reports": (Act.READ_PROGRAMME, lambda vault: published_reports(vault, 2019)),
    "anonymous_items": (Act.READ_SIGNALS, lambda vault: list(anonymous_items(vault))),
    "anonymous_signals": (Act.EDIT_SIGNALS, lambda vault: AnonymousSignals(vault).take_in()),
    "leave_reference": (
        Act.EDIT_SCREENINGS,
        lambda vault: leave_reference(vault, 1, case_number="", text="", ground=None),
    ),
    "published_screenings": (Act.READ_PROGRAMME, lambda vault: published_screenings(vault, 2019)),
    "template_lines": (Act.MANAGE_LETTERS, template_lines),
    "letterhead": (Act.MANAGE_LETTERS, letterhead),
    "calendar": (Act.READ_MEETINGS, lambda vault: calendar(vault, date(2020, 1, 1), date(2020, 1, 2))),
    "next_days": (Act.READ_MEETINGS, next_days),
    "proposals": (Act.READ_MEETINGS, lambda vault: proposals(vault, 1)),
    "participation": (Act.READ_MEETINGS, lambda vault: participation(vault, 1)),
    "sitting": (Act.READ_MEETINGS, lambda vault: sitting(vault, 1)),
    "item_view": (Act.READ_MEETINGS, lambda vault: item_view(vault, 1)),
    "own_actions": (Act.READ_MEETINGS, own_actions),
    "action_items": (Act.READ_MEETINGS, action_items),
    "owner_options": (Act.READ_MEETINGS, owner_options),
    "answers_of": (Act.READ_INSPECTIONS, lambda vault: answers_of(vault, 1)),
    "inspection_items": (Act.READ_INSPECTIONS, inspection_items),
    "answer_question": (Act.EDIT_INSPECTIONS, lambda vault: answer_question(vault, 1, "x", None)),
    "make_signal": (Act.EDIT_INSPECTIONS, lambda vault: make_signal(vault, 1, 1)),
    "minutes_of": (Act.READ_MEETINGS, lambda vault: minutes_of(vault, 1)),
    "record_minutes_export": (
        Act.EDIT_MEETINGS,
        lambda vault: record_minutes_export(vault, 1, what="x", purpose=Purpose(" "), sha256=""),
    ),
    "plan": (Act.EDIT_MEETINGS, lambda vault: plan(vault, 1, date(2020, 1, 1))),
    "add_items": (Act.EDIT_MEETINGS, lambda vault: add_items(vault, 1, ())),
    "move_item": (Act.EDIT_MEETINGS, lambda vault: move_item(vault, 1, 1)),
    "set_participation": (Act.EDIT_MEETINGS, lambda vault: set_participation(vault, 1, Audience.EVERYONE, {})),
    "set_presence": (Act.EDIT_MEETINGS, lambda vault: set_presence(vault, 1, {})),
    "close_meeting": (Act.EDIT_MEETINGS, lambda vault: close_meeting(vault, 1)),
    "reopen_meeting": (Act.EDIT_MEETINGS, lambda vault: reopen_meeting(vault, 1)),
    "decide_item": (Act.EDIT_MEETINGS, lambda vault: decide_item(vault, 1, Deciding(), 1)),
    "finish_action": (Act.EDIT_MEETINGS, lambda vault: finish_action(vault, 1, 1)),
    "references_in": (Act.READ_CASES, lambda vault: references_in(vault, 1)),
    "proposal": (Act.READ_MEASURES, lambda vault: proposal(vault, 1)),
    "measure_timeline": (Act.READ_MEASURES, lambda vault: measure_timeline(vault, 1)),
    "measure_timeline_of_draft": (Act.READ_MEASURES, lambda vault: measure_timeline_of_draft(vault, MeasureDraft())),
    "apv_timeline": (Act.READ_MEASURES, lambda vault: apv_timeline(vault, 1)),
    "measure_items": (Act.READ_MEASURES, measure_items),
    "closures": (Act.READ_MEASURES, closures),
    "property_past": (Act.READ_MEASURES, lambda vault: property_past(vault, 1)),
    "grid": (Act.READ_MEASURES, lambda vault: grid(vault, 1)),
    "copy_version": (Act.EDIT_MEASURES, lambda vault: copy_version(vault, 1)),
    "measure_year": (Act.READ_MEASURES, lambda vault: measure_year(vault, 2019, CountingChoice.LAST)),
    "publish_measure_year": (
        Act.PUBLISH_MEASURES,
        lambda vault: publish_measure_year(vault, 2019, CountingChoice.LAST, in_table=False),
    ),
    "refer_case": (Act.EDIT_MEASURES, lambda vault: refer_case(vault, 1, case_number="", text="")),
    "published_measures": (Act.READ_PROGRAMME, lambda vault: published_measures(vault, 2019)),
    "own_card": (Act.READ_CASES, cards.own_card),
    "trusted_cards": (Act.READ_CASES, cards.trusted_cards),
    "write_own_card": (Act.HAND_OVER_CASES, lambda vault: cards.write_own_card(vault, Path("nergens/x"))),
    "look_at_card": (Act.HAND_OVER_CASES, lambda vault: cards.look_at_card(vault, Path("nergens"))),
    "withdraw_card": (Act.HAND_OVER_CASES, lambda vault: cards.withdraw_card(vault, 1, 1)),
    "contents_of": (Act.HAND_OVER_CASES, lambda vault: contents_of(vault, [1])),
    "give": (Act.HAND_OVER_CASES, lambda vault: give(vault, [], card=1, out=Path("nergens/x"), why=Why("", ""))),
    "look_into": (Act.RECEIVE_CASES, lambda vault: look_into(vault, Path("nergens"))),
    "packages": (Act.READ_CASES, packages),
    "told_of": (Act.READ_CASES, lambda vault: told_of(vault, 1)),
    "names_of_all": (Act.READ_CASES, names_of_all),
    "account_named": (Act.READ_CASES, lambda vault: account_named(vault, "x")),
    "course_of": (Act.READ_CASES, lambda vault: course_of(vault, 1)),
    "case_by_number": (Act.READ_CASES, lambda vault: case_by_number(vault, "x")),
    "merges_into": (Act.READ_CASES, lambda vault: merges_into(vault, 1)),
    "merge_cases": (
        Act.EDIT_CASES,
        lambda vault: merge_cases(vault, target=1, number="", version=1, reason=""),
    ),
    "undo_merge": (Act.EDIT_CASES, lambda vault: undo_merge(vault, 1)),
    "templates_for": (Act.READ_CASES, lambda vault: templates_for(vault, None)),
    "timeline_of": (Act.READ_CASES, lambda vault: timeline_of(vault, 1)),
    "case_items": (Act.READ_CASES, lambda vault: list(case_items(vault))),
    "due_lines": (Act.PROPOSE_ERASURE, retention.due_lines),
    "certificates": (Act.PROPOSE_ERASURE, certificates),
    "certificate": (Act.PROPOSE_ERASURE, lambda vault: certificate(vault, 1)),
    "hold": (Act.PROPOSE_ERASURE, lambda vault: erasure.hold(vault, "case", 1, "")),
    "let_go": (Act.PROPOSE_ERASURE, lambda vault: erasure.let_go(vault, "case", 1)),
    "propose": (Act.PROPOSE_ERASURE, lambda vault: erasure.propose(vault, "case", 1)),
    "withdraw": (Act.PROPOSE_ERASURE, lambda vault: erasure.withdraw(vault, "case", 1)),
    "approve": (Act.APPROVE_ERASURE, lambda vault: erasure.approve(vault, "case", 1)),
    "sweep": (Act.PROPOSE_ERASURE, erasure.sweep),
    "compared": (Act.READ_PROGRAMME, lambda vault: compared(vault, 1)),
    "coverage": (Act.READ_PROGRAMME, coverage),
    "funding_of": (Act.READ_PROGRAMME, lambda vault: funding_of(vault, 1)),
    "year_view": (Act.READ_PROGRAMME, lambda vault: year_view(vault, 1)),
    "start_preview": (Act.READ_PROGRAMME, lambda vault: start_preview(vault, 2019)),
    "start_year": (Act.EDIT_PROGRAMME, lambda vault: start_year(vault, 19, StartChoice())),
    "undo_start": (Act.EDIT_PROGRAMME, lambda vault: undo_start(vault, 1)),
    "booked_years": (Act.READ_PROGRAMME, booked_years),
    "reconcile": (Act.READ_PROGRAMME, lambda vault: reconcile(vault, 2019, Path("geen.csv"))),
    "take_step": (Act.EDIT_BUDGET, lambda vault: CarryOvers(vault).take_step(1, StepDraft(), 1)),
    "record_export": (
        Act.EXPORT_EVALUATION,
        lambda vault: record_export(
            vault, what="x", classification=Classification.INTERNAL, purpose=Purpose(" "), sha256=""
        ),
    ),
}


@pytest.mark.parametrize("role", Role)
def test_that_each_service_is_behind_its_own_act(role: Role, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    vault = unlock_as(role)
    passed = {name for name, (_, call) in CALLS.items() if not refuses_access(call, vault)}
    assert passed == {name for name, (act, _) in CALLS.items() if allowed(vault, act, COMPARTMENT_OF_ACT[act])}


def test_that_the_document_is_exported_by_who_may_and_by_nobody_else(
    unlock_as: Callable[[Role], UnlockedVault], tmp_path: Path
) -> None:
    out = tmp_path / "x.pdf"
    with pytest.raises(AccessDenied, match="mag dit niet: de evaluatie exporteren"):
        export_evaluation(unlock_as(Role.BIBOB), 2019, out, Purpose("x"))
    assert not os.path.lexists(out)


def test_that_the_mark_says_which_act_it_asks() -> None:
    @requires(Act.GRANT, REGISTER)
    def service(vault: UnlockedVault, number: int) -> int:
        return number

    assert vars(service)["required_act"] is Act.GRANT
    assert service.__name__ == "service"
    assert {LABEL_OF_COMPARTMENT[name] for name in COMPARTMENTS_OF_ROLE[Role.DPO]} == {"Register", "Logboek FG"}


def test_that_a_role_that_was_just_taken_away_allows_nothing_more(unlock_as: Callable[[Role], UnlockedVault]) -> None:
    """The very first act after it too, in a session that was open all the while."""
    director, keeper = unlock_as(Role.DIRECTOR), unlock_as(Role.KEEPER)
    types = CaseTypes(director)
    accounts.change_role(keeper, account=director.account.id, role=Role.PRIVACY)
    with pytest.raises(AccessDenied, match="Uw rol"):
        types.add(CaseTypeDraft(name="Hennep"))
    assert len(types.ids(Query())) == 0
