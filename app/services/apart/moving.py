"""Moving a case to a compartment of its own with everything that hangs on it; a kill at any moment loses nothing.

With the lock of the compartment it leaves held, the case is written down in the one it goes to; then it is erased here,
which leaves its numbers and the id of the move; then it becomes a case there. What stopped in between is settled at the
next login by that id: when it stands here the case has left, and otherwise it never did.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from app.errors import Conflict, NotFound
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.apart.arriving import forget, land, write_down
from app.services.apart.packing import packed, signals_of_one, what_goes
from app.services.clock import today
from app.services.keys.separate import separate
from app.services.retention.casework import ABOUT_IT
from app.services.retention.erasing import erase_all, some_of
from app.services.retention.work_list import tables
from app.services.search.registry import kind_of_table
from app.vault.apart import seen_from
from models.casework import AgendaItem, Arrival, Case, CaseAlias, MovedCase, Signal, SignalCase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.retention.erasing import Doomed
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

_MOVE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What moving a case does besides: numbers of the signals that go along, of those that stay, and agenda items."""

    going: tuple[str, ...]
    staying: tuple[str, ...]
    agenda_items: int


@dataclass(frozen=True, slots=True)
class MovedApart:
    """A case that was moved: its number, where it is now and under which id.

    `swept` says whether the last traces left the file it was in; another program may still be reading there.
    """

    number: str
    compartment: str
    case_id: int
    swept: bool


@requires(Act.EDIT_CASES, CASEWORK)
def foreseen(vault: UnlockedVault, case_id: int) -> Foreseen:
    """What will go along and what will not, to tell before it is done."""
    feeding = select(Signal.id, Signal.number).join(SignalCase, SignalCase.signal_id == Signal.id)
    with vault.read(CASEWORK) as session:
        alone = signals_of_one(session, case_id)
        rows = session.execute(feeding.where(SignalCase.case_id == case_id).order_by(Signal.number)).all()
        items = session.scalars(select(AgendaItem.id).where(AgendaItem.case_id == case_id)).all()
    return Foreseen(
        going=tuple(row.number for row in rows if row.id in alone),
        staying=tuple(row.number for row in rows if row.id not in alone),
        agenda_items=len(items),
    )


@requires(Act.EDIT_CASES, CASEWORK)
def move_apart(vault: UnlockedVault, *, case_id: int, version: int, compartment: str) -> MovedApart:
    """Move a case to a compartment that was set apart and that this user holds.

    Raises AccessDenied without its key, Conflict when somebody changed the case since `version`, Invalid (field
    "compartment") when a number is given there already.
    """
    there = seen_from(vault, compartment)
    move = secrets.token_hex(_MOVE_BYTES)
    with vault.write(CASEWORK) as work:
        case = _case(work.session, case_id, version)
        number, numbers = case.number, _numbers(work.session, case)
        going = what_goes(work.session, case_id)
        with there.write(CASEWORK) as arriving:
            arrival = Arrival(move=move, origin=CASEWORK, case_id=case_id)
            write_down(arriving, arrival, packed(vault, work.session, case_id, going))
        work.session.expunge_all()
        erase_all(work.session, going, ABOUT_IT)
        _drop_marks(work.session, going)
        _leave_numbers(vault, work, numbers, move, compartment)
        work.record("case.moved_apart", "case", case_id)
    with there.write(CASEWORK) as arriving:
        landed = land(arriving, move)
    there.compartment(CASEWORK).empty_log()
    return MovedApart(number, compartment, landed, vault.compartment(CASEWORK).empty_log())


@requires(Act.READ_CASES, CASEWORK)
def settle(vault: UnlockedVault) -> int:
    """Finish what stopped halfway, or drop what never left; gives how many cases arrived. For after logging in.

    The lock on the compartment that was left says whether another program is at it right now.
    """
    landed = 0
    for row in separate(vault):
        there = seen_from(vault, row.name)
        with there.read(CASEWORK) as session:
            waiting = session.scalars(select(Arrival).where(Arrival.origin.in_(vault.available))).all()
        for arrival in waiting:
            with vault.compartment(arrival.origin).write() as session:
                left = session.scalar(select(MovedCase.id).where(MovedCase.move == arrival.move).limit(1)) is not None
            landed += _settle_one(there, arrival.move, left=left)
    return landed


def _settle_one(there: UnlockedVault, move: str, *, left: bool) -> int:
    with there.write(CASEWORK) as work:
        if work.session.get(Arrival, move) is None:
            work.leave_unchanged()  # another program was first
            return 0
        if left:
            land(work, move)
        else:
            forget(work.session, move)
            work.record("case.arrival_dropped", "compartment", there.compartment(CASEWORK).name)
    there.compartment(CASEWORK).empty_log()
    return int(left)


def _case(session: Session, key: int, version: int) -> Case:
    case = session.get(Case, key)
    if case is None:
        raise NotFound("De casus bestaat niet (meer).")
    if case.version != version:
        raise Conflict("Iemand anders heeft de casus intussen gewijzigd; bekijk eerst de nieuwe versie.")
    return case


def _numbers(session: Session, case: Case) -> list[str]:
    """Under which a case is known: its own and those of what was merged into it."""
    former = select(CaseAlias.number).where(CaseAlias.case_id == case.id).order_by(CaseAlias.id)
    return [case.number, *session.scalars(former)]


def _drop_marks(session: Session, going: Doomed) -> None:
    """What was held is held there, and a proposal to destroy it is made anew there."""
    hold, destruction = tables().hold, tables().destruction
    for place, keys in going.items():
        kind = kind_of_table(place.name, place.metadata)
        for some in some_of(keys) if kind is not None else ():
            session.execute(delete(hold).where(hold.c.subject_kind == kind, hold.c.subject_id.in_(some)))
            same = (destruction.c.subject_kind == kind, destruction.c.subject_id.in_(some))
            session.execute(delete(destruction).where(*same, destruction.c.destroyed_on.is_(None)))


def _leave_numbers(vault: UnlockedVault, work: UnitOfWork, numbers: list[str], move: str, compartment: str) -> None:
    told = {"move": move, "compartment": compartment, "moved_on": today(), "moved_by": vault.account.id}
    work.session.add_all(MovedCase(number=number, **told) for number in numbers)
    work.session.flush()
