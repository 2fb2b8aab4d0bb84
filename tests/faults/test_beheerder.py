"""R8: a beheerder with the password, all files and a script of their own reads nothing but the register.

Passively: everything at hand is tried on everything. Actively: forged, swapped, replayed and restored, each is named
and refused by the program of the next user, and afterwards there is still nothing more to read.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text

from app.errors import (
    AccessDenied,
    CompartmentDamaged,
    Conflict,
    HeaderDamaged,
    HeaderUntrusted,
    Invalid,
    WrongCredentials,
)
from app.rules.permissions import AUDIT, BIBOB, CASEWORK, INTEGRITY, KIND_OF_COMPARTMENT, MEASURES, REGISTER, Role
from app.services.keys import accounts, own_account, recovery
from app.services.keys.own_account import Secrets
from app.vault.disk.folder import HEADER, compartment_file
from app.vault.header import bodies
from app.vault.header.file import read_header
from app.vault.header.text import box_digest
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys import acts
from app.vault.keys.enrol import Credentials
from app.vault.keys.grants import box_for_account, open_grant
from app.vault.keys.mailbox import inbox_statement
from app.vault.membership import revoke
from app.vault.post.deliveries import Accepted, accept, carry
from app.vault.post.notes import Note, Unacceptable, open_note, seal_note
from app.vault.primitives.sealing import KeyPair
from app.vault.separating import set_apart
from app.vault.store.engine import connect, prepare
from models.casework import CaseType
from models.choices import CountingUnit, Level
from models.measures import Property
from models.measures.choices import PremisesKind
from models.metadata import METADATA
from models.shared import shared_tables
from tests.conftest import CHEAP, PASSWORD
from tests.faults.beheerder import Beheerder
from tests.faults.forgeries import FORGERIES, account_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.header.text import Header
    from app.vault.session import UnlockedVault
    from tests.conftest import FoundedVault, UnlockAs

MARKER = "Zwaluwstaart-7714"
HOLDER_OF = {CASEWORK: "director", MEASURES: "jurist", BIBOB: "bibob", INTEGRITY: "integrity"}
ONLY_THE_REGISTER = {"register.1.db"}


@pytest.fixture
def lived_in(unlock_as: UnlockAs, vault_folder: Path) -> Path:
    """A vault with content in every compartment that matters, and post under way through the register."""
    for name, login in HOLDER_OF.items():
        vault = unlock_as(login)
        secret = shared_tables(METADATA[KIND_OF_COMPARTMENT[name]]).secret
        with vault.write(name) as work:
            work.session.execute(insert(secret).values(name="content", value=MARKER.encode()))
            if name == CASEWORK:
                work.session.add(CaseType(name=MARKER, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=1))
            if name == MEASURES:
                work.session.add(Property(street=MARKER, house_number=1, place=MARKER, kind=PremisesKind.HOME))
            if name != BIBOB:
                work.deliver("programme" if name in (CASEWORK, MEASURES) else CASEWORK, "signal", {"text": MARKER})
            work.record("add", "content", 1)
        carry(vault)
        vault.lock()
    return vault_folder


@pytest.fixture
def turned(lived_in: Path) -> Beheerder:
    return Beheerder.of(lived_in)


def test_that_all_keys_on_all_files_open_the_register_only(turned: Beheerder) -> None:
    assert turned.readable() == ONLY_THE_REGISTER


def test_that_the_register_and_the_bytes_of_the_folder_hold_no_content(turned: Beheerder) -> None:
    tables = [str(name) for (name,) in turned.register("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for table in tables for row in turned.register(f'SELECT * FROM "{table}"')]  # noqa: S608
    seen = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    assert {str(target) for (target,) in turned.register("SELECT target FROM delivery")} >= {"programme", CASEWORK}
    assert MARKER.encode() not in seen
    for path in turned.folder.rglob("*"):
        if path.is_file():
            assert MARKER.encode() not in path.read_bytes()


def test_that_post_under_way_opens_with_no_key_at_hand(turned: Beheerder) -> None:
    roster = Roster.of(read_header(turned.folder))
    for note_id, target, sealed in turned.register("SELECT id, target, sealed FROM delivery"):
        with pytest.raises(Unacceptable, match="niet te openen"):
            open_note(sealed, roster, id=str(note_id), target=str(target), inbox=turned.pairs)


@pytest.mark.parametrize(("forge", "reason"), FORGERIES, ids=lambda value: getattr(value, "__name__", ""))
def test_that_a_forged_header_is_refused_by_name(
    turned: Beheerder, unlock_as: UnlockAs, forge: Callable[[Beheerder], Header], reason: str
) -> None:
    director = unlock_as("director")
    honest = (turned.folder / HEADER).read_bytes()
    turned.put(forge(turned))
    with pytest.raises(HeaderUntrusted, match=reason):
        unlock_as("bibob")
    with pytest.raises(HeaderUntrusted, match=reason):
        director.read(CASEWORK)
    (turned.folder / HEADER).write_bytes(honest)
    assert turned.readable() == ONLY_THE_REGISTER


def test_that_an_older_header_is_refused_by_who_saw_the_newer_one(turned: Beheerder, unlock_as: UnlockAs) -> None:
    older = (turned.folder / HEADER).read_bytes()
    keeper = unlock_as("keeper")
    revoke(keeper, unlock_as("privacy").account.id)
    director = unlock_as("director")
    director.close()
    (turned.folder / HEADER).write_bytes(older)
    for login in ("director", "bibob", "keeper"):
        with pytest.raises(HeaderUntrusted, match="een oud bestand is teruggezet"):
            unlock_as(login)


def test_that_the_slot_of_a_revoked_user_does_not_come_back(turned: Beheerder, unlock_as: UnlockAs) -> None:
    before = read_header(turned.folder)
    privacy = unlock_as("privacy")
    slot = Roster.of(before).slots[privacy.account.id]
    box = before.boxes[slot.box]
    own = privacy.slot.signer
    revoke(unlock_as("keeper"), privacy.account.id)
    header = read_header(turned.folder)
    turned.put(replace(header, boxes={**header.boxes, slot.box: box}))
    with pytest.raises(HeaderDamaged, match="vervallen"):
        unlock_as("privacy")
    turned.put(header)
    restored = bodies.Slot(privacy.account.id, slot.address, slot.kdf, slot.box)
    for signer, reason in ((own, "mag niet meer tekenen"), (turned.signer, "account")):
        turned.put(turned.say(restored, signer, boxes=[box]))
        with pytest.raises(HeaderUntrusted, match=reason):
            unlock_as("privacy")
        turned.put(header)
    with pytest.raises(WrongCredentials):
        unlock_as("privacy")


def test_that_a_reader_of_their_own_making_opens_the_register_only(turned: Beheerder, unlock_as: UnlockAs) -> None:
    """Invited by the rules, keys kept, first login completed by the beheerder: no holder confirmed a fingerprint."""
    header = read_header(turned.folder)
    invited = acts.invite(header, turned.signer, Role.DIRECTOR, Credentials("x", PASSWORD, CHEAP), turned.register_key)
    turned.put(invited.header)
    accomplice = unlock_as("x")
    turned.pairs.append(accomplice.slot.keys)
    with pytest.raises(AccessDenied, match="eigen sleutels"):
        unlock_as("director").grant(invited.account, CASEWORK, accomplice.roster.account(invited.account).fingerprint)
    own_account.choose_first_password(
        accomplice, first=PASSWORD, new=Secrets("lepel duif kubus granaat"), settings=CHEAP
    )
    turned.pairs.append(accomplice.slot.keys)
    assert turned.readable() == ONLY_THE_REGISTER
    with pytest.raises(AccessDenied):
        accomplice.read(CASEWORK)


def test_that_keys_replaced_just_after_they_were_compared_are_given_nothing(
    turned: Beheerder, unlock_as: UnlockAs
) -> None:
    """Reset and completed by the beheerder in the instant between the holder's look and the seal."""
    privacy = account_of(turned.folder, Role.PRIVACY)
    compared = Roster.of(read_header(turned.folder)).account(privacy).fingerprint
    director = unlock_as("director")
    password = Credentials("privacy", "van mij", CHEAP)
    turned.put(acts.reset(read_header(turned.folder), turned.signer, privacy, password, turned.register_key))
    taken = unlock_as("privacy", "van mij")
    own_account.choose_first_password(taken, first="van mij", new=Secrets("lepel duif kubus granaat"), settings=CHEAP)
    turned.pairs.append(taken.slot.keys)
    with pytest.raises(Conflict, match="Vergelijk de vingerafdruk opnieuw"):
        director.grant(privacy, CASEWORK, compared)
    assert turned.readable() == ONLY_THE_REGISTER


