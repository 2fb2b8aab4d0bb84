"""Fills the index with what was stored before it was there, in small steps that can be stopped and gone on with.

It is the work of the mechanism, not an act of the user: nothing changes for anybody, so nothing is logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from app.formats import format_integer
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.search.entries import RULES
from app.services.search.finding import readable_registers
from app.services.search.indexing import index
from models.search import search_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from app.services.search.registry import Register
    from app.vault.session import UnlockedVault

AT_ONCE = 100


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what is looked at is checked per register
def what_is_not_indexed(vault: UnlockedVault) -> int:
    """How many records of what this user may read still have to be indexed."""
    count = 0
    for name, register in _readable(vault):
        with vault.read(name) as session:
            upto = _upto(session, register)
            if upto is not None:
                count += session.scalar(select(func.count()).where(register.model.id > upto)) or 0
    return count


@requires(Act.READ_DIRECTORY, REGISTER)  # likewise
def fill_index(vault: UnlockedVault, tell: Callable[[str, float | None], None]) -> None:
    """Index them; `tell` is told how far it is (0 to 1) and may raise Cancelled between two steps."""
    total, done = what_is_not_indexed(vault), 0
    for name, register in _readable(vault):
        while step := _step(vault, name, register):
            done += step
            told = f"{format_integer(done)} van {format_integer(max(done, total))} doorzoekbaar gemaakt"
            tell(told, min(1.0, done / max(done, total)))


@requires(Act.READ_DIRECTORY, REGISTER)  # likewise
def fill_step(vault: UnlockedVault) -> int:
    """Index the next few records, in about a tenth of a second; how many, 0 when all are indexed."""
    return next((step for name, register in _readable(vault) if (step := _step(vault, name, register))), 0)


def _readable(vault: UnlockedVault) -> Iterator[tuple[str, Register]]:
    for name in sorted(vault.available):
        for register in readable_registers(vault, name):
            yield name, register


def _step(vault: UnlockedVault, name: str, register: Register) -> int:
    """The next records of a register; how many there were, 0 when all are done."""
    compartment = vault.compartment(name)
    with compartment.read() as session:
        upto = _upto(session, register)
        if upto is None:
            return 0
        keys: list[int] = list(session.scalars(_after(register, upto)))
    with compartment.write() as session:
        index(session, register, keys)
        _remember(session, register, keys[-1] if keys else upto, complete=len(keys) < AT_ONCE)
    return len(keys)


def _after(register: Register, upto: int) -> Select[Any]:
    return select(register.model.id).where(register.model.id > upto).order_by(register.model.id).limit(AT_ONCE)


def _upto(session: Session, register: Register) -> int | None:
    """Up to which record this register is indexed by the rules of now; None when all of it is."""
    table = search_tables(register.model.metadata).state
    state = session.execute(select(table).where(table.c.kind == register.kind)).first()
    if state is None or state.rules != RULES:
        return 0
    return None if state.complete else int(state.upto)


def _remember(session: Session, register: Register, upto: int, *, complete: bool) -> None:
    table = search_tables(register.model.metadata).state
    session.execute(delete(table).where(table.c.kind == register.kind))
    session.execute(insert(table).values(kind=register.kind, rules=RULES, upto=upto, complete=complete))
