"""A user's own way in: passwords are weighed, a key file is a second factor, and a known password is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import AccessDenied, Invalid, WrongCredentials
from app.rules.permissions import CASEWORK, MEASURES, PROGRAMME, REGISTER, Role
from app.services.keys import own_account, rekeying
from app.services.keys.own_account import Secrets, create_key_file
from app.vault.session import unlock
from tests.demo_vault import CHEAP, LIMITS
from tests.services.conftest import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.vault.session import UnlockedVault

    UnlockAs = Callable[[Role], UnlockedVault]

GOOD = "lepel duif kubus granaat"
SETTINGS = CHEAP.settings
OLD = Secrets(PASSWORD)


@pytest.fixture
def jurist(unlock_as: UnlockAs) -> UnlockedVault:
    return unlock_as(Role.JURIST)


def opens(folder: Path, login: str, password: str, key_file: bytes | None = None) -> bool:
    try:
        unlock(folder, login, password, key_file=key_file, limits=LIMITS).lock()
    except WrongCredentials:
        return False
    return True


def test_that_a_changed_password_is_the_only_one_that_opens(jurist: UnlockedVault, folder: Path) -> None:
    own_account.change_password(jurist, old=OLD, new_password=GOOD, settings=SETTINGS)
    assert opens(folder, "jurist", GOOD)
    assert not opens(folder, "jurist", PASSWORD)


@pytest.mark.parametrize(
    ("password", "reason"),
    [(PASSWORD, "ander wachtwoord"), ("kort", "12 tekens"), ("lepel westland duif kubus", "naam van de gemeente")],
)
def test_that_a_password_that_will_not_do_is_refused(
    jurist: UnlockedVault, folder: Path, password: str, reason: str
) -> None:
    with pytest.raises(Invalid, match=reason):
        own_account.change_password(jurist, old=OLD, new_password=password, settings=SETTINGS)
    with pytest.raises(Invalid, match=reason):
        own_account.renew_keys(jurist, old=OLD, new=Secrets(password), settings=SETTINGS)
    assert opens(folder, "jurist", PASSWORD)


def test_that_a_password_is_weighed_while_it_is_typed(jurist: UnlockedVault) -> None:
    assert own_account.weigh(jurist, password=GOOD).good
    assert not own_account.weigh(jurist, password="jurist jurist").good


def test_that_the_old_password_is_asked_for_every_change(jurist: UnlockedVault, folder: Path) -> None:
    wrong = Secrets("iets anders")
    acts: tuple[Callable[[], None], ...] = (
        lambda: own_account.change_password(jurist, old=wrong, new_password=GOOD, settings=SETTINGS),
        lambda: own_account.renew_keys(jurist, old=wrong, new=Secrets(GOOD), settings=SETTINGS),
        lambda: own_account.switch_key_file(jurist, old=wrong, key_file=bytes(64), settings=SETTINGS),
    )
    for act in acts:
        with pytest.raises(WrongCredentials):
            act()
    assert opens(folder, "jurist", PASSWORD)


def test_that_a_key_file_is_a_second_factor_until_it_is_switched_off(
    jurist: UnlockedVault, folder: Path, tmp_path: Path
) -> None:
    content = create_key_file(tmp_path / "stick.key", folder)
    own_account.switch_key_file(jurist, old=OLD, key_file=content, settings=SETTINGS)
    assert not opens(folder, "jurist", PASSWORD)
    assert opens(folder, "jurist", PASSWORD, content)
    with unlock(folder, "jurist", PASSWORD, key_file=content, limits=LIMITS) as vault:
        assert own_account.own_account(vault).uses_key_file
        both = Secrets(PASSWORD, content)
        own_account.change_password(vault, old=both, new_password=GOOD, settings=SETTINGS)
        assert opens(folder, "jurist", GOOD, content)
        own_account.switch_key_file(vault, old=Secrets(GOOD, content), key_file=None, settings=SETTINGS)
    assert opens(folder, "jurist", GOOD)


def test_that_a_key_file_is_random_private_and_never_over_another(tmp_path: Path, folder: Path) -> None:
    one, other = (create_key_file(tmp_path / name, folder) for name in ("een", "twee"))
    assert len(one) == 64
    assert one != other
    assert (tmp_path / "een").read_bytes() == one
    assert (tmp_path / "een").stat().st_mode & 0o077 == 0
    with pytest.raises(Invalid, match="staat al een bestand"):
        create_key_file(tmp_path / "een", folder)
    with pytest.raises(Invalid, match="niet in de map van de kluis"):
        create_key_file(folder / "backups" / ".." / "een", folder)
    with pytest.raises(Invalid, match="kan niet worden geschreven"):
        create_key_file(tmp_path / "weg" / "een", folder)


def test_that_a_small_file_is_no_key_file(jurist: UnlockedVault) -> None:
    with pytest.raises(Invalid, match="te klein"):
        own_account.switch_key_file(jurist, old=OLD, key_file=b"x" * 31, settings=SETTINGS)
    with pytest.raises(Invalid, match="te klein"):
        own_account.renew_keys(jurist, old=OLD, new=Secrets(GOOD, b""), settings=SETTINGS)


def test_that_who_fears_for_the_password_gets_new_keys_and_works_on(unlock_as: UnlockAs, folder: Path) -> None:
    director, thief = unlock_as(Role.DIRECTOR), unlock_as(Role.DIRECTOR)
    before = own_account.own_account(director).fingerprint
    own_account.renew_keys(director, old=OLD, new=Secrets(GOOD), settings=SETTINGS)
    after = own_account.own_account(director)
    assert after.fingerprint != before
    assert set(after.compartments) == {REGISTER, CASEWORK, MEASURES, PROGRAMME}
    with pytest.raises(AccessDenied):
        thief.read(CASEWORK)
    assert {row.name for row in rekeying.due_here(director)} == {REGISTER, CASEWORK, MEASURES, PROGRAMME}
    with director.write(CASEWORK) as work:
        work.record("open", "case", 1)
    assert not opens(folder, "director", PASSWORD)
    assert opens(folder, "director", GOOD)


def test_that_a_first_password_is_chosen_once(jurist: UnlockedVault) -> None:
    with pytest.raises(Invalid, match="al een eigen wachtwoord"):
        own_account.choose_first_password(jurist, first=PASSWORD, new=Secrets(GOOD), settings=SETTINGS)
