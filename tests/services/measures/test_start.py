"""What Start tells the jurist, the calendar of closures, and the history of a property."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import Invalid, NotFound
from app.rules.permissions import Role
from app.services import clock
from app.services.attention import attention
from app.services.casework.case_types import CaseTypeDraft, CaseTypes
from app.services.casework.cases import CaseDraft, Cases
from app.services.measures import apv, calendar, measures, parts, permits, traders, warnings
from app.services.measures.apv import (
    ApvClosureDraft,
    ApvClosures,
    DesignatedBusinessDraft,
    DesignatedBusinesses,
    DesignationDraft,
    Designations,
)
from app.services.measures.calendar import closures, closures_between
from app.services.measures.parts import PersonCheckDraft, PersonChecks
from app.services.measures.past import property_past
from app.services.measures.permits import OperatingPermitDraft, OperatingPermits
from app.services.measures.properties import FindingDraft, Findings
from app.services.measures.terms import apv_timeline
from app.services.measures.traders import TraderCheckDraft, TraderChecks, TraderDraft, Traders
from app.services.measures.warnings import measure_items
from app.services.signals.mentions import MentionDraft, Mentions
from models.casework.choices import MentionKind
from models.measures import apv_choices as a
from models.measures import choices as m
from tests.services.measures.files import BEGUN, DECIDED, WHOLE, designation, measure, premises, trader
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

CLOSED_APV = ApvClosureDraft(
    ground=a.ClosureGround.GAMBLING,
    interest=a.Interest.ORDER,
    intention_sent_on=date(2020, 4, 1),
    decided_on=date(2020, 5, 1),
    closed_from=date(2020, 5, 8),
    closed_until=date(2020, 8, 7),
)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day on which everything here happens."""

    def be(day: date) -> None:
        for module in (apv, measures, parts, permits, traders, warnings):
            monkeypatch.setattr(module, "today", lambda: day)

    return be


def told(vault: UnlockedVault) -> list[tuple[str, str]]:
    return [(item.urgency.value, item.text) for item in measure_items(vault)]


@pytest.mark.parametrize(
    ("day", "urgency", "words"),
    [
        (date(2020, 7, 10), None, ""),
        (date(2020, 7, 11), "notice", "loopt af op 10 augustus 2020, over 30 dagen"),
        (date(2020, 7, 27), "soon", "over 14 dagen"),
        (date(2020, 8, 3), "soon", "over 7 dagen"),
        (date(2020, 8, 10), "soon", "vandaag"),
        (date(2020, 8, 11), "overdue", "de heropening is nog niet vastgelegd"),
    ],
)
def test_that_a_closure_is_warned_for_thirty_days_before_it_ends(
    jurist: UnlockedVault, on: Callable[[date], None], day: date, urgency: str | None, words: str
) -> None:
    on(day)
    measure(jurist, replace(DECIDED, announced_on=date(2020, 5, 5)))
    found = told(jurist)
    assert [each for each, _ in found] == ([urgency] if urgency else [])
    assert all(
        text.startswith("13B-2020-001: ") and words in text and "Voorbeeldstraat" not in text for _, text in found
    )


@pytest.mark.parametrize(
    ("day", "urgency", "words"),
    [
        (date(2020, 4, 14), "soon", "eindigt op 28 april 2020, over 14 dagen"),
        (date(2020, 4, 21), "soon", "over 7 dagen"),
        (date(2020, 4, 28), "soon", "vandaag"),
        (date(2020, 4, 29), "overdue", "is verstreken op 28 april 2020, één dag geleden"),
    ],
)
def test_that_a_term_is_warned_for_at_14_7_and_0_days(
    jurist: UnlockedVault, on: Callable[[date], None], day: date, urgency: str, words: str
) -> None:
    on(day)
    measure(jurist, replace(BEGUN, intention_sent_on=date(2020, 4, 1), views_weeks=4))
    assert [each for each, _ in told(jurist)] == [urgency]
    assert "zienswijzetermijn" in told(jurist)[0][1]
    assert words in told(jurist)[0][1]


