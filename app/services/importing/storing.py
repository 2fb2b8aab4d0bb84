"""An import as one act: what it stored is remembered, so that it can be taken back as one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import insert

from app.services.access import demand
from app.vault.progress import unheard
from models.exchange import exchange_tables
from models.metadata import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.rules.permissions import Act
    from app.services.adding import Stored
    from app.services.records import Records
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Source:
    """The file that is read: its name and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that was stored: which, in which compartment, how many records."""

    batch: int
    compartment: str
    count: int


class Batch:
    """The parts of an import, as they are stored one after another in one act."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.parts: list[tuple[str, Stored]] = []

    def add(self, register: Records[Any, Any], drafts: Sequence[Any], tell: Progress = unheard) -> Stored:
        """Store records of a register, checked as its own and under its own permission."""
        stored = register.add_many(self.work, drafts, tell)
        self.parts.append((register.kind, stored))
        return stored


@contextmanager
def importing(vault: UnlockedVault, act: Act, compartment: str, kind: str, source: Source) -> Iterator[Batch]:
    """One act in a compartment; what raises inside leaves nothing behind. `kind` is what the import is called by."""
    demand(vault, act, compartment)
    with vault.write(compartment) as work:
        batch = Batch(work)
        yield batch
        _remember(vault, batch, compartment, kind, source)


def store(register: Records[Any, Any], drafts: Sequence[Any], source: Source, tell: Progress = unheard) -> Imported:
    """Store the records of one list. ManyInvalid says what is wrong with which draft; then nothing is stored.

    `tell` may raise Cancelled at any moment, which leaves nothing either.
    """
    with importing(register.vault, register.edit_act, register.compartment, register.kind, source) as batch:
        batch.add(register, drafts, tell)
    return Imported(batch_of(batch), register.compartment, len(drafts))


def batch_of(batch: Batch) -> int:
    """The number under which an import is remembered, once it is."""
    return int(batch.work.session.info["import.batch"])


def _remember(vault: UnlockedVault, batch: Batch, compartment: str, kind: str, source: Source) -> None:
    """Keep what was stored, in the same act."""
    tables = exchange_tables(METADATA[vault.compartment(compartment).kind])
    session = batch.work.session
    made = session.execute(
        insert(tables.batch).values(
            kind=kind,
            file_name=source.name[:LONGEST_NAME],
            sha256=source.sha256,
            stored_at=vault.author.at(),
            stored_by=vault.account.id,
        )
    )
    key = cast("Any", made).inserted_primary_key[0]
    for part, stored in batch.parts:
        session.execute(insert(tables.part).values(batch_id=key, kind=part, first_id=stored.first, last_id=stored.last))
    session.info["import.batch"] = key