def test_that_an_accomplice_under_a_false_name_has_another_fingerprint(turned: Beheerder, unlock_as: UnlockAs) -> None:
    """The directory can be rewritten past the program; what stands on the real colleague's screen cannot."""
    real = unlock_as("privacy")
    shown = own_account.own_account(real).fingerprint
    keeper = unlock_as("keeper")
    first = accounts.invite(keeper, login="x", name="X", role=Role.PRIVACY, settings=CHEAP)
    accomplice = unlock_as("x", first.password)
    own_account.choose_first_password(
        accomplice, first=first.password, new=Secrets("lepel duif kubus granaat"), settings=CHEAP
    )
    turned.register("UPDATE person SET login = 'weg' WHERE login = 'privacy'")
    turned.register("UPDATE person SET login = 'privacy', name = 'Gebruiker privacyfunctionaris' WHERE login = 'x'")
    director = unlock_as("director")
    with pytest.raises(Invalid, match="vingerafdruk is een andere"):
        accounts.grant(director, login="privacy", compartment=CASEWORK, fingerprint=shown)
    assert accomplice.account.id not in director.roster.compartment(CASEWORK).holders


def test_that_shareholders_who_compare_give_a_taken_account_nothing(
    turned: Beheerder, founded: FoundedVault, unlock_as: UnlockAs
) -> None:
    """The coordinator's account reset and completed by the beheerder, who then says that access was lost."""
    bibob = account_of(turned.folder, Role.BIBOB)
    shown = own_account.own_account(unlock_as("bibob")).fingerprint
    password = Credentials("bibob", "van mij", CHEAP)
    turned.put(acts.reset(read_header(turned.folder), turned.signer, bibob, password, turned.register_key))
    taken = unlock_as("bibob", "van mij")
    own_account.choose_first_password(taken, first="van mij", new=Secrets("lepel duif kubus granaat"), settings=CHEAP)
    turned.pairs.append(taken.slot.keys)
    for helper in (taken, unlock_as("keeper")):
        with pytest.raises(Invalid, match="vingerafdruk is een andere"):
            recovery.recover(helper, shares=founded.shares[BIBOB], account=bibob, compartment=BIBOB, fingerprint=shown)
    assert turned.readable() == ONLY_THE_REGISTER


