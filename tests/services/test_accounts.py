"""Accounts through the services: invited, let in by a holder, shut out, and never the last one by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.errors import AccessDenied, Conflict, Invalid, NotFound, WrongCredentials
from app.rules.permissions import BIBOB, CASEWORK, INTEGRITY, MEASURES, PROGRAMME, REGISTER, Role
from app.services.keys import accounts, own_account
from app.services.keys.accounts import AccountRow, AccountState, FirstPassword
from app.services.keys.own_account import Secrets
from app.vault.header.file import read_header
from app.vault.header.trust import Roster
from app.vault.keys import acts
from app.vault.session import unlock
from models.metadata import METADATA
from models.shared import shared_tables
from tests.demo_vault import CHEAP, LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]

GOOD = "lepel duif kubus granaat"
SETTINGS = CHEAP.settings


def trail(vault: UnlockedVault, compartment: str = REGISTER) -> list[tuple[str, str, str]]:
    """Action, subject and result of each entry."""
    entry = shared_tables(METADATA[vault.compartment(compartment).kind]).audit_entry
    with vault.read(compartment) as session:
        return [tuple(row) for row in session.execute(select(entry.c.action, entry.c.subject_id, entry.c.result))]


def of(vault: UnlockedVault, login: str) -> AccountRow:
    return next(row for row in accounts.accounts(vault) if row.login == login)


def invite(keeper: UnlockedVault, role: Role = Role.DIRECTOR, login: str = "nieuw") -> FirstPassword:
    return accounts.invite(keeper, login=login, name="N. Nieuw", role=role, function="adviseur", settings=SETTINGS)


@pytest.fixture
def keeper(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as(Role.KEEPER)


@pytest.fixture
def login(folder: Path) -> Iterator[Callable[[FirstPassword, str], UnlockedVault]]:
    """Log in as who was invited, with the first or another password."""
    opened: list[UnlockedVault] = []

    def log_in(first: FirstPassword, password: str = "") -> UnlockedVault:
        opened.append(unlock(folder, first.login, password or first.password, limits=LIMITS))
        return opened[-1]

    yield log_in
    for vault in opened:
        vault.lock()


def settle(vault: UnlockedVault, first: FirstPassword) -> None:
    own_account.choose_first_password(vault, first=first.password, new=Secrets(GOOD), settings=SETTINGS)


def test_that_an_invited_account_waits_for_its_first_login(keeper: UnlockedVault) -> None:
    first = invite(keeper)
    row = of(keeper, "nieuw")
    assert (row.name, row.role, row.function, row.compartments) == ("N. Nieuw", Role.DIRECTOR, "adviseur", (REGISTER,))
    assert row.state is AccountState.INVITED
    assert len(first.password) == 24
    assert first.password not in repr(first)
    assert trail(keeper)[-1] == ("invite", first.account, "ok")


def test_that_a_first_login_can_only_choose_a_password(
    keeper: UnlockedVault, login: Callable[..., UnlockedVault]
) -> None:
    first = invite(keeper)
    newcomer = login(first)
    assert own_account.own_account(newcomer).first_login
    with pytest.raises(AccessDenied, match="Kies eerst een eigen wachtwoord"):
        accounts.accounts(newcomer)
    before = own_account.own_account(newcomer).fingerprint
    settle(newcomer, first)
    after = own_account.own_account(newcomer)
    assert not after.first_login
    assert after.fingerprint != before
    assert len(accounts.accounts(newcomer)) == len(Role) + 1
    assert not keeper.roster.compartment(REGISTER).rekey_due
    with pytest.raises(WrongCredentials):
        login(first)
    assert trail(login(first, GOOD))[-1] == ("first_login", first.account, "ok")


def test_that_a_holder_lets_somebody_in_after_the_first_login(
    keeper: UnlockedVault, unlock_as: UnlockAs, login: Callable[..., UnlockedVault]
) -> None:
    first = invite(keeper)
    director, newcomer = unlock_as(Role.DIRECTOR), login(first)
    early = own_account.own_account(newcomer).fingerprint
    with pytest.raises(AccessDenied, match=r"N\. Nieuw moet eerst zelf inloggen"):
        accounts.grant(director, login="nieuw", compartment=CASEWORK, fingerprint=early)
    settle(newcomer, first)
    with pytest.raises(Invalid, match="vingerafdruk is een andere"):
        accounts.grant(director, login="nieuw", compartment=CASEWORK, fingerprint=early)
    own = own_account.own_account(newcomer).fingerprint
    row = accounts.grant(director, login="Nieuw", compartment=CASEWORK, fingerprint=own.lower().replace("-", " "))
    assert row.compartments == (CASEWORK, REGISTER)
    assert row.state is AccountState.ACTIVE
    assert trail(director, CASEWORK)[-3:] == [
        ("grant", first.account, "refused"),
        ("grant", first.account, "refused"),
        ("grant", first.account, "ok"),
    ]
    assert login(first, GOOD).holds(CASEWORK)


def test_that_what_can_be_given_is_shown_with_why_not(
    keeper: UnlockedVault, unlock_as: UnlockAs, login: Callable[..., UnlockedVault]
) -> None:
    first = invite(keeper)
    assert {choice.refusal for choice in accounts.grant_choices(keeper, account=first.account)} == {
        "N. Nieuw moet eerst zelf inloggen en een eigen wachtwoord kiezen."
    }
    settle(login(first), first)
    choices = {choice.compartment: choice for choice in accounts.grant_choices(keeper, account=first.account)}
    assert set(choices) == {CASEWORK, MEASURES, PROGRAMME}
    assert choices[CASEWORK].refusal.startswith("U hebt zelf geen sleutel van Casuïstiek")
    director = unlock_as(Role.DIRECTOR)
    assert {choice.refusal for choice in accounts.grant_choices(director, account=first.account)} == {""}
    accounts.revoke(keeper, account=first.account)
    assert "ingetrokken" in accounts.grant_choices(director, account=first.account)[0].refusal


@pytest.mark.parametrize(
    ("said", "field"),
    [({"login": " "}, "login"), ({"name": " "}, "name"), ({"login": "DIRECTOR"}, "login")],
)
def test_that_an_invitation_that_will_not_do_is_refused(
    keeper: UnlockedVault, said: dict[str, Any], field: str
) -> None:
    before = read_header(keeper.folder)
    with pytest.raises(Invalid) as caught:
        accounts.invite(keeper, **{"login": "nieuw", "name": "N", "role": Role.JURIST, "settings": SETTINGS, **said})
    assert field in caught.value.fields
    assert read_header(keeper.folder) == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.KEEPER])
def test_that_only_a_beheerder_manages_accounts(unlock_as: UnlockAs, role: Role) -> None:
    vault = unlock_as(role)
    victim = next(row.account for row in accounts.accounts(vault) if row.login == "participant")
    attempts: list[Callable[[], object]] = [
        lambda: invite(vault),
        lambda: accounts.revoke(vault, account=victim),
        lambda: accounts.block(vault, account=victim),
        lambda: accounts.reset(vault, account=victim, settings=SETTINGS),
        lambda: accounts.change_role(vault, account=victim, role=Role.KEEPER),
    ]
    for act in attempts:
        with pytest.raises(AccessDenied, match="mag dit niet"):
            act()
    assert Roster.of(read_header(vault.folder)).length == vault.roster.length
    assert [entry for entry in trail(vault) if entry[2] == "refused"] == [("manage_accounts", "", "refused")] * len(
        attempts
    )


def test_that_a_revocation_works_at_once(keeper: UnlockedVault, unlock_as: UnlockAs) -> None:
    privacy = unlock_as(Role.PRIVACY)
    row = accounts.revoke(keeper, account=privacy.account.id)
    assert (row.state, row.compartments, row.revoked) == (AccountState.REVOKED, (), True)
    with pytest.raises(AccessDenied, match="ingetrokken"):
        privacy.read(CASEWORK)
    with pytest.raises(NotFound, match="al ingetrokken"):
        accounts.revoke(keeper, account=row.account)
    assert {name for name, facts in keeper.roster.compartments.items() if facts.rekey_due} == {
        REGISTER,
        CASEWORK,
        MEASURES,
        PROGRAMME,
    }


def test_that_a_blocked_account_comes_back_by_a_reset(
    keeper: UnlockedVault, unlock_as: UnlockAs, login: Callable[..., UnlockedVault]
) -> None:
    privacy = unlock_as(Role.PRIVACY)
    assert accounts.block(keeper, account=privacy.account.id).state is AccountState.BLOCKED
    with pytest.raises(WrongCredentials):
        unlock_as(Role.PRIVACY)
    first = accounts.reset(keeper, account=privacy.account.id, settings=SETTINGS)
    assert first.login == "privacy"
    newcomer = login(first)
    settle(newcomer, first)
    assert newcomer.compartments == {REGISTER}
    assert [action for action, _, _ in trail(keeper)][-3:] == ["block", "reset", "first_login"]


@pytest.mark.parametrize("act", ["revoke", "block", "reset"])
def test_that_the_last_holder_is_spared_unless_one_insists(
    keeper: UnlockedVault, unlock_as: UnlockAs, act: str
) -> None:
    row = of(keeper, "bibob")
    assert row.last_of == (BIBOB,)
    more = {"settings": SETTINGS} if act == "reset" else {}
    with pytest.raises(Invalid, match="de laatste met de sleutel van Bibob"):
        getattr(accounts, act)(keeper, account=row.account, **more)
    assert unlock_as(Role.BIBOB).holds(BIBOB)
    getattr(accounts, act)(keeper, account=row.account, though_last=True, **more)
    assert keeper.roster.compartment(BIBOB).holders == frozenset()


def test_that_nobody_shuts_out_themselves_or_who_is_not_there(keeper: UnlockedVault) -> None:
    for act in (accounts.revoke, accounts.block):
        with pytest.raises(Invalid, match="uw eigen account"):
            act(keeper, account=keeper.account.id)
        with pytest.raises(NotFound):
            act(keeper, account="f" * 32)


def test_that_another_keeper_may_replace_the_first(
    keeper: UnlockedVault, unlock_as: UnlockAs, login: Callable[..., UnlockedVault]
) -> None:
    first = invite(keeper, Role.KEEPER)
    second = login(first)
    settle(second, first)
    accounts.revoke(second, account=keeper.account.id)
    with pytest.raises(WrongCredentials):
        unlock_as(Role.KEEPER)
    last = of(second, "jurist").account
    accounts.change_role(second, account=last, role=Role.KEEPER)
    with pytest.raises(Invalid, match="uw eigen account"):
        accounts.change_role(second, account=second.account.id, role=Role.JURIST)


def test_that_a_change_of_role_shows_which_keys_to_withdraw(keeper: UnlockedVault, unlock_as: UnlockAs) -> None:
    director, privacy = unlock_as(Role.DIRECTOR), unlock_as(Role.PRIVACY)
    row = accounts.change_role(keeper, account=privacy.account.id, role=Role.JURIST)
    assert row.role is Role.JURIST
    assert row.outside_role == (CASEWORK, PROGRAMME)
    assert keeper.directory()[row.account].role is Role.JURIST
    privacy.read(REGISTER)
    assert privacy.account.role is Role.JURIST, "it works at once"
    for name in row.outside_role:
        row = accounts.withdraw(director, account=row.account, compartment=name)
    assert row.compartments == (MEASURES, REGISTER)
    assert row.outside_role == ()
    assert director.roster.compartment(CASEWORK).rekey_due
    with pytest.raises(AccessDenied):
        privacy.read(CASEWORK)


@pytest.mark.parametrize(
    ("who", "whom", "compartment", "error", "reason"),
    [
        (Role.KEEPER, "privacy", CASEWORK, AccessDenied, "geen toegang"),
        (Role.INTEGRITY, "integrity", INTEGRITY, Invalid, "laatste"),
        (Role.DIRECTOR, "privacy", REGISTER, Invalid, "Het register hoort bij ieder account"),
        (Role.DIRECTOR, "jurist", CASEWORK, Invalid, "heeft geen toegang tot Casuïstiek"),
    ],
)
def test_that_withdrawing_is_for_holders_and_spares_the_last(
    unlock_as: UnlockAs, who: Role, whom: str, compartment: str, error: type[Exception], reason: str
) -> None:
    vault = unlock_as(who)
    with pytest.raises(error, match=reason):
        accounts.withdraw(vault, account=of(vault, whom).account, compartment=compartment)


def test_that_an_account_without_a_name_is_still_shown(keeper: UnlockedVault) -> None:
    """Somebody with tools of their own can empty the directory, not hide an account."""
    with keeper.write(REGISTER) as work:
        work.session.connection().exec_driver_sql("DELETE FROM person WHERE login = 'bibob'")
        work.record("remove", "person", 1)
    assert [(row.role, row.login) for row in accounts.accounts(keeper) if row.name == "onbekend"] == [
        (Role.BIBOB, "onbekend")
    ]


def test_that_a_login_name_that_came_meanwhile_is_taken(keeper: UnlockedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    length = Roster.of(read_header(keeper.folder)).length
    with monkeypatch.context() as patch:
        patch.setattr(type(keeper), "directory", lambda _: {})
        with pytest.raises(Invalid, match="al in gebruik"):
            invite(keeper, login="director")
    assert Roster.of(read_header(keeper.folder)).length == length


def test_that_two_who_invite_at_once_do_not_overwrite_each_other(
    keeper: UnlockedVault, folder: Path, unlock_as: UnlockAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = unlock_as(Role.KEEPER)
    honest = acts.invite

    def invite_slowly(*args: Any) -> Any:
        made = honest(*args)
        monkeypatch.undo()
        invite(other, login="eerder")
        return made

    monkeypatch.setattr(acts, "invite", invite_slowly)
    with pytest.raises(Conflict):
        invite(keeper, login="later")
    assert "later" not in {row.login for row in accounts.accounts(keeper)}
    invite(keeper, login="later")
    assert {"eerder", "later"} <= {row.login for row in accounts.accounts(keeper)}
