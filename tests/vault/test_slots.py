"""Slots: found and opened by name, password and key file together, and by nothing less."""

from __future__ import annotations

import dataclasses
import os
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import HeaderDamaged, HeaderUntrusted, Invalid, KeySettingsRefused, WrongCredentials
from app.vault.header import bodies
from app.vault.header.amendment import Amendment
from app.vault.header.text import Header, to_text
from app.vault.keys import kdf
from app.vault.keys.enrol import NewKeys, say_slot
from app.vault.keys.slots import STRICT, KdfLimits, KdfSettings, OpenedSlot, calibrate, login_name, make_slot, open_slot
from tests.vault.small_vault import CHEAP, PASSWORD, TEST_LIMITS, credentials, small_vault, unlocked

VAULT = small_vault()


def with_slot(login: str, password: str, *, key_file: bytes | None = None, who: str = "keeper") -> Header:
    amendment = Amendment(VAULT.header)
    say_slot(amendment, VAULT.accounts[who], credentials(login, password, key_file))
    return amendment.header()


def test_that_a_slot_gives_the_keys_and_the_pin_of_its_account() -> None:
    opened = unlocked(VAULT.header, "director")
    own = VAULT.accounts["director"]
    assert opened.account == own.account
    assert opened.keys.private_bytes == own.keys.private_bytes
    assert opened.signing.private_bytes == own.signing.private_bytes
    assert opened.signer.name == own.account
    assert not opened.uses_key_file
    VAULT.roster.check_pin(opened.pin)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("director", "fout"),
        ("nobody", PASSWORD),
        ("keeper ", ""),
        ("", PASSWORD),
        ("director", "\ud800"),
        ("\ud800", "x"),
    ],
)
def test_that_a_wrong_name_and_a_wrong_password_get_the_same_answer(login: str, password: str) -> None:
    with pytest.raises(WrongCredentials, match="De inlognaam, het wachtwoord of het sleutelbestand is niet juist"):
        unlocked(VAULT.header, login, password)


@pytest.mark.parametrize("typed", ["Director", " DIRECTOR\t", "ｄｉｒｅｃｔｏｒ"])
def test_that_a_login_name_has_one_spelling(typed: str) -> None:
    assert unlocked(VAULT.header, typed).account == VAULT.id("director")


@given(st.text(max_size=30))
def test_that_spelling_a_login_name_again_changes_nothing(typed: str) -> None:
    assert login_name(login_name(typed)) == login_name(typed)


def test_that_a_password_typed_on_another_keyboard_is_the_same() -> None:
    header = with_slot("keeper", unicodedata.normalize("NFD", "wachtwoord é"))
    assert unlocked(header, "keeper", unicodedata.normalize("NFC", "wachtwoord é")).account == VAULT.id("keeper")


@pytest.mark.parametrize("password", ["Wachtwoord", "wachtwoord ", "\ufb01etspad"])
def test_that_a_password_is_otherwise_taken_literally(password: str) -> None:
    header = with_slot("keeper", password)
    assert unlocked(header, "keeper", password)
    for other in (password.casefold(), password.strip(), unicodedata.normalize("NFKC", password)):
        if other != password:
            with pytest.raises(WrongCredentials):
                unlocked(header, "keeper", other)


@settings(max_examples=25)
@given(login=st.text(min_size=1, max_size=20), password=st.text(min_size=1, max_size=40))
def test_that_any_writable_name_and_password_open_what_they_locked(login: str, password: str) -> None:
    roster, own = VAULT.roster, VAULT.accounts["keeper"]
    given_to = {"login": login, "password": password, "settings": CHEAP}
    try:
        slot, box = make_slot(roster, own.account, own.keys, own.signing, **given_to)  # type: ignore[arg-type]
    except Invalid:
        assert not login_name(login) or any("\ud800" <= symbol <= "\udfff" for symbol in login + password)
        return
    amendment = Amendment(VAULT.header)
    assert amendment.keep(box) == slot.box
    amendment.say(slot, own.signer)
    assert unlocked(amendment.header(), login, password).account == own.account


