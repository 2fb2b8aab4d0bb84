"""The chain of signed statements in vault.json: how one is made, and whether one follows on another.

Who may say what is not decided here (app.vault.header.rules_of_trust); this module knows signatures and digests only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import HeaderUntrusted, SignatureWrong
from app.vault.header.bodies import kind_of, write_body
from app.vault.primitives import sealing
from app.vault.primitives.sealing import SigningKey
from app.vault.primitives.strict_json import Json

if TYPE_CHECKING:
    from app.vault.header.bodies import Body

FORMAT = 1
ROOT = "root"
_SIGNED = "bolwerk statement"
_WHOLE = "bolwerk whole statement"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who says something, and with which key: an account id, "root", or "set:" and the name of a recovery set."""

    name: str
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Statement:
    """One signed sentence. `n` counts from 1; `previous` is the digest of the whole statement before, in hex."""

    n: int
    kind: str
    body: Mapping[str, Json]
    signer: str
    previous: str
    signature: bytes

    def signed_bytes(self, vault_id: str) -> bytes:
        """What the signature is put under: everything but itself, and the vault it belongs to."""
        return sealing.canonical(
            {
                "format": FORMAT,
                "vault": vault_id,
                "n": self.n,
                "kind": self.kind,
                "body": dict(self.body),
                "signer": self.signer,
                "previous": self.previous,
            }
        )

    def digest(self, vault_id: str) -> str:
        """The digest of the statement with its signature, in hex: `previous` of the next one."""
        return sealing.digest(_WHOLE, self.signed_bytes(vault_id), self.signature).hex()

    def check_signature(self, vault_id: str, sign_key: bytes) -> None:
        """Raises HeaderUntrusted unless the owner of `sign_key` signed this statement in this vault."""
        try:
            sealing.verify(sign_key, _SIGNED, self.signed_bytes(vault_id), self.signature)
        except SignatureWrong as error:
            raise UntrustedStatement(self.n, "de handtekening klopt niet") from error


def append(chain: Sequence[Statement], vault_id: str, body: Body, signer: Signer) -> Statement:
    """The statement that follows on `chain`; the caller adds it."""
    previous = chain[-1].digest(vault_id) if chain else ""
    unsigned = Statement(len(chain) + 1, kind_of(body), write_body(body), signer.name, previous, b"")
    return replace(unsigned, signature=signer.key.sign(_SIGNED, unsigned.signed_bytes(vault_id)))


def check_link(statement: Statement, *, n: int, previous: str) -> None:
    """Raises HeaderUntrusted unless this is statement `n` and follows on the one with digest `previous`."""
    if statement.n != n:
        raise UntrustedStatement(
            n, f"op deze plaats staat verklaring {statement.n}; er is er een verplaatst of weggelaten"
        )
    if statement.previous != previous:
        raise UntrustedStatement(n, "zij sluit niet aan op de verklaring ervoor")


class UntrustedStatement(HeaderUntrusted):
    """The statement that cannot be accepted; `reason` is the end of a Dutch sentence."""

    def __init__(self, n: int, reason: str) -> None:
        self.reason = reason
        super().__init__(f"De kluis is niet te vertrouwen: verklaring {n} in vault.json: {reason}.", statement=n)
