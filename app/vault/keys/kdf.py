"""From a password to keys: Argon2id within limits, calibrated to about a second."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import AppError, Invalid, KeySettingsRefused
from app.vault.header.bodies import KdfSettings
from app.vault.primitives import sealing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MIB = 1024
_ADDRESS_BYTES = 16
_KEY_BYTES = 32
_MOST_SETTINGS = 5
_LADDER = tuple(KdfSettings(memory_kib=mib * MIB, passes=3, lanes=4) for mib in (64, 128, 256, 512, 1024))


@dataclass(frozen=True, slots=True)
class KdfLimits:
    """Between which settings a header may ask for a derivation; outside them nothing is derived.

    Argon2 itself (RFC 9106) asks for 8 KiB per lane at least.
    """

    min_memory_kib: int
    max_memory_kib: int
    min_passes: int
    max_passes: int

    def allow(self, settings: KdfSettings) -> bool:
        """Whether these settings are within the limits."""
        least = max(self.min_memory_kib, 8 * settings.lanes)
        memory = least <= settings.memory_kib <= self.max_memory_kib
        return memory and self.min_passes <= settings.passes <= self.max_passes


STRICT = KdfLimits(min_memory_kib=64 * MIB, max_memory_kib=1024 * MIB, min_passes=3, max_passes=20)


@dataclass(frozen=True, slots=True, repr=False)
class SlotKeys:
    """What a login name and password come to: the address of the slot (hex) and its 32-byte key."""

    address: str
    key: bytes


def check_settings(asked: Iterable[KdfSettings], limits: KdfLimits) -> tuple[KdfSettings, ...]:
    """The distinct settings among `asked`, cheapest first; raises KeySettingsRefused for one outside the limits.

    More than five distinct ones are refused too, because each costs a derivation at every login.
    """
    distinct = sorted(set(asked), key=lambda settings: (settings.memory_kib, settings.passes, settings.lanes))
    if not all(limits.allow(settings) for settings in distinct):
        raise KeySettingsRefused(
            "vault.json vraagt om een sleutelafleiding die te licht of onmogelijk zwaar is; er is niets afgeleid. "
            "Het bestand is beschadigd of er is mee geknoeid."
        )
    if len(distinct) > _MOST_SETTINGS:
        raise KeySettingsRefused(
            f"vault.json bevat meer dan {_MOST_SETTINGS} verschillende instellingen voor sleutelafleiding; er is niets "
            "afgeleid. Er is met het bestand geknoeid."
        )
    return tuple(distinct)


def derive(
    settings: KdfSettings,
    login_salt: bytes,
    login: str,
    password: str,
    key_file: bytes | None,
    *,
    refused: AppError | None = None,
) -> SlotKeys:
    """Derive address and key; raises Invalid (or `refused`) for an empty or unwritable login name or password.

    Raises KeySettingsRefused when this computer has not the memory that the settings ask for.
    """
    salt = hashlib.blake2b(key=login_salt, digest_size=16)
    try:
        secret = _password_bytes(password)
        salt.update(sealing.canonical(_login_parts(login, key_file)))
    except Invalid as error:
        raise (refused or error) from error
    argon = Argon2id(
        salt=salt.digest(),
        length=_ADDRESS_BYTES + _KEY_BYTES,
        iterations=settings.passes,
        lanes=settings.lanes,
        memory_cost=settings.memory_kib,
    )
    try:
        derived = argon.derive(secret)
    except MemoryError as error:
        raise KeySettingsRefused(
            "Deze computer heeft te weinig vrij geheugen om het wachtwoord te controleren. Sluit andere programma’s."
        ) from error
    return SlotKeys(derived[:_ADDRESS_BYTES].hex(), derived[_ADDRESS_BYTES:])


def login_name(typed: str) -> str:
    """One spelling for a login name, whatever the keyboard and capitals."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold()).strip()


def _login_parts(login: str, key_file: bytes | None) -> list[str]:
    name = login_name(login)
    if not name or not _writable(name):
        raise Invalid({"login": "Vul een inlognaam in."})
    return [name] if key_file is None else [name, sealing.digest("bolwerk key file", key_file).hex()]


def _password_bytes(password: str) -> bytes:
    if not password or not _writable(password):
        raise Invalid({"password": "Vul een wachtwoord in."})
    return unicodedata.normalize("NFC", password).encode()


def _writable(text: str) -> bool:
    """Half a surrogate pair cannot be written in UTF-8."""
    return not any("\ud800" <= symbol <= "\udfff" for symbol in text)


def seconds_for(settings: KdfSettings) -> float:
    """How long one derivation takes here and now; infinite when there is not enough memory."""
    start = time.perf_counter()
    try:
        derive(settings, bytes(32), "calibration", "calibration", None)
    except KeySettingsRefused:
        return float("inf")
    return time.perf_counter() - start


def calibrate(target_seconds: float = 1.0, seconds_for: Callable[[KdfSettings], float] = seconds_for) -> KdfSettings:
    """The rung of a fixed ladder whose derivation takes nearest to `target_seconds` on this computer.

    A ladder, so that a vault used on many computers holds at most five distinct settings.
    """
    best, distance = _LADDER[0], float("inf")
    for rung in _LADDER:
        taken = seconds_for(rung)
        if abs(taken - target_seconds) < distance:
            best, distance = rung, abs(taken - target_seconds)
        if taken >= target_seconds:
            break
    return best
