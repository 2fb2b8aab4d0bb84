"""Recovery with printed sheets: each mistake named, access given back, a rescued beheerder, and new sheets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.errors import AccessDenied, Conflict, HeaderUntrusted, Invalid, NotFound, WrongCredentials
from app.rules.permissions import BIBOB, CASEWORK, INTEGRITY, REGISTER, Role
from app.services.keys import accounts, own_account, recovery, rekeying
from app.services.keys.own_account import Secrets
from app.services.keys.recovery import Rescue, SetRenewal, SetRow
from app.vault import recovering
from app.vault.founding import Founder, found
from app.vault.header.file import read_header
from app.vault.header.trust import GENERAL, Roster
from app.vault.keys.grants import open_recovery_grant
from app.vault.keys.recovery import assemble, make_set
from app.vault.session import unlock
from app.vault.store.compartments import open_compartment
from app.vault.verify import verify_vault
from tests.demo_vault import CHEAP, LIMITS
from tests.services.conftest import PASSWORD, unlocked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.vault.session import UnlockedVault

GOOD = "lepel duif kubus granaat"
SETTINGS = CHEAP.settings


@dataclass(frozen=True)
class Sheeted:
    """A vault and the sheets that were printed for it."""

    folder: Path
    shares: Mapping[str, tuple[str, ...]]

    def two(self, name: str) -> list[str]:
        return list(self.shares[name][1:])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Sheeted:
    folder = tmp_path_factory.mktemp("sheets") / "v.bolwerk"
    founders = [Founder(role.value, role.label.capitalize(), PASSWORD, role) for role in Role]
    founded = found(folder, "Westland", founders, day=date(2020, 1, 2), kdf=SETTINGS)
    return Sheeted(folder, founded.shares)


@pytest.fixture
def vault(original: Sheeted, tmp_path: Path) -> Sheeted:
    return Sheeted(Path(shutil.copytree(original.folder, tmp_path / "v.bolwerk")), original.shares)


@pytest.fixture
def log_in(vault: Sheeted) -> Iterator[Callable[..., UnlockedVault]]:
    opened: list[UnlockedVault] = []

    def enter(role: Role, password: str = PASSWORD) -> UnlockedVault:
        opened.append(unlock(vault.folder, role.value, password, limits=LIMITS))
        return opened[-1]

    yield enter
    for each in opened:
        each.lock()


def lose(keeper: UnlockedVault, role: Role) -> str:
    """The only holder forgot the password: reset, and logged in again with nothing but the register."""
    account = next(row.account for row in accounts.accounts(keeper) if row.role is role)
    first = accounts.reset(keeper, account=account, though_last=True, settings=SETTINGS)
    with unlock(keeper.folder, first.login, first.password, limits=LIMITS) as own:
        own_account.choose_first_password(own, first=first.password, new=Secrets(GOOD), settings=SETTINGS)
    return account


def read_by(vault: UnlockedVault) -> str:
    """What the one who is logged in reads from their own screen."""
    return own_account.own_account(vault).fingerprint


def known_of(vault: UnlockedVault, account: str) -> str:
    vault.refresh()
    return vault.roster.account(account).fingerprint


def test_that_the_sheets_give_the_only_holder_access_again(
    vault: Sheeted, log_in: Callable[..., UnlockedVault]
) -> None:
    account = lose(log_in(Role.KEEPER), Role.BIBOB)
    holder = log_in(Role.BIBOB, GOOD)
    assert not holder.holds(BIBOB)
    recovery.recover(holder, shares=vault.two(BIBOB), account=account, compartment=BIBOB, fingerprint=read_by(holder))
    holder.close()
    again = log_in(Role.BIBOB, GOOD)
    assert again.available == {REGISTER, BIBOB}
    assert verify_vault(vault.folder, again).ok
    assert {row.name for row in rekeying.due_here(again)} == {REGISTER, BIBOB}


def test_that_the_sheets_let_a_new_person_in(vault: Sheeted, log_in: Callable[..., UnlockedVault]) -> None:
    keeper = log_in(Role.KEEPER)
    first = accounts.invite(keeper, login="nieuw", name="N. Nieuw", role=Role.INTEGRITY, settings=SETTINGS)

    def give() -> None:
        recovery.recover(
            keeper,
            shares=vault.two(INTEGRITY),
            account=first.account,
            compartment=INTEGRITY,
            fingerprint=known_of(keeper, first.account),
        )

    with pytest.raises(AccessDenied, match="eigen sleutels"):
        give()
    with unlock(vault.folder, "nieuw", first.password, limits=LIMITS) as newcomer:
        own_account.choose_first_password(newcomer, first=first.password, new=Secrets(GOOD), settings=SETTINGS)
    give()
    with unlock(vault.folder, "nieuw", GOOD, limits=LIMITS) as newcomer:
        assert newcomer.holds(INTEGRITY)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (lambda _: [], "Vul de woorden"),
        (lambda shares: shares[BIBOB][:1], "dus nog 1"),
        (lambda shares: [shares[BIBOB][0]] * 2, "hetzelfde blad"),
        (lambda shares: [shares[BIBOB][0], shares[INTEGRITY][0]], "Herstelblad 2 hoort bij een andere set"),
        (lambda shares: [shares[BIBOB][0], shares[BIBOB][1].replace(" ", " fiets ", 1)], "Herstelblad 2: woord 2"),
        (lambda shares: [shares[BIBOB][0], " ".join(shares[BIBOB][1].split()[:-1])], "heeft 32 woorden"),
        (lambda shares: shares[GENERAL][:2], "andere set of kluis"),
        (lambda _: make_set(BIBOB).shares[:2], "andere set of kluis"),
    ],
)
def test_that_sheets_that_will_not_do_are_refused_with_the_reason(
    vault: Sheeted,
    log_in: Callable[..., UnlockedVault],
    typed: Callable[[Mapping[str, tuple[str, ...]]], list[str]],
    reason: str,
) -> None:
    keeper = log_in(Role.KEEPER)
    account = lose(keeper, Role.BIBOB)
    with pytest.raises(Invalid, match=reason) as caught:
        recovery.recover(
            keeper,
            shares=typed(vault.shares),
            account=account,
            compartment=BIBOB,
            fingerprint=known_of(keeper, account),
        )
    assert set(caught.value.fields) == {"shares"}


def test_that_the_sheets_do_not_go_past_the_role(vault: Sheeted, log_in: Callable[..., UnlockedVault]) -> None:
    keeper = log_in(Role.KEEPER)
    own, read = keeper.account.id, read_by(keeper)
    with pytest.raises(Invalid, match="functioneel beheerder hoort geen toegang tot Bibob"):
        recovery.recover(keeper, shares=vault.two(BIBOB), account=own, compartment=BIBOB, fingerprint=read)
    with pytest.raises(Invalid, match="al toegang tot Register"):
        recovery.recover(keeper, shares=vault.two(GENERAL), account=own, compartment=REGISTER, fingerprint=read)


def test_that_sheets_give_nothing_to_keys_that_are_not_on_the_screen_of_who_should_get_it(
    vault: Sheeted, log_in: Callable[..., UnlockedVault]
) -> None:
    """The keeper reset the account, logged in to it, and calls the shareholders together."""
    keeper, real = log_in(Role.KEEPER), log_in(Role.BIBOB)
    shown = read_by(real)
    account = lose(keeper, Role.BIBOB)
    with pytest.raises(Invalid, match="vingerafdruk is een andere") as caught:
        recovery.recover(keeper, shares=vault.two(BIBOB), account=account, compartment=BIBOB, fingerprint=shown)
    assert "Bibob-coördinator zelf" in caught.value.fields["fingerprint"]
    with keeper.read(REGISTER) as session:
        refused = session.execute(text("SELECT action, result FROM audit_entry ORDER BY n DESC LIMIT 1")).one()
    assert tuple(refused) == ("recover", "refused")
    assert not log_in(Role.BIBOB, GOOD).holds(BIBOB)


def test_that_keys_replaced_after_the_comparison_are_given_nothing(
    vault: Sheeted, log_in: Callable[..., UnlockedVault]
) -> None:
    """Between the look of the shareholders and the seal the account is reset once more, by a second keeper."""
    keeper, second = log_in(Role.KEEPER), log_in(Role.KEEPER)
    account = lose(keeper, Role.BIBOB)
    compared = known_of(keeper, account)
    accounts.reset(second, account=account, settings=SETTINGS)
    quorum = assemble(keeper.roster, BIBOB, vault.two(BIBOB))
    with pytest.raises(Conflict, match="Vergelijk de vingerafdruk opnieuw"):
        recovering.recover(keeper, quorum, account, BIBOB, compared)


def test_that_shareholders_rescue_a_beheerder_before_any_login(
    vault: Sheeted, log_in: Callable[..., UnlockedVault]
) -> None:
    with Rescue(vault.folder, vault.two(GENERAL)) as rescue:
        (person,) = rescue.keepers
        assert person.name == "Functioneel beheerder"
        with pytest.raises(Invalid, match="12 tekens"):
            recovery.restore_keeper(rescue, account=person.account, new=Secrets("kort"), settings=SETTINGS)
        told = recovery.restore_keeper(
            rescue, account=person.account, new=Secrets(GOOD), settings=SETTINGS, limits=LIMITS
        )
    with pytest.raises(WrongCredentials):
        log_in(Role.KEEPER)
    keeper = log_in(Role.KEEPER, GOOD)
    assert keeper.compartments == {REGISTER}
    assert read_by(keeper) == told, "so that the beheerder sees whether these are still the keys made in the room"
    assert not own_account.own_account(keeper).first_login
    assert verify_vault(vault.folder, keeper).ok
    accounts.invite(keeper, login="nieuw", name="N", role=Role.JURIST, settings=SETTINGS)


def test_that_only_a_beheerder_is_rescued_so(vault: Sheeted) -> None:
    with unlocked(vault.folder, Role.JURIST) as jurist:
        other = jurist.account.id
    with (
        Rescue(vault.folder, vault.two(GENERAL)) as rescue,
        pytest.raises(NotFound, match="niet van een functioneel beheerder"),
    ):
        recovery.restore_keeper(rescue, account=other, new=Secrets(GOOD), settings=SETTINGS)


def test_that_other_sheets_open_no_rescue(vault: Sheeted) -> None:
    with pytest.raises(Invalid, match="andere set of kluis"):
        Rescue(vault.folder, vault.two(BIBOB))
    with pytest.raises(Invalid, match="dus nog 1"):
        Rescue(vault.folder, vault.shares[GENERAL][:1])


def test_that_a_rescue_refuses_an_old_header(
    vault: Sheeted, log_in: Callable[..., UnlockedVault], tmp_path: Path
) -> None:
    old = (vault.folder / "vault.json").read_bytes()
    keeper = log_in(Role.KEEPER)
    accounts.invite(keeper, login="nieuw", name="N", role=Role.JURIST, settings=SETTINGS)
    log_in(Role.JURIST).close()
    (vault.folder / "vault.json").write_bytes(old)
    with pytest.raises(HeaderUntrusted, match="ouder"):
        Rescue(vault.folder, vault.two(GENERAL))


def row_of(vault: UnlockedVault, name: str) -> SetRow:
    return next(row for row in recovery.recovery_sets(vault) if row.name == name)


def words_of(renewal: SetRenewal) -> list[str]:
    return [" ".join(sheet.words) for sheet in renewal.sheets]


def test_that_a_used_set_is_replaced_and_its_sheets_open_nothing_new(
    vault: Sheeted, log_in: Callable[..., UnlockedVault]
) -> None:
    holder = log_in(Role.BIBOB)
    renewal = recovery.renew_set(holder, name=BIBOB, shares=vault.two(BIBOB), threshold=3, count=5)
    assert [(sheet.number, sheet.shares, sheet.threshold, sheet.protects) for sheet in renewal.sheets][4] == (
        5,
        5,
        3,
        ("Bibob",),
    )
    assert row_of(holder, BIBOB).threshold == 2, "nothing is in place yet"
    with pytest.raises(Invalid, match="Dit zijn niet de nieuwe bladen"):
        renewal.complete(vault.two(BIBOB))
    typed = words_of(renewal)
    renewal.complete(typed[:3])
    row = row_of(holder, BIBOB)
    assert (row.label, row.threshold, row.shares, row.waiting) == ("Bibob", 3, 5, ())
    assert holder.roster.compartment(BIBOB).rekey_due
    with pytest.raises(Invalid, match="door nieuwe vervangen"):
        assemble(holder.roster, BIBOB, vault.two(BIBOB))
    rekeying.rekey(holder, compartment=BIBOB)
    roster = Roster.of(read_header(vault.folder))
    key = open_recovery_grant(roster, assemble(roster, BIBOB, typed[2:]).keys, BIBOB)
    open_compartment(vault.folder, BIBOB, BIBOB, 2, key).close()


def test_that_a_new_general_set_waits_for_the_other_holders(
    vault: Sheeted, log_in: Callable[..., UnlockedVault]
) -> None:
    keeper = log_in(Role.KEEPER)
    renewal = recovery.renew_set(keeper, name=GENERAL, shares=vault.two(GENERAL))
    typed = words_of(renewal)
    renewal.complete(typed)
    row = row_of(keeper, GENERAL)
    assert set(row.waiting) == {"Casuïstiek", "Maatregelen", "Programma", "Logboek FG"}
    assert not next(each for each in rekeying.compartments(keeper) if each.name == CASEWORK).recoverable
    director = log_in(Role.DIRECTOR)
    for due in rekeying.due_here(director):
        rekeying.rekey(director, compartment=due.name)
    assert row_of(director, GENERAL).waiting == ("Logboek FG",)
    with Rescue(vault.folder, typed[:2]) as rescue:
        assert len(rescue.keepers) == 1


def test_that_lost_sheets_are_replaced_by_who_holds_everything_they_protect(
    vault: Sheeted, log_in: Callable[..., UnlockedVault]
) -> None:
    holder = log_in(Role.BIBOB)
    renewal = recovery.renew_set(holder, name=BIBOB, shares=None)
    renewal.complete(words_of(renewal)[1:])
    assert row_of(holder, BIBOB).waiting == ()
    for role, name, reason in (
        (Role.KEEPER, BIBOB, "Alleen wie alles heeft"),
        (Role.INTEGRITY, INTEGRITY, "Alleen wie alles heeft"),
        (Role.DIRECTOR, GENERAL, "wortel van de kluis"),
    ):
        with pytest.raises(Invalid, match=reason):
            recovery.renew_set(log_in(role), name=name, shares=None)
    with pytest.raises(NotFound):
        recovery.renew_set(holder, name="iets", shares=None)


def test_that_sheets_are_judged_while_they_are_typed(vault: Sheeted) -> None:
    read = recovery.examine([vault.shares[BIBOB][0], "fiets"])
    assert (read.missing, set(read.faults)) == (1, {2})
