"""Taking in a package: one act, in which all of what was chosen is stored or nothing at all."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.errors import Conflict, Invalid
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.packages.arrival import Choices, State, TakenIn
from app.services.packages.comparing import Comparison, roots_of
from app.services.packages.gathering import counted
from app.services.packages.giving import Logged, Why, log_package
from app.services.packages.identity import replica_of
from app.services.packages.inspecting import arrival_of, own_replica, spoiled_files
from app.services.packages.opening import OpenPackage, open_package
from app.services.packages.storing import Storing
from app.vault.progress import unheard
from models.casework import CaseType, CaseTypeAlias, OutsidePerson, OutsideTrail
from models.casework.package_choices import PackageWay
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.services.packages.arrival import Arrival
    from app.services.packages.letter import Letter, TypeSaid
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault
    from app.vault.unit_of_work import UnitOfWork

_CHANGED = (
    "Hier is intussen iets gewijzigd, of het bestand is een ander dan u bekeek. Bekijk het pakket opnieuw; "
    "er is niets opgeslagen."
)


@requires(Act.RECEIVE_CASES, CASEWORK)
def take_in(
    vault: UnlockedVault, path: Path, arrival: Arrival, choices: Choices, progress: Progress = unheard
) -> TakenIn:
    """Store what was chosen of a package as it was shown; it may be stopped, and then leaves nothing.

    Raises Invalid, NewerProgram, Conflict when anything is not as it was shown, or Cancelled. A package of which
    everything is here already changes nothing.
    """
    if not choices.cases | choices.again:
        raise Invalid({"cases": "Kies ten minste één casus om te ontvangen."})
    with open_package(vault, path, progress) as package:
        spoiled = spoiled_files(vault, package, progress)
        with vault.write(CASEWORK) as work:
            if arrival_of(vault, work.session, package, spoiled).seen != arrival.seen:
                raise Conflict(_CHANGED)
            return _Reception(vault, work, package, choices, spoiled).store(progress)


class _Reception:
    """One package on its way in, within one unit of work."""

    def __init__(
        self,
        vault: UnlockedVault,
        work: UnitOfWork,
        package: OpenPackage,
        choices: Choices,
        spoiled: Mapping[str, str],
    ) -> None:
        self._vault = vault
        self._work = work
        self._package = package
        self._choices = choices
        self._wanted = choices.cases | choices.again
        add_types(work, package.letter, choices.types)
        own = own_replica(vault)
        self._comparison = Comparison(
            work.session, own, package.letter, package.records, types=choices.types, spoiled=spoiled
        )
        self._storing = Storing(vault, work, package, self._comparison, own)

    def store(self, progress: Progress) -> TakenIn:
        """Store what was chosen, record by record."""
        roots = roots_of(self._package.records)
        for place, record in enumerate(self._package.records):
            progress("Opslaan", place / len(self._package.records))
            arrived = self._comparison.compare(record)
            if not (roots.get(record.id) or self._wanted) & self._wanted:
                continue
            if arrived.state is State.REFUSED:
                self._storing.refuse(record, arrived.why)
            elif arrived.state is State.NEW:
                self._storing.add(record)
            elif arrived.state is State.GONE and roots[record.id] & self._choices.again:
                self._storing.add(record, again=True)
            elif arrived.state is State.SAME or arrived.state.differs:
                self._storing.change(record, self._choices.theirs.get(record.id, frozenset()))
        done = self._storing.done()
        self._close(done)
        return done

    def _close(self, done: TakenIn) -> None:
        told = self._tell_trails()
        if done.nothing and not told and not self._storing.noticed:
            self._work.leave_unchanged()
            return
        self._meet_people()
        letter = self._package.letter
        taken = [each for each in letter.records if each.id in self._storing.stored]
        what = counted(taken) or "niets nieuws"
        logged = Logged(letter.package, PackageWay.RECEIVED, self._package.partner, what, self._package.sha256)
        key = log_package(self._vault, self._work, logged, Why(letter.reason, letter.ground))
        self._work.record("case_package.taken_in", "case_package", key)

    def _meet_people(self) -> None:
        """The names of those who did something there; who has an account here is known already."""
        session, known = self._work.session, self._vault.directory()
        for account, name in self._package.letter.people.items():
            if account in known:
                continue
            person = session.get(OutsidePerson, account) or OutsidePerson(account=account)
            person.name, person.municipality = name, self._package.letter.sender.municipality
            session.add(person)

    def _tell_trails(self) -> bool:
        """Keep what was done there, to read; true when anything was news."""
        letter, session = self._package.letter, self._work.session
        replica = replica_of(letter.sender.vault, letter.sender.compartment)
        news = False
        for trail in letter.trails:
            case_id = self._comparison.present.get(trail.case)
            if case_id is None or trail.case not in self._wanted:
                continue
            where = (OutsideTrail.case_id == case_id, OutsideTrail.replica == replica)
            found = session.scalar(select(OutsideTrail).where(*where))
            if found is not None and found.told_at >= letter.made_at:
                continue
            item = found or OutsideTrail(case_id=case_id, replica=replica)
            item.municipality, item.told_at = letter.sender.municipality, letter.made_at
            item.lines = json.dumps([asdict(line) for line in trail.lines], ensure_ascii=False)
            session.add(item)
            news = True
        return news


def add_types(work: UnitOfWork, letter: Letter, chosen: Mapping[str, int | None]) -> None:
    """Give a place to the case types that are not known here: as another name of one that is, or as a new one."""
    session = work.session
    known = _type_names(session)
    for said in letter.types:
        if known.keys() & {said.name.casefold()}:
            continue
        if said.name not in chosen:
            raise Invalid({"types": f"Kies wat het casustype ‘{said.name}’ hier is."})
        key = chosen[said.name]
        if key is None:
            key = _new_type(session, said, known)
            work.record("case_type.added", "case_type", key, fields=("name",))
        else:
            if session.get(CaseType, key) is None:
                raise Invalid({"types": f"Het type dat u koos voor ‘{said.name}’ bestaat niet (meer)."})
            place = select(func.count()).where(CaseTypeAlias.case_type_id == key)
            session.add(CaseTypeAlias(case_type_id=key, name=said.name, position=session.scalar(place) or 0))
            work.record("case_type.changed", "case_type", key, fields=("aliases",))
        session.flush()
        known = _type_names(session)


def _new_type(session: Session, said: TypeSaid, known: Mapping[str, int]) -> int:
    last = session.scalar(select(func.max(CaseType.position))) or 0
    names = [name for name in said.aliases if name.casefold() not in known]
    kind = CaseType(
        name=said.name,
        level=Level(said.level),
        counting_unit=CountingUnit(said.counting_unit),
        position=last + 1,
        aliases=[CaseTypeAlias(name=name, position=place) for place, name in enumerate(names)],
    )
    session.add(kind)
    session.flush()
    return kind.id


def _type_names(session: Session) -> dict[str, int]:
    """Every name of a case type, folded, with its id."""
    rows = [
        *session.execute(select(CaseType.name, CaseType.id)),
        *session.execute(select(CaseTypeAlias.name, CaseTypeAlias.case_type_id)),
    ]
    return {name.casefold(): key for name, key in rows}
