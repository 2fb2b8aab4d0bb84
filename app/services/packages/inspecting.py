"""Looking into a package before anything is taken in: opened, every byte verified, and compared with what is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import Invalid
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.attachments.reading import checked, too_large
from app.services.casework.attachments import CaseworkAttachments
from app.services.packages.arrival import Arrival, ArrivedCase, ArrivedRecord, UnknownType
from app.services.packages.comparing import Comparison, roots_of
from app.services.packages.identity import replica_of
from app.services.packages.opening import OpenPackage, open_package
from app.vault.primitives.sealing import canonical, digest
from app.vault.progress import unheard
from models.casework import Case, CasePackage
from models.casework.package_choices import PackageWay
from models.choices import CountingUnit, Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault


@requires(Act.RECEIVE_CASES, CASEWORK)
def look_into(vault: UnlockedVault, path: Path, progress: Progress = unheard) -> Arrival:
    """What a package brings; raises Invalid (field "file") or NewerProgram. Nothing is stored."""
    with open_package(vault, path, progress) as package:
        spoiled = spoiled_files(vault, package, progress)
        with vault.read(CASEWORK) as session:
            return arrival_of(vault, session, package, spoiled)


@requires(Act.READ_CASES, CASEWORK)
def own_replica(vault: UnlockedVault) -> str:
    """How this compartment is called where changes are counted."""
    return replica_of(vault.roster.vault_id, vault.compartment(CASEWORK).name)


@requires(Act.RECEIVE_CASES, CASEWORK)
def spoiled_files(vault: UnlockedVault, package: OpenPackage, progress: Progress) -> dict[str, str]:
    """Read every attachment to its end, and say of those that cannot be taken in why; one at a time in memory."""
    most = CaseworkAttachments(vault).most_bytes()
    names = {each.id: each.columns["name"] for each in package.records if each.kind.name == "attachment"}
    media = {each.id: each.columns["media"] for each in package.records if each.kind.name == "attachment"}
    found: dict[str, str] = {}
    for place, key in enumerate(package.letter.files):
        progress(f"Bijlage {place + 1} van {len(package.letter.files)} controleren", place / len(package.letter.files))
        pieces = package.parcel.file(place)
        if package.parcel.cover.files[place].size > most:
            for _piece in pieces:
                pass
            found[key] = too_large(names[key], package.parcel.cover.files[place].size, most)
            continue
        content = b"".join(pieces)
        try:
            if checked(names[key], content).media is not media[key]:
                found[key] = f"‘{names[key]}’ is iets anders dan in het pakket staat."
        except Invalid as error:
            found[key] = str(error)
    return found


@requires(Act.RECEIVE_CASES, CASEWORK)
def arrival_of(vault: UnlockedVault, session: Session, package: OpenPackage, spoiled: Mapping[str, str]) -> Arrival:
    """The package beside this vault as it is now."""
    letter = package.letter
    comparison = Comparison(session, own_replica(vault), letter, package.records, types={}, spoiled=spoiled)
    arrived = [comparison.compare(each) for each in package.records]
    unknown = tuple(
        UnknownType(each.name, _label(Level, each.level), _label(CountingUnit, each.counting_unit))
        for each in letter.types
        if comparison.type_named(each.name) is None
    )
    before = session.scalar(
        select(CasePackage.at)
        .where(CasePackage.package == letter.package, CasePackage.way == PackageWay.RECEIVED)
        .order_by(CasePackage.id.desc())
        .limit(1)
    )
    return Arrival(
        package=letter.package,
        sha256=package.sha256,
        partner=package.partner,
        person=letter.sender.person,
        municipality=letter.sender.municipality,
        made_at=letter.made_at,
        reason=letter.reason,
        ground=letter.ground,
        cases=_cases(session, package, arrived, comparison),
        types=unknown,
        taken_before=before or "",
        seen=_seen(package, arrived, comparison),
    )


def _cases(
    session: Session, package: OpenPackage, arrived: list[ArrivedRecord], comparison: Comparison
) -> tuple[ArrivedCase, ...]:
    roots = roots_of(package.records)
    numbers = {each.id: each.columns["number"] for each in package.records if each.kind.name == "case"}
    here = {comparison.present[key]: key for key in numbers if key in comparison.present}
    known = select(Case.id, Case.number).where(Case.id.in_(list(here)))
    numbers |= {here[key]: number for key, number in session.execute(known)}
    by_id = {each.id: each for each in arrived}
    return tuple(
        ArrivedCase(
            by_id[key],
            number,
            tuple(each for each in arrived if each.id != key and key in roots.get(each.id, frozenset())),
        )
        for key, number in numbers.items()
    )


def _seen(package: OpenPackage, arrived: list[ArrivedRecord], comparison: Comparison) -> str:
    """A digest over what was shown, and over the state here that it was compared with."""
    shown = [
        [
            each.id,
            each.state.name,
            [[differ.name, differ.ours, differ.theirs, differ.side.value] for differ in each.differences],
        ]
        for each in arrived
    ]
    types = [each.name for each in comparison.types_here.values()]
    return digest("bolwerk arrival", package.sha256.encode(), canonical([shown, sorted(types)])).hex()


def _label(choices: type[Level | CountingUnit], value: str) -> str:
    try:
        return choices(value).label
    except ValueError:
        return value