def test_that_a_reset_or_role_of_ones_own_gives_no_key(turned: Beheerder, unlock_as: UnlockAs) -> None:
    header = read_header(turned.folder)
    director = account_of(turned.folder, Role.DIRECTOR)
    header = acts.change_role(header, turned.signer, account_of(turned.folder, Role.JURIST), Role.KEEPER)
    header = acts.change_role(header, turned.signer, turned.signer.name, Role.DIRECTOR)
    second = unlock_as("jurist").slot.signer
    header = acts.reset(header, second, director, Credentials("director", "van mij", CHEAP), turned.register_key)
    turned.put(header)
    taken = unlock_as("director", "van mij")
    turned.pairs += [taken.slot.keys]
    assert taken.compartments == {REGISTER}
    assert turned.readable() == ONLY_THE_REGISTER


@pytest.mark.parametrize("login", ["privacy", "keeper"])
def test_that_what_was_set_apart_stays_with_who_was_chosen(
    turned: Beheerder, founded: FoundedVault, unlock_as: UnlockAs, login: str
) -> None:
    """Neither the beheerder nor a colleague who holds the first of its kind grants it, renews its key or its inbox."""
    director = unlock_as("director")
    name = set_apart(director, CASEWORK, MARKER, [])
    director.close()
    other = unlock_as(login)
    box = box_for_account(other.roster, other.account.id, name, 1, bytearray(32))
    kept = (bodies.SealedForSet(GENERAL, box_digest(box)),)
    sayings = (
        bodies.Grant(name, 1, other.account.id, box_digest(box)),
        bodies.NewEpoch(name, 2, (bodies.SealedForAccount(other.account.id, box_digest(box)),), kept),
        bodies.Withdrawn(name, director.account.id),
        bodies.RecoveryGrant(name, 1, GENERAL, box_digest(box)),
        inbox_statement(name, KeyPair.generate()),
    )
    honest = (turned.folder / HEADER).read_bytes()
    for body in sayings:
        turned.put(turned.say(body, other.slot.signer, boxes=[box]))
        with pytest.raises(HeaderUntrusted, match="alleen wie het compartiment zelf kan openen"):
            unlock_as("bibob")
        (turned.folder / HEADER).write_bytes(honest)
    assert turned.readable() == ONLY_THE_REGISTER
    with pytest.raises(AccessDenied):
        unlock_as(login).read(name)
    for path in turned.folder.rglob("*"):
        assert not path.is_file() or MARKER.encode() not in path.read_bytes()