def test_that_duties_tasks_and_checks_are_told_and_go_when_done(
    jurist: UnlockedVault, on: Callable[[date], None]
) -> None:
    on(date(2020, 6, 20))
    key = measure(jurist, replace(DECIDED, executed_on=date(2020, 5, 11), costs=Decimal(100)))
    PersonChecks(jurist).add(PersonCheckDraft(key, "H. Voorbeeld", due_on=date(2020, 6, 1)))
    place = Designations(jurist).add(
        DesignationDraft(name="Autoverhuur", kind=a.DesignatedKind.BUSINESS, apply_until=date(2020, 6, 30))
    )
    DesignatedBusinesses(jurist).add(DesignatedBusinessDraft(place.id, "Demo Verhuur BV"))
    shop = trader(jurist)
    TraderChecks(jurist).add(TraderCheckDraft(shop, date(2020, 1, 6), again_on=date(2020, 2, 6), result=OK))
    TraderChecks(jurist).add(TraderCheckDraft(shop, date(2020, 5, 6), again_on=date(2020, 6, 25), result=OK))
    ApvClosures(jurist).add(replace(CLOSED_APV, property_id=premises(jurist), closed_until=date(2020, 7, 1)))
    texts = "\n".join(text for _, text in told(jurist))
    for words in (
        "nog niet bekendgemaakt (art. 3:40 Awb)",
        "nog geen kostenbesluit",
        "moest uiterlijk 1 juni 2020 worden gescreend",
        "moet uiterlijk 30 juni 2020 elke vergunning zijn aangevraagd",
        "moet uiterlijk 25 juni 2020 opnieuw worden gecontroleerd",
        "APV-sluiting 1: de sluiting loopt af op 1 juli 2020",
    ):
        assert words in texts
    assert "6 februari" not in texts
    record = measures.Measures(jurist).get(key)
    done = replace(record.draft, closed_on=date(2020, 6, 19), phase=m.Phase.CLOSED)
    measures.Measures(jurist).change(key, done, record.version)
    assert "kostenbesluit" not in "\n".join(text for _, text in told(jurist))


OK = a.CheckResult.IN_ORDER


