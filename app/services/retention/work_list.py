"""What is due: the records whose term is over, with the norm behind it, and how far each is on its way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

import app.services.retention.casework
import app.services.retention.measures
import app.services.retention.network  # noqa: F401  # these have their kinds of record take part
from app.errors import NotFound
from app.rules.deadlines.terms import last_day
from app.rules.keeping import Standing
from app.rules.permissions import REGISTER, Act
from app.services.access import demand, requires
from app.services.clock import today
from app.services.norms import TO_CONFIRM, NormLine, norms
from app.services.retention.kept import Ended, Kept, kept_in
from app.services.retention.places import CASES, KEEPINGS, Keeping
from app.services.search.registry import register_of_kind
from models.choices import Choice
from models.metadata import METADATA
from models.retention import RetentionTables, retention_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.rules.norms import Norm
    from app.vault.session import UnlockedVault


class Stage(Choice):
    """How far a record is on its way out."""

    DUE = "due", "aan de beurt"
    PROPOSED = "proposed", "voorgesteld"
    HELD = "held", "vastgehouden"


@dataclass(frozen=True, slots=True)
class DueLine:
    """A record whose term is over: since when it ran, the last day of keeping, and the norm with its state.

    `term` is how long and on what ground, `ground` the same with the name of the norm.

    `proposed_by` and `held_by` are names; `own_proposal` says that this user cannot be the second person.
    """

    kind: str
    noun: str
    record: int
    number: str
    since: date
    due_on: date
    norm: str
    term: str
    ground: str
    norm_state: str
    stage: Stage
    proposed_by: str | None = None
    proposed_on: date | None = None
    own_proposal: bool = False
    held_by: str | None = None
    hold_reason: str | None = None

    @property
    def confirmed(self) -> bool:
        """Whether somebody stands for the norm."""
        return self.norm_state != TO_CONFIRM


@dataclass(frozen=True, slots=True)
class _Running:
    """A record whose term runs or is over, the last day of keeping, and the norm of its day."""

    kept: Kept
    ended: Ended
    due_on: date
    line: NormLine


@dataclass(frozen=True, slots=True)
class _Mark:
    """The open proposal and the hold of a record, as rows of the store; None when there is none."""

    proposal: Any
    hold: Any


_UNMARKED = _Mark(None, None)


@dataclass(frozen=True, slots=True)
class _Eyes:
    """Who looks, and how everybody is called."""

    account: str
    names: Mapping[str, str]

    def name(self, account: str) -> str:
        return self.names.get(account, "onbekende gebruiker")


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def due_lines(vault: UnlockedVault, at: Keeping = CASES) -> tuple[DueLine, ...]:
    """Everything in a compartment whose term is over, the longest overdue first; what is held is among it."""
    demand(vault, at.propose, at.compartment)
    lines, eyes, day = norms(vault), _eyes(vault), today()
    with vault.read(at.compartment) as session:
        marks = _marks(session, tables(at))
        found = [
            _line(each, marks.get((each.kept.kind, each.ended.record), _UNMARKED), eyes)
            for each in _running(session, at, lines)
            if each.due_on < day
        ]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.number)))


@requires(Act.READ_DIRECTORY, REGISTER)  # everybody; what it is about is checked of its compartment below
def standing_in(vault: UnlockedVault, session: Session, kind: str, record: int) -> tuple[Standing, DueLine]:
    """What the rules look at, and the line of one record as it is now; NotFound when its term does not run."""
    at = keeping_of(kind)
    demand(vault, at.propose, at.compartment)
    for each in _running(session, at, norms(vault), kind, record):
        mark = _marks(session, tables(at), kind, record).get((kind, record), _UNMARKED)
        standing = Standing(each.due_on, mark.hold is not None, mark.proposal.proposed_by if mark.proposal else None)
        return standing, _line(each, mark, _eyes(vault))
    raise NotFound("Dit bestaat niet (meer), of de bewaartermijn is nog niet begonnen.")


def keeping_of(kind: str) -> Keeping:
    """Where a kind of record is kept for a time; one that is not, is looked for in casework and not found."""
    return next((each for each in KEEPINGS if kind in kept_in(each.compartment)), CASES)


def tables(at: Keeping = CASES) -> RetentionTables:
    """The tables of a compartment; those that were set apart have the same as casework."""
    return retention_tables(METADATA[at.compartment])


def _eyes(vault: UnlockedVault) -> _Eyes:
    return _Eyes(vault.account.id, {key: person.name for key, person in vault.directory().items()})


def _running(
    session: Session, at: Keeping, lines: tuple[NormLine, ...], kind: str | None = None, record: int | None = None
) -> Iterator[_Running]:
    """Every record whose term runs or is over, or only this one; one without a norm for its day is left out."""
    for kept in kept_in(at.compartment).values():
        for ended in kept.ended(session, record) if kind in (None, kept.kind) else ():
            line = _line_on(lines, ended.norm or kept.norm, ended.since)
            if line is not None:
                yield _Running(kept, ended, ended.until or last_day(ended.since, line.norm), line)


def _line_on(lines: tuple[NormLine, ...], norm_id: str, day: date) -> NormLine | None:
    """The version of that day; what ended before the first version goes by the first."""
    versions = [line for line in lines if line.norm.id == norm_id]
    return next((line for line in versions if line.norm.holds_on(day)), versions[0] if versions else None)


def _marks(
    session: Session, own: RetentionTables, kind: str | None = None, record: int | None = None
) -> dict[tuple[str, int], _Mark]:
    """The open proposals and the holds, of all records or of one, by kind and id."""
    proposals = select(own.destruction).where(own.destruction.c.destroyed_on.is_(None))
    holds = select(own.hold)
    if kind is not None:
        proposals = proposals.where(own.destruction.c.subject_kind == kind)
        proposals = proposals.where(own.destruction.c.subject_id == record)
        holds = holds.where(own.hold.c.subject_kind == kind, own.hold.c.subject_id == record)
    marks: dict[tuple[str, int], _Mark] = {}
    for row in session.execute(proposals):
        marks[row.subject_kind, row.subject_id] = _Mark(row, None)
    for row in session.execute(holds):
        at = (row.subject_kind, row.subject_id)
        marks[at] = _Mark(marks.get(at, _UNMARKED).proposal, row)
    return marks


def _line(each: _Running, mark: _Mark, eyes: _Eyes) -> DueLine:
    proposed, hold = mark.proposal, mark.hold
    norm: Norm = each.line.norm
    register = register_of_kind(each.kept.kind)
    return DueLine(
        kind=each.kept.kind,
        noun=register.words.one if register is not None else each.kept.kind,
        record=each.ended.record,
        number=each.ended.number,
        since=each.ended.since,
        due_on=each.due_on,
        norm=norm.id,
        term=f"{norm.length} ({norm.ground})",
        ground=f"{norm.label}: {norm.length} ({norm.ground})",
        norm_state=each.line.state,
        stage=Stage.HELD if hold else Stage.PROPOSED if proposed else Stage.DUE,
        proposed_by=eyes.name(proposed.proposed_by) if proposed else None,
        proposed_on=proposed.proposed_on if proposed else None,
        own_proposal=bool(proposed) and proposed.proposed_by == eyes.account,
        held_by=eyes.name(hold.placed_by) if hold else None,
        hold_reason=hold.reason if hold else None,
    )
