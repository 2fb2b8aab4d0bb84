"""Signals and cases: many to many, each link with who, when and why; a case made of a signal comes prefilled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import AccessDenied, Invalid, NotFound
from app.services.casework.cases import CaseDraft, Cases
from app.services.clock import today
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.links import case_from, cases_to_link, link_case, make_case, signals_of, unlink_case
from app.services.signals.signals import Signals
from models.casework.choices import SignalSource
from models.choices import CaseOrigin, CaseStatus, ClosingReason, Phenomenon
from tests.services.parents import case_type
from tests.services.signals.files import WHOLE, address, signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def case(vault: UnlockedVault, title: str = "Casus") -> int:
    kind = case_type(vault, f"Type van {title}")
    return Cases(vault).add(CaseDraft(title=title, case_type_id=kind, opened_on=today())).id


def test_that_one_signal_feeds_several_cases_and_a_case_several_signals(director: UnlockedVault) -> None:
    first, second = signal(director, "Eerste"), signal(director, "Tweede")
    here, there = case(director, "Hier"), case(director, "Daar")
    link_case(director, first, here, "Zelfde pand")
    link_case(director, first, there, "Zelfde eigenaar")
    link_case(director, second, here, "Zelfde pand")
    lines = course_of(director, first).cases
    assert [(each.title, each.reason, each.by, each.linked_on) for each in lines] == [
        ("Hier", "Zelfde pand", director.account.name, today()),
        ("Daar", "Zelfde eigenaar", director.account.name, today()),
    ]
    assert [each.title for each in signals_of(director, here)] == ["Eerste", "Tweede"]
    assert Signals(director).history(first)[0].action == "signal.linked"
    assert Cases(director).history(there)[0].action == "case.signal_linked"


def test_that_a_link_is_made_once_and_says_why(director: UnlockedVault) -> None:
    key, file = signal(director), case(director)
    for case_id, reason, wrong in (
        (file, " ", "reason"),
        (None, "x", "case_id"),
        (9, "x", "case_id"),
        (file, "x" * 401, "reason"),
    ):
        with pytest.raises(Invalid) as refused:
            link_case(director, key, case_id, reason)
        assert set(refused.value.fields) == {wrong}
    link_case(director, key, file, "Zelfde pand")
    with pytest.raises(Invalid, match="al aan deze casus gekoppeld"):
        link_case(director, key, file, "Nog eens")
    with pytest.raises(NotFound):
        link_case(director, 999, file, "Nergens")


def test_that_a_link_made_by_mistake_is_taken_away(director: UnlockedVault) -> None:
    key, file = signal(director), case(director)
    link_case(director, key, file, "Vergissing")
    unlink_case(director, key, file)
    assert course_of(director, key).cases == ()
    with pytest.raises(NotFound):
        unlink_case(director, key, file)


def test_that_only_cases_that_run_are_offered_and_each_once(director: UnlockedVault) -> None:
    key, running, linked, closed = (
        signal(director),
        case(director, "Loopt"),
        case(director, "Al"),
        case(director, "Dicht"),
    )
    link_case(director, key, linked, "Zelfde pand")
    cases = Cases(director)
    record = cases.get(closed)
    done: dict[str, Any] = {
        "status": CaseStatus.CLOSED,
        "closed_on": today(),
        "closing_reason": ClosingReason.NOT_FOUND,
    }
    cases.change(closed, replace(record.draft, result="Niets", **done), record.version)
    assert [option.value for option in cases_to_link(director, key)] == [running]


def test_that_a_case_made_of_a_signal_is_prefilled_and_linked_in_one_act(director: UnlockedVault) -> None:
    key = Signals(director).add(WHOLE).id
    address(director, key, town="Proefdorp")
    draft = case_from(director, key)
    assert (draft.title, draft.theme, draft.origin) == (WHOLE.title, Phenomenon.HEMP, CaseOrigin.RESIDENT)
    assert draft.location == "Voorbeeldstraat 12, 2671 AB Proefdorp"
    assert draft.description == f"Uit signaal S-2020-0001:\n{WHOLE.facts}"
    with pytest.raises(Invalid) as refused:
        make_case(director, key, draft)
    assert set(refused.value.fields) == {"case_type_id"}
    assert (len(Cases(director).ids(Query())), course_of(director, key).cases) == (0, ())
    made = make_case(director, key, replace(draft, case_type_id=case_type(director)))
    assert [each.number for each in course_of(director, key).cases] == [made.draft.number]
    assert [line.action for line in Cases(director).history(made.id)] == ["case.added"]
    second = make_case(director, key, replace(draft, title="Tweede", case_type_id=made.draft.case_type_id))
    assert [each.id for each in course_of(director, key).cases] == [made.id, second.id]


@pytest.mark.parametrize("source", SignalSource)
def test_that_every_source_is_an_origin_of_a_case(director: UnlockedVault, source: SignalSource) -> None:
    origin = case_from(director, signal(director, source=source)).origin
    assert origin is not None
    assert (origin.value == source.value) is (source is not SignalSource.INTERNAL_ANONYMOUS)


def test_that_who_does_not_edit_signals_links_nothing(director: UnlockedVault, privacy: UnlockedVault) -> None:
    key, file = signal(director), case(director)
    with pytest.raises(AccessDenied):
        link_case(privacy, key, file, "Zelfde pand")
    with pytest.raises(AccessDenied):
        make_case(privacy, key, CaseDraft())