def test_that_start_shows_them_to_the_jurist_and_the_director(
    jurist: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    measure(jurist, DECIDED)
    for vault in (jurist, unlock_as(Role.DIRECTOR)):
        assert any(item.page == "measures" for item in attention(vault))
    assert not any(item.page == "measures" for item in attention(unlock_as(Role.POLICY)))
    assert clock.today() > date(2020, 1, 1)


def test_that_closures_of_both_laws_stand_in_one_calendar(jurist: UnlockedVault) -> None:
    measure(jurist, WHOLE)
    ApvClosures(jurist).add(replace(CLOSED_APV, property_id=premises(jurist, 14), closed_until=None))
    found = closures(jurist)
    assert [(each.ground, each.first) for each in found] == [
        ("art. 2:80 APV", date(2020, 5, 8)),
        ("art. 13b Opiumwet", date(2020, 5, 11)),
    ]
    damocles = found[1]
    assert [damocles.runs_on(day) for day in (date(2020, 5, 10), date(2020, 5, 11), date(2020, 8, 11))] == [
        False,
        True,
        False,
    ]
    assert [
        len(closures_between(jurist, day, day)) for day in (date(2020, 6, 1), date(2021, 1, 1), date(2020, 1, 1))
    ] == [
        2,
        1,
        0,
    ]
    assert calendar.APV == "art. 2:80 APV"


def test_that_a_closure_without_a_reopening_runs_to_its_last_day(jurist: UnlockedVault) -> None:
    measure(jurist, DECIDED)
    closed = closures(jurist)[0]
    assert closed.runs_on(date(2020, 8, 10))
    assert not closed.runs_on(date(2020, 8, 11))


def test_that_a_closure_under_the_apv_has_terms_too(jurist: UnlockedVault) -> None:
    draft = replace(CLOSED_APV, property_id=premises(jurist), announced_on=date(2020, 5, 2), decision_reference="APV-1")
    key = ApvClosures(jurist).add(draft).id
    shown = apv_timeline(jurist, key)
    assert [(each.key, each.day) for each in shown.deadlines] == [
        ("closure", date(2020, 8, 7)),
        ("objection", date(2020, 6, 15)),
    ]
    assert [moment.text for moment in shown.moments] == ["Voornemen", "Besluit", "Bekendmaking"]
    assert shown.deadlines[0].steps[0].article == "art. 2:80 APV"
    with pytest.raises(NotFound):
        apv_timeline(jurist, 99)


def told_of(vault: UnlockedVault, property_id: int, what: str) -> list[str]:
    """The titles of one kind of event, without their numbers."""
    return [each.text.split(" ", 1)[1] for each in property_past(vault, property_id).events if each.what == what]


def test_that_the_history_of_a_property_goes_across_registers(jurist: UnlockedVault) -> None:
    at = premises(jurist)
    measure(jurist, WHOLE)
    Findings(jurist).add(FindingDraft(at, date(2018, 3, 1), m.Substance.HARD, None, "Politie"))
    ApvClosures(jurist).add(replace(CLOSED_APV, property_id=at, closed_from=None, closed_until=None))
    permit = OperatingPermitDraft(
        establishment="Café De Proef",
        operator="Demo BV",
        property_id=at,
        reason=a.PermitReason.NEW,
        applied_on=date(2017, 1, 2),
    )
    OperatingPermits(jurist).add(permit)
    past = property_past(jurist, at)
    assert [each.what for each in past.events] == [
        "Exploitatievergunning",
        "Eerdere constatering",
        "Constatering",
        "Sluiting APV 2:80",
        "Besluit",
        "Heropening",
    ]
    assert not past.cases_shown
    with pytest.raises(NotFound):
        property_past(jurist, 99)


def test_that_the_history_of_a_property_goes_as_far_as_the_keys(
    jurist: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    director, at = unlock_as(Role.DIRECTOR), premises(jurist)
    kind = CaseTypes(director).add(CaseTypeDraft(name="Drugspand")).id
    for title, location in (("Hier", "Voorbeeldstraat 12, Naaldwijk"), ("Verderop", "Voorbeeldstraat 120, Naaldwijk")):
        draft = CaseDraft(title=title, case_type_id=kind, opened_on=date(2020, 3, 3), location=location)
        Cases(director).add(draft)
    assert told_of(director, at, "Casus") == ["Hier"]
    seen_here = MentionDraft(
        signal_id=signal(director, "Geur"),
        kind=MentionKind.ADDRESS,
        street="Voorbeeldstraat",
        house_number=12,
        town="Naaldwijk",
    )
    Mentions(director).add(seen_here)
    Mentions(director).add(replace(seen_here, signal_id=signal(director, "Elders"), town="Poeldijk"))
    assert told_of(director, at, "Signaal") == ["Geur"]
    assert told_of(jurist, at, "Signaal") == told_of(jurist, at, "Casus") == []


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (CLOSED_APV, set()),
        (replace(CLOSED_APV, intention_sent_on=None), {"without_intention"}),
        (
            replace(CLOSED_APV, intention_sent_on=None, without_intention=m.WithoutIntention.WARNING),
            {"without_intention"},
        ),
        (
            replace(CLOSED_APV, intention_sent_on=None, without_intention=m.WithoutIntention.URGENT),
            {"without_reason"},
        ),
        (
            replace(
                CLOSED_APV,
                intention_sent_on=None,
                without_intention=m.WithoutIntention.VERY_URGENT,
                without_reason="Vuurwapens.",
                closed_from=date(2020, 4, 30),
            ),
            set(),
        ),
        (replace(CLOSED_APV, without_intention=m.WithoutIntention.URGENT), {"without_intention"}),
        (replace(CLOSED_APV, closed_until=date(2020, 5, 1)), {"closed_until"}),
        (replace(CLOSED_APV, closed_from=date(2020, 4, 20)), {"closed_from"}),
        (replace(CLOSED_APV, decided_on=None), {"decided_on"}),
        (replace(CLOSED_APV, lifted_on=date(2999, 1, 1)), {"lifted_on"}),
        (replace(CLOSED_APV, decided_on=date(1900, 1, 1)), {"decided_on"}),
    ],
)
def test_that_a_closure_under_the_apv_is_checked(jurist: UnlockedVault, draft: Any, fields: set[str]) -> None:
    stored = replace(draft, property_id=premises(jurist))
    assert wrong(lambda: ApvClosures(jurist).add(stored)) == fields


def wrong(act: Callable[[], Any]) -> set[str]:
    try:
        act()
    except Invalid as refused:
        return set(refused.fields)
    return set()


DAY, LATER, FAR = date(2020, 2, 1), date(2020, 3, 1), date(2999, 1, 1)


@pytest.mark.parametrize(
    ("known", "fields"),
    [
        ({"decided_on": DAY}, {"reason"}),
        ({"decided_on": FAR, "reason": "x"}, {"decided_on"}),
        ({"valid_from": DAY}, {"decided_on"}),
        ({"decided_on": LATER, "valid_from": DAY, "reason": "x"}, {"valid_from"}),
        ({"decided_on": DAY, "valid_from": LATER, "valid_until": DAY, "reason": "x"}, {"valid_until"}),
        ({"decided_on": DAY, "valid_from": LATER, "apply_until": DAY, "reason": "x"}, {"apply_until"}),
    ],
)
def test_that_a_designation_is_checked(jurist: UnlockedVault, known: Any, fields: set[str]) -> None:
    draft = DesignationDraft(name="Autoverhuur", kind=a.DesignatedKind.BUSINESS, **known)
    assert wrong(lambda: Designations(jurist).add(draft)) == fields


