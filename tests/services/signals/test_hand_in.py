"""Handing in without the key: sealed, taken in once, and told back without content to nobody but the bringer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.errors import AccessDenied, Invalid, NotFound
from app.rules.permissions import CASEWORK, INTEGRITY, REGISTER, Role
from app.services.clock import today
from app.services.keys import accounts, own_account
from app.services.keys.own_account import Secrets
from app.services.post import carry_and_take_in
from app.services.records import Query
from app.services.signals.course import course_of
from app.services.signals.feedback import note_feedback
from app.services.signals.hand_in import UNREADABLE, HandedState, forget, hand_in, handed_in
from app.services.signals.handed import HandedDraft, payload_of, tidied
from app.services.signals.hints import hints_of
from app.services.signals.mentions import Mentions
from app.services.signals.signals import Signals
from app.services.signals.weighing import Ending, answer_step, decide
from models.casework import shared as casework_shared
from models.casework.choices import Cluster, FeedbackState, MentionKind, SignalOutcome, SignalSource
from models.casework.choices import WeighingStepKind as W
from models.choices import Phenomenon
from models.register import HandedIn
from tests.demo_vault import CHEAP
from tests.services.conftest import PASSWORD
from tests.services.signals.files import NO, YES, address, signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.session import UnlockedVault

FULL = HandedDraft(
    title="Schuur met afval",
    source=SignalSource.RESIDENT,
    cluster=Cluster.PUBLIC_SPACE,
    phenomenon=Phenomenon.WASTE_DUMPING,
    observed_from=today() - timedelta(days=2),
    observed_to=today() - timedelta(days=1),
    facts="Vaten achter de schuur.",
    interpretation="Mogelijk drugsafval.",
    street="Voorbeeldstraat",
    house_number=12,
    addition="a",
    postcode="2671 ab",
    town="Proefdorp",
    given_names="A.",
    prefix="van",
    surname="Voorbeeld",
    born_on=date(1980, 2, 1),
    organisation="Demo BV",
    trade_register_number="12345678",
    plate="12-abc-3",
)


@pytest.fixture
def brought(participant: UnlockedVault, director: UnlockedVault) -> int:
    """The id of a signal that a participant handed in and the director took in."""
    hand_in(participant, FULL)
    carry_and_take_in(director)
    return next(iter(Signals(director).ids(Query())))


def test_that_a_signal_handed_in_arrives_whole_with_its_mentions(
    participant: UnlockedVault, director: UnlockedVault, brought: int
) -> None:
    record = Signals(director).get(brought)
    for name in ("title", "source", "cluster", "phenomenon", "observed_from", "observed_to", "facts", "interpretation"):
        assert getattr(record.draft, name) == getattr(FULL, name)
    assert record.draft.received_on == today()
    assert record.draft.brought_in_by == participant.account.name
    mentions = Mentions(director)
    rows = mentions.rows(mentions.ids(Query(where=(("signal_id", brought),))))
    found = {row.cells[4]: row.cells[5] for row in rows}
    assert found == {
        MentionKind.PERSON: "A. van Voorbeeld (1-2-1980)",
        MentionKind.ORGANISATION: "Demo BV (KvK 12345678)",
        MentionKind.ADDRESS: "Voorbeeldstraat 12a, 2671 AB Proefdorp",
        MentionKind.VEHICLE: "12-ABC-3",
    }
    assert [line.action for line in Signals(director).history(brought)] == ["signal.taken_in"]


def test_that_two_participants_about_one_address_give_a_hint(director: UnlockedVault, brought: int) -> None:
    other = signal(director)
    address(director, other, town="Proefdorp")
    assert [hint.sentence for hint in hints_of(director, other)] == ["Dit adres komt ook voor in één signaal."]


def test_that_the_bringer_follows_the_course_and_nothing_of_the_content(
    participant: UnlockedVault, director: UnlockedVault
) -> None:
    hand_in(participant, FULL)
    assert [(line.title, line.handed_on, line.state) for line in handed_in(participant)] == [
        (FULL.title, today(), HandedState.UNDER_WAY)
    ]
    carry_and_take_in(director)
    assert handed_in(participant)[0].state is HandedState.RECEIVED
    key = next(iter(Signals(director).ids(Query())))
    version = answer_step(director, key, W.W1, YES, course_of(director, key).version).version
    carry_and_take_in(director)
    line = handed_in(participant)[0]
    assert (line.state, line.since) == (HandedState.IN_TREATMENT, today())
    version = answer_step(director, key, W.W2A, NO, version).version
    decide(director, key, Ending(SignalOutcome.NONE, "Geen taak."), version)
    carry_and_take_in(director)
    carry_and_take_in(participant)
    assert handed_in(participant)[0].state is HandedState.CLOSED
    course = course_of(director, key)
    assert (course.feedback, course.feedback_on, course.handed_in) == (FeedbackState.CLOSED, today(), True)


def test_that_feedback_goes_only_when_something_changed(director: UnlockedVault, brought: int) -> None:
    version = answer_step(director, brought, W.W1, YES, course_of(director, brought).version).version
    answer_step(director, brought, W.W2A, YES, version)
    with director.read(CASEWORK) as session:
        assert len(session.execute(select(casework_shared.outbox.c.id)).all()) == 1
    with pytest.raises(Invalid, match="vanzelf bericht"):
        note_feedback(director, brought, FeedbackState.CLOSED, course_of(director, brought).version)


def test_that_no_other_holder_of_the_register_reads_title_or_feedback(
    participant: UnlockedVault, director: UnlockedVault, brought: int, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    answer_step(director, brought, W.W1, YES, course_of(director, brought).version)
    carry_and_take_in(director)
    keeper = unlock_as(Role.KEEPER)
    with keeper.read(REGISTER) as session:
        row = session.scalars(select(HandedIn)).one()
        boxes = row.own + (row.feedback or b"")
    assert row.account == participant.account.id
    for word in (FULL.title, FULL.facts, "Voorbeeld", today().isoformat(), FeedbackState.IN_TREATMENT.value):
        assert str(word).encode() not in boxes
    with pytest.raises(AccessDenied):
        handed_in(keeper)


def test_that_a_participant_reads_nothing_of_casework(participant: UnlockedVault, brought: int) -> None:
    """As R8 asks of the keeper: the role refuses, and there is no key to open anything with."""
    for register in (Signals(participant), Mentions(participant)):
        with pytest.raises(AccessDenied):
            register.ids(Query())
        with pytest.raises(AccessDenied):
            register.get(brought)
    with pytest.raises(AccessDenied):
        course_of(participant, brought)
    assert not participant.holds(CASEWORK)
    with pytest.raises(AccessDenied):
        participant.read(CASEWORK)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"title": " "}, {"title"}),
        ({"facts": None}, {"facts"}),
        ({"source": None}, {"source"}),
        ({"source": SignalSource.INTERNAL_ANONYMOUS}, {"source"}),
        ({"title": "x" * 401}, {"title"}),
        ({"postcode": "12345"}, {"postcode"}),
        ({"plate": "ABCDEF"}, {"plate"}),
        ({"trade_register_number": "1"}, {"trade_register_number"}),
        ({"observed_from": today() + timedelta(days=1), "observed_to": None}, {"observed_from"}),
        ({"surname": None, "given_names": None}, {"surname"}),
    ],
)
def test_that_what_is_wrong_is_said_before_anything_is_sent(
    participant: UnlockedVault, change: dict[str, Any], wrong: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        hand_in(participant, HandedDraft(**{**{name: getattr(FULL, name) for name in FULL.__slots__}, **change}))
    assert set(refused.value.fields) == wrong
    assert handed_in(participant) == ()


def test_that_three_fields_are_enough_here_too(participant: UnlockedVault, director: UnlockedVault) -> None:
    hand_in(participant, HandedDraft(title="Loods\ud800", facts="Geluid."))
    carry_and_take_in(director)
    assert [row.cells[1] for row in Signals(director).rows(Signals(director).ids(Query()))] == ["Loods"]


def test_that_only_a_participant_hands_in(director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]) -> None:
    with pytest.raises(AccessDenied):
        hand_in(director, FULL)
    keeper = unlock_as(Role.KEEPER)
    with keeper.write(REGISTER) as work:
        work.deliver(CASEWORK, "signal", payload_of(tidied(FULL), delivery="0" * 32, name="Iemand"))
        work.record("signal.handed_in", "handed_in", "x")
    assert carry_and_take_in(keeper).set_aside == 0
    assert carry_and_take_in(director).set_aside == 1
    assert len(Signals(director).ids(Query())) == 0


def test_that_a_signal_from_integrity_leads_back_to_nobody(
    director: UnlockedVault, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    officer = unlock_as(Role.INTEGRITY)
    with officer.write(INTEGRITY) as work:
        work.deliver(CASEWORK, "signal", payload_of(tidied(FULL), delivery="0" * 32, name="Verraden naam"))
        work.record("accept_delivery", "delivery", "x")
    carry_and_take_in(officer)
    assert carry_and_take_in(director).taken_in == 1
    key = next(iter(Signals(director).ids(Query())))
    draft = Signals(director).get(key).draft
    assert (draft.source, draft.brought_in_by) == (SignalSource.INTERNAL_ANONYMOUS, None)
    assert not course_of(director, key).handed_in, "there is nobody to tell"
    mentions = Mentions(director)
    assert {mentions.get(each).draft.origin for each in mentions.ids(Query())} == {"Anonieme interne melding"}


def _with(payload: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {**payload, **other}


MENTION = {"kind": "vehicle", "plate": "12ABC3"}


@pytest.mark.parametrize(
    "change",
    [
        {"title": None},
        {"title": 3},
        {"facts": ""},
        {"source": "internal_anonymous"},
        {"source": "nobody"},
        {"received_on": None},
        {"received_on": "gisteren"},
        {"received_on": 3},
        {"received_on": (today() + timedelta(days=1)).isoformat()},
        {"cluster": "nowhere"},
        {"delivery": "x"},
        {"more": "x"},
        {"mentions": "x"},
        {"mentions": [{"kind": "vehicle"}]},
        {"mentions": [{"kind": "ship", "plate": "x"}]},
        {"mentions": [{**MENTION, "plate": "??"}]},
        {"mentions": [{**MENTION, "plate": 3}]},
        {"mentions": [{"kind": "organisation", "organisation": "x" * 400, "trade_register_number": None}]},
        {
            "mentions": [
                {
                    "kind": "address",
                    "street": "V",
                    "house_number": True,
                    "addition": None,
                    "postcode": None,
                    "town": None,
                }
            ]
        },
    ],
)
def test_that_a_forged_note_is_set_aside_whole(
    participant: UnlockedVault, director: UnlockedVault, change: dict[str, Any]
) -> None:
    good = payload_of(tidied(FULL), delivery="0" * 32, name="Iemand")
    with participant.write(REGISTER) as work:
        work.deliver(CASEWORK, "signal", _with(good, **change))
        work.deliver(CASEWORK, "signal", good)
        work.record("signal.handed_in", "handed_in", "x")
    carry_and_take_in(participant)
    done = carry_and_take_in(director)
    assert (done.taken_in, done.set_aside) == (1, 1)
    assert len(Signals(director).ids(Query())) == 1


def test_that_one_delivery_counts_once(participant: UnlockedVault, director: UnlockedVault) -> None:
    with participant.write(REGISTER) as work:
        for _ in range(2):
            work.deliver(CASEWORK, "signal", payload_of(tidied(FULL), delivery="0" * 32, name="Iemand"))
        work.record("signal.handed_in", "handed_in", "x")
    carry_and_take_in(participant)
    assert carry_and_take_in(director).set_aside == 1
    assert len(Signals(director).ids(Query())) == 1


def test_that_the_own_list_forgets_what_its_owner_wants_forgotten(
    participant: UnlockedVault, director: UnlockedVault, brought: int
) -> None:
    forget(participant, handed_in(participant)[0].id)
    assert handed_in(participant) == ()
    with pytest.raises(NotFound):
        forget(participant, "0" * 32)
    answer_step(director, brought, W.W1, YES, course_of(director, brought).version)
    assert carry_and_take_in(director).set_aside == 0


def test_that_a_signal_of_a_participant_is_not_removed(director: UnlockedVault, brought: int) -> None:
    with pytest.raises(Invalid, match="door een deelnemer ingebracht"):
        Signals(director).remove(brought, course_of(director, brought).version)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"delivery": "x"},
        {"delivery": "x", "sealed": 3},
        {"delivery": "x", "sealed": "AAAA" * 4000},
        {"delivery": "x", "sealed": "?"},
    ],
)
def test_that_forged_feedback_is_set_aside(director: UnlockedVault, payload: dict[str, Any]) -> None:
    with director.write(CASEWORK) as work:
        work.deliver(REGISTER, "signal_feedback", payload)
        work.record("signal.weighed", "signal", 1)
    assert carry_and_take_in(director).set_aside == 1


def test_that_feedback_from_elsewhere_is_set_aside(participant: UnlockedVault, brought: int) -> None:
    line = handed_in(participant)[0]
    with participant.write(REGISTER) as work:
        work.deliver(REGISTER, "signal_feedback", {"delivery": line.id, "sealed": "AAAA"})
        work.record("signal.handed_in", "handed_in", "x")
    carry_and_take_in(participant)
    assert handed_in(participant)[0] == line


def test_that_a_box_for_another_delivery_counts_for_nothing(
    participant: UnlockedVault, director: UnlockedVault, brought: int
) -> None:
    answer_step(director, brought, W.W1, YES, course_of(director, brought).version)
    carry_and_take_in(director)
    with director.write(REGISTER) as work:
        row = work.session.scalars(select(HandedIn)).one()
        work.session.add(HandedIn(id="f" * 32, account=row.account, own=row.own, feedback=row.feedback))
        work.record("handed_in.told", "handed_in", "x")
    strange = next(line for line in handed_in(participant) if line.id == "f" * 32)
    assert (strange.handed_on, strange.state) == (None, HandedState.RECEIVED)


def test_that_after_new_keys_the_own_list_says_that_it_cannot_be_read(
    participant: UnlockedVault, director: UnlockedVault, brought: int
) -> None:
    new = Secrets("sleutel dak zon rivier 77")
    own_account.renew_keys(participant, old=Secrets(PASSWORD), new=new, settings=CHEAP.settings)
    line = handed_in(participant)[0]
    assert (line.title, line.handed_on) == (UNREADABLE, None)
    answer_step(director, brought, W.W1, YES, course_of(director, brought).version)
    carry_and_take_in(director)
    assert handed_in(participant)[0].state is HandedState.IN_TREATMENT, "what came after is sealed to the new keys"


def test_that_nothing_is_sent_to_who_has_left(
    director: UnlockedVault, participant: UnlockedVault, brought: int, unlock_as: Callable[[Role], UnlockedVault]
) -> None:
    accounts.revoke(unlock_as(Role.KEEPER), account=participant.account.id)
    answer_step(director, brought, W.W1, YES, course_of(director, brought).version)
    with director.read(CASEWORK) as session:
        assert session.execute(select(casework_shared.outbox.c.id)).all() == []
    assert course_of(director, brought).feedback is FeedbackState.IN_TREATMENT
