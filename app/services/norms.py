"""The norms of a vault: what ships with the program, what was changed here, and who stands for it with a signature.

A norm that nobody changed or confirmed is not stored and follows the program. With the first change or confirmation all
versions of that norm are stored, and from then on those count.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Conflict, Invalid, NotFound, SignatureWrong
from app.rules.norms import AGREEMENTS, ONE_DAY, Norm, NormBook, chain_problem, norm_problems
from app.rules.permissions import REGISTER, Act, may
from app.services.access import allowed, demand, requires
from app.services.clock import today
from app.services.norm_defaults import shipped_norms
from app.vault.primitives.sealing import canonical, verify
from models.norm_choices import Counting, Evidence, NormUnit
from models.register import StoredNorm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from app.vault.directory import Person
    from app.vault.primitives.strict_json import Json
    from app.vault.session import UnlockedVault

SIGNED = "bolwerk norm"
TO_CONFIRM = "te bevestigen"
_COLUMNS = tuple(field.name for field in fields(Norm) if field.name != "id")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who stands for a norm, since when, and whether that still holds; `problem` says why not, as a sentence."""

    by: str
    at: datetime
    problem: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the signature is right and its maker may confirm norms."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class NormLine:
    """One version of a norm with its confirmation, None while it waits for one."""

    norm: Norm
    confirmation: Confirmation | None = None

    @property
    def state(self) -> str:
        """What to show beside it: "te bevestigen", or by whom it was confirmed."""
        if self.confirmation is None:
            return TO_CONFIRM
        return self.confirmation.problem or f"bevestigd door {self.confirmation.by}"


@dataclass(frozen=True, slots=True)
class NormSheet:
    """All norms as they stand on a day, for the lawyer of the municipality."""

    municipality: str
    day: date
    lines: tuple[NormLine, ...]


@dataclass(frozen=True, slots=True)
class NormChange:
    """A norm that takes over from `valid_from`; `replaces` is the first day of the version the user saw as the last."""

    replaces: date
    valid_from: date
    value: int
    unit: NormUnit
    ground: str
    source: str
    counting: Counting
    applies_termijnenwet: bool
    evidence: Evidence = Evidence.GENERAL
    valid_to: date | None = None


@requires(Act.READ_NORMS, REGISTER)
def norms(vault: UnlockedVault) -> tuple[NormLine, ...]:
    """Every version of every norm, in order of the files and of time; each signature is verified anew."""
    people = vault.directory()
    with vault.read(REGISTER) as session:
        stored = {(row.name, row.valid_from): row for row in session.scalars(select(StoredNorm))}
    lines = []
    for norm in _all_norms(stored.values()):
        row = stored.get((norm.id, norm.valid_from))
        lines.append(NormLine(norm, None if row is None else _confirmation(vault, row, people)))
    return tuple(lines)


@requires(Act.READ_NORMS, REGISTER)
def norm_book(vault: UnlockedVault) -> NormBook:
    """All norms, to look up what held on a day."""
    with vault.read(REGISTER) as session:
        return NormBook(_all_norms(session.scalars(select(StoredNorm)).all()))


@requires(Act.READ_NORMS, REGISTER)
def norm_on(vault: UnlockedVault, norm_id: str, day: date) -> Norm:
    """The norm that held on a day; NotFound when there was none."""
    return norm_book(vault).on(norm_id, day)


@requires(Act.READ_NORMS, REGISTER)
def norm_sheet(vault: UnlockedVault) -> NormSheet:
    """What the document for the lawyer says."""
    return NormSheet(vault.municipality, today(), norms(vault))


@requires(Act.READ_NORMS, REGISTER)
def may_change(vault: UnlockedVault, norm_id: str) -> bool:
    """Whether this user changes a norm: lawyers each, who directs cases the agreements on how those are worked on."""
    agreed = norm_id.startswith(AGREEMENTS) and allowed(vault, Act.EDIT_AGREEMENTS, REGISTER)
    return agreed or allowed(vault, Act.EDIT_NORMS, REGISTER)


@requires(Act.READ_NORMS, REGISTER)
def change_norm(vault: UnlockedVault, norm_id: str, change: NormChange) -> Norm:
    """Let a new version take over; the one before ends the day before, and holds for what began under it."""
    _demand_change(vault, norm_id)
    with vault.write(REGISTER) as work:
        rows = _adopted(work.session, norm_id)
        last = rows[-1]
        if last.valid_from != change.replaces:
            raise Conflict("Iemand anders heeft deze norm intussen gewijzigd. Bekijk eerst de nieuwe versie.")
        new = _changed(_norm(last), change)
        closes = last.valid_to is None and last.valid_from < new.valid_from
        before = [_norm(row) for row in rows]
        if closes:
            before[-1] = replace(before[-1], valid_to=new.valid_from - ONE_DAY)
        _check(new, before)
        last.valid_to = before[-1].valid_to
        work.session.add(_row(new))
        work.session.flush()
        work.record("norm.changed", "norm", norm_id, fields=_differing(before[-1], new))
    return new