@pytest.mark.parametrize(
    ("login", "password", "field"),
    [
        ("", "x", "login"),
        (" \t", "x", "login"),
        ("a\udfff", "x", "login"),
        ("a", "", "password"),
        ("a", "\ud800", "password"),
    ],
)
def test_that_an_empty_or_unwritable_choice_is_refused_beside_its_field(login: str, password: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        with_slot(login, password)
    assert set(caught.value.fields) == {field}


def test_that_a_key_file_is_needed_exactly_when_it_was_used() -> None:
    header = with_slot("keeper", PASSWORD, key_file=b"tweede factor")
    assert unlocked(header, "keeper", key_file=b"tweede factor").uses_key_file
    for wrong in (None, b"", b"tweede factoR"):
        with pytest.raises(WrongCredentials):
            unlocked(header, "keeper", key_file=wrong)
    with pytest.raises(WrongCredentials):
        unlocked(VAULT.header, "keeper", key_file=b"tweede factor")


def test_that_the_header_holds_no_login_name() -> None:
    text = to_text(with_slot("j.voorbeeld", PASSWORD)).decode()
    assert "j.voorbeeld" not in text
    assert PASSWORD not in text


def test_that_one_name_and_password_give_other_addresses_in_another_vault() -> None:
    other = small_vault()
    assert VAULT.roster.slots[VAULT.id("keeper")].address != other.roster.slots[other.id("keeper")].address


def test_that_a_new_slot_shuts_out_the_old_password() -> None:
    header = with_slot("keeper", "nieuw wachtwoord")
    old = VAULT.roster.slots[VAULT.id("keeper")].box
    assert old not in header.boxes
    with pytest.raises(WrongCredentials):
        unlocked(header, "keeper")
    assert unlocked(header, "keeper", "nieuw wachtwoord").account == VAULT.id("keeper")


def asking(who: str, settings: KdfSettings) -> Amendment:
    amendment = Amendment(VAULT.header)
    box = amendment.keep(os.urandom(60))
    amendment.say(bodies.Slot(VAULT.id(who), os.urandom(16).hex(), settings, box), VAULT.signer(who))
    return amendment


@pytest.mark.parametrize(
    "settings",
    [
        KdfSettings(64 * 1024 - 1, 3, 4),
        KdfSettings(64 * 1024, 2, 4),
        KdfSettings(1024 * 1024 + 1, 3, 4),
        KdfSettings(64 * 1024, 21, 4),
        KdfSettings(2**31, 2**31, 16),
    ],
)
def test_that_settings_outside_the_limits_are_refused_before_any_derivation(
    settings: KdfSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def derived(*_: object, **__: object) -> None:
        pytest.fail("a key was derived")

    monkeypatch.setattr(kdf, "Argon2id", derived)
    with pytest.raises(KeySettingsRefused, match="niets afgeleid"):
        open_slot(asking("keeper", settings).roster, "director", PASSWORD)


def test_that_one_absurd_slot_stops_everybody_before_derivation() -> None:
    with pytest.raises(KeySettingsRefused):
        open_slot(asking("keeper", KdfSettings(4096, 3, 1)).roster, "director", PASSWORD, limits=TEST_LIMITS)


def test_that_lanes_need_their_memory() -> None:
    assert not KdfLimits(8, 1024, 1, 20).allow(KdfSettings(64, 1, 16))


def test_that_more_than_five_distinct_settings_are_refused() -> None:
    six = [KdfSettings(memory, 1, 1) for memory in (16, 32, 64, 128, 256, 512)]
    assert kdf.check_settings(six[:5] * 3, TEST_LIMITS) == tuple(six[:5])
    with pytest.raises(KeySettingsRefused, match="meer dan 5"):
        kdf.check_settings(six, TEST_LIMITS)


def test_that_a_slot_with_other_settings_than_the_rest_is_found() -> None:
    amendment = Amendment(VAULT.header)
    dearer = dataclasses.replace(credentials("keeper"), settings=KdfSettings(64, 2, 2))
    say_slot(amendment, VAULT.accounts["keeper"], dearer)
    assert unlocked(amendment.header(), "keeper").account == VAULT.id("keeper")
    assert unlocked(amendment.header(), "director").account == VAULT.id("director")


def test_that_too_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: Any) -> None:
            pass

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(kdf, "Argon2id", Starved)
    with pytest.raises(KeySettingsRefused, match="geheugen"):
        unlocked(VAULT.header, "keeper")
    assert kdf.seconds_for(CHEAP) == float("inf")


def moved(box_of: str, *, address_of: str, signed_by: str) -> Header:
    """A slot statement that refers to the box of somebody else."""
    slots = VAULT.roster.slots
    amendment = Amendment(VAULT.header)
    facts = slots[VAULT.id(address_of)]
    amendment.say(
        bodies.Slot(VAULT.id(signed_by), facts.address, facts.kdf, slots[VAULT.id(box_of)].box), VAULT.signer(signed_by)
    )
    return amendment.header()


def test_that_a_box_under_another_address_does_not_open() -> None:
    with pytest.raises(HeaderDamaged, match="beschadigd of verwisseld"):
        unlocked(moved("director", address_of="keeper", signed_by="keeper"), "keeper")


def test_that_a_slot_that_hands_out_the_keys_of_another_account_is_refused() -> None:
    amendment = Amendment(VAULT.header)
    stranger = NewKeys(VAULT.id("director"), VAULT.accounts["director"].keys, VAULT.accounts["director"].signing)
    slot, box = make_slot(
        amendment.roster, stranger.account, stranger.keys, stranger.signing, login="list", password="x", settings=CHEAP
    )
    amendment.keep(box)
    amendment.say(dataclasses.replace(slot, account=VAULT.id("keeper")), VAULT.signer("keeper"))
    with pytest.raises(HeaderUntrusted, match="horen niet bij"):
        unlocked(amendment.header(), "list", "x")


def test_that_a_slot_in_a_header_under_another_root_is_refused() -> None:
    """Somebody with write access founds a look-alike with the same id and salt, and copies the slot into it."""
    opened, roster = unlocked(VAULT.header, "keeper"), small_vault().roster
    with pytest.raises(HeaderUntrusted, match="andere kluis"):
        roster.check_pin(opened.pin)


def test_that_an_older_header_than_the_slot_remembers_is_refused() -> None:
    amendment = Amendment(VAULT.header)
    amendment.say(bodies.NewRole(VAULT.id("director"), "privacy"), VAULT.signer("keeper"))
    later = unlocked(with_slot("keeper", PASSWORD), "keeper").pin
    with pytest.raises(HeaderUntrusted):
        VAULT.roster.check_pin(dataclasses.replace(later, generation=later.generation + 2))


def test_that_an_open_slot_shows_no_keys_when_printed() -> None:
    opened = unlocked(VAULT.header, "keeper")
    assert repr(opened.keys.private_bytes)[:20] not in repr(opened)
    assert isinstance(opened, OpenedSlot)
    assert PASSWORD not in repr(credentials("keeper"))


@pytest.mark.parametrize(
    ("first_rung_seconds", "megabytes"),
    [(2.0, 64), (1.0, 64), (0.6, 128), (0.3, 256), (0.24, 256), (0.14, 512), (0.06, 1024), (0.001, 1024)],
)
def test_that_calibration_picks_the_rung_nearest_to_a_second(first_rung_seconds: float, megabytes: int) -> None:
    settings = calibrate(1.0, lambda rung: first_rung_seconds * rung.memory_kib / (64 * 1024))
    assert settings == KdfSettings(megabytes * 1024, 3, 4)
    assert STRICT.allow(settings)


def test_that_calibration_stops_where_memory_ends() -> None:
    assert calibrate(1.0, lambda rung: 0.1 if rung.memory_kib <= 128 * 1024 else float("inf")).memory_kib == 64 * 1024


def test_that_a_derivation_is_measured() -> None:
    assert 0 < kdf.seconds_for(CHEAP) < 60
