"""The register of screenings: numbers, rules under the norms of the day, and that opening a file is logged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Conflict, Invalid
from app.services.bibob import screenings as service
from app.services.bibob.aftermath import ConditionDraft, Conditions, DisclosureDraft, Disclosures
from app.services.bibob.investigation import AdviceQuestionDraft, AdviceQuestions, ConsultedSources
from app.services.bibob.parties import Parties
from app.services.bibob.screenings import Screenings
from app.services.clock import today
from app.services.norms import NormChange, change_norm
from app.services.records import Query
from models.bibob.choices import AdviceType, DisclosureGround, LegalBasis, Occasion, Outcome, Phase, ResearchSource
from models.norm_choices import Counting, NormUnit
from tests.services.bibob.files import BEGUN, WHOLE, begun, party, screening, with_advice

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def refusal(vault: UnlockedVault, draft: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        Screenings(vault).add(draft)
    return refused.value.fields


def test_that_numbers_run_in_the_series_of_the_year_of_the_intake(bibob: UnlockedVault) -> None:
    register = Screenings(bibob)
    days = (date(2020, 3, 2), date(2020, 12, 31), date(2021, 1, 1), date(2020, 6, 1))
    numbers = [register.add(begun(opened_on=day)).draft.number for day in days]
    assert numbers == ["BIB-2020-001", "BIB-2020-002", "BIB-2021-001", "BIB-2020-003"]


def test_that_a_number_is_not_given_twice(bibob: UnlockedVault) -> None:
    register = Screenings(bibob)
    first = register.add(BEGUN)
    register.remove(first.id, first.version)
    assert register.add(BEGUN).draft.number == "BIB-2020-002"
    register.add(begun(number="BIB-2020-003"))
    assert register.add(BEGUN).draft.number == "BIB-2020-004"
    assert refusal(bibob, begun(number="BIB-2020-003")) == {
        "number": "Er is al een Bibob-dossier met deze naam of dit nummer."
    }


def test_that_a_number_stays_what_it_is(bibob: UnlockedVault) -> None:
    record = Screenings(bibob).add(BEGUN)
    with pytest.raises(Invalid, match="verandert niet"):
        Screenings(bibob).change(record.id, replace(record.draft, number="BIB-2020-009"), record.version)
    kept = Screenings(bibob).change(record.id, replace(record.draft, number=None, note="x"), record.version)
    assert kept.draft.number == "BIB-2020-001"


def test_that_a_new_form_begins_today_with_the_intake(bibob: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "today", lambda: date(2020, 3, 2))
    blank = Screenings(bibob).blank()
    assert (blank.opened_on, blank.phase) == (date(2020, 3, 2), Phase.INTAKE)
    assert set(refusal(bibob, blank)) == {"subject", "basis", "occasion"}


@pytest.mark.parametrize(
    ("changes", "field", "article"),
    [
        ({"advice_received_on": date(2020, 3, 15)}, "advice_received_on", "art. 15 Wet Bibob"),
        ({"extension_days": 29}, "extension_days", "art. 15 lid 3 Wet Bibob"),
        ({"intention_sent_on": None, "views_received_on": None}, "outcome", "art. 33 Wet Bibob"),
        ({"views_received_on": None, "decided_on": date(2020, 7, 22)}, "decided_on", "art. 4:9 Awb"),
        ({"secrecy_pointed_on": None}, "secrecy_pointed_on", "art. 28 lid 3 Wet Bibob"),
    ],
)
def test_that_bad_input_is_refused_with_the_article(
    changes: dict[str, Any], field: str, article: str, bibob: UnlockedVault
) -> None:
    assert article in refusal(bibob, replace(WHOLE, **changes))[field]
    assert len(Screenings(bibob).ids(Query())) == 0


def test_that_the_longest_extension_follows_the_norm_of_the_day_of_the_request(bibob: UnlockedVault) -> None:
    shorter = NormChange(
        replaces=date(2013, 7, 1),
        valid_from=date(2020, 3, 16),
        value=2,
        unit=NormUnit.WEEKS,
        ground="art. 15 lid 3 Wet Bibob",
        source="Proef",
        counting=Counting.EXCLUSIVE,
        applies_termijnenwet=False,
    )
    change_norm(bibob, "bibob.extension", shorter)
    assert refusal(bibob, WHOLE) == {
        "extension_days": "De verlenging is ten hoogste 14 dagen (art. 15 lid 3 Wet Bibob)."
    }
    assert Screenings(bibob).add(replace(WHOLE, advice_requested_on=date(2020, 3, 15))).draft.extension_days == 28


def test_that_a_day_for_which_there_is_no_norm_is_refused_at_its_field(bibob: UnlockedVault) -> None:
    early = begun(
        opened_on=date(2012, 1, 2),
        application_on=date(2012, 1, 2),
        advice_type=AdviceType.REGULAR,
        advice_requested_on=date(2012, 2, 1),
        intention_sent_on=date(2012, 3, 1),
    )
    told = refusal(bibob, early)
    assert set(told) == {"advice_requested_on", "intention_sent_on"}
    assert "geen norm ‘Langste verlenging adviestermijn’ die geldt op 1 februari 2012" in told["advice_requested_on"]


@pytest.mark.parametrize("weeks", [10**6, 0, -5])
def test_that_absurd_weeks_are_refused_and_break_nothing(weeks: int, bibob: UnlockedVault) -> None:
    assert "views_weeks" in refusal(bibob, replace(WHOLE, views_weeks=weeks))


def test_that_the_request_stays_before_what_the_lbb_asked(bibob: UnlockedVault) -> None:
    file = with_advice(bibob)
    AdviceQuestions(bibob).add(AdviceQuestionDraft(file, date(2020, 4, 1), None, "Jaarrekening"))
    record = Screenings(bibob).get(file)
    for changed in (
        replace(record.draft, advice_requested_on=date(2020, 4, 2)),
        replace(record.draft, advice_requested_on=None, advice_type=None),
    ):
        with pytest.raises(Invalid, match="vroeg al gegevens op 1 april 2020"):
            Screenings(bibob).change(file, changed, record.version)
    moved = replace(record.draft, advice_requested_on=date(2020, 4, 1))
    assert Screenings(bibob).change(file, moved, record.version).draft == moved


def test_that_opening_a_file_is_logged_once_and_listing_it_is_not(bibob: UnlockedVault) -> None:
    register = Screenings(bibob)
    file = screening(bibob)
    register.rows([file])
    register.get(file)
    register.get(file)
    assert [line.action for line in register.history(file)] == ["screening.opened", "screening.added"]


def test_that_two_who_change_one_file_do_not_overwrite_each_other(bibob: UnlockedVault) -> None:
    register = Screenings(bibob)
    record = register.add(BEGUN)
    register.change(record.id, replace(record.draft, note="een"), record.version)
    with pytest.raises(Conflict, match="het Bibob-dossier"):
        register.change(record.id, replace(record.draft, note="twee"), record.version)


def test_that_a_file_with_anything_in_it_is_not_removed(bibob: UnlockedVault) -> None:
    file = screening(bibob)
    who = party(bibob, file)
    record = Screenings(bibob).get(file)
    with pytest.raises(Invalid, match="zijn partijen vastgelegd"):
        Screenings(bibob).remove(file, record.version)
    Parties(bibob).remove(who, 1)
    Disclosures(bibob).add(DisclosureDraft(file, date(2020, 9, 1), DisclosureGround.J, "Rechtbank", "Dossier"))
    with pytest.raises(Invalid, match="zijn verstrekkingen vastgelegd"):
        Screenings(bibob).remove(file, record.version)


@pytest.mark.parametrize("words", ["bib-2020-001", "voorbeeld horeca", "Z-2020-77", "b-20-1"])
def test_that_a_file_is_found_by_number_subject_and_references(words: str, bibob: UnlockedVault) -> None:
    file = Screenings(bibob).add(WHOLE).id
    screening(bibob, subject="Ander")
    assert list(Screenings(bibob).ids(Query(words=words))) == [file]


@pytest.mark.parametrize("column", Screenings.columns)
def test_that_a_list_sorts_and_filters_by_every_column(column: str, bibob: UnlockedVault) -> None:
    register = Screenings(bibob)
    whole, other = register.add(WHOLE).id, screening(bibob, subject="Ander", opened_on=date(2020, 3, 3))
    assert set(register.ids(Query(order=column))) == {whole, other}
    place = list(register.columns).index(column)
    value = register.rows([whole])[0].cells[place]
    assert whole in register.ids(Query(where=((column, value),)))


# The parts


def test_that_parts_offer_the_files_and_only_what_belongs_to_the_chosen_one(bibob: UnlockedVault) -> None:
    one, two = screening(bibob), screening(bibob, subject="Ander")
    for register in (Parties, ConsultedSources, AdviceQuestions, Conditions, Disclosures):
        options = register(bibob).options("screening_id")
        assert {option.value for option in options} == {one, two}
        assert options[0].label == "BIB-2020-002 Ander"
        assert register(bibob).options("name") == ()
        assert register(bibob).ids(Query(where=(("screening_id", one),))).tolist() == []


@pytest.mark.parametrize(
    ("asked", "answered", "field", "told"),
    [
        (date(2020, 3, 15), None, "asked_on", "vóór de adviesaanvraag van 16 maart 2020"),
        (date(2020, 4, 2), date(2020, 4, 1), "answered_on", "Het antwoord ligt vóór de vraag"),
        (date(2099, 4, 2), None, "asked_on", "in de toekomst"),
        (date(2020, 4, 2), date(2099, 4, 1), "answered_on", "in de toekomst"),
    ],
)
def test_that_a_question_lies_within_the_advice(
    asked: date, answered: date | None, field: str, told: str, bibob: UnlockedVault
) -> None:
    with pytest.raises(Invalid) as refused:
        AdviceQuestions(bibob).add(AdviceQuestionDraft(with_advice(bibob), asked, answered, "x"))
    assert told in refused.value.fields[field]


def test_that_a_question_needs_a_request_and_does_not_follow_the_advice(bibob: UnlockedVault) -> None:
    with pytest.raises(Invalid, match="geen advies gevraagd"):
        AdviceQuestions(bibob).add(AdviceQuestionDraft(screening(bibob), date(2020, 4, 1), None, "x"))
    received = Screenings(bibob).add(WHOLE).id
    with pytest.raises(Invalid, match="na het advies van 1 juni 2020"):
        AdviceQuestions(bibob).add(AdviceQuestionDraft(received, date(2020, 6, 2), None, "x"))


def test_that_conditions_belong_to_a_decision_that_attaches_them(bibob: UnlockedVault) -> None:
    refused_file = Screenings(bibob).add(WHOLE).id
    with pytest.raises(Invalid, match="geen voorschriften"):
        Conditions(bibob).add(ConditionDraft(refused_file, "Camera", date(2020, 9, 1)))
    granted = Screenings(bibob).add(replace(WHOLE, outcome=Outcome.GRANT_WITH_CONDITIONS)).id
    long_text = "Een lang voorschrift " * 10
    assert Conditions(bibob).add(ConditionDraft(granted, long_text, date(2020, 9, 1))).title.endswith("…")
    with pytest.raises(Invalid) as refused:
        Conditions(bibob).add(ConditionDraft(granted, "Camera", date(2020, 9, 1), date(2099, 1, 1)))
    assert set(refused.value.fields) == {"checked_on", "finding"}


@pytest.mark.parametrize("ground", DisclosureGround)
def test_that_each_letter_of_the_article_can_be_chosen(ground: DisclosureGround, bibob: UnlockedVault) -> None:
    draft = DisclosureDraft(screening(bibob), date(2020, 9, 1), ground, "Wie", "Wat")
    assert Disclosures(bibob).add(draft).draft.ground is ground
    assert ground.label.startswith(f"{ground.value} ")


def test_that_a_disclosure_without_a_letter_is_refused(bibob: UnlockedVault) -> None:
    draft = DisclosureDraft(screening(bibob), date(2099, 9, 1), None, "Wie", "Wat")
    with pytest.raises(Invalid) as refused:
        Disclosures(bibob).add(draft)
    assert "art. 28 lid 2 Wet Bibob" in refused.value.fields["ground"]
    assert set(refused.value.fields) == {"ground", "disclosed_on"}


def test_that_new_forms_of_what_happens_today_say_so(bibob: UnlockedVault) -> None:
    assert AdviceQuestions(bibob).blank().asked_on == today()
    assert ConsultedSources(bibob).blank().consulted_on == today()
    assert Disclosures(bibob).blank().disclosed_on == today()
    with pytest.raises(Invalid, match="in de toekomst"):
        ConsultedSources(bibob).add(
            replace(
                ConsultedSources(bibob).blank(),
                screening_id=screening(bibob),
                source=ResearchSource.LAND_REGISTER,
                ground="art. 7a",
                consulted_on=date(2099, 1, 1),
            )
        )


def test_that_a_file_without_an_application_is_accepted_where_no_term_runs(bibob: UnlockedVault) -> None:
    made = Screenings(bibob).add(begun(basis=LegalBasis.PROPERTY, occasion=Occasion.PROPERTY, application_on=None))
    assert made.draft.application_on is None
