"""R2 for every way in which the program writes: a clear Dutch message, and the data that was there is still there."""

from __future__ import annotations

import errno
import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from sqlalchemy import select, text

from app import errors
from app.rules.permissions import Role
from app.services.backups.restore_test import restore_test
from app.services.exports import Purpose
from app.services.log.anchoring import export_anchor
from app.vault.backup.keeping import shelf_in
from app.vault.backup.making import back_up
from app.vault.backup.restore import restore
from app.vault.backup.survey import survey
from app.vault.disk.folder import HEADER, compartment_file
from app.vault.keys.enrol import Credentials
from app.vault.membership import Newcomer, invite
from app.vault.rekeying import rekey
from app.vault.session import unlock
from app.vault.verify import verify_vault
from models.casework import CaseType
from models.choices import CountingUnit, Level
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSWORD, FoundedVault
from tests.faults.act_writer import bring
from tests.faults.failing_disk import CAN_FAIL, said_on_a_failing_disk

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from app.vault.session import UnlockedVault

KNOWN = ("hennep", "witwassen")


SECONDS = itertools.count()


def later() -> datetime:
    """A second after the last time it was asked, so that no two backups have the same name."""
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(SECONDS))


@dataclass(frozen=True)
class Office:
    """A vault with known content and a backup of it."""

    founded: FoundedVault
    place: Path

    @property
    def folder(self) -> Path:
        return self.founded.folder

    def open(self, login: str = "director") -> UnlockedVault:
        return unlock(self.folder, login, PASSWORD, limits=CHEAP_LIMITS, now=later)

    def backups(self) -> set[str]:
        return {path.name for path in self.place.iterdir() if not path.name.endswith(".lock")}


Act: TypeAlias = Callable[[], object]


def add(vault: UnlockedVault, name: str, size: int = 0) -> None:
    with vault.write("casework") as work:
        work.session.add(CaseType(name=name, level=Level.LOCAL, counting_unit=CountingUnit.CASE, position=1))
        note = {"name": f"{name} {os.urandom(4).hex()}", "size": size}
        work.session.execute(text("INSERT INTO set_aside VALUES (:name, randomblob(:size), 'x', 'y')"), note)
        work.deliver("programme", "case_type", {"number": name})
        work.record("add", "case_type", name)


def names(vault: UnlockedVault) -> tuple[str, ...]:
    with vault.read("casework") as session:
        return tuple(session.scalars(select(CaseType.name).order_by(CaseType.id)))


@pytest.fixture
def office(founded: FoundedVault, tmp_path: Path) -> Office:
    new = Office(founded, tmp_path / "stick")
    with new.open() as vault:
        for name in KNOWN:
            add(vault, name, size=20_000)
        back_up(vault, "casework", new.place)
    return new


def acting(office: Office) -> Act:
    vault = office.open()
    return lambda: add(vault, "te veel", size=100_000)


def delivering(office: Office) -> Act:
    vault = office.open()
    add(vault, "onderweg")
    return lambda: bring(vault)


def changing_the_password(office: Office) -> Act:
    vault = office.open()
    return lambda: vault.change_password(PASSWORD, "een heel ander wachtwoord", settings=CHEAP)


def inviting(office: Office) -> Act:
    vault = office.open("keeper")
    credentials = Credentials("nieuw", "een heel ander wachtwoord", CHEAP)
    return lambda: invite(vault, Newcomer("Nieuw", Role.JURIST), credentials)


def giving_a_new_key(office: Office) -> Act:
    vault = office.open()
    return lambda: rekey(vault, "casework")


def backing_up(office: Office) -> Act:
    vault = office.open()
    return lambda: back_up(vault, "casework", office.place)


def putting_back(office: Office) -> Act:
    seen = survey(office.folder, office.place)
    return lambda: restore(seen, seen.newest(), office.founded.shares["general"][:2], day=date(2026, 1, 1))


def trying_out(office: Office) -> Act:
    vault = office.open()

    def act() -> None:
        report = restore_test(vault)
        raise errors.VaultError(report.tested[0].problem)

    return act


def making_an_anchor(office: Office) -> Act:
    vault = office.open()
    return lambda: export_anchor(vault, office.place / "anker.json", Purpose("Proef"))


def unlocking(office: Office) -> Act:
    return lambda: names(office.open())


PATHS = (
    acting,
    delivering,
    changing_the_password,
    inviting,
    giving_a_new_key,
    backing_up,
    putting_back,
    trying_out,
    making_an_anchor,
    unlocking,
)
REFUSALS = {errno.EIO: "weigert", errno.ENOSPC: "vol|ruimte", errno.EROFS: "geschreven|weigert"}


def each_path_with_each_refusal() -> Iterator[ParameterSet]:
    """All of them with `make faults`; otherwise each path with one refusal, in turn."""
    for place, path in enumerate(PATHS):
        for turn, refusal in enumerate(REFUSALS):
            marks = () if turn == place % len(REFUSALS) else (pytest.mark.fault,)
            yield pytest.param(path, refusal, marks=marks, id=f"{path.__name__}-{errno.errorcode[refusal]}")


@pytest.mark.skipif(not CAN_FAIL, reason="no seccomp filter for this machine")
@pytest.mark.parametrize(("path", "refusal"), list(each_path_with_each_refusal()))
def test_that_a_disk_that_refuses_is_named_and_nothing_is_lost(
    office: Office, path: Callable[[Office], Act], refusal: int
) -> None:
    before = office.backups()
    said = said_on_a_failing_disk(refusal, lambda: path(office))
    assert re.search(rf"^(?!BUG)\w+: .*({REFUSALS[refusal]})", said), said
    assert office.backups() == before
    assert_all_is_there(office)


def assert_all_is_there(office: Office) -> None:
    with office.open() as vault:
        assert vault.warnings == []
        found = names(vault)
        assert found[: len(KNOWN)] == KNOWN
        assert "te veel" not in found
        assert verify_vault(office.folder, vault).ok
        add(vault, "daarna")
        bring(vault)
        assert names(vault)[-1] == "daarna"
        back_up(vault, "casework", office.place)
    for backup in shelf_in(office.place).backups:
        backup.check_database()


@pytest.mark.parametrize("path", [acting, delivering, giving_a_new_key, backing_up], ids=lambda path: path.__name__)
def test_that_a_compartment_that_vanished_is_named_by_every_act_in_it(
    office: Office, path: Callable[[Office], Act]
) -> None:
    act = path(office)
    compartment_file(office.folder, "casework", 1).unlink()
    with pytest.raises((errors.CompartmentMissing, errors.CompartmentDamaged, errors.ReadOnly), match=r"asework|Casu"):
        act()


@pytest.mark.parametrize(
    "path",
    [acting, delivering, changing_the_password, inviting, giving_a_new_key, backing_up, putting_back, trying_out],
    ids=lambda path: path.__name__,
)
def test_that_a_header_that_vanished_is_named_by_every_act(office: Office, path: Callable[[Office], Act]) -> None:
    act = path(office)
    (office.folder / HEADER).unlink()
    with pytest.raises(errors.AppError, match=r"vault\.json|geen kluis|intussen gewijzigd"):
        act()


def test_that_a_disk_that_was_taken_away_is_named_and_the_next_backup_is_good(office: Office) -> None:
    act = backing_up(office)
    away = office.place.rename(office.place.with_name("in de jaszak"))
    office.place.touch()  # a mount point without its disk
    with pytest.raises(errors.StorageFailed, match="niet meer aangesloten"):
        act()
    office.place.unlink()
    away.rename(office.place)
    assert_all_is_there(office)
