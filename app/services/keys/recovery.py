"""Recovery with printed sheets: read as typed, give a compartment a holder again, rescue a beheerder, new sheets."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.errors import Invalid, NotFound
from app.rules.compartments import label_of_compartment
from app.rules.passwords import require_good
from app.rules.permissions import REGISTER, Act
from app.services.access import requires
from app.services.clock import today
from app.services.keys.accounts import another_fingerprint, same_fingerprint
from app.services.keys.sheets import LABEL_OF_SET, RecoverySheet
from app.vault import recovering
from app.vault.header.trust import GENERAL
from app.vault.keys.acts import belongs_to_role
from app.vault.keys.enrol import Credentials
from app.vault.keys.recovery import RecoverySet, SheetsRead, assemble, combine, examine, make_set
from app.vault.keys.slots import STRICT, calibrate
from app.vault.recovering import Rescue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.keys.own_account import Secrets
    from app.vault.header.trust import Roster
    from app.vault.keys.slots import KdfLimits, KdfSettings
    from app.vault.session import UnlockedVault

__all__ = ["Rescue", "SheetsRead", "examine"]


@dataclass(frozen=True, slots=True)
class SetRow:
    """A recovery set of the vault, and the labels of what it protects.

    `waiting` are those that the present sheets do not open yet: from their next key on they do.
    """

    name: str
    label: str
    threshold: int
    shares: int
    protects: tuple[str, ...]
    waiting: tuple[str, ...]


@requires(Act.READ_DIRECTORY, REGISTER)
def recovery_sets(vault: UnlockedVault) -> tuple[SetRow, ...]:
    """Every set of the vault."""
    roster = vault.roster
    return tuple(
        SetRow(
            name=stated.name,
            label=LABEL_OF_SET.get(stated.name, stated.name),
            threshold=stated.threshold,
            shares=stated.shares,
            protects=_labels(_protected(roster, stated.name)),
            waiting=_labels(name for name in _protected(roster, stated.name) if not roster.is_recoverable(name)),
        )
        for stated in roster.recovery_sets.values()
    )


@requires(Act.RECOVER, REGISTER)
def recover(vault: UnlockedVault, *, shares: Sequence[str], account: str, compartment: str, fingerprint: str) -> None:
    """Give an account a compartment with the sheets of the set that protects it; it opens at its next login.

    `fingerprint` is what stands on the receiver's own screen: a beheerder can reset an account and log in to it, and
    the shareholders would hand the key to whoever did. Raises Invalid (field "shares") saying which sheet is wrong or
    how many are lacking, (field "fingerprint") when it differs, (field "account") when the account holds it or its role
    does not go with it; AccessDenied when its owner has not logged in yet; Conflict when its keys change meanwhile.
    """
    facts = vault.roster.compartment(compartment)
    person, label = vault.roster.account(account), label_of_compartment(compartment)
    if account in facts.holders:
        raise Invalid({"account": f"Dit account heeft al toegang tot {label}."})
    if not belongs_to_role(person.role, facts):
        raise Invalid(
            {"account": f"Bij de rol {person.role.label} hoort geen toegang tot {label}; laat eerst de rol wijzigen."}
        )
    if not same_fingerprint(fingerprint, person.fingerprint):
        vault.record_refusal(REGISTER, "recover", "account", account)
        raise another_fingerprint(_name_of(vault, account))
    quorum = assemble(vault.roster, facts.recovery, shares)
    recovering.recover(vault, quorum, account, compartment, person.fingerprint)


def _name_of(vault: UnlockedVault, account: str) -> str:
    person = vault.directory().get(account)
    return person.name if person else "de ontvanger"


def restore_keeper(
    rescue: Rescue,
    *,
    account: str,
    new: Secrets,
    settings: KdfSettings | None = None,
    limits: KdfLimits = STRICT,
) -> str:
    """Let the shareholders help a beheerder who cannot log in, before any login; the password is typed here and now.

    Returns the fingerprint of the new keys, for the beheerder to find again at the first login: another one means that
    somebody else replaced the keys since.

    Raises NotFound for an account that is no beheerder's, Invalid for the password.
    """
    person = next((one for one in rescue.keepers if one.account == account), None)
    if person is None:
        raise NotFound("Dit account is niet van een functioneel beheerder; laat die het account opnieuw instellen.")
    require_good(new.password, (person.name, person.login))
    credentials = Credentials(person.login, new.password, settings or calibrate(), new.key_file)
    return rescue.restore(account, credentials, now=lambda: datetime.now(UTC), origin=platform.node(), limits=limits)


class SetRenewal:
    """A new set that has been made and not yet put in place: print its sheets, have them typed back, and complete."""

    def __init__(self, vault: UnlockedVault, made: RecoverySet, old_shares: Sequence[str] | None) -> None:
        self._vault = vault
        self._made = made
        self._old_shares = old_shares

    @property
    def sheets(self) -> tuple[RecoverySheet, ...]:
        """The sheets to print."""
        roster = self._vault.roster
        return tuple(
            RecoverySheet(
                set=self._made.name,
                number=number,
                shares=len(self._made.shares),
                threshold=self._made.threshold,
                protects=_labels(_protected(roster, self._made.name)),
                shareholder="",
                municipality=roster.municipality,
                day=today(),
                fingerprint=roster.root_fingerprint,
                words=tuple(sentence.split()),
            )
            for number, sentence in enumerate(self._made.shares, start=1)
        )

    def complete(self, typed_back: Sequence[str]) -> None:
        """Put the set in place once enough of its new sheets were typed back; the old ones then open nothing new."""
        if combine(typed_back) != self._made.secret:
            raise Invalid({"shares": "Dit zijn niet de nieuwe bladen; typ de woorden van de nieuwe bladen over."})
        signer = None
        if self._old_shares is not None:
            signer = assemble(self._vault.roster, self._made.name, self._old_shares).signer
        recovering.replace_set(self._vault, self._made, signer)


@requires(Act.RECOVER, REGISTER)
def renew_set(
    vault: UnlockedVault, *, name: str, shares: Sequence[str] | None, threshold: int = 2, count: int = 3
) -> SetRenewal:
    """Begin to replace a set: because its sheets were used, or, with `shares` None, because they are lost.

    Lost sheets can be replaced by who holds everything that the set protects, except the general ones. Raises Invalid
    for the sheets or the size, NotFound for a set that is not there.
    """
    if name not in vault.roster.recovery_sets:
        raise NotFound(f"Er is geen set herstelbladen “{name}”.")
    if shares is not None:
        assemble(vault.roster, name, shares)
    elif name == GENERAL:
        raise Invalid({"shares": "De algemene set is de wortel van de kluis; alleen die bladen zelf vervangen hem."})
    elif not set(_protected(vault.roster, name)) <= vault.available:
        raise Invalid({"shares": "Alleen wie alles heeft wat deze set beschermt, kan verloren bladen vervangen."})
    return SetRenewal(vault, make_set(name, threshold, count), shares)


def _protected(roster: Roster, name: str) -> list[str]:
    return [facts.name for facts in roster.compartments.values() if facts.recovery == name]


def _labels(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(label_of_compartment(name) for name in names)
