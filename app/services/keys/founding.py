"""Founding a vault as a course that a wizard can follow: plan, measure, make, print, type back, and only then complete.

Nothing stands at the place of the vault until `complete`; leaving at any step leaves nothing, a killed program neither.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Invalid
from app.rules.passwords import require_good
from app.rules.permissions import COMPARTMENTS_OF_ROLE, KIND_OF_COMPARTMENT, LABEL_OF_COMPARTMENT, REGISTER, Role
from app.services.keys.sheets import LABEL_OF_SET, RecoverySheet
from app.vault.founding import Founder, PreparedVault, SetSize, check_founders, check_place, prepare, protected_by
from app.vault.header.trust import GENERAL
from app.vault.keys.kdf import calibrate, login_name, seconds_for
from app.vault.keys.recovery import combine
from app.vault.keys.slots import KdfSettings
from app.vault.leftovers import remove_foundings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date


__all__ = ["Founder", "FoundingPlan", "KeyCost", "PreparedVault", "SetPlan"]

_OFFICERS = frozenset({Role.INTEGRITY, Role.INTEGRITY_DEPUTY})


@dataclass(frozen=True, slots=True)
class SetPlan:
    """Who keep the sheets of a recovery set, by name, and how many of them are needed together."""

    name: str
    threshold: int = 2
    shareholders: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The set as the screen calls it."""
        return LABEL_OF_SET[self.name]

    @property
    def size(self) -> SetSize:
        """One sheet for each shareholder; three as long as nobody is named."""
        return SetSize(self.threshold, len(self.shareholders) or SetSize().shares)


