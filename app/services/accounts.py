"""Who has access, and giving somebody access after comparing fingerprints in person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Invalid, NotFound
from app.rules.permissions import LABEL_OF_COMPARTMENT, REGISTER, Act, Role
from app.services.access import requires
from app.vault.keys.acts import belongs_to_role
from app.vault.keys.kdf import login_name

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Somebody with an account: who it is, what it opens, and the fingerprint that a holder compares."""

    account: str
    login: str
    name: str
    role: Role
    function: str
    compartments: tuple[str, ...]
    fingerprint: str
    revoked: bool


@requires(Act.READ_DIRECTORY, REGISTER)
def accounts(vault: UnlockedVault) -> tuple[AccountRow, ...]:
    """Everybody in the directory, by name. Roles, keys and grants are those of the signed header."""
    known = vault.roster.accounts
    return tuple(
        AccountRow(
            account=person.account,
            login=person.login,
            name=person.name,
            role=known[person.account].role,
            function=person.function,
            compartments=tuple(sorted(vault.roster.held_by(person.account))),
            fingerprint=known[person.account].fingerprint,
            revoked=known[person.account].revoked,
        )
        for person in vault.directory().values()
        if person.account in known
    )


@requires(Act.GRANT, REGISTER)
def grant(vault: UnlockedVault, *, login: str, compartment: str, fingerprint: str) -> AccountRow:
    """Give an account the key of a compartment that this user holds.

    `fingerprint` is what stands on the other's own screen. Raises NotFound for an unknown login, Invalid when the
    fingerprint differs, the role does not go with the compartment or the account holds it already, AccessDenied when
    this user does not hold it.
    """
    found = next((row for row in accounts(vault) if row.login == login_name(login)), None)
    if found is None or found.revoked:
        raise NotFound(f"Er is geen account met de inlognaam “{login}”.")
    facts = vault.roster.compartment(compartment)
    label = LABEL_OF_COMPARTMENT.get(compartment, compartment)
    if not belongs_to_role(found.role, facts):
        raise Invalid({"compartment": f"Bij de rol {found.role.label} hoort geen toegang tot {label}."})
    if compartment in found.compartments:
        raise Invalid({"compartment": f"{found.name} heeft al toegang tot {label}."})
    if _bare(fingerprint) != _bare(found.fingerprint):
        vault.record_refusal(compartment, "grant", "account", found.account)
        raise Invalid(
            {
                "fingerprint": "De vingerafdruk is een andere dan die van dit account; er is geen toegang gegeven. "
                f"Vergelijk hem met het scherm van {found.name} zelf."
            }
        )
    vault.grant(found.account, compartment)
    return next(row for row in accounts(vault) if row.account == found.account)


def _bare(fingerprint: str) -> str:
    """Without what people put between the groups when they read it aloud."""
    return "".join(fingerprint.split()).replace("-", "").upper()
