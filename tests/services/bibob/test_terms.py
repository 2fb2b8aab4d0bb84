"""The timeline of a stored screening, and of what stands in a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import NotFound
from app.services.bibob.investigation import AdviceQuestionDraft, AdviceQuestions
from app.services.bibob.screenings import Screenings
from app.services.bibob.terms import Moment, timeline, timeline_of_draft
from app.services.norms import NormChange, change_norm, confirm_norm
from models.bibob.choices import AdviceType
from models.norm_choices import Counting, NormUnit
from tests.services.bibob.files import BEGUN, WHOLE, begun, screening

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

EXAMPLE = begun(
    advice_type=AdviceType.REGULAR,
    advice_requested_on=date(2020, 3, 16),
    extension_days=28,
    advice_received_on=date(2020, 6, 1),
)


@pytest.fixture
def example(bibob: UnlockedVault) -> int:
    """The worked example of domein §1.4."""
    file = Screenings(bibob).add(EXAMPLE).id
    AdviceQuestions(bibob).add(AdviceQuestionDraft(file, date(2020, 4, 1), date(2020, 4, 11), "Jaarrekening"))
    return file


def days(vault: UnlockedVault, file: int, day: date | None = None) -> dict[str, tuple[str, str]]:
    return {each.key: (str(each.day), str(each.other)) for each in timeline(vault, file, day).deadlines}


def test_that_the_worked_example_comes_out_of_the_store(example: int, bibob: UnlockedVault) -> None:
    found = days(bibob, example)
    assert found["decision"] == ("2020-07-13", "2020-07-14")
    assert found["advice"][0] == "2020-06-18"


def test_that_without_advice_the_standstill_ends(example: int, bibob: UnlockedVault) -> None:
    record = Screenings(bibob).get(example)
    Screenings(bibob).change(example, replace(record.draft, advice_received_on=None), record.version)
    assert days(bibob, example)["decision"] == ("2020-07-30", "2020-07-30")
    assert timeline(bibob, example, date(2020, 5, 1)).deadlines[1].paused


def test_that_counting_inclusively_from_the_day_of_the_request_moves_the_decision(
    example: int, bibob: UnlockedVault
) -> None:
    inclusive = NormChange(
        replaces=date(2013, 7, 1),
        valid_from=date(2020, 3, 16),
        value=0,
        unit=NormUnit.COUNTING,
        ground="art. 31 Wet Bibob",
        source="Letterlijke tekst",
        counting=Counting.INCLUSIVE,
        applies_termijnenwet=False,
    )
    change_norm(bibob, "bibob.suspension", inclusive)
    assert days(bibob, example)["decision"] == ("2020-07-14", "2020-07-13")


def test_that_a_norm_from_the_day_after_leaves_what_began_under_the_old_one(example: int, bibob: UnlockedVault) -> None:
    before = timeline(bibob, example)
    longer = NormChange(
        replaces=date(1994, 1, 1),
        valid_from=date(2020, 3, 3),
        value=13,
        unit=NormUnit.WEEKS,
        ground="art. 4:13 Awb",
        source="Proef",
        counting=Counting.EXCLUSIVE,
        applies_termijnenwet=True,
    )
    change_norm(bibob, "bibob.decision", longer)
    assert timeline(bibob, example).deadlines == before.deadlines
    later = screening(bibob, application_on=date(2020, 3, 3))
    assert days(bibob, later)["decision"][0] == "2020-06-02"


def test_that_what_happened_is_told_in_order(example: int, bibob: UnlockedVault) -> None:
    assert timeline(bibob, example).moments == (
        Moment(date(2020, 3, 2), "Intake"),
        Moment(date(2020, 3, 2), "Aanvraag"),
        Moment(date(2020, 3, 16), "Adviesaanvraag"),
        Moment(date(2020, 4, 1), "Het LBB vraagt gegevens"),
        Moment(date(2020, 4, 11), "Gevraagde gegevens ontvangen"),
        Moment(date(2020, 6, 1), "Ontvangen advies"),
    )


def test_that_what_is_planned_did_not_happen(bibob: UnlockedVault) -> None:
    file = Screenings(bibob).add(WHOLE).id
    told = timeline(bibob, file).moments
    assert date(2026, 12, 1) not in {moment.day for moment in told}
    assert Moment(date(2020, 3, 3), "OM-tip") in told
    assert [moment.day for moment in told] == sorted(moment.day for moment in told)


def test_that_a_form_shows_the_terms_of_what_is_typed(example: int, bibob: UnlockedVault) -> None:
    stored = timeline(bibob, example)
    typed = timeline_of_draft(bibob, replace(EXAMPLE, number=stored.number), example)
    assert typed == stored
    fresh = timeline_of_draft(bibob, BEGUN)
    assert [each.key for each in fresh.deadlines] == ["decision"]
    assert fresh.number == ""


def test_that_a_file_without_norms_for_its_days_says_so(bibob: UnlockedVault) -> None:
    told = timeline_of_draft(bibob, begun(application_on=date(1992, 1, 1)))
    assert (told.deadlines, told.norms) == ((), ())
    assert told.problem is not None
    assert "geen norm ‘Beslistermijn vergunningaanvraag’" in told.problem
    assert told.moments


def test_that_the_norms_that_the_terms_rest_on_are_told_with_their_state(example: int, bibob: UnlockedVault) -> None:
    confirm_norm(bibob, "bibob.suspension", date(2013, 7, 1))
    states = {line.norm.id: line.state for line in timeline(bibob, example).norms}
    assert states == dict.fromkeys(
        (
            "bibob.decision",
            "bibob.advice",
            "bibob.advice_suspension",
            "bibob.extension",
            "bibob.reuse",
            "termijnenwet.liberation_day",
        ),
        "te bevestigen",
    ) | {"bibob.suspension": f"bevestigd door {bibob.account.name}"}


def test_that_a_file_that_is_gone_is_told(bibob: UnlockedVault) -> None:
    with pytest.raises(NotFound):
        timeline(bibob, 10**6)
