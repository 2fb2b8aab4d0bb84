"""Holding, proposing, agreeing: no record is destroyed by one person, and none that is held."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, update

from app.errors import Invalid, NotFound
from app.rules.keeping import approval_problem, proposal_problem, reason_problem
from app.rules.permissions import AUDIT, REGISTER, Act
from app.services.access import demand, requires
from app.services.apart.looking import is_apart
from app.services.clock import today
from app.services.retention.erasing import erase
from app.services.retention.kept import kept_in
from app.services.retention.places import CASES, Keeping
from app.services.retention.work_list import DueLine, keeping_of, standing_in, tables
from app.services.search.registry import register_of_kind

if TYPE_CHECKING:
    from sqlalchemy import Table

    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

NOTE_KIND = "destruction"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was destroyed, and whether the last traces left the file: another program may still be reading."""

    destruction: int
    number: str
    swept: bool


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def hold(vault: UnlockedVault, kind: str, record: int, reason: str) -> None:
    """Keep a record whatever its term says, with the reason; an open proposal lapses. Invalid without a reason."""
    at = keeping_of(kind)
    demand(vault, at.propose, at.compartment)
    told = reason.strip().encode(errors="ignore").decode()
    problem = reason_problem(told)
    if problem:
        raise Invalid({"reason": problem})
    with vault.write(at.compartment) as work:
        table = tables(at).hold
        _demand_there(work, at, kind, record)
        same = (table.c.subject_kind == kind, table.c.subject_id == record)
        work.session.execute(delete(table).where(*same))
        row = {"subject_kind": kind, "subject_id": record, "reason": told}
        work.session.execute(insert(table).values(row | {"placed_by": vault.account.id, "placed_on": today()}))
        _drop_proposal(work, at, kind, record)
        work.record("retention.held", kind, record)


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def let_go(vault: UnlockedVault, kind: str, record: int) -> None:
    """The reason to keep it is over; its term counts again."""
    at = keeping_of(kind)
    demand(vault, at.propose, at.compartment)
    table = tables(at).hold
    with vault.write(at.compartment) as work:
        same = (table.c.subject_kind == kind, table.c.subject_id == record)
        done: Any = work.session.execute(delete(table).where(*same))
        if not done.rowcount:
            raise NotFound("Dit wordt niet (meer) vastgehouden.")
        work.record("retention.let_go", kind, record)


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def propose(vault: UnlockedVault, kind: str, record: int) -> None:
    """Propose that a record be destroyed; Invalid while it must be kept."""
    at = keeping_of(kind)
    demand(vault, at.propose, at.compartment)
    with vault.write(at.compartment) as work:
        standing, line = standing_in(vault, work.session, kind, record)
        problem = proposal_problem(standing, today())
        if problem:
            raise Invalid({"": problem})
        row = _proposal(line) | {"proposed_by": vault.account.id, "proposed_on": today()}
        work.session.execute(insert(tables(at).destruction).values(row))
        work.record("retention.proposed", kind, record)


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def withdraw(vault: UnlockedVault, kind: str, record: int) -> None:
    """Take a proposal back; anybody who may propose may do that."""
    at = keeping_of(kind)
    demand(vault, at.propose, at.compartment)
    with vault.write(at.compartment) as work:
        if not _drop_proposal(work, at, kind, record):
            raise NotFound("Er is geen voorstel (meer) om dit te vernietigen.")
        work.record("retention.withdrawn", kind, record)


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def approve(vault: UnlockedVault, kind: str, record: int) -> Erased:
    """Agree with a proposal of somebody else: the record is erased with all that hangs on it.

    What is left is a line without content and a note of it to the privacy officer. Afterwards the write-ahead log is
    emptied, so that no earlier page lies there. Backups from before keep it until they lapse.
    """
    at = keeping_of(kind)
    demand(vault, at.approve, at.compartment)
    with vault.write(at.compartment) as work:
        standing, line = standing_in(vault, work.session, kind, record)
        problem = approval_problem(standing, vault.account.id, today())
        if problem:
            raise Invalid({"": problem})
        kept = kept_in(at.compartment)[kind]
        along = erase(work.session, _table_of(kind), record, kept.along, kept.alone)
        key = _remember(vault, work, line, standing.proposed_by or "", along)
        work.record("retention.destroyed", kind, record)
    return Erased(key, line.number, sweep(vault, at))


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def sweep(vault: UnlockedVault, at: Keeping = CASES) -> bool:
    """Empty the write-ahead log, where earlier pages may lie; False while another program keeps it from being so."""
    demand(vault, at.propose, at.compartment)
    return vault.compartment(at.compartment).empty_log()


def _proposal(line: DueLine) -> dict[str, Any]:
    return {
        "subject_kind": line.kind,
        "subject_id": line.record,
        "number": line.number,
        "norm": line.norm,
        "ground": f"{line.ground}, {line.norm_state}"[:400],
        "due_on": line.due_on,
    }


def _remember(vault: UnlockedVault, work: UnitOfWork, line: DueLine, proposer: str, along: dict[str, int]) -> int:
    """Close the proposal, and tell the privacy officer; gives the number of the certificate."""
    at = keeping_of(line.kind)
    table = tables(at).destruction
    same = (table.c.subject_kind == line.kind, table.c.subject_id == line.record)
    values = {"approved_by": vault.account.id, "destroyed_on": today(), "along": json.dumps(along)}
    key = work.session.scalars(update(table).where(*same).values(values).returning(table.c.id)).one()
    told = {
        "kind": line.kind,
        "record": line.record,
        "number": line.number,
        "ground": _proposal(line)["ground"],
        "due_on": line.due_on.isoformat(),
        "proposed_by": proposer,
        "approved_by": vault.account.id,
        "destroyed_on": today().isoformat(),
    }
    if at is not CASES or not is_apart(
        vault
    ):  # of what few may know the privacy officer has the trail, as of every act in it
        work.deliver(AUDIT, NOTE_KIND, told)
    return int(key)


def _drop_proposal(work: UnitOfWork, at: Keeping, kind: str, record: int) -> bool:
    table = tables(at).destruction
    open_one = (table.c.subject_kind == kind, table.c.subject_id == record, table.c.destroyed_on.is_(None))
    done: Any = work.session.execute(delete(table).where(*open_one))
    return bool(done.rowcount)


def _demand_there(work: UnitOfWork, at: Keeping, kind: str, record: int) -> None:
    register = register_of_kind(kind)
    if kind not in kept_in(at.compartment) or register is None or work.session.get(register.model, record) is None:
        raise NotFound("Dit bestaat niet (meer).")


def _table_of(kind: str) -> Table:
    register = register_of_kind(kind)
    if register is None:
        raise NotFound("Dit bestaat niet (meer).")
    table: Table = register.model.__table__
    return table
