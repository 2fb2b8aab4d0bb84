"""What lies beside each copy: which compartment it is, when and by whom it was verified, and the matching vault.json.

A backup is two files: the copied database, and a description that is written last and signed. A database without a
description is what an interrupted backup left and counts for nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from app.errors import CompartmentDamaged, Invalid, SignatureWrong
from app.vault.header.shapes import DIGEST, EPOCH, GENERATION, ID, NAME, Shape, as_object, matching, number, raw
from app.vault.header.text import LARGEST_BYTES
from app.vault.primitives.sealing import SIGNATURE_BYTES, canonical, verify
from app.vault.primitives.strict_json import NotStrict, parse, to_base64

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.vault.header.trust import Roster
    from app.vault.primitives.strict_json import Json
    from app.vault.store.audit import Author

FORMAT = 1
DATABASE, DESCRIPTION, PARTIAL = ".db", ".json", ".partial"
_SIGNED = "bolwerk backup"
_STAMP = "%Y%m%dT%H%M%SZ"
_SIGNATURE = raw(SIGNATURE_BYTES)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What is signed. `at` is UTC in ISO seconds; `size` in bytes; `digest` of the database and `header` of the text
    of vault.json are BLAKE2b-256 in hexadecimal. The signer verified the copy by opening it.
    """

    vault: Annotated[str, ID]
    compartment: Annotated[str, NAME]
    epoch: Annotated[int, EPOCH]
    at: Annotated[str, matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    account: Annotated[str, ID]
    statement: Annotated[int, number(1, 2**31)]
    generation: Annotated[int, GENERATION]
    size: Annotated[int, number(0, 2**50)]
    digest: Annotated[str, DIGEST]
    header: Annotated[str, DIGEST]


_FACTS: Shape = as_object(Facts)


@dataclass(frozen=True, slots=True)
class Backup:
    """A described backup of one compartment in the folder `place`."""

    place: Path
    facts: Facts
    header_text: str
    signature: bytes

    @property
    def compartment(self) -> str:
        """Which compartment it is a copy of."""
        return self.facts.compartment

    @property
    def name(self) -> str:
        """The name of the two files, without their endings."""
        return name_of(self.facts.compartment, self.facts.epoch, self.facts.at)

    @property
    def moment(self) -> datetime:
        """When it was made, in UTC."""
        return datetime.fromisoformat(self.facts.at)

    @property
    def database(self) -> Path:
        """The copied database."""
        return self.place / f"{self.name}{DATABASE}"

    @property
    def description(self) -> Path:
        """The file that this was read from."""
        return self.place / f"{self.name}{DESCRIPTION}"

    def is_signed_by(self, roster: Roster) -> bool:
        """Whether an account that this header vouches for signed the description."""
        key = roster.signer_key(self.facts.account, self.facts.statement) or b""
        try:
            verify(key, _SIGNED, canonical(_FACTS.write(self.facts)), self.signature)
        except SignatureWrong:
            return False
        return True

    def check_database(self, told: Callable[[float], None] = lambda _: None) -> None:
        """Read the whole copy; raises CompartmentDamaged unless it is what was described, OSError from the disk."""
        if self.database.stat().st_size != self.facts.size or digest_of(self.database, told) != self.facts.digest:
            raise CompartmentDamaged(
                f"De back-up ‘{self.database.name}’ is beschadigd of gewijzigd sinds hij is gemaakt; "
                "gebruik een andere."
            )


def name_of(compartment: str, epoch: int, at: str) -> str:
    """How the files of a backup made `at` a moment (UTC, ISO) are called: casework.1.20260131T093000Z."""
    return f"{compartment}.{epoch}.{datetime.fromisoformat(at).strftime(_STAMP)}"


def digest_of(path: Path, told: Callable[[float], None] = lambda _: None) -> str:
    """The digest of a file, read in chunks; `told` hears which part is done."""
    state, size, done = hashlib.blake2b(digest_size=32), path.stat().st_size or 1, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            state.update(chunk)
            done += len(chunk)
            told(min(done / size, 1.0))
    return state.hexdigest()


def digest_of_text(text: str) -> str:
    """The digest of the text of vault.json."""
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


def describe(facts: Facts, header_text: str, author: Author) -> bytes:
    """The text of a description, signed by who made and verified the backup."""
    said: Json = _FACTS.write(facts)
    signature = to_base64(author.key.sign(_SIGNED, canonical(said)))
    return canonical({"format": FORMAT, "backup": said, "header": header_text, "signature": signature}) + b"\n"


def read_description(path: Path) -> Backup:
    """The backup that a file describes; raises Invalid (field "backup") when it describes none, OSError."""
    with path.open("rb") as file:
        data = file.read(2 * LARGEST_BYTES)
    try:
        facts, header_text, signature = _parts(data)
    except NotStrict as error:
        raise Invalid({"backup": f"‘{path.name}’ beschrijft geen back-up: {error}."}) from error
    found = Backup(path.parent, facts, header_text, signature)
    if found.description != path:
        raise Invalid({"backup": f"‘{path.name}’ heeft een andere naam gekregen; geef het bestand zijn naam terug."})
    return found


def _parts(data: bytes) -> tuple[Facts, str, bytes]:
    match parse(data):
        case {"format": int(form), "backup": said, "header": str(header), "signature": signature, **rest} if (
            form == FORMAT and not rest
        ):
            facts: Facts = _FACTS.read(said)
            if facts.header != digest_of_text(header):
                raise NotStrict("de vault.json erin is gewijzigd")
            return facts, header, _SIGNATURE.read(signature)
    raise NotStrict("het heeft niet de vereiste vorm")
