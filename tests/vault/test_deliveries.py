"""Notes between compartments: taken in once, whatever is repeated; forged or damaged ones are set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, select, text

from app import errors
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.post.deliveries import Accepted, accept, carry
from app.vault.post.notes import SIGNED, Giver, Note, seal_note
from app.vault.primitives.sealing import Info, KeyPair, SigningKey, canonical, seal
from app.vault.primitives.strict_json import to_base64
from models.programme import Goal
from models.register import Delivery

if TYPE_CHECKING:
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork
    from tests.conftest import UnlockAs

PAYLOAD: dict[str, Json] = {"year": 2019, "figures": [["hennep", 4], ["MARKER-77", None]]}


@pytest.fixture
def director(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


def send(vault: UnlockedVault, origin: str = "casework", target: str = "programme", kind: str = "figures") -> str:
    with vault.write(origin) as work:
        work.record("publish", "figures", 2019)
        return work.deliver(target, kind, PAYLOAD)


class Receiver:
    """A handler that stores a goal and remembers what it was given."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, Json], Giver]] = []

    def __call__(self, work: UnitOfWork, payload: dict[str, Json], giver: Giver) -> None:
        self.got.append((payload, giver))
        work.session.add(Goal(name=f"from {giver.account} {len(self.got)}", text="x", version=1))


def goals(vault: UnlockedVault) -> int:
    with vault.read("programme") as session:
        return len(session.scalars(select(Goal.id)).all())


def under_way(vault: UnlockedVault, target: str = "programme") -> list[str]:
    with vault.read("register") as session:
        return list(session.scalars(select(Delivery.id).where(Delivery.target == target)))