def test_that_a_database_put_in_place_of_another_is_refused(turned: Beheerder, unlock_as: UnlockAs) -> None:
    key = bytearray(range(32))
    path = compartment_file(turned.folder, CASEWORK, 1)
    path.unlink()
    connection = connect(path, key)
    prepare(connection)
    connection.execute("CREATE TABLE pin (id)")
    connection.close()
    director = unlock_as("director")
    assert "beschadigd of hoort niet bij deze kluis" in director.warnings[0]
    with pytest.raises(CompartmentDamaged):
        director.read(CASEWORK)


def test_that_a_note_in_the_name_of_another_is_set_aside(turned: Beheerder, unlock_as: UnlockAs) -> None:
    director = unlock_as("director")
    roster = director.roster
    inbox_key = roster.compartment(CASEWORK).inbox_key
    assert inbox_key
    for number, giver in enumerate((director.account.id, turned.signer.name, "")):
        note = Note(f"{number:032x}", "order", giver, INTEGRITY if not giver else CASEWORK, CASEWORK, {"text": "nep"})
        sealed = seal_note(note, roster, turned.signer.key, inbox_key)
        turned.register("INSERT INTO delivery VALUES (?, ?, ?)", note.id, CASEWORK, sealed)
    refused = accept(director, CASEWORK, {"order": lambda *_: pytest.fail("it was believed")})
    assert refused == Accepted(set_aside=3, waiting=1)


def test_that_the_trail_of_what_was_done_stays_with_the_privacy_officer(turned: Beheerder, unlock_as: UnlockAs) -> None:
    """Entries in the register can be deleted past the program; the copies that were sealed to audit remain."""
    keeper = unlock_as("keeper")
    revoke(keeper, unlock_as("jurist").account.id)
    keeper.close()
    turned.register("DROP TRIGGER audit_entry_refuses_delete")
    turned.register("DELETE FROM audit_entry WHERE n > 0")
    officer = unlock_as("dpo")
    with officer.read(AUDIT) as session:
        copied = session.scalars(text("SELECT action FROM copied_entry WHERE compartment = 'register'")).all()
    assert "revoke" in copied


def test_that_what_the_holders_keep_is_still_theirs(turned: Beheerder, unlock_as: UnlockAs, tmp_path: Path) -> None:
    """After all of it: the honest header back in place, everybody works on."""
    copy = shutil.copytree(turned.folder, tmp_path / "copy")
    for forge, _ in FORGERIES:
        turned.put(forge(turned))
        shutil.copyfile(copy / HEADER, turned.folder / HEADER)
    for name, login in HOLDER_OF.items():
        vault: UnlockedVault = unlock_as(login)
        assert vault.warnings == []
        key = open_grant(vault.roster, vault.account.id, vault.slot.keys, name)
        assert len(key) == 32
