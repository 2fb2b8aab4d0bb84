"""Copies of audit entries for the privacy officer: each once, genuine, and never from integrity."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, text

from app import errors
from app.vault import membership
from app.vault.header.amendment import Amendment
from app.vault.header.bodies import Restored
from app.vault.header.file import read_header, write_header
from app.vault.keys.enrol import Credentials
from app.vault.keys.recovery import assemble
from app.vault.own_account import renew_keys
from app.vault.post import audit_copies
from app.vault.post.notes import Giver, Note, seal_note
from app.vault.primitives.strict_json import to_base64
from app.vault.store.audit import entries
from app.vault.verify import verify_vault
from models.audit import copied_entry, superseded_entry
from models.register import Delivery
from tests.conftest import CHEAP, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault
    from tests.conftest import FoundedVault, UnlockAs


@pytest.fixture
def director(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as("director")


def under_way(vault: UnlockedVault) -> list[str]:
    with vault.read("register") as session:
        return list(session.scalars(select(Delivery.id).where(Delivery.target == "audit")))


def copies(vault: UnlockedVault) -> list[tuple[str, int]]:
    with vault.read("audit") as session:
        order = select(copied_entry.c.compartment, copied_entry.c.n).order_by("compartment", "n")
        return [tuple(row) for row in session.execute(order)]


def open_case(vault: UnlockedVault, name: str = "casework") -> None:
    with vault.write(name) as work:
        work.record("open", "case", 1)


def test_that_the_privacy_officer_gets_every_entry_once(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    for _ in range(3):
        open_case(director)
    director.close()
    again = unlock_as("director")
    open_case(again, "measures")
    again.close()
    officer = unlock_as("dpo")
    assert officer.warnings == []
    assert copies(officer) == [("casework", 1), ("casework", 2), ("casework", 3), ("measures", 1)]
    assert verify_vault(officer.folder, officer).ok
    officer.close()
    assert copies(unlock_as("dpo")) == copies(unlock_as("dpo"))


def test_that_long_trails_go_in_batches(
    director: UnlockedVault, unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_copies, "BATCH", 2)
    for _ in range(5):
        open_case(director)
    director.hand_on()
    assert len(under_way(director)) == 3
    assert len(copies(unlock_as("dpo"))) == 5


def test_that_integrity_is_left_out(unlock_as: UnlockAs) -> None:
    officer = unlock_as("integrity")
    open_case(officer, "integrity")
    officer.close()
    assert copies(unlock_as("dpo")) == []


def batch(vault: UnlockedVault) -> dict[str, Json]:
    compartment = vault.compartment("casework")
    with compartment.read() as session:
        return {"entries": [audit_copies._to_json(entry) for entry in entries(session, compartment)]}


def take_in(officer: UnlockedVault, payload: dict[str, Json], giver: UnlockedVault) -> None:
    handler = partial(audit_copies.take_in, roster=officer.roster)
    with officer.write("audit") as work:
        handler(work, payload, Giver(giver.account.id, giver.account.role, "casework"))
        work.record("accept_delivery", "test", 1)


def test_that_batches_may_overlap_and_overtake(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    for _ in range(4):
        open_case(director)
    officer, whole = unlock_as("dpo"), batch(director)["entries"]
    assert isinstance(whole, list)
    for first, last in ((2, 4), (0, 3), (0, 4)):
        take_in(officer, {"entries": whole[first:last]}, director)
    assert [n for _, n in copies(officer)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"action": "nothing"}, "niet echt"),
        ({"signature": to_base64(bytes(64))}, "handtekening"),
        ({"n": "1"}, "vorm"),
        ({"n": True}, "vorm"),
        ({"clock_back": 0}, "vorm"),
        ({"digest": "***"}, "base64"),
        ({"extra": 1}, "velden"),
    ],
)
def test_that_copies_that_are_not_genuine_are_refused(
    director: UnlockedVault, unlock_as: UnlockAs, change: dict[str, Json], reason: str
) -> None:
    open_case(director)
    officer, whole = unlock_as("dpo"), batch(director)["entries"]
    assert isinstance(whole, list)
    assert isinstance(whole[0], dict)
    with pytest.raises(errors.Invalid, match=reason):
        take_in(officer, {"entries": [{**whole[0], **change}]}, director)
    assert copies(officer) == []


@pytest.mark.parametrize("payload", [{}, {"entries": []}, {"entries": 3}, {"entries": [3]}])
def test_that_an_empty_batch_is_refused(director: UnlockedVault, unlock_as: UnlockAs, payload: dict[str, Json]) -> None:
    with pytest.raises(errors.Invalid):
        take_in(unlock_as("dpo"), payload, director)


def test_that_a_second_story_about_the_same_entries_is_refused(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    open_case(director)
    open_case(director)
    officer, payload = unlock_as("dpo"), batch(director)
    take_in(officer, {"entries": payload["entries"][:1]}, director)  # type: ignore[index]
    with officer.compartment("audit").write() as session:
        session.execute(text("UPDATE copied_entry SET digest = zeroblob(32)"))
    with pytest.raises(errors.Invalid, match="andere kopie"):
        take_in(officer, payload, director)
    with pytest.raises(errors.Invalid, match="sluiten niet aan"):
        take_in(officer, {"entries": payload["entries"][1:]}, director)  # type: ignore[index]


def test_that_a_missing_copy_shows_when_everything_is_verified(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    open_case(director)
    open_case(director)
    officer = unlock_as("dpo")
    take_in(officer, {"entries": batch(director)["entries"][1:]}, director)  # type: ignore[index]
    result = verify_vault(officer.folder, officer)
    assert not result.ok
    assert "Casuïstiek: het logboek klopt niet vanaf regel 2" in " ".join(line.text for line in result.lines)


def put_back(folder: Path, general_shares: tuple[str, ...]) -> None:
    """The quorum states that a backup was put back."""
    header = read_header(folder)
    amendment = Amendment(header)
    quorum = assemble(amendment.roster, "general", general_shares)
    generation = amendment.roster.generation
    amendment.say(Restored(generation + 1000, date(2026, 1, 1)), quorum.signer)
    write_header(folder, amendment.header(), generation)


@pytest.fixture
def put_back_vault(founded: FoundedVault, director: UnlockedVault, unlock_as: UnlockAs) -> UnlockedVault:
    """The director after a restore: five entries had copies, the trail has the first three of them and one new."""
    path = director.compartment("casework").path
    for _ in range(3):
        open_case(director)
    director.lock()
    backup = path.read_bytes()
    with unlock_as("director") as vault:
        for _ in range(2):
            open_case(vault, "casework")
    unlock_as("dpo").close()
    path.write_bytes(backup)
    put_back(founded.folder, founded.shares["general"][:2])
    vault = unlock_as("director")
    with vault.write("casework") as work:
        work.record("open", "case", 2)
    vault.hand_on()
    return vault


def test_that_a_restore_keeps_the_ended_copies_apart_and_goes_on(
    put_back_vault: UnlockedVault, unlock_as: UnlockAs
) -> None:
    officer = unlock_as("dpo")
    assert officer.warnings == []
    assert [n for name, n in copies(officer) if name == "casework"] == [1, 2, 3, 4]
    with officer.read("audit") as session:
        apart = session.execute(select(superseded_entry.c.restore, superseded_entry.c.n)).all()
        assert session.execute(text("SELECT count(*) FROM set_aside")).scalar() == 0
    restore, _ = officer.roster.restores[0]
    assert apart == [(restore, 4), (restore, 5)]
    assert verify_vault(officer.folder, officer).ok


def test_that_a_second_parting_of_ways_is_not_explained_by_the_same_restore(
    put_back_vault: UnlockedVault, unlock_as: UnlockAs
) -> None:
    officer, payload = unlock_as("dpo"), batch(put_back_vault)
    with officer.compartment("audit").write() as session:
        session.execute(text("UPDATE copied_entry SET digest = zeroblob(32) WHERE n = 4"))
    with pytest.raises(errors.Invalid, match="andere kopie"):
        take_in(officer, payload, put_back_vault)


def test_that_a_trail_put_back_without_the_quorum_is_refused(director: UnlockedVault, unlock_as: UnlockAs) -> None:
    path = director.compartment("casework").path
    open_case(director)
    director.lock()
    old = path.read_bytes()
    with unlock_as("director") as vault:
        open_case(vault)
    unlock_as("dpo").close()
    path.write_bytes(old)
    with unlock_as("director") as vault, vault.write("casework") as work:
        work.record("open", "case", 2)
    officer = unlock_as("dpo")
    with officer.read("audit") as session:
        assert "andere kopie" in session.scalars(text("SELECT reason FROM set_aside")).one()
    assert copies(officer)[:2] == [("casework", 1), ("casework", 2)]


def leave(_director: UnlockedVault, keeper: UnlockedVault, account: str) -> None:
    membership.revoke(keeper, account)


def start_anew(_director: UnlockedVault, keeper: UnlockedVault, account: str) -> None:
    membership.reset(keeper, account, Credentials("director", "van een ander", CHEAP))


def take_other_keys(director: UnlockedVault, _keeper: UnlockedVault, _account: str) -> None:
    renew_keys(director, PASSWORD, "lepel duif kubus granaat", settings=CHEAP)


@pytest.mark.parametrize("part", [leave, start_anew, take_other_keys])
def test_that_what_somebody_did_before_they_left_still_reaches_the_officer(
    director: UnlockedVault, unlock_as: UnlockAs, part: Callable[[UnlockedVault, UnlockedVault, str], None]
) -> None:
    """Otherwise whoever does wrong and goes the next day takes the traces along."""
    open_case(director)
    director.hand_on()
    part(director, unlock_as("keeper"), director.account.id)
    assert ("casework", 1) in copies(unlock_as("dpo"))


def test_that_who_never_held_a_compartment_sends_no_copies_of_it(unlock_as: UnlockAs) -> None:
    jurist = unlock_as("jurist")
    roster, inbox_key = jurist.roster, jurist.roster.compartment("audit").inbox_key
    assert inbox_key
    note = Note("a" * 32, audit_copies.KIND, jurist.account.id, "casework", "audit", {"entries": []})
    with jurist.compartment("register").write() as session:
        sealed = seal_note(note, roster, jurist.author.key, inbox_key)
        session.execute(insert(Delivery).values(id=note.id, target="audit", sealed=sealed))
    officer = unlock_as("dpo")
    with officer.read("audit") as session:
        reasons = session.scalars(text("SELECT reason FROM set_aside")).all()
    assert reasons == ["de gever heeft geen toegang tot het compartiment waaruit zij zou komen"]
