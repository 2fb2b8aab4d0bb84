"""Slots: the private keys of an account, locked with a password, found without any name in the header.

From login name and password Argon2id derives 48 bytes: 16 are the address of the slot, 32 its key. A wrong name and a
wrong password therefore look the same, and guessing who is in the vault costs a derivation per guess.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.errors import HeaderDamaged, HeaderUntrusted, WrongCredentials
from app.vault.header.bodies import KdfSettings, Slot, write_kdf
from app.vault.header.shapes import FLAG, ID, as_object, raw
from app.vault.header.statements import Signer
from app.vault.header.text import box_digest
from app.vault.header.trust import Pin
from app.vault.keys.kdf import STRICT, KdfLimits, SlotKeys, calibrate, check_settings, derive, login_name
from app.vault.primitives import sealing
from app.vault.primitives.sealing import PRIVATE_BYTES, SIGNING_BYTES, KeyPair, SigningKey
from app.vault.primitives.strict_json import parse

if TYPE_CHECKING:
    from app.vault.header.trust import Roster, SlotFacts

__all__ = [
    "STRICT",
    "KdfLimits",
    "KdfSettings",
    "OpenedSlot",
    "Pin",
    "calibrate",
    "login_name",
    "make_slot",
    "open_slot",
]

_NONCE_BYTES = 12
_WRONG = "De inlognaam, het wachtwoord of het sleutelbestand is niet juist."


@dataclass(frozen=True, slots=True, repr=False)
class OpenedSlot:
    """What an account has in hand after its password: its keys, and what it last saw of the header."""

    account: str
    keys: KeyPair
    signing: SigningKey
    pin: Pin
    uses_key_file: bool

    @property
    def signer(self) -> Signer:
        """The account as signer of statements."""
        return Signer(self.account, self.signing)


@dataclass(frozen=True, slots=True, repr=False)
class _Content:
    account: Annotated[str, ID]
    seal_private: Annotated[bytes, raw(PRIVATE_BYTES)]
    sign_private: Annotated[bytes, raw(SIGNING_BYTES)]
    pin: Annotated[Pin, as_object(Pin)]
    uses_key_file: Annotated[bool, FLAG]


_CONTENT = as_object(_Content)


def make_slot(
    roster: Roster,
    account: str,
    keys: KeyPair,
    signing: SigningKey,
    *,
    login: str,
    password: str,
    settings: KdfSettings,
    key_file: bytes | None = None,
) -> tuple[Slot, bytes]:
    """Lock an account's keys: the statement to be signed by the account itself, and the box it refers to.

    Raises Invalid when login name or password is empty or cannot be written as UTF-8.
    """
    derived = derive(settings, roster.login_salt, login, password, key_file)
    content = _Content(account, keys.private_bytes, signing.private_bytes, roster.pin, key_file is not None)
    nonce = os.urandom(_NONCE_BYTES)
    bound = _bound(roster.vault_id, derived.address, settings)
    locked = ChaCha20Poly1305(derived.key).encrypt(nonce, sealing.canonical(_CONTENT.write(content)), bound)
    box = nonce + locked
    return Slot(account, derived.address, settings, box_digest(box)), box


def open_slot(
    roster: Roster,
    login: str,
    password: str,
    *,
    key_file: bytes | None = None,
    limits: KdfLimits = STRICT,
) -> OpenedSlot:
    """Find and unlock the slot of this login name and password, and check that the header fits its pin.

    Raises KeySettingsRefused before anything is derived, WrongCredentials, or HeaderUntrusted when the header is not a
    continuation of what this slot remembers.
    """
    settings = check_settings((slot.kdf for slot in roster.slots.values()), limits)
    for setting in settings:
        derived = derive(setting, roster.login_salt, login, password, key_file, refused=WrongCredentials(_WRONG))
        for slot in roster.slots.values():
            if slot.address == derived.address and slot.kdf == setting:
                return _unlock(roster, slot, derived)
    raise WrongCredentials(_WRONG)


def _unlock(roster: Roster, slot: SlotFacts, derived: SlotKeys) -> OpenedSlot:
    box = roster.slot_box(slot)
    bound = _bound(roster.vault_id, slot.address, slot.kdf)
    try:
        content = _CONTENT.read(
            parse(ChaCha20Poly1305(derived.key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], bound)),
        )
    except (InvalidTag, ValueError) as error:
        # The address is right and cannot be guessed: the password was too, and the box is not the one it locked.
        raise HeaderDamaged("De sleutels van dit account in vault.json zijn beschadigd of verwisseld.") from error
    opened = OpenedSlot(
        content.account,
        KeyPair.from_private(content.seal_private),
        SigningKey.from_private(content.sign_private),
        content.pin,
        content.uses_key_file,
    )
    roster.check_pin(opened.pin)
    _check_keys(roster, slot, opened)
    return opened


def _check_keys(roster: Roster, slot: SlotFacts, opened: OpenedSlot) -> None:
    """A slot signed for one account must not hold the keys of another."""
    account = roster.accounts[slot.account]
    same = opened.account == slot.account and opened.signing.public_bytes == account.sign_key
    if not same or opened.keys.public_bytes != account.seal_key:
        raise HeaderUntrusted("De sleutels van dit account horen niet bij wat vault.json erover verklaart.")


def _bound(vault_id: str, address: str, settings: KdfSettings) -> bytes:
    return sealing.canonical({"vault": vault_id, "address": address, "kdf": write_kdf(settings)})
