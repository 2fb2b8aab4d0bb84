"""Receipt codes: 95 random bits and a check symbol, and the keys that follow from them.

The code is the only thing a reporter keeps. From it follow a key pair (replies are sealed to it), a signing key (what
is added later is signed with it) and a look-up secret (which of the rows in the drop box are theirs). Nothing of it is
stored anywhere; the receiver gets the public halves and the look-up secret inside the report.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import Enum

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import Invalid
from app.vault.primitives.sealing import KeyPair, SigningKey, digest

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O and U, so that a code survives being written by hand."""
SYMBOLS = 20
GROUP = 4
ID_BYTES = 16

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_SALT_BYTES = 16
_SEED_BYTES = 32
# Part of the form, not of a vault: the code must give the same keys on a workstation and on a form-only copy. A code
# has 95 random bits of its own, so this need not be calibrated.
_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 4


class Direction(Enum):
    """Which way a message goes."""

    TO_DESK = "to desk"
    TO_REPORTER = "to reporter"


@dataclass(frozen=True, slots=True, repr=False)
class ReporterKeys:
    """What follows from a receipt code: to read replies, to sign what is added, and to find both (32 bytes)."""

    reading: KeyPair
    signing: SigningKey
    lookup: bytes


def new_code() -> str:
    """A code in five groups of four symbols, of which the last is the check symbol."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(SYMBOLS - 1))
    whole = drawn + _check_symbol(drawn)
    return "-".join(whole[at : at + GROUP] for at in range(0, SYMBOLS, GROUP))


def tidy_code(typed: str) -> str:
    """The symbols of a code as it was typed, whatever the capitals, spaces and dashes.

    Raises Invalid (field "code") when it has another length or its check symbol does not fit: that is found before
    any key is derived.
    """
    symbols = "".join(each for each in typed.upper().translate(_MISREAD) if each not in " -\t\r\n")
    strange = next((each for each in symbols if each not in ALPHABET), None)
    if strange is not None:
        raise Invalid({"code": f"Het teken ‘{strange}’ komt in een code niet voor. Kijk de code na."})
    if len(symbols) != SYMBOLS:
        raise Invalid({"code": f"Een code heeft {SYMBOLS} tekens; hier staan er {len(symbols)}. Kijk de code na."})
    if _check_symbol(symbols[:-1]) != symbols[-1]:
        raise Invalid({"code": "In deze code zit een typefout: het laatste teken past niet bij de andere."})
    return symbols


def keys_of(code: str, vault: str) -> ReporterKeys:
    """The keys of a code in one vault; takes about a tenth of a second. Raises Invalid for a code that is mistyped."""
    symbols = tidy_code(code)
    salt = digest("bolwerk receipt", vault.encode())[:_SALT_BYTES]
    derivation = Argon2id(salt=salt, length=_SEED_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)
    seed = derivation.derive(symbols.encode())
    return ReporterKeys(
        reading=KeyPair.from_seed(seed, "reporter"),
        signing=SigningKey.from_seed(seed, "reporter"),
        lookup=digest("bolwerk receipt look-up", seed),
    )


def row_id(lookup: bytes, direction: Direction, number: int, chunk: int) -> bytes:
    """Under which 16 bytes a chunk of a message lies; without the look-up secret it is random."""
    place = number.to_bytes(4, "big") + chunk.to_bytes(4, "big")
    return digest("bolwerk message", lookup, direction.value.encode(), place)[:ID_BYTES]


def _check_symbol(symbols: str) -> str:
    """ISO 7064, hybrid system MOD 33,32: finds each wrong symbol and nearly every exchange of neighbours."""
    modulus = len(ALPHABET)
    carried = modulus
    for each in symbols:
        carried = (carried + ALPHABET.index(each)) % modulus or modulus
        carried = carried * 2 % (modulus + 1)
    return ALPHABET[(1 - carried) % modulus]
