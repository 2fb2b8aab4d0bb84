"""Actions: an owner may be a contact, days are in order, and what is one's own stands together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.errors import Invalid
from app.services.casework.findings import FindingDraft, Findings
from app.services.casework.inspections import InspectionDraft, Inspections
from app.services.casework.tasks import CaseTaskDraft, CaseTasks
from app.services.clock import today
from app.services.meetings.actions import ActionDraft, Actions, ActionState, action_items
from app.services.meetings.own_work import own_actions
from app.services.records import Query
from models.casework.meeting_choices import Law
from tests.services.meetings.offices import lip, meeting, member, running_case

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

MADE = date(2020, 3, 12)
DRAFT = ActionDraft("Bel de eigenaar", "A. Contact", date(2020, 4, 1), MADE)


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"due_on": MADE - timedelta(days=1)}, "due_on"),
        ({"done_on": MADE - timedelta(days=1)}, "done_on"),
        ({"done_on": today() + timedelta(days=1)}, "done_on"),
    ],
)
def test_that_days_that_are_not_in_order_are_refused(
    known: dict[str, date], field: str, director: UnlockedVault
) -> None:
    with pytest.raises(Invalid) as refused:
        Actions(director).add(replace(DRAFT, **known))  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


def test_that_an_owner_without_an_account_is_followed_up(director: UnlockedVault) -> None:
    assert Actions(director).blank().made_on == today()
    made = Actions(director).add(DRAFT)
    assert made.title == "Bel de eigenaar"
    assert own_actions(director) == ()
    assert [item.text for item in action_items(director)] == [
        "Een actie van A. Contact had klaar moeten zijn op 1 april 2020."
    ]
    mine = Actions(director).change(made.id, replace(DRAFT, owner=director.account.name), made.version)
    assert [each.text for each in own_actions(director)] == ["Bel de eigenaar"]
    assert action_items(director) == ()
    Actions(director).change(made.id, replace(mine.draft, done_on=date(2020, 3, 20)), mine.version)
    assert own_actions(director) == ()


def test_that_the_form_offers_owners_meetings_and_cases(director: UnlockedVault) -> None:
    kind = lip(director)
    member(director, kind, "A. Contact")
    held, case = meeting(director, kind), running_case(director)
    register = Actions(director)
    assert {"A. Contact", director.account.name} <= {option.value for option in register.options("owner")}
    assert [option.value for option in register.options("meeting_id")] == [held]
    assert [option.value for option in register.options("case_id", DRAFT)] == [case]
    assert register.options("text") == ()


def test_that_a_list_says_in_words_how_an_action_stands(director: UnlockedVault) -> None:
    register = Actions(director)
    for known in ({}, {"done_on": date(2020, 3, 20)}):
        register.add(replace(DRAFT, **known))  # type: ignore[arg-type]
    place = list(register.columns).index("state")
    found = [row.cells[place] for row in register.rows(register.ids(Query()))]
    assert found == [ActionState.OPEN, ActionState.DONE]
    assert len(register.ids(Query(where=(("state", ActionState.DONE),)))) == 1


def test_that_what_is_ones_own_stands_together_by_term(director: UnlockedVault) -> None:
    me = director.account.name
    case = running_case(director)
    CaseTasks(director).add(CaseTaskDraft(case, "Kadaster nagaan", me))
    key = Inspections(director).add(InspectionDraft(title="Loods", planned_on=date(2020, 5, 12))).id
    Findings(director).add(FindingDraft(key, Law.CARE, None, "Geen plan.", "Herstel", me, date(2020, 6, 9)))
    Actions(director).add(replace(DRAFT, owner=me))
    assert [(each.page, each.text, each.due_on) for each in own_actions(director)] == [
        ("meetings", "Bel de eigenaar", date(2020, 4, 1)),
        ("inspections", "Herstel", date(2020, 6, 9)),
        ("cases", "Kadaster nagaan", None),
    ]
