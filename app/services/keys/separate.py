"""A casework compartment of its own for a case that few may know: founded, named to who holds it, and listed.

The founder chooses who holds it too, each after comparing a fingerprint. Later holders come by `accounts.grant`, as in
any compartment. That it exists and who holds it is in vault.json for everybody; what it is about is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import AccessDenied, Invalid
from app.rules.compartments import label_of_compartment
from app.rules.permissions import CASEWORK, REGISTER, Act
from app.services.access import requires
from app.services.casework.case_types import CaseTypes
from app.services.keys.accounts import AccountRow, AccountState, accounts, another_fingerprint, same_fingerprint
from app.services.records import Query
from app.vault import separating
from app.vault.apart import seen_from
from app.vault.keys.acts import belongs_to_role
from app.vault.separating import Chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.vault.session import UnlockedVault

__all__ = ["Chosen"]

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class SeparateRow:
    """A casework compartment that was set apart and that this user holds: its name, and what it is about."""

    name: str
    label: str
    title: str
    holders: tuple[str, ...]


@requires(Act.READ_CASES, CASEWORK)
def separate(vault: UnlockedVault) -> tuple[SeparateRow, ...]:
    """Those that this user holds, by title; nobody is told of another."""
    people = vault.directory()
    rows = [
        SeparateRow(
            name=facts.name,
            label=label_of_compartment(facts.name),
            title=separating.title_of(vault, facts.name),
            holders=tuple(sorted(people[one].name for one in facts.holders if one in people)),
        )
        for facts in vault.roster.compartments.values()
        if facts.kind == CASEWORK and facts.name != CASEWORK and facts.name in vault.available
    ]
    return tuple(sorted(rows, key=lambda row: row.title.casefold()))


@requires(Act.READ_DIRECTORY, REGISTER)
def spoken(vault: UnlockedVault, *, compartment: str) -> str:
    """How a compartment is called to this user: with its title when they hold it, otherwise by its mark only."""
    label = label_of_compartment(compartment)
    title = separating.title_of(vault, compartment) if compartment in vault.available else ""
    return f"{label}: {title}" if title else label


@requires(Act.EDIT_CASES, CASEWORK)
def candidates(vault: UnlockedVault) -> tuple[AccountRow, ...]:
    """Who could hold one too: active accounts whose role goes with casework, without this user."""
    facts = vault.roster.compartment(CASEWORK)
    return tuple(
        row
        for row in accounts(vault)
        if row.state is AccountState.ACTIVE and row.account != vault.account.id and belongs_to_role(row.role, facts)
    )


@requires(Act.EDIT_CASES, CASEWORK)
def set_apart(vault: UnlockedVault, *, title: str, others: Sequence[Chosen]) -> SeparateRow:
    """Found one, held by this user and at least one other; each `fingerprint` is what the other's own screen shows.

    Raises Invalid (field "title", "others", or "fingerprint" when one differs), AccessDenied for an account that cannot
    hold it, Conflict when somebody's keys change meanwhile, and what the disk refuses.
    """
    _check_title(title)
    if not others:
        raise Invalid({"others": "Kies ten minste één ander die dit onderdeel ook opent."})
    able = {row.account: row for row in candidates(vault)}
    chosen = []
    for one in others:
        row = able.get(one.account)
        if row is None:
            raise AccessDenied("Dit account kan geen apart onderdeel openen: de rol of de stand past er niet bij.")
        if not same_fingerprint(one.fingerprint, row.fingerprint):
            vault.record_refusal(CASEWORK, "compartment.set_apart", "account", one.account)
            raise another_fingerprint(row.name)
        chosen.append(Chosen(row.account, row.fingerprint))
    name = separating.set_apart(vault, CASEWORK, " ".join(title.split()), chosen)
    _take_types_along(vault, name)
    return next(row for row in separate(vault) if row.name == name)


def _take_types_along(vault: UnlockedVault, name: str) -> None:
    """No case without a type, so those of the first compartment come along, each logged as any other."""
    here, there = CaseTypes(vault), CaseTypes(seen_from(vault, name))
    for key in here.ids(Query()):
        there.add(here.get(key).draft)


def _check_title(title: str) -> None:
    bare = " ".join(title.split())
    if not bare:
        raise Invalid({"title": "Vul in hoe u dit onderdeel noemt; alleen wie het opent, ziet dat."})
    if len(bare) > LONGEST_TITLE or any(not sign.isprintable() for sign in bare):
        raise Invalid({"title": f"Houd de naam korter dan {LONGEST_TITLE} tekens."})
