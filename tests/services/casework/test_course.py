"""A case from beginning to end, and taken up again: its steps, its level, its effect and what stands still."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from app.errors import Conflict, Invalid
from app.rules.permissions import CASEWORK, Role
from app.services.attention_item import Urgency
from app.services.casework.approach import CaseMeasureDraft, CaseMeasures, InterventionDraft, Interventions
from app.services.casework.cases import CaseDraft
from app.services.casework.closing import CaseActs, Closing
from app.services.casework.course import course_of
from app.services.casework.effects import CaseEffectDraft, CaseEffects
from app.services.casework.handovers import HandoverDraft, Handovers
from app.services.casework.notes import CaseNoteDraft, CaseNotes
from app.services.casework.returning import CaseReturns
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.casework.work_lists import case_items
from app.services.clock import today
from app.services.measures.measures import Measures
from app.services.meetings.own_work import own_actions
from app.services.programme.figures import live_counts
from app.services.records import Query
from app.services.signals.links import signals_of
from app.services.signals.signals import Signals
from models.casework import Case, CaseMeasure, CaseNote
from models.casework.case_choices import (
    Effect,
    HandoverTarget,
    InterventionKind,
    InterventionStatus,
    Movement,
    Standing,
    Whose,
)
from models.choices import CaseStatus, ClosingReason, Level
from tests.services.casework.case_samples import case
from tests.services.casework.test_merging import signal_in
from tests.services.measures.files import measure as a_measure
from tests.services.parents import case_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.records import Record
    from app.vault.session import UnlockedVault


@pytest.fixture
def acts(director: UnlockedVault) -> CaseActs:
    return CaseActs(director)


@pytest.fixture
def running(acts: CaseActs) -> Record[CaseDraft]:
    """A case in execution."""
    record = acts.get(case(acts.vault))
    for status in (CaseStatus.PLAN, CaseStatus.EXECUTION):
        record = acts.change(record.id, replace(record.draft, status=status), record.version)
    return record


def closing(**other: object) -> Closing:
    whole = Closing(today(), ClosingReason.MEASURE, "Pand gesloten", Effect.UNCLEAR, "Te vroeg", 2020)
    return replace(whole, **other)  # type: ignore[arg-type]


def told(vault: UnlockedVault) -> list[str]:
    return [item.text for item in case_items(vault)]


def test_that_each_step_is_kept_with_who_took_it_and_why(acts: CaseActs, running: Record[CaseDraft]) -> None:
    back = replace(running.draft, status=CaseStatus.PLAN)
    with pytest.raises(Invalid) as refused:
        acts.change(running.id, back, running.version)
    assert set(refused.value.fields) == {"status_reason"}
    record = acts.change(running.id, replace(back, status_reason="Plan herzien"), running.version)
    on = acts.change(record.id, replace(record.draft, status=CaseStatus.EXECUTION), record.version)
    with pytest.raises(Invalid, match="Dit was de reden van de vorige stap"):
        acts.change(on.id, replace(on.draft, status=CaseStatus.PLAN), on.version)
    steps = course_of(acts.vault, running.id)
    assert [(step.before, step.after, step.reason) for step in steps] == [
        (CaseStatus.NEW, CaseStatus.PLAN, None),
        (CaseStatus.PLAN, CaseStatus.EXECUTION, None),
        (CaseStatus.EXECUTION, CaseStatus.PLAN, "Plan herzien"),
        (CaseStatus.PLAN, CaseStatus.EXECUTION, "Plan herzien"),
    ]
    assert {step.by for step in steps} == {"Casusregisseur"}


def test_that_a_step_that_is_not_in_the_course_is_refused(acts: CaseActs) -> None:
    record = acts.get(case(acts.vault))
    with pytest.raises(Invalid, match="niet naar ‘in uitvoering’"):
        acts.change(record.id, replace(record.draft, status=CaseStatus.EXECUTION), record.version)
    assert course_of(acts.vault, record.id) == ()


def test_that_closing_says_what_is_missing(acts: CaseActs, running: Record[CaseDraft]) -> None:
    with pytest.raises(Invalid) as refused:
        acts.close(running.id, running.version, closing(result=" ", effect=None, closed_on=today() + timedelta(1)))
    assert set(refused.value.fields) == {"result", "effect", "closed_on"}
    with pytest.raises(Invalid) as refused:
        acts.close(running.id, running.version, closing(closing_reason=None, closed_on=None))
    assert set(refused.value.fields) == {"closing_reason", "closed_on"}
    with pytest.raises(Conflict):
        acts.close(running.id, running.version - 1, closing())


def test_that_a_closed_case_counts_and_its_effect_is_asked_again(
    acts: CaseActs, running: Record[CaseDraft], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = acts.close(running.id, running.version, closing())
    assert (closed.draft.status, closed.draft.result) == (CaseStatus.CLOSED, "Pand gesloten")
    assert sum(figure.count or 0 for figure in live_counts(acts.vault, 2020)) == 1
    effects = CaseEffects(acts.vault)
    assert [row.cells[3] for row in effects.rows(effects.ids(Query()))] == [Effect.UNCLEAR]
    assert not any("bezie het effect opnieuw" in text for text in told(acts.vault))
    with acts.vault.write(CASEWORK) as work:
        work.session.execute(update(Case).values(effect_due_on=today() - timedelta(1)))
        work.record("case.changed", "case", closed.id)
    assert any("bezie het effect opnieuw" in text for text in told(acts.vault))
    effects.add(CaseEffectDraft(closed.id, today() - timedelta(30), Effect.REDUCED))
    assert any("bezie het effect opnieuw" in text for text in told(acts.vault)), "it was seen before it was asked"
    effects.add(CaseEffectDraft(closed.id, today(), Effect.ENDED, "Pand verkocht"))
    assert not any("bezie het effect opnieuw" in text for text in told(acts.vault))


def test_that_the_effect_is_asked_half_a_year_after_closing(acts: CaseActs, running: Record[CaseDraft]) -> None:
    acts.close(running.id, running.version, closing())
    with acts.vault.read(CASEWORK) as session:
        due = session.scalar(select(Case.effect_due_on))
    assert due is not None
    assert 181 <= (due - today()).days <= 184


def test_that_a_case_taken_up_again_remembers_how_it_was_closed(acts: CaseActs, running: Record[CaseDraft]) -> None:
    closed = acts.close(running.id, running.version, closing())
    with pytest.raises(Invalid) as refused:
        acts.reopen(closed.id, closed.version, CaseStatus.INVESTIGATION, " ")
    assert set(refused.value.fields) == {"status_reason"}
    again = acts.reopen(closed.id, closed.version, CaseStatus.INVESTIGATION, "Nieuwe melding")
    assert (again.draft.closed_on, again.draft.closing_reason) == (None, None)
    assert again.draft.result == "Pand gesloten"
    last = course_of(acts.vault, again.id)[-1]
    assert (last.closed_on, last.closing_reason, last.reason) == (today(), ClosingReason.MEASURE, "Nieuwe melding")
    with pytest.raises(Invalid, match="niet afgesloten"):
        acts.reopen(again.id, again.version, CaseStatus.PLAN, "Nog eens")
    with acts.vault.read(CASEWORK) as session:
        assert session.scalar(select(Case.effect_due_on)) is None


def test_that_a_case_becomes_one_of_another_type_with_the_reason(acts: CaseActs) -> None:
    record = acts.get(case(acts.vault))
    other = case_type(acts.vault, "Heling")
    with pytest.raises(Invalid):
        acts.convert(record.id, record.version, other, " ")
    with pytest.raises(Invalid, match="al van dit type"):
        acts.convert(record.id, record.version, record.draft.case_type_id, "x")
    with pytest.raises(Invalid, match="Dit type bestaat niet"):
        acts.convert(record.id, record.version, 999, "x")
    converted = acts.convert(record.id, record.version, other, "Het gaat om gestolen goed")
    assert converted.draft.case_type_id == other
    assert converted.draft.number == record.draft.number
    assert converted.draft.description == "Type gewijzigd: Het gaat om gestolen goed"
    assert acts.history(record.id)[0].action == "case.converted"


def test_that_a_case_that_was_there_too_early_becomes_a_signal_again(acts: CaseActs) -> None:
    returns, key = CaseReturns(acts.vault), case(acts.vault)
    record = acts.get(key)
    with pytest.raises(Invalid) as refused:
        returns.to_signal(key, record.version, " ")
    assert set(refused.value.fields) == {"reason"}
    signal = Signals(acts.vault).get(returns.to_signal(key, record.version, "Nog te vaag"))
    assert signal.draft.title == "Loods aan de kade"
    assert signal.draft.facts == f"Uit casus {record.draft.number}:\nLoods aan de kade"
    closed = acts.get(key).draft
    assert (closed.status, closed.counted_year) == (CaseStatus.CLOSED, None)
    assert closed.result == "Teruggezet naar een signaal: Nog te vaag"
    assert [line.number for line in signals_of(acts.vault, key)] == [signal.draft.number]
    again = acts.reopen(key, acts.get(key).version, CaseStatus.PLAN, "Toch een casus")
    with pytest.raises(Invalid, match="Sluit de casus af en weeg dat signaal opnieuw"):
        returns.to_signal(key, again.version, "Toch niet")


def test_that_a_case_is_scaled_up_by_handing_it_over(acts: CaseActs, running: Record[CaseDraft]) -> None:
    with pytest.raises(Invalid) as refused:
        acts.change(running.id, replace(running.draft, level=Level.REGIONAL), running.version)
    assert set(refused.value.fields) == {"level"}
    draft = HandoverDraft(
        running.id, today(), HandoverTarget.RIEC, "RIEC", "Samenvatting", "convenant RIEC", Level.REGIONAL
    )
    handovers = Handovers(acts.vault)
    stored = handovers.add(draft)
    assert acts.get(running.id).draft.level is Level.REGIONAL
    assert acts.history(running.id)[0].action == "case.scaled"
    with pytest.raises(Invalid, match="verandert niet meer"):
        handovers.change(stored.id, replace(stored.draft, level=Level.NATIONAL), stored.version)
    with pytest.raises(Invalid, match="gaat naar een hoger niveau"):
        handovers.add(replace(draft, level=Level.LOCAL))
    with pytest.raises(Invalid) as refused:
        handovers.add(replace(draft, handed_on=today() + timedelta(1), ground=" "))
    assert set(refused.value.fields) == {"handed_on", "ground"}
    assert handovers.blank().handed_on == today()


def test_that_a_note_stays_as_it_was_after_its_day_and_for_others(
    acts: CaseActs, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    notes = CaseNotes(acts.vault)
    record = notes.add(CaseNoteDraft(case(acts.vault), "Gebeld"))
    row = notes.rows([record.id])[0]
    assert row.cells[2:] == (today(), "Casusregisseur", "Gebeld")
    changed = notes.change(record.id, replace(record.draft, text="Gebeld met de buren"), record.version)
    with acts.vault.write(CASEWORK) as work:
        work.session.execute(update(CaseNote).values(written_at="2020-01-01T12:00:00Z"))
        work.record("case_note.changed", "case_note", record.id)
    with pytest.raises(Invalid, match="ligt vast na de dag"):
        notes.change(record.id, replace(record.draft, text="Anders"), changed.version)
    with pytest.raises(Invalid, match="ligt vast na de dag"):
        notes.remove(record.id, changed.version)
    with acts.vault.write(CASEWORK) as work:
        work.session.execute(update(CaseNote).values(written_by="iemand"))
        work.record("case_note.changed", "case_note", record.id)
    with pytest.raises(Invalid, match="is van een ander"):
        notes.remove(record.id, changed.version)
    assert notes.rows([record.id])[0].cells[3] == "onbekende gebruiker"


def test_that_what_falls_due_is_pointed_out_to_who_has_to_do_it(acts: CaseActs) -> None:
    key, day = case(acts.vault), today()
    tasks, interventions = CaseTasks(acts.vault), Interventions(acts.vault)
    tasks.add(CaseTaskDraft(key, "Te laat", "Casusregisseur", day - timedelta(1)))
    tasks.add(CaseTaskDraft(key, "Van niemand", None, day + timedelta(7)))
    tasks.add(CaseTaskDraft(key, "Van een ander", "Jurist", day))
    tasks.add(CaseTaskDraft(key, "Later", "Casusregisseur", day + timedelta(8)))
    tasks.add(CaseTaskDraft(key, "Gedaan", "Casusregisseur", day - timedelta(3), day))
    interventions.add(
        InterventionDraft(key, InterventionKind.INSPECTION, "Controle", "Casusregisseur", due_on=day + timedelta(2))
    )
    items = list(case_items(acts.vault))
    assert [(item.text.rpartition("‘")[2].rstrip("’"), item.urgency, item.part) for item in items] == [
        ("Van niemand", Urgency.SOON, "case_task"),
        ("Controle", Urgency.SOON, "intervention"),
    ]
    mine = [action.text for action in own_actions(acts.vault)]
    assert mine == ["Te laat", "Later"], "what is one's own is told once, in the list of own actions"
    stands = {row.cells[2]: row.cells[6:] for row in tasks.rows(tasks.ids(Query()))}
    assert stands == {
        "Te laat": (Standing.OVERDUE, Whose.MINE),
        "Van niemand": (Standing.SOON, Whose.NOBODY),
        "Van een ander": (Standing.SOON, Whose.OTHERS),
        "Later": (Standing.OPEN, Whose.MINE),
        "Gedaan": (Standing.DONE, Whose.MINE),
    }
    mine_late = Query(where=(("whose", Whose.MINE), ("standing", Standing.OVERDUE)))
    assert [row.cells[2] for row in tasks.rows(tasks.ids(mine_late))] == ["Te laat"]


def test_that_more_than_five_of_a_kind_are_counted(acts: CaseActs) -> None:
    key = case(acts.vault)
    for place in range(7):
        CaseTasks(acts.vault).add(CaseTaskDraft(key, f"Taak {place}", None, today()))
    assert told(acts.vault)[-1] == "En nog 2 taken in casussen."


def test_that_a_case_without_movement_is_pointed_out_until_something_happens(acts: CaseActs) -> None:
    keys = [case(acts.vault, f"Loods {place}") for place in range(7)]
    with acts.vault.write(CASEWORK) as work:
        work.session.execute(update(Case).values(moved_on=today() - timedelta(61), effect_due_on=None))
        work.record("case.changed", "case", keys[0])
    assert sum("niets gebeurd" in text for text in told(acts.vault)) == 5
    assert told(acts.vault)[-1] == "En nog 2 casussen zonder beweging."
    still = Query(where=(("movement", Movement.STILL),))
    assert len(acts.ids(still)) == 7
    CaseNotes(acts.vault).add(CaseNoteDraft(keys[0], "Gebeld"))
    assert len(acts.ids(still)) == 6
    signal_in(acts.vault, keys[1])
    assert len(acts.ids(still)) == 5
    assert len(acts.ids(Query(where=(("movement", Movement.MOVING),)))) == 2


def test_that_interventions_are_in_order_and_done_on_a_day(acts: CaseActs) -> None:
    register = Interventions(acts.vault)
    draft = InterventionDraft(case(acts.vault), InterventionKind.WARNING, "Brief")
    for wrong, field in (
        (replace(draft, start_on=date(2020, 2, 2), due_on=date(2020, 2, 1)), "due_on"),
        (replace(draft, status=InterventionStatus.DONE), "done_on"),
        (replace(draft, done_on=date(2020, 2, 1)), "status"),
        (replace(draft, status=InterventionStatus.DONE, done_on=today() + timedelta(1)), "done_on"),
    ):
        with pytest.raises(Invalid) as refused:
            register.add(wrong)
        assert set(refused.value.fields) == {field}


def test_that_whose_a_case_is_follows_from_its_director(acts: CaseActs) -> None:
    kind = case_type(acts.vault)
    for name in ("Casusregisseur", "Contactpersoon", None):
        acts.add(CaseDraft(title="Loods", case_type_id=kind, opened_on=date(2020, 1, 6), handler=name))
    for whose in Whose:
        assert len(acts.ids(Query(where=(("whose", whose),)))) == 1
    own = acts.get(acts.ids(Query(where=(("whose", Whose.MINE),)))[0])
    acts.change(own.id, replace(own.draft, handler="Contactpersoon"), own.version)
    assert len(acts.ids(Query(where=(("whose", Whose.OTHERS),)))) == 2


def test_that_an_effect_is_not_seen_in_the_future(acts: CaseActs) -> None:
    effects, key = CaseEffects(acts.vault), case(acts.vault)
    with pytest.raises(Invalid, match="ligt in de toekomst"):
        effects.add(CaseEffectDraft(key, today() + timedelta(1), Effect.ENDED))
    assert effects.blank().seen_on == today()


def test_that_a_reference_to_a_measure_leads_to_the_one_of_that_number(
    acts: CaseActs, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    jurist = unlock_as(Role.JURIST)
    measure = Measures(jurist).get(a_measure(jurist))
    references = CaseMeasures(acts.vault)
    assert [option.value for option in references.options("number")] == [measure.draft.number]
    key = case(acts.vault)
    assert key in [option.value for option in references.options("case_id")]
    known = references.add(CaseMeasureDraft(key, measure.draft.number, "Sluiting van de loods"))
    other = references.add(CaseMeasureDraft(key, "M-1999-1", "Van vóór deze kluis"))
    with acts.vault.read(CASEWORK) as session:
        found = {row.id: row.measure_id for row in session.scalars(select(CaseMeasure))}
    assert found == {known.id: measure.id, other.id: None}


def test_that_open_cases_and_known_people_are_offered(acts: CaseActs) -> None:
    tasks, key = CaseTasks(acts.vault), case(acts.vault)
    tasks.add(CaseTaskDraft(key, "Bellen", "Z. Contact"))
    assert [option.value for option in tasks.options("case_id")] == [key]
    assert "Z. Contact" in [option.value for option in tasks.options("owner")]
    assert tasks.options("title") == ()