@dataclass(frozen=True, slots=True)
class FoundingPlan:
    """What has been decided so far. The passwords in it are never shown, and gone with it."""

    folder: Path
    municipality: str
    founders: tuple[Founder, ...] = ()
    sets: tuple[SetPlan, ...] = field(default_factory=lambda: tuple(SetPlan(name) for name in LABEL_OF_SET))


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What opening a slot costs on this computer: the settings, and how long it took (seconds)."""

    settings: KdfSettings
    seconds: float


def begin(folder: Path, municipality: str) -> FoundingPlan:
    """A plan for a vault at this place; raises Invalid, NetworkFolder, VaultNotFound or ReadOnly when it cannot be."""
    check_place(folder)
    if not 1 <= len(municipality.strip()) <= 200:
        raise Invalid({"municipality": "Vul de naam van de gemeente in."})
    remove_foundings(folder)
    return FoundingPlan(folder, municipality.strip())


def with_founder(plan: FoundingPlan, founder: Founder) -> FoundingPlan:
    """The plan with one more founder, who typed the password in person; raises Invalid per field."""
    faults = {}
    login = login_name(founder.login)
    if not login:
        faults["login"] = "Vul een inlognaam in."
    elif any(login_name(other.login) == login for other in plan.founders):
        faults["login"] = "Een andere oprichter heeft deze inlognaam al."
    if not founder.name.strip():
        faults["name"] = "Vul een naam in."
    try:
        require_good(founder.password, (founder.name, founder.login, plan.municipality))
    except Invalid as error:
        faults |= error.fields
    if faults:
        raise Invalid(faults)
    return replace(plan, founders=(*plan.founders, founder))


def without_founder(plan: FoundingPlan, login: str) -> FoundingPlan:
    """The plan without the founder who has this login name."""
    kept = tuple(one for one in plan.founders if login_name(one.login) != login_name(login))
    return replace(plan, founders=kept)


def with_set(plan: FoundingPlan, chosen: SetPlan) -> FoundingPlan:
    """The plan with other shareholders or another threshold; raises Invalid unless 2 ≤ threshold ≤ sheets ≤ 16."""
    if chosen.name not in LABEL_OF_SET:
        raise Invalid({"name": f"Er is geen set herstelbladen “{chosen.name}”."})
    if not 2 <= chosen.threshold <= chosen.size.shares <= 16:
        raise Invalid({"shares": "Kies 2 tot 16 herstelbladen, waarvan er minstens 2 samen nodig zijn."})
    return replace(plan, sets=tuple(chosen if one.name == chosen.name else one for one in plan.sets))


def missing(plan: FoundingPlan) -> tuple[str, ...]:
    """What the vault still lacks before it can be made, as Dutch sentences."""
    lacking = []
    if not any(one.role is Role.KEEPER for one in plan.founders):
        lacking.append("Er is nog geen functioneel beheerder.")
    held = {name for one in plan.founders for name in COMPARTMENTS_OF_ROLE[one.role]}
    lacking += [
        f"Nog niemand krijgt de sleutel van {LABEL_OF_COMPARTMENT[name]}: daar hoort een {_roles_of(name)} bij."
        for name in KIND_OF_COMPARTMENT
        if name not in held and name != REGISTER
    ]
    return tuple(lacking)


def _roles_of(compartment: str) -> str:
    return " of ".join(role.label for role, held in COMPARTMENTS_OF_ROLE.items() if compartment in held)


def warnings(plan: FoundingPlan) -> tuple[str, ...]:
    """Where duties should be separate and are not; a plan may be carried out all the same."""
    keepers = {_person(one.name) for one in plan.founders if one.role is Role.KEEPER}
    contents = {_person(one.name) for one in plan.founders if set(COMPARTMENTS_OF_ROLE[one.role]) - {REGISTER}}
    officers = [_person(one.name) for one in plan.founders if one.role in _OFFICERS]
    found = [
        f"{_shown(plan, name)} is functioneel beheerder en krijgt ook inhoud te zien; laat dat twee mensen zijn."
        for name in sorted(keepers & contents)
    ]
    if officers and len(set(officers)) < 2:
        found.append(
            "Er is maar één mens die meldingen kan lezen. Wijs een tweede aan als plaatsvervanger, zodat een melding "
            "niet blijft liggen en ook over de een bij de ander kan worden gemeld."
        )
    if len(keepers) == 1:
        found.append("Er is één functioneel beheerder; met een tweede blijft het beheer doorgaan bij afwezigheid.")
    for one in plan.sets:
        found += _warnings_about(one, keepers)
    return tuple(found)


def _warnings_about(chosen: SetPlan, keepers: set[str]) -> list[str]:
    found = [
        f"{name} is functioneel beheerder en krijgt een herstelblad van “{chosen.label}”; geef het aan een ander."
        for name in chosen.shareholders
        if _person(name) in keepers
    ]
    counts = Counter(_person(name) for name in chosen.shareholders)
    found += [
        f"Eén mens krijgt genoeg herstelbladen van “{chosen.label}” om alleen te kunnen herstellen."
        for count in counts.values()
        if count >= chosen.threshold
    ]
    return found


def _person(name: str) -> str:
    return " ".join(name.casefold().split())


def _shown(plan: FoundingPlan, person: str) -> str:
    return next(one.name.strip() for one in plan.founders if _person(one.name) == person)


def measure() -> KeyCost:
    """Find the key derivation that takes about a second on this computer; takes a few seconds."""
    settings = calibrate()
    return KeyCost(settings, seconds_for(settings))


def make(
    plan: FoundingPlan,
    *,
    day: date,
    settings: KdfSettings | None = None,
    progress: Callable[[str, float], None] = lambda _text, _part: None,
) -> PreparedVault:
    """Make the whole vault beside its place; the caller shows the sheets, has a set typed back, and completes it.

    Raises Invalid when the plan is not finished, whatever `progress` raises to stop, and what the disk refuses.
    """
    check_founders(plan.municipality, plan.founders)
    sizes = {one.name: one.size for one in plan.sets}
    return prepare(plan.folder, plan.municipality, plan.founders, day=day, kdf=settings, sizes=sizes, progress=progress)


def sheets(prepared: PreparedVault, plan: FoundingPlan, day: date) -> tuple[RecoverySheet, ...]:
    """Every sheet to print, set after set."""
    founded = prepared.founded
    return tuple(
        RecoverySheet(
            set=one.name,
            number=number,
            shares=len(founded.shares[one.name]),
            threshold=one.threshold,
            protects=tuple(LABEL_OF_COMPARTMENT[each] for each in protected_by(one.name)),
            shareholder=one.shareholders[number - 1] if one.shareholders else "",
            municipality=plan.municipality,
            day=day,
            fingerprint=founded.root_fingerprint,
            words=tuple(sentence.split()),
        )
        for one in plan.sets
        for number, sentence in enumerate(founded.shares[one.name], start=1)
    )


def confirm_set(prepared: PreparedVault, name: str, typed: Sequence[str]) -> None:
    """Check that enough sheets of a set were typed back right; raises Invalid (field "shares") saying which is not."""
    combine(typed)
    printed = {" ".join(sentence.split()) for sentence in prepared.founded.shares[name]}
    strange = [sentence for sentence in typed if sentence.strip() and " ".join(sentence.lower().split()) not in printed]
    if strange:
        raise Invalid({"shares": f"Dit zijn geen bladen van de set “{LABEL_OF_SET[name]}” van deze kluis."})


def set_to_type_back(plan: FoundingPlan) -> SetPlan:
    """The set that the course asks for: the general one, without which nobody can recover the beheerder."""
    return next(one for one in plan.sets if one.name == GENERAL)