@requires(Act.CONFIRM_NORMS, REGISTER)
def confirm_norm(vault: UnlockedVault, norm_id: str, valid_from: date) -> None:
    """Stand for a version with the signature of this account, in the place of an earlier confirmation."""
    with vault.write(REGISTER) as work:
        row = next((row for row in _adopted(work.session, norm_id) if row.valid_from == valid_from), None)
        if row is None:
            raise NotFound("Deze versie van de norm bestaat niet (meer).")
        row.confirmed_by, row.confirmed_at = vault.account.id, vault.author.at()
        row.confirmed_statement = vault.roster.length
        row.signature = vault.author.key.sign(SIGNED, _bound(vault, row))
        work.record("norm.confirmed", "norm", norm_id)


@requires(Act.READ_NORMS, REGISTER)
def withdraw_norm(vault: UnlockedVault, norm_id: str, valid_from: date) -> None:
    """Take back a version that has not begun yet; the one before goes on."""
    _demand_change(vault, norm_id)
    with vault.write(REGISTER) as work:
        rows = _adopted(work.session, norm_id)
        if rows[-1].valid_from != valid_from:
            raise NotFound("Alleen de nieuwste versie van een norm kan worden ingetrokken.")
        if valid_from <= today() or len(rows) == 1:
            raise Invalid({"": "Een norm die al geldt wordt niet ingetrokken; laat een nieuwe norm ingaan."})
        work.session.delete(rows[-1])
        rows[-2].valid_to = None
        work.record("norm.withdrawn", "norm", norm_id)


def _demand_change(vault: UnlockedVault, norm_id: str) -> None:
    if not may_change(vault, norm_id):
        demand(vault, Act.EDIT_NORMS, REGISTER)


def _all_norms(rows: Iterable[StoredNorm]) -> tuple[Norm, ...]:
    """Stored norms in the place of shipped ones of the same id, in the order of the files; then any others."""
    stored = [_norm(row) for row in rows]
    known = {norm.id for norm in stored}
    found = [*stored, *(norm for norm in shipped_norms() if norm.id not in known)]
    places = {norm_id: place for place, norm_id in enumerate(dict.fromkeys(norm.id for norm in shipped_norms()))}
    return tuple(sorted(found, key=lambda norm: (places.get(norm.id, len(places)), norm.id, norm.valid_from)))


def _adopted(session: Session, norm_id: str) -> list[StoredNorm]:
    """The stored versions of a norm, oldest first; those that shipped are stored when none was."""
    query = select(StoredNorm).where(StoredNorm.name == norm_id).order_by(StoredNorm.valid_from)
    rows = list(session.scalars(query))
    if not rows:
        rows = [_row(norm) for norm in shipped_norms() if norm.id == norm_id]
        session.add_all(rows)
    if not rows:
        raise NotFound("Deze norm bestaat niet (meer).")
    return rows


def _changed(last: Norm, change: NormChange) -> Norm:
    return replace(
        last,
        value=change.value,
        unit=change.unit,
        ground=change.ground.strip(),
        source=change.source.strip(),
        valid_from=change.valid_from,
        valid_to=change.valid_to,
        counting=change.counting,
        applies_termijnenwet=change.applies_termijnenwet,
        evidence=change.evidence,
    )


def _check(new: Norm, before: list[Norm]) -> None:
    problems = norm_problems(new)
    if (new.unit is NormUnit.COUNTING) is not (before[-1].unit is NormUnit.COUNTING):
        problems["unit"] = "Een telwijze blijft een telwijze, en een termijn een termijn."
    told = chain_problem([*before, new])
    if told:
        problems["valid_from" if new.valid_to is None else "valid_to"] = told
    if problems:
        raise Invalid(problems)


def _norm(row: StoredNorm) -> Norm:
    return Norm(id=row.name, **{name: getattr(row, name) for name in _COLUMNS})


def _row(norm: Norm) -> StoredNorm:
    return StoredNorm(name=norm.id, **{name: getattr(norm, name) for name in _COLUMNS})


def _differing(before: Norm, after: Norm) -> tuple[str, ...]:
    return tuple(name for name in _COLUMNS if getattr(before, name) != getattr(after, name))


def _bound(vault: UnlockedVault, row: StoredNorm) -> bytes:
    """What a confirmation signs: the norm, in this vault, by this account, at this moment."""
    norm: dict[str, Json] = {**_norm(row).signed}
    said: dict[str, Json] = {"by": row.confirmed_by, "at": row.confirmed_at, "norm": norm}
    return canonical([vault.roster.vault_id, said])


def _confirmation(vault: UnlockedVault, row: StoredNorm, people: Mapping[str, Person]) -> Confirmation | None:
    if row.confirmed_by is None or row.confirmed_at is None or row.signature is None:
        return None
    account = vault.roster.accounts.get(row.confirmed_by)
    person = people.get(row.confirmed_by)
    key = vault.roster.signer_key(row.confirmed_by, row.confirmed_statement)
    problem = None
    try:
        verify(key or b"", SIGNED, _bound(vault, row), row.signature)
    except SignatureWrong:
        problem = "de handtekening klopt niet; bevestig deze norm opnieuw"
    if problem is None and (account is None or not may(account.role, Act.CONFIRM_NORMS)):
        problem = "de ondertekenaar mag geen normen bevestigen; bevestig deze norm opnieuw"
    return Confirmation(
        person.name if person else "onbekende gebruiker", datetime.fromisoformat(row.confirmed_at), problem
    )
