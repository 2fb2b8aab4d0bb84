"""The audit trail of a compartment: signed entries in a chain, written with the act itself, verified afterwards.

The digest of an entry covers the vault, the compartment, the entry and the digest before it; the signature of the
actor covers that digest. An entry therefore fits in one place only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import insert, select

from app.errors import SignatureWrong
from app.vault.primitives.sealing import SigningKey, canonical, digest, verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from app.vault.store.compartments import Compartment

SIGNED = "bolwerk audit entry"
OK = "ok"
REFUSED = "refused"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class HeaderView(Protocol):
    """What the trail needs to know of the header: which vault, how far, and whose key signed what when."""

    vault_id: str

    @property
    def length(self) -> int:
        """The number of the last statement."""

    def signer_key(self, account_id: str, at_statement: int) -> bytes | None:
        """The Ed25519 key with which an account signed after a statement; None when with none."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: account id, signing key, name of the workstation, and the clock that dates what is done."""

    account: str
    key: SigningKey
    origin: str
    now: Callable[[], datetime]

    def at(self) -> str:
        """The present moment as the trail writes it: UTC, ISO, whole seconds."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class ActRecord:
    """What was done to what: codes and ids, names of the fields that changed, never content."""

    action: str
    subject_kind: str
    subject_id: str
    fields: tuple[str, ...] = ()
    result: str = OK


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is stored. `fields` is a JSON list, `previous` and `digest` 32 bytes, `signature` 64."""

    n: int
    at: str
    actor: str
    statement: int
    origin: str
    action: str
    subject_kind: str
    subject_id: str
    fields: str
    result: str
    clock_back: bool
    previous: bytes
    digest: bytes
    signature: bytes

    def compute_digest(self, vault_id: str, compartment: str) -> bytes:
        """The digest that this entry should have."""
        content = [
            vault_id,
            compartment,
            self.n,
            self.at,
            self.actor,
            self.statement,
            self.origin,
            self.action,
            self.subject_kind,
            self.subject_id,
            self.fields,
            self.result,
            self.clock_back,
        ]
        return digest(SIGNED, canonical(content), self.previous)

    @property
    def well_formed(self) -> bool:
        """Whether moment and field names can be read; an actor with tools of their own can sign anything."""
        try:
            datetime.fromisoformat(self.at)
            fields = json.loads(self.fields)
        except ValueError:
            return False
        strings = isinstance(fields, list) and all(isinstance(name, str) for name in fields)
        return strings and bool(_MOMENT.fullmatch(self.at))


def chain_start(vault_id: str, compartment: str) -> bytes:
    """What the first entry has as `previous`."""
    return digest("bolwerk audit start", vault_id.encode(), compartment.encode())


def append(
    session: Session,
    compartment: Compartment,
    *,
    author: Author,
    header: HeaderView,
    acts: Sequence[ActRecord],
) -> None:
    """Add signed entries for `acts` to the chain, in the transaction of `session`, which holds the writer's lock."""
    table = compartment.tables.audit_entry
    last = session.execute(select(table.c.n, table.c.at, table.c.digest).order_by(table.c.n.desc()).limit(1)).first()
    n, earlier, previous = last or (0, "", chain_start(header.vault_id, compartment.name))
    at = author.at()
    rows = []
    for act in acts:
        n += 1
        entry = Entry(
            n=n,
            at=at,
            actor=author.account,
            statement=header.length,
            origin=author.origin,
            action=act.action,
            subject_kind=act.subject_kind,
            subject_id=act.subject_id,
            fields=json.dumps(sorted(act.fields)),
            result=act.result,
            clock_back=at < earlier,
            previous=previous,
            digest=b"",
            signature=b"",
        )
        previous = entry.compute_digest(header.vault_id, compartment.name)
        entry = replace(entry, digest=previous, signature=author.key.sign(SIGNED, previous))
        rows.append(asdict(entry))
        earlier = at
    session.execute(insert(table), rows)


@dataclass(frozen=True, slots=True)
class BadEntry:
    """The first entry that does not fit, and why (the end of a Dutch sentence)."""

    n: int
    reason: str


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """Outcome of checking a chain: entries read now, the number and digest of the last good one, the first bad one."""

    checked: int
    last: int
    digest: bytes
    bad: BadEntry | None = None


class Chain:
    """Checks entries one after another, from the start of the trail or from an entry already known to be good."""

    def __init__(self, header: HeaderView, compartment: str, *, after: int = 0, digest: bytes | None = None) -> None:
        self._header = header
        self._compartment = compartment
        self._keys: dict[tuple[str, int], bytes | None] = {}
        self.checked = 0
        self.last = after
        self._at = ""
        self.digest = digest or chain_start(header.vault_id, compartment)

    def follow(self, entries: Iterable[Entry]) -> ChainCheck:
        """Check `entries`, which should come next; stops at the first bad one."""
        for entry in entries:
            reason = self._fault(entry)
            if reason:
                return ChainCheck(self.checked, self.last, self.digest, BadEntry(entry.n, reason))
            self.checked += 1
            self.last, self._at, self.digest = entry.n, entry.at, entry.digest
        return ChainCheck(self.checked, self.last, self.digest)

    def _fault(self, entry: Entry) -> str | None:
        if entry.n != self.last + 1:
            return f"de regel ervoor is {self.last}; er ontbreekt iets"
        if entry.previous != self.digest:
            return "hij sluit niet aan op de regel ervoor"
        if entry.digest != entry.compute_digest(self._header.vault_id, self._compartment):
            return "de inhoud is gewijzigd"
        return self._fault_of_actor(entry)

    def _fault_of_actor(self, entry: Entry) -> str | None:
        """What is wrong with an entry that fits in its place: whose it is, and what its actor made of it."""
        key = self._key(entry.actor, entry.statement)
        if key is None:
            return "de ondertekenaar is onbekend of mocht niet meer tekenen"
        try:
            verify(key, SIGNED, entry.digest, entry.signature)
        except SignatureWrong:
            return "de handtekening klopt niet"
        if not entry.well_formed:
            return "hij heeft niet de vereiste vorm"
        if self._at and entry.clock_back != (entry.at < self._at):
            return "of de klok terugliep, staat er verkeerd bij"
        return None

    def _key(self, account: str, statement: int) -> bytes | None:
        place = (account, statement)
        if place not in self._keys:
            self._keys[place] = self._header.signer_key(account, statement)
        return self._keys[place]


def entries(session: Session, compartment: Compartment, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """The entries with a number above `after`, in order, read in pages."""
    table = compartment.tables.audit_entry
    wanted = select(*(table.c[name] for name in Entry.__slots__)).where(table.c.n > after).order_by(table.c.n)
    if limit is not None:
        wanted = wanted.limit(limit)
    for row in session.execute(wanted, execution_options={"yield_per": 1000}):
        yield Entry(*row)


def verify_chain(session: Session, compartment: Compartment, header: HeaderView) -> ChainCheck:
    """Check the whole trail of a compartment, from the first entry to the last."""
    return Chain(header, compartment.name).follow(entries(session, compartment))
