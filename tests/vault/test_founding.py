"""A founding is whole or absent, and each founder opens what goes with the role and nothing else."""

from __future__ import annotations

import dataclasses
import errno
import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Cancelled, DiskFull, Invalid, NetworkFolder, StorageFailed, VaultNotFound
from app.rules.permissions import COMPARTMENTS_OF_ROLE, KIND_OF_COMPARTMENT, REGISTER, Role
from app.vault import founding
from app.vault.directory import read_people
from app.vault.disk.folder import HEADER, compartment_file
from app.vault.founding import Founded, Founder, SetSize, found, prepare
from app.vault.header.file import read_header
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.grants import open_grant, open_recovery_grant
from app.vault.keys.recovery import assemble
from app.vault.keys.slots import open_slot
from app.vault.leftovers import FOUNDING_LOCK, founding_prefix
from app.vault.primitives.sealing import KeyPair
from app.vault.store.compartments import open_compartment
from tests.vault.small_vault import CHEAP, TEST_LIMITS

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2019, 5, 1)
FOUNDERS = [Founder(f"login-{role}", f"Naam {role}", f"geheim {role}", role, "functie") for role in Role]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("founding") / "Voorbeeldstad.bolwerk"


@pytest.fixture(scope="module")
def vault(place: Path) -> Founded:
    return found(place, " Voorbeeldstad ", FOUNDERS, day=DAY, kdf=CHEAP)


def roster_of(place: Path) -> Roster:
    return Roster.of(read_header(place))


def test_that_a_founding_leaves_the_vault_and_nothing_beside_it(place: Path, vault: Founded) -> None:
    assert list(place.parent.iterdir()) == [place]
    files = {path.name for path in place.iterdir() if path.suffix == ".db"}
    assert files == {*(f"{name}.1.db" for name in KIND_OF_COMPARTMENT), "dropbox.db"}
    roster = roster_of(place)
    assert (roster.vault_id, roster.root_fingerprint) == (vault.vault_id, vault.root_fingerprint)
    assert (roster.municipality, roster.day) == ("Voorbeeldstad", DAY)


def test_that_only_the_owner_can_reach_it(place: Path, vault: Founded) -> None:
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in place.iterdir() if path.is_file()} == {0o600}


@pytest.mark.parametrize("founder", FOUNDERS, ids=lambda founder: founder.role)
def test_that_a_founder_opens_what_goes_with_the_role_and_nothing_else(
    place: Path, vault: Founded, founder: Founder
) -> None:
    roster = roster_of(place)
    opened = open_slot(roster, founder.login, founder.password, limits=TEST_LIMITS)
    assert opened.pin.generation > len(FOUNDERS)
    for name, kind in KIND_OF_COMPARTMENT.items():
        if name in COMPARTMENTS_OF_ROLE[founder.role]:
            key = open_grant(roster, opened.account, opened.keys, name)
            open_compartment(place, name, kind, 1, key).close()
        else:
            with pytest.raises(AccessDenied):
                open_grant(roster, opened.account, opened.keys, name)


def test_that_names_are_in_the_register_only(place: Path, vault: Founded) -> None:
    roster = roster_of(place)
    keeper = open_slot(roster, "login-keeper", "geheim keeper", limits=TEST_LIMITS)
    compartment = open_compartment(
        place, REGISTER, REGISTER, 1, open_grant(roster, keeper.account, keeper.keys, REGISTER)
    )
    with compartment.read() as session:
        people = read_people(session)
    compartment.close()
    assert {person.name for person in people.values()} == {founder.name for founder in FOUNDERS}
    assert people[keeper.account].role is Role.KEEPER
    assert people[keeper.account].function == "functie"
    assert b"Naam " not in (place / HEADER).read_bytes()


def test_that_each_compartment_keeps_the_private_half_of_its_inbox(place: Path, vault: Founded) -> None:
    roster = roster_of(place)
    officer = open_slot(roster, "login-integrity", "geheim integrity", limits=TEST_LIMITS)
    key = open_grant(roster, officer.account, officer.keys, "integrity")
    compartment = open_compartment(place, "integrity", "integrity", 1, key)
    with compartment.read() as session:
        private = compartment.inbox_keys(session)[0]
    compartment.close()
    assert KeyPair.from_private(private).public_bytes == roster.compartment("integrity").inbox_key


