"""The few cryptographic acts the vault is made of: seal, sign, digest; every other module only combines these.

Sealing is HPKE (RFC 9180) with the hybrid KEM MLKEM768_X25519, because what is copied today may be read in twenty
years. Signing is Ed25519, digests are BLAKE2b. No primitive or mode of our own: only the framing that keeps one
purpose from being mistaken for another.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import BugError, SealBroken, SignatureWrong

PUBLIC_BYTES = 1184 + 32
PRIVATE_BYTES = 64 + 32
SIGNING_BYTES = 32
SIGNATURE_BYTES = 64
LARGEST_NUMBER = 2**53 - 1

# Points of Ed25519 with an order of 8 at most, by their y-coordinate, in each spelling that a library may accept:
# under such a "key" anybody can make a signature that fits whatever was said.
_WEAK_KEYS = frozenset(
    {number.to_bytes(32, "little") for number in (0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18)}
    | {
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    }
)
_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def canonical(value: object) -> bytes:
    """The one way to write a value as bytes: JSON with sorted keys, no spaces, UTF-8.

    Takes text, whole numbers up to 2**53, truth values, None, and lists and dicts of them. Anything else, a number
    with a fraction above all, has more than one spelling and is a BugError.
    """
    _refuse_ambiguous(value)
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise BugError("text with half a surrogate pair cannot be signed") from error


def _refuse_ambiguous(value: object) -> None:
    match value:
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise BugError("only text can be a key of something signed")
            _refuse_ambiguous(list(value.values()))
        case list() | tuple():
            for inner in value:
                _refuse_ambiguous(inner)
        case int() if abs(value) > LARGEST_NUMBER:
            raise BugError("a number this large is not the same in every program")
        case str() | int() | None:
            pass
        case _:
            raise BugError(f"{type(value).__name__} has no canonical form")


def digest(domain: str, *parts: bytes) -> bytes:
    """BLAKE2b, 32 bytes, over a domain and parts that are each preceded by their length."""
    state = hashlib.blake2b(digest_size=32)
    for part in (domain.encode(), *parts):
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.digest()


def fingerprint(public_bytes: bytes) -> str:
    """A public key as people compare it aloud: 120 bits in six groups of four, without I, L, O and U."""
    number = int.from_bytes(digest("bolwerk fingerprint", public_bytes)[:15], "big")
    symbols = "".join(_CROCKFORD[number >> shift & 31] for shift in range(115, -1, -5))
    return "-".join(symbols[at : at + 4] for at in range(0, 24, 4))


@dataclass(frozen=True, slots=True)
class Info:
    """What a sealed thing is and for whom; bound by HPKE, so that a seal cannot be moved to another place.

    `account` is an account id, or the name of a recovery set, or empty where a compartment's inbox receives.
    """

    what: str
    vault: str
    compartment: str = ""
    epoch: int = 0
    account: str = ""

    def encode(self) -> bytes:
        """The bytes for HPKE's info parameter."""
        return canonical(["bolwerk seal", self.what, self.vault, self.compartment, self.epoch, self.account])


class KeyPair:
    """A hybrid HPKE pair. Private: 64-byte ML-KEM seed and 32-byte X25519 key; public: 1184 and 32 bytes."""

    __slots__ = ("_mlkem", "_x25519")

    def __init__(self, mlkem: MLKEM768PrivateKey, x25519: X25519PrivateKey) -> None:
        self._mlkem = mlkem
        self._x25519 = x25519

    @classmethod
    def generate(cls) -> Self:
        """A new random pair."""
        return cls.from_private(os.urandom(PRIVATE_BYTES))

    @classmethod
    def from_private(cls, private: bytes) -> Self:
        """The pair of which these 96 bytes are the private half."""
        if len(private) != PRIVATE_BYTES:
            raise SealBroken("De geheime sleutel heeft niet de juiste lengte.")
        return cls(
            MLKEM768PrivateKey.from_seed_bytes(private[:64]),
            X25519PrivateKey.from_private_bytes(private[64:]),
        )

    @classmethod
    def from_seed(cls, seed: bytes, purpose: str) -> Self:
        """The pair that follows from a 32-byte secret, for recovery sets."""
        return cls.from_private(_derive(seed, f"bolwerk key pair: {purpose}", PRIVATE_BYTES))

    @property
    def private_bytes(self) -> bytes:
        """The 96 bytes from which `from_private` makes this pair again."""
        return self._mlkem.private_bytes_raw() + self._x25519.private_bytes_raw()

    @property
    def public_bytes(self) -> bytes:
        """The 1216 bytes that others need to seal something to this pair."""
        return self._mlkem.public_key().public_bytes_raw() + self._x25519.public_key().public_bytes_raw()

    def _hpke(self) -> hpke.MLKEM768X25519PrivateKey:
        return hpke.MLKEM768X25519PrivateKey(self._mlkem, self._x25519)


