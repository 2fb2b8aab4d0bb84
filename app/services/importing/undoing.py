"""Taking an import back: just what it added, as long as nobody did anything with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, delete, func, inspect, select, update

from app.errors import Invalid, NotFound
from app.formats import format_count
from app.rules.permissions import Act
from app.services.access import allowed, demand
from app.services.records import Records
from app.services.search.indexing import forget_many
from app.services.search.registry import register_of_kind
from app.vault.progress import unheard
from models.exchange import exchange_tables
from models.metadata import METADATA
from models.programme import Publication
from models.retention import retention_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import in the list of a register. `undone_at` is None while it stands; moments are UTC in ISO seconds."""

    batch: int
    kind: str
    file_name: str
    stored_at: str
    stored_by: str
    count: int
    undone_at: str | None


def imports_beside(register: Records[Any, Any]) -> tuple[ImportLine, ...]:
    """What was imported into the compartment of a register, newest first, as far as this account may change it."""
    vault = register.vault
    demand(vault, register.read_act, register.compartment)
    tables = exchange_tables(METADATA[vault.compartment(register.compartment).kind])
    counted = (
        select(tables.part.c.batch_id, func.sum(tables.part.c.last_id - tables.part.c.first_id + 1).label("stored"))
        .group_by(tables.part.c.batch_id)
        .subquery()
    )
    wanted = (
        select(*tables.batch.c, counted.c.stored)
        .join(counted, counted.c.batch_id == tables.batch.c.id)
        .order_by(tables.batch.c.id.desc())
    )
    names = vault.directory()
    with vault.read(register.compartment) as session:
        return tuple(
            ImportLine(
                row.id,
                row.kind,
                row.file_name,
                row.stored_at,
                names[row.stored_by].name if row.stored_by in names else "onbekende gebruiker",
                row.stored,
                row.undone_at,
            )
            for row in session.execute(wanted)
            if _may_change(vault, row.kind, register.compartment)
        )


def _may_change(vault: UnlockedVault, kind: str, compartment: str) -> bool:
    known = register_of_kind(kind)
    return allowed(vault, known.edit_act if known is not None else Act.EDIT_PROGRAMME, compartment)


def take_back(vault: UnlockedVault, compartment: str, batch: int, tell: Progress = unheard) -> int:
    """Remove what an import added and give how many records that were; Invalid says why it cannot be done whole."""
    tables = exchange_tables(METADATA[vault.compartment(compartment).kind])
    with vault.write(compartment) as work:
        session = work.session
        found = session.execute(select(tables.batch).where(tables.batch.c.id == batch)).first()
        if found is None:
            raise NotFound("Deze import bestaat niet (meer).")
        if found.undone_at is not None:
            raise Invalid({"": "Deze import is al ongedaan gemaakt."})
        parts = session.execute(
            select(tables.part).where(tables.part.c.batch_id == batch).order_by(tables.part.c.id.desc())
        ).all()
        removed = 0
        for part in parts:
            tell("Wordt ongedaan gemaakt", removed / max(1, sum(each.last_id - each.first_id + 1 for each in parts)))
            removed += _remove(vault, session, compartment, part)
            work.record(f"{part.kind}.import_undone", part.kind, f"{part.first_id}-{part.last_id}")
        done = {"undone_at": vault.author.at(), "undone_by": vault.account.id}
        session.execute(update(tables.batch).where(tables.batch.c.id == batch).values(**done))
    return removed


def _remove(vault: UnlockedVault, session: Session, compartment: str, part: Row[Any]) -> int:
    if part.kind == PUBLICATION:
        demand(vault, Act.EDIT_PROGRAMME, compartment)
        session.execute(delete(Publication).where(Publication.id.between(part.first_id, part.last_id)))
        return int(part.last_id - part.first_id + 1)
    known = register_of_kind(part.kind)
    if known is None:
        raise NotFound("Wat met deze import is ingelezen, kent dit programma niet (meer).")
    register = known(vault)
    demand(vault, register.edit_act, compartment)
    count = part.last_id - part.first_id + 1
    _refuse_touched(session, register, part, count)
    table = inspect(register.model).local_table
    for name in register.lists:
        own = inspect(register.model).relationships[name]
        column = next(iter(own.remote_side))
        session.execute(delete(column.table).where(column.between(part.first_id, part.last_id)))
    session.execute(delete(table).where(table.c.id.between(part.first_id, part.last_id)))
    forget_many(session, register, part.first_id, part.last_id)
    return int(count)


def _refuse_touched(session: Session, register: Records[Any, Any], part: Row[Any], count: int) -> None:
    model = register.model
    those = model.id.between(part.first_id, part.last_id)
    same = session.scalar(select(func.count()).where(those, model.version == 1)) or 0
    if same != count:
        changed = format_count(count - same, "ingelezen regel", "ingelezen regels")
        raise Invalid({"": f"Dit kan niet meer: {changed} is of zijn intussen gewijzigd of verwijderd."})
    if "retention_hold" in model.metadata.tables:
        hold = retention_tables(model.metadata).hold
        held = (hold.c.subject_kind == part.kind) & hold.c.subject_id.between(part.first_id, part.last_id)
        if session.scalar(select(func.count()).where(held)):
            raise Invalid({"": "Dit kan niet: een deel van wat is ingelezen, wordt vastgehouden."})
    if any(_hanging(session, register, part)):
        raise Invalid({"": "Dit kan niet meer: aan een deel van wat is ingelezen, hangt intussen iets anders."})
    _refuse_hindered(session, register, part)


def _hanging(session: Session, register: Records[Any, Any], part: Row[Any]) -> Iterator[int]:
    """How many rows of other tables point at these records, besides the lists that are part of them."""
    own = {inspect(register.model).relationships[name].mapper.local_table for name in register.lists}
    target = inspect(register.model).local_table
    for table in _others(register.model.metadata.tables.values(), own):
        for key in table.foreign_keys:
            if key.column.table is target:
                those = key.parent.between(part.first_id, part.last_id)
                yield session.scalar(select(func.count()).select_from(table).where(those)) or 0


def _others(tables: Iterable[Table], own: set[Any]) -> Iterator[Table]:
    return (table for table in tables if table not in own)


def _refuse_hindered(session: Session, register: Records[Any, Any], part: Row[Any]) -> None:
    if type(register).hindrance is Records.hindrance:
        return
    wanted = select(register.model).where(register.model.id.between(part.first_id, part.last_id))
    for item in session.scalars(wanted.options(*register.loading()).execution_options(yield_per=500)):
        reason = register.hindrance(session, item)
        if reason:
            raise Invalid({"": f"Dit kan niet meer: {reason}"})