def test_that_each_set_recovers_its_own_compartments_only(place: Path, vault: Founded) -> None:
    roster = roster_of(place)
    assert set(vault.shares) == set(roster.recovery_sets) == {GENERAL, "integrity", "bibob"}
    for name, shares in vault.shares.items():
        quorum = assemble(roster, name, shares[:2])
        for facts in roster.compartments.values():
            if facts.recovery == name:
                key = open_recovery_grant(roster, quorum.keys, facts.name)
                open_compartment(place, facts.name, facts.kind, 1, key).close()
    assert {facts.name for facts in roster.compartments.values() if facts.recovery == "integrity"} == {
        "integrity",
        "integrity_deputy",
    }
    assert not any(share in repr(vault) for shares in vault.shares.values() for share in shares)


def test_that_several_founders_may_share_a_role(tmp_path: Path) -> None:
    second = Founder("tweede", "Tweede", "geheim", Role.DIRECTOR)
    found(tmp_path / "v", "Voorbeeldstad", [*FOUNDERS, second], day=DAY, kdf=CHEAP)
    roster = roster_of(tmp_path / "v")
    opened = open_slot(roster, "tweede", "geheim", limits=TEST_LIMITS)
    assert roster.held_by(opened.account) == set(COMPARTMENTS_OF_ROLE[Role.DIRECTOR])


def test_that_an_empty_folder_may_become_the_vault(tmp_path: Path) -> None:
    place = tmp_path / "leeg"
    place.mkdir()
    found(place, "Voorbeeldstad", FOUNDERS, day=DAY, kdf=CHEAP)
    assert (place / HEADER).is_file()


def without(*roles: Role) -> list[Founder]:
    return [founder for founder in FOUNDERS if founder.role not in roles]


@pytest.mark.parametrize(
    ("municipality", "founders", "field", "message"),
    [
        ("  ", FOUNDERS, "municipality", "naam van de gemeente"),
        ("x" * 201, FOUNDERS, "municipality", "naam van de gemeente"),
        ("V", without(Role.KEEPER), "founders", "functioneel beheerder"),
        ("V", without(Role.DPO), "founders", "Logboek FG"),
        ("V", without(Role.INTEGRITY_DEPUTY, Role.BIBOB), "founders", r"Bibob, Integriteit \(plaatsvervanger\)"),
        ("V", [*FOUNDERS, dataclasses.replace(FOUNDERS[0], login="LOGIN-keeper ")], "login", "dezelfde inlognaam"),
        ("V", [*FOUNDERS, Founder("x", " ", "y", Role.JURIST)], "name", "een naam"),
        ("V", [*FOUNDERS, Founder("x", "X", "", Role.JURIST)], "password", "wachtwoord"),
        ("V", [*FOUNDERS, Founder("", "X", "y", Role.JURIST)], "login", "inlognaam"),
    ],
)
def test_that_a_founding_that_would_not_hold_is_refused_with_nothing_left(
    tmp_path: Path, municipality: str, founders: list[Founder], field: str, message: str
) -> None:
    with pytest.raises(Invalid, match=message) as caught:
        found(tmp_path / "v", municipality, founders, day=DAY, kdf=CHEAP)
    assert set(caught.value.fields) == {field}
    assert list(tmp_path.iterdir()) == []


def test_that_a_place_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("van iemand")
    for place in (tmp_path, tmp_path / "file"):
        with pytest.raises(Invalid, match="staat al iets"):
            found(place, "V", FOUNDERS, day=DAY, kdf=CHEAP)
    assert (tmp_path / "file").read_text() == "van iemand"


def test_that_the_folder_above_must_exist_and_be_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VaultNotFound):
        found(tmp_path / "absent" / "v", "V", FOUNDERS, day=DAY, kdf=CHEAP)
    table = tmp_path / "mountinfo"
    table.write_text(f"1 0 0:1 / {tmp_path} rw - nfs server:/ rw\n")
    monkeypatch.setattr("app.vault.disk.folder._MOUNT_TABLE", table)
    with pytest.raises(NetworkFolder):
        found(tmp_path / "v", "V", FOUNDERS, day=DAY, kdf=CHEAP)