def test_that_a_note_reaches_the_other_compartment_with_its_giver(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    note_id = send(director)
    assert carry(director) == 1
    assert under_way(director) == [note_id]
    policy, receive = unlock_as("policy"), Receiver()
    assert accept(policy, "programme", {"figures": receive}) == Accepted(taken_in=1)
    assert receive.got == [(PAYLOAD, Giver(director.account.id, director.account.role, "casework"))]
    assert goals(policy) == 1
    assert under_way(policy) == []
    with policy.read("programme") as session:
        received = session.execute(text("SELECT id, kind, giver, origin FROM received")).all()
        logged = session.execute(text("SELECT action, subject_kind, subject_id FROM audit_entry")).all()
    assert received == [(note_id, "figures", director.account.id, "casework")]
    assert logged == [("accept_delivery", "figures", note_id)]


def test_that_who_carries_it_learns_only_the_target(director: UnlockedVault) -> None:
    send(director)
    carry(director)
    with director.read("register") as session:
        sealed = session.scalars(select(Delivery.sealed)).one()
    for secret in (b"MARKER-77", b"casework", director.account.id.encode(), b"figures"):
        assert secret not in sealed


def test_that_a_note_goes_with_its_act_or_not_at_all(director: UnlockedVault) -> None:
    def half() -> None:
        with director.write("casework") as work:
            work.deliver("programme", "figures", PAYLOAD)
            raise errors.Invalid({"": "Nee."})

    with pytest.raises(errors.Invalid):
        half()
    assert carry(director) == 0


def test_that_carrying_again_after_a_crash_delivers_once(director: UnlockedVault) -> None:
    send(director)
    table = director.compartment("casework").tables.outbox
    with director.read("casework") as session:
        row = dict(session.execute(select(table)).mappings().one())
    carry(director)
    receive = Receiver()
    accept(director, "programme", {"figures": receive})
    with director.compartment("casework").write() as session:
        session.execute(insert(table).values(row))
    carry(director)
    assert accept(director, "programme", {"figures": receive}) == Accepted(taken_in=1)
    assert len(receive.got) == goals(director) == 1
    assert under_way(director) == []


class Meanwhile(dict[str, Receiver]):
    """Handlers of a program that is overtaken by another one just before it takes a note in."""

    def __init__(self, other: UnlockedVault, receive: Receiver) -> None:
        super().__init__(figures=receive)
        self.other = other

    def __contains__(self, kind: object) -> bool:
        accept(self.other, "programme", dict(self))
        return super().__contains__(kind)


def test_that_the_second_of_two_receivers_finds_it_done(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    send(director)
    carry(director)
    receive = Receiver()
    assert accept(unlock_as("policy"), "programme", Meanwhile(director, receive)) == Accepted(taken_in=1)
    assert len(receive.got) == goals(director) == 1


def test_that_a_note_that_another_program_finished_is_passed_over(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    send(director)
    send(director)
    carry(director)
    receive = Receiver()
    assert accept(unlock_as("policy"), "programme", Meanwhile(director, receive)) == Accepted(taken_in=1)
    assert len(receive.got) == goals(director) == 2


def test_that_a_compartment_without_an_inbox_gets_nothing(director: UnlockedVault) -> None:
    amendment = Amendment(read_header(director.folder))
    amendment.say(bodies.Compartment("casework_2", "casework", "general"), director.slot.signer)
    director.roster = amendment.roster
    with pytest.raises(errors.AccessDenied, match="brievenbus"), director.write("casework") as work:
        work.deliver("casework_2", "figures", {})


def test_that_a_note_of_an_unknown_kind_waits(director: UnlockedVault) -> None:
    send(director, kind="letter")
    carry(director)
    assert accept(director, "programme", {"figures": Receiver()}) == Accepted(waiting=1)
    assert len(under_way(director)) == 1
    assert accept(director, "programme", {"letter": Receiver()}) == Accepted(taken_in=1)


def test_that_content_a_handler_refuses_is_set_aside_and_the_next_goes_on(director: UnlockedVault) -> None:
    first = send(director)
    second = send(director, kind="other")
    carry(director)

    def refuse(work: UnitOfWork, payload: dict[str, Json], giver: Giver) -> None:
        work.session.add(Goal(name="half", text="x", version=1))
        raise errors.Invalid({"year": "Dit jaar is al gesloten."})

    receive = Receiver()
    assert accept(director, "programme", {"figures": refuse, "other": receive}) == Accepted(taken_in=1, set_aside=1)
    assert goals(director) == 1
    with director.read("programme") as session:
        ((aside, reason),) = session.execute(text("SELECT id, reason FROM set_aside")).all()
        logged = session.execute(text("SELECT subject_id, result FROM audit_entry ORDER BY n")).all()
    assert aside == first
    assert "al gesloten" in reason
    assert set(logged) == {(first, "set_aside"), (second, "ok")}


def put_under_way(vault: UnlockedVault, sealed: bytes, note_id: str = "f" * 32) -> None:
    with vault.compartment("register").write() as session:
        session.execute(delete(Delivery))
        session.execute(insert(Delivery).values(id=note_id, target="programme", sealed=sealed))


def reasons(vault: UnlockedVault) -> list[str]:
    with vault.read("programme") as session:
        return list(session.scalars(text("SELECT reason FROM set_aside")))


@pytest.mark.parametrize(
    ("change", "key_of", "reason"),
    [
        ({"giver": "0" * 32}, "own", "bestaat niet"),
        ({"origin": "bibob"}, "own", "geen toegang"),
        ({"id": "e" * 32}, "own", "ander kenmerk"),
        ({"target": "casework"}, "own", "niet te openen"),
        ({}, "stranger", "handtekening"),
    ],
)
def test_that_a_forged_note_is_set_aside(
    director: UnlockedVault, change: dict[str, str], key_of: str, reason: str
) -> None:
    fields: dict[str, str] = {
        "id": "f" * 32,
        "kind": "figures",
        "giver": director.account.id,
        "origin": "casework",
        "target": "programme",
        **change,
    }
    key = director.author.key if key_of == "own" else SigningKey.generate()
    inbox_key = director.roster.compartment("programme").inbox_key
    assert inbox_key
    put_under_way(director, seal_note(Note(**fields, payload=PAYLOAD), director.roster, key, inbox_key))
    assert accept(director, "programme", {"figures": Receiver()}) == Accepted(set_aside=1)
    assert reason in reasons(director)[0]
    assert under_way(director) == []
    assert accept(director, "programme", {"figures": Receiver()}) == Accepted()


@pytest.mark.parametrize(
    ("envelope", "reason"),
    [
        (b"no json", "JSON"),
        (b"[]", "envelop"),
        (b'{"content":"{}","signature":"AA==","more":1}', "envelop"),
        (b'{"content":"{}","signature":"**"}', "base64"),
        (b'{"content":"{}","signature":"AA=="}', "inhoud"),
        (b'{"content":"[","signature":"AA=="}', "JSON"),
    ],
)
def test_that_an_envelope_of_another_shape_is_set_aside(director: UnlockedVault, envelope: bytes, reason: str) -> None:
    inbox_key = director.roster.compartment("programme").inbox_key
    assert inbox_key
    put_under_way(director, seal(inbox_key, envelope, Info("delivery", director.roster.vault_id, "programme")))
    assert accept(director, "programme", {}) == Accepted(set_aside=1)
    assert reason in reasons(director)[0]


def test_that_a_damaged_note_does_not_stop_the_next(director: UnlockedVault) -> None:
    send(director)
    carry(director)
    with director.compartment("register").write() as session:
        session.execute(insert(Delivery).values(id="0" * 32, target="programme", sealed=b"noise"))
    assert accept(director, "programme", {"figures": Receiver()}) == Accepted(taken_in=1, set_aside=1)


def test_that_a_revoked_giver_is_not_believed(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    privacy = unlock_as("privacy")
    send(privacy)
    carry(privacy)
    header = acts.revoke(read_header(director.folder), unlock_as("keeper").slot.signer, privacy.account.id)
    director.roster = Roster.of(header)
    assert accept(director, "programme", {"figures": Receiver()}) == Accepted(set_aside=1)
    assert "ingetrokken" in reasons(director)[0]


def test_that_integrity_speaks_as_a_compartment_and_names_nobody(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    officer = unlock_as("integrity")
    with officer.write("integrity") as work:
        work.deliver("programme", "signal", PAYLOAD)
        work.record("send", "signal", 1)
    carry(officer)
    receive = Receiver()
    assert accept(director, "programme", {"signal": receive}) == Accepted(taken_in=1)
    assert receive.got == [(PAYLOAD, Giver("", None, "integrity"))]
    with director.read("programme") as session:
        assert session.scalars(text("SELECT giver FROM received")).all() == [""]


@pytest.mark.parametrize(("origin", "reason"), [("integrity", "handtekening"), ("casework", "zonder gever")])
def test_that_nobody_else_speaks_without_a_name(director: UnlockedVault, origin: str, reason: str) -> None:
    inbox_key = director.roster.compartment("programme").inbox_key
    assert inbox_key
    note = Note("0" * 32, "figures", "", origin, "programme", PAYLOAD)
    put_under_way(director, seal_note(note, director.roster, director.author.key, inbox_key), note.id)
    assert accept(director, "programme", {"figures": Receiver()}) == Accepted(set_aside=1)
    assert reason in reasons(director)[0]


def test_that_a_target_must_exist(director: UnlockedVault) -> None:
    with pytest.raises(errors.AccessDenied), director.write("casework") as work:
        work.deliver("nowhere", "figures", {})


def test_that_a_payload_with_a_fraction_is_our_own_mistake(director: UnlockedVault) -> None:
    payload: dict[str, Json] = {"x": 0.5}  # type: ignore[dict-item]
    with pytest.raises(errors.BugError), director.write("casework") as work:
        work.deliver("programme", "figures", payload)


def test_that_a_note_sealed_to_an_earlier_inbox_key_still_opens(director: UnlockedVault) -> None:
    send(director)
    carry(director)
    with director.compartment("programme").write() as session:
        session.execute(text("UPDATE secret SET name = 'inbox.1'"))
        new = KeyPair.generate().private_bytes
        session.execute(text("INSERT INTO secret VALUES ('inbox', :key)"), {"key": new})
    assert accept(director, "programme", {"figures": Receiver()}) == Accepted(taken_in=1)


def test_that_some_megabytes_arrive(director: UnlockedVault) -> None:
    payload: dict[str, Json] = {"rows": ["x" * 1000] * 4000}
    with director.write("casework") as work:
        work.record("publish", "figures", 1)
        work.deliver("programme", "figures", payload)
    carry(director)
    receive = Receiver()
    accept(director, "programme", {"figures": receive})
    assert receive.got[0][0] == payload


def test_that_a_signature_counts_in_this_vault_only(director: UnlockedVault) -> None:
    content = canonical(
        {
            "id": "f" * 32,
            "kind": "figures",
            "giver": director.account.id,
            "origin": "casework",
            "target": "programme",
            "payload": {},
        }
    )
    signature = director.author.key.sign(SIGNED, canonical("another vault") + content)
    envelope = canonical({"content": content.decode(), "signature": to_base64(signature)})
    inbox_key = director.roster.compartment("programme").inbox_key
    assert inbox_key
    put_under_way(director, seal(inbox_key, envelope, Info("delivery", director.roster.vault_id, "programme")))
    assert accept(director, "programme", {}) == Accepted(set_aside=1)
    assert "handtekening" in reasons(director)[0]
