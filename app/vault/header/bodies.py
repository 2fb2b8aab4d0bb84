"""What each kind of statement in vault.json says: one small class per kind, its fields with their written form.

A kind is added here and given its rule in app.vault.header.rules_of_trust; a field is never added to an existing
kind, because older programs would then read another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

from app.vault.header.shapes import (
    DAY,
    DIGEST,
    EPOCH,
    GENERATION,
    ID,
    NAME,
    SALT,
    SEAL_KEY,
    SIGN_KEY,
    TEXT,
    Shape,
    as_object,
    number,
    several,
)

if TYPE_CHECKING:
    from app.vault.primitives.strict_json import Json


@dataclass(frozen=True, slots=True)
class KdfSettings:
    """What Argon2id is asked for: memory in KiB, passes over it, lanes side by side."""

    memory_kib: Annotated[int, number(8, 2**31)]
    passes: Annotated[int, number(1, 2**31)]
    lanes: Annotated[int, number(1, 16)]


@dataclass(frozen=True, slots=True)
class SealedForAccount:
    """A compartment key in a new epoch, sealed to one holder."""

    account: Annotated[str, ID]
    box: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class SealedForSet:
    """A compartment key in a new epoch, sealed to a recovery set."""

    set: Annotated[str, NAME]
    box: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class SealedCompartment:
    """A compartment key in its present epoch, sealed to the new keys of an account."""

    compartment: Annotated[str, NAME]
    epoch: Annotated[int, EPOCH]
    box: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class Founded:
    """The first statement: which vault this is, whose, and under which root."""

    vault: Annotated[str, ID]
    municipality: Annotated[str, TEXT]
    root_key: Annotated[bytes, SIGN_KEY]
    login_salt: Annotated[bytes, SALT]
    day: Annotated[date, DAY]


@dataclass(frozen=True, slots=True)
class RecoverySet:
    """A set of printed shares: to which key compartment keys are sealed, and with which key its quorum signs."""

    name: Annotated[str, NAME]
    seal_key: Annotated[bytes, SEAL_KEY]
    sign_key: Annotated[bytes, SIGN_KEY]
    threshold: Annotated[int, number(1, 16)]
    shares: Annotated[int, number(1, 16)]


@dataclass(frozen=True, slots=True)
class Compartment:
    """A compartment exists, of this kind, recoverable by this set only."""

    name: Annotated[str, NAME]
    kind: Annotated[str, NAME]
    recovery: Annotated[str, NAME]


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account exists, with its role and public keys."""

    account: Annotated[str, ID]
    role: Annotated[str, NAME]
    seal_key: Annotated[bytes, SEAL_KEY]
    sign_key: Annotated[bytes, SIGN_KEY]


@dataclass(frozen=True, slots=True)
class NewRole:
    """An account has another role from now on."""

    account: Annotated[str, ID]
    role: Annotated[str, NAME]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the private keys of an account lie, locked with a password; replaces its earlier slot."""

    account: Annotated[str, ID]
    address: Annotated[str, ID]
    kdf: Annotated[KdfSettings, as_object(KdfSettings)]
    box: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class Grant:
    """An account holds the key of a compartment."""

    compartment: Annotated[str, NAME]
    epoch: Annotated[int, EPOCH]
    account: Annotated[str, ID]
    box: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What is handed in to a compartment is sealed to `key` from now on; what it says itself is signed by `voice`."""

    compartment: Annotated[str, NAME]
    key: Annotated[bytes, SEAL_KEY]
    voice: Annotated[bytes, SIGN_KEY]


@dataclass(frozen=True, slots=True)
class RecoveryGrant:
    """The recovery set of a compartment holds its key."""

    compartment: Annotated[str, NAME]
    epoch: Annotated[int, EPOCH]
    set: Annotated[str, NAME]
    box: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """A compartment has a new key, sealed to every holder and to its recovery set."""

    compartment: Annotated[str, NAME]
    epoch: Annotated[int, EPOCH]
    grants: Annotated[tuple[SealedForAccount, ...], several(as_object(SealedForAccount))]
    recovery: Annotated[tuple[SealedForSet, ...], several(as_object(SealedForSet))]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An account no longer holds a compartment."""

    compartment: Annotated[str, NAME]
    account: Annotated[str, ID]


@dataclass(frozen=True, slots=True)
class Revoked:
    """An account is over: it holds nothing and signs nothing."""

    account: Annotated[str, ID]


@dataclass(frozen=True, slots=True)
class Reset:
    """An account gets new keys from outside, and loses every grant."""

    account: Annotated[str, ID]
    seal_key: Annotated[bytes, SEAL_KEY]
    sign_key: Annotated[bytes, SIGN_KEY]


@dataclass(frozen=True, slots=True)
class Renewed:
    """An account replaces its own keys ("my password is known to somebody") and seals its grants to the new ones."""

    account: Annotated[str, ID]
    seal_key: Annotated[bytes, SEAL_KEY]
    sign_key: Annotated[bytes, SIGN_KEY]
    grants: Annotated[tuple[SealedCompartment, ...], several(as_object(SealedCompartment))]


@dataclass(frozen=True, slots=True)
class Recovered:
    """The quorum of a recovery set gives a compartment of that set a holder again."""

    set: Annotated[str, NAME]
    compartment: Annotated[str, NAME]
    epoch: Annotated[int, EPOCH]
    account: Annotated[str, ID]
    box: Annotated[str, DIGEST]


@dataclass(frozen=True, slots=True)
class Restored:
    """The vault went back to a backup by decision of the quorum, and continues in a generation not used before."""

    generation: Annotated[int, GENERATION]
    day: Annotated[date, DAY]


Body: TypeAlias = (
    Founded
    | RecoverySet
    | Compartment
    | NewAccount
    | NewRole
    | Slot
    | Grant
    | Inbox
    | RecoveryGrant
    | NewEpoch
    | Withdrawn
    | Revoked
    | Reset
    | Renewed
    | Recovered
    | Restored
)

KINDS: dict[str, type[Body]] = {
    "founded": Founded,
    "recovery_set": RecoverySet,
    "compartment": Compartment,
    "account": NewAccount,
    "role": NewRole,
    "slot": Slot,
    "grant": Grant,
    "inbox": Inbox,
    "recovery_grant": RecoveryGrant,
    "epoch": NewEpoch,
    "withdrawn": Withdrawn,
    "revoked": Revoked,
    "reset": Reset,
    "renewed": Renewed,
    "recovered": Recovered,
    "restored": Restored,
}

_SHAPES: dict[str, Shape] = {name: as_object(kind) for name, kind in KINDS.items()}
_NAMES: dict[type[Body], str] = {kind: name for name, kind in KINDS.items()}


def kind_of(body: Body) -> str:
    """The name under which a statement of this sort is written."""
    return _NAMES[type(body)]


def read_body(kind: str, said: Json) -> Body:
    """The body of a statement of a known kind; raises NotStrict when a field is missing, extra or misshapen."""
    body: Body = _SHAPES[kind].read(said)
    return body


def write_body(body: Body) -> dict[str, Json]:
    """The fields of a body as JSON."""
    said: dict[str, Json] = _SHAPES[kind_of(body)].write(body)
    return said


def write_kdf(settings: KdfSettings) -> Json:
    """Key-derivation settings as JSON."""
    said: Json = as_object(KdfSettings).write(settings)
    return said