@pytest.mark.parametrize("step", ["create_compartment", "write_people", "write_header"])
@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left")])
def test_that_an_interrupted_founding_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, interruption: BaseException
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise interruption

    monkeypatch.setattr(founding, step, interrupt)
    with pytest.raises((KeyboardInterrupt, DiskFull)):
        found(tmp_path / "v", "V", FOUNDERS, day=DAY, kdf=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_that_without_settings_the_workstation_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(founding, "calibrate", lambda: CHEAP)
    found(tmp_path / "v", "V", FOUNDERS, day=DAY)
    assert {slot.kdf for slot in roster_of(tmp_path / "v").slots.values()} == {CHEAP}
    assert compartment_file(tmp_path / "v", "audit", 1).is_file()


def test_that_a_prepared_vault_stands_nowhere_until_it_is_completed(tmp_path: Path) -> None:
    said: list[tuple[str, float]] = []
    place = tmp_path / "v"
    with prepare(
        place, "V", FOUNDERS, day=DAY, kdf=CHEAP, progress=lambda text, part: said.append((text, part))
    ) as prepared:
        assert not place.exists()
        shares = prepared.complete().shares
    assert list(tmp_path.iterdir()) == [place]
    assert assemble(roster_of(place), GENERAL, shares[GENERAL][1:])
    assert [part for _, part in said] == sorted(part for _, part in said)
    assert {"Sleutels van Naam keeper vergrendelen", "Bibob maken"} <= {text for text, _ in said}
    assert not (place / FOUNDING_LOCK).exists()


def test_that_a_prepared_vault_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    with prepare(tmp_path / "v", "V", FOUNDERS, day=DAY, kdf=CHEAP):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moment", [0, len(FOUNDERS) + 2])
def test_that_stopping_leaves_nothing(tmp_path: Path, moment: int) -> None:
    said: list[str] = []

    def stop(text: str, _part: float) -> None:
        said.append(text)
        if len(said) > moment:
            raise Cancelled

    with pytest.raises(Cancelled):
        prepare(tmp_path / "v", "V", FOUNDERS, day=DAY, kdf=CHEAP, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_that_a_place_taken_meanwhile_is_not_touched(tmp_path: Path) -> None:
    with prepare(tmp_path / "v", "V", FOUNDERS, day=DAY, kdf=CHEAP) as prepared:
        (tmp_path / "v").mkdir()
        (tmp_path / "v" / "van iemand").touch()
        with pytest.raises(StorageFailed):
            prepared.complete()
    assert [path.name for path in tmp_path.rglob("*")] == ["v", "van iemand"]


def test_that_what_a_killed_founding_left_goes_at_the_next_one_but_not_one_under_way(tmp_path: Path) -> None:
    place = tmp_path / "v"
    (tmp_path / f"{founding_prefix(place)}dead").mkdir()
    (tmp_path / f"{founding_prefix(place)}dead" / "register.1.db").touch()
    other = tmp_path / f"{founding_prefix(tmp_path / 'w')}else"
    other.mkdir()
    with prepare(place, "V", FOUNDERS, day=DAY, kdf=CHEAP) as one:
        found(place, "V", FOUNDERS, day=DAY, kdf=CHEAP)
        with pytest.raises(StorageFailed):
            one.complete()
    assert {path.name for path in tmp_path.iterdir()} == {"v", other.name}


def test_that_a_set_may_have_more_sheets(tmp_path: Path) -> None:
    sizes = {"integrity": SetSize(3, 5)}
    shares = found_with(tmp_path / "v", sizes).shares
    assert {name: len(sheets) for name, sheets in shares.items()} == {GENERAL: 3, "integrity": 5, "bibob": 3}
    with pytest.raises(Invalid, match="minstens 2"):
        found_with(tmp_path / "w", {"integrity": SetSize(1, 5)})
    assert [path.name for path in tmp_path.iterdir()] == ["v"]


def found_with(place: Path, sizes: dict[str, SetSize]) -> Founded:
    with prepare(place, "V", FOUNDERS, day=DAY, kdf=CHEAP, sizes=sizes) as prepared:
        return prepared.complete()