def test_that_businesses_permits_and_traders_are_checked(jurist: UnlockedVault) -> None:
    place = designation(jurist)
    shop = DesignatedBusinessDraft(place, "Demo BV")
    businesses, licences, checks = DesignatedBusinesses(jurist), OperatingPermits(jurist), TraderChecks(jurist)
    assert wrong(lambda: businesses.add(replace(shop, trade_register_number="12"))) == {"trade_register_number"}
    assert wrong(lambda: businesses.add(replace(shop, state=a.PermitState.APPLIED))) == {"applied_on"}
    assert wrong(lambda: businesses.add(replace(shop, applied_on=DAY))) == {"state"}
    assert wrong(lambda: businesses.add(replace(shop, written_on=FAR))) == {"written_on"}
    permit = OperatingPermitDraft(establishment="Café", operator="Demo BV", reason=a.PermitReason.NEW, applied_on=DAY)
    granted = replace(permit, outcome=a.PermitOutcome.GRANTED, decided_on=LATER)
    assert wrong(lambda: licences.add(replace(permit, applied_on=FAR))) == {"applied_on"}
    assert wrong(lambda: licences.add(replace(granted, decided_on=date(2020, 1, 1)))) == {"decided_on"}
    assert wrong(lambda: licences.add(replace(granted, valid_until=DAY))) == {"valid_until"}
    assert wrong(lambda: licences.add(replace(granted, outcome=None))) == {"outcome"}
    assert wrong(lambda: licences.add(replace(granted, decided_on=None))) == {"decided_on"}
    assert wrong(lambda: licences.add(replace(granted, outcome=a.PermitOutcome.CONDITIONS))) == {"conditions"}
    assert wrong(lambda: licences.add(replace(permit, reason=a.PermitReason.DESIGNATION))) == {"designation_id"}
    assert wrong(lambda: Traders(jurist).add(TraderDraft("Opkoop", dol_since=DAY))) == {"in_dol"}
    assert wrong(lambda: Traders(jurist).add(TraderDraft("Opkoop", dol_since=FAR, in_dol=m.Answer.YES))) == {
        "dol_since"
    }
    check = TraderCheckDraft(trader(jurist), DAY, result=OK)
    assert wrong(lambda: checks.add(replace(check, checked_on=FAR))) == {"checked_on"}
    assert wrong(lambda: checks.add(replace(check, again_on=DAY))) == {"again_on"}
    assert wrong(lambda: checks.add(replace(check, result=a.CheckResult.NOT_REGISTERED))) == {"follow_up"}


def test_that_what_others_hang_on_is_not_removed_and_lists_show_the_last_check(jurist: UnlockedVault) -> None:
    place = designation(jurist)
    DesignatedBusinesses(jurist).add(DesignatedBusinessDraft(place, "Demo BV"))
    shop = trader(jurist)
    for day, result in ((DAY, a.CheckResult.NOT_MET), (LATER, OK)):
        TraderChecks(jurist).add(TraderCheckDraft(shop, day, result=result))
    for register, key in ((Designations(jurist), place), (Traders(jurist), shop)):
        assert wrong(lambda register=register, key=key: register.remove(key, 1)) == {""}  # type: ignore[misc]
    assert Traders(jurist).rows([shop])[0].cells[-2:] == (LATER, OK)
    permit = OperatingPermitDraft(
        establishment="Café", operator="Demo BV", reason=a.PermitReason.NEW, applied_on=DAY, designation_id=place
    )
    OperatingPermits(jurist).add(permit)
    DesignatedBusinesses(jurist).remove(1, 1)
    assert wrong(lambda: Designations(jurist).remove(place, 1)) == {""}
    offered = [OperatingPermits(jurist).options(name) for name in ("property_id", "designation_id", "note")]
    assert [len(each) for each in offered] == [0, 1, 0]
    assert TraderChecks(jurist).options("trader_id")[0].label == "Opkoop Voorbeeld"
    assert DesignatedBusinesses(jurist).options("designation_id")[0].label == "Autoverhuur"
    for other in (TraderChecks(jurist), DesignatedBusinesses(jurist), ApvClosures(jurist)):
        assert other.options("note") == ()
    assert len(ApvClosures(jurist).options("property_id")) == 0
    assert TraderChecks(jurist).blank().checked_on == clock.today()
    assert OperatingPermits(jurist).blank().applied_on == clock.today()