def seal(public_bytes: bytes, plaintext: bytes, info: Info) -> bytes:
    """Seal `plaintext` to the owner of a public key; raises SealBroken when that is not a usable key."""
    try:
        public = hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public_bytes[:1184]),
            X25519PublicKey.from_public_bytes(public_bytes[1184:]),
        )
        return _SUITE.encrypt(plaintext, public, info=info.encode())
    except ValueError as error:
        raise SealBroken("De openbare sleutel van de ontvanger is onbruikbaar; er is niets verzegeld.") from error


def open_sealed(pair: KeyPair, sealed: bytes, info: Info) -> bytes:
    """Open what was sealed to this pair for exactly this purpose; raises SealBroken."""
    try:
        return _SUITE.decrypt(sealed, pair._hpke(), info=info.encode())  # noqa: SLF001
    except (InvalidTag, ValueError) as error:
        raise SealBroken("Een verzegeld onderdeel kan niet worden geopend: het is beschadigd of verwisseld.") from error


class SigningKey:
    """An Ed25519 key; each signature says in which domain it was meant, so that it counts nowhere else."""

    __slots__ = ("_key",)

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def generate(cls) -> Self:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_private(cls, private: bytes) -> Self:
        """The key with these 32 private bytes."""
        if len(private) != SIGNING_BYTES:
            raise SealBroken("De geheime ondertekensleutel heeft niet de juiste lengte.")
        return cls(Ed25519PrivateKey.from_private_bytes(private))

    @classmethod
    def from_seed(cls, seed: bytes, purpose: str) -> Self:
        """The key that follows from a 32-byte secret, for recovery sets."""
        return cls.from_private(_derive(seed, f"bolwerk signing key: {purpose}", SIGNING_BYTES))

    @property
    def private_bytes(self) -> bytes:
        """The 32 bytes from which `from_private` makes this key again."""
        return self._key.private_bytes_raw()

    @property
    def public_bytes(self) -> bytes:
        """The 32 bytes with which others verify."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, domain: str, message: bytes) -> bytes:
        """A 64-byte signature under `message`, in this domain only."""
        return self._key.sign(_framed(domain, message))


def verify(public_bytes: bytes, domain: str, message: bytes, signature: bytes) -> None:
    """Raises SignatureWrong unless the owner of this key signed exactly this, in this domain."""
    if public_bytes[:31] + bytes(byte & 0x7F for byte in public_bytes[31:]) in _WEAK_KEYS:
        raise SignatureWrong("De handtekening is gezet met een sleutel die niemands sleutel is.")
    try:
        Ed25519PublicKey.from_public_bytes(public_bytes).verify(signature, _framed(domain, message))
    except (InvalidSignature, ValueError) as error:
        raise SignatureWrong("De handtekening hoort niet bij deze inhoud.") from error


def _framed(domain: str, message: bytes) -> bytes:
    name = domain.encode()
    return len(name).to_bytes(2, "big") + name + message


def _derive(seed: bytes, purpose: str, length: int) -> bytes:
    if len(seed) != 32:
        raise BugError("a seed is 32 bytes")
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode()).derive(seed)
