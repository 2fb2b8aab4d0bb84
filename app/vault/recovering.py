"""What shareholders do with a quorum: give a compartment a holder again, rescue a beheerder, replace their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from sqlalchemy import select

from app.errors import NotFound
from app.rules.permissions import REGISTER, Role
from app.vault.access import copied_key, current_header, refuse_other_keys, replace_header
from app.vault.directory import read_people
from app.vault.header.amendment import Amendment
from app.vault.header.file import read_header, write_header
from app.vault.header.trust import GENERAL, Pin, Roster
from app.vault.keys import acts
from app.vault.keys.grants import open_recovery_grant, say_recovery_grant
from app.vault.keys.recovery import assemble
from app.vault.keys.slots import STRICT, open_slot
from app.vault.store.audit import Author
from app.vault.store.compartments import open_compartment
from app.vault.unit_of_work import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.vault.directory import Person
    from app.vault.header.file import Header
    from app.vault.header.statements import Signer
    from app.vault.keys.enrol import Credentials
    from app.vault.keys.recovery import Quorum, RecoverySet
    from app.vault.keys.slots import KdfLimits
    from app.vault.unlocked import UnlockedVault


def recover(vault: UnlockedVault, quorum: Quorum, account: str, compartment: str, fingerprint: str) -> None:
    """Let a quorum, gathered around somebody who is logged in, give an account a compartment of its set.

    The key is sealed to the very keys whose fingerprint was compared. Raises AccessDenied for an account without keys
    of its own, Conflict when its keys were replaced since, SealBroken for a compartment of another set.
    """
    old = current_header(vault)
    refuse_other_keys(vault, account, fingerprint)
    new = acts.recover(old, quorum, account, compartment)
    with vault.write(REGISTER) as work:
        work.record("recover", "account", account)
        replace_header(vault, old, new)


def replace_set(vault: UnlockedVault, made: RecoverySet, by: Signer | None) -> None:
    """Let a new set take the place of one: said by its quorum, or by this account when it holds all that is protected.

    The compartments of the set become re-key due. Those that this account holds are recoverable with the new sheets at
    once, the others only from their next key on.
    """
    old = current_header(vault)
    amendment = Amendment(old)
    amendment.say(made.statement, by or vault.slot.signer)
    for facts in list(amendment.roster.compartments.values()):
        if facts.recovery == made.name and facts.name in vault.available:
            with copied_key(vault, facts.name) as key:
                say_recovery_grant(amendment, vault.slot.signer, facts.name, key)
    with vault.write(REGISTER) as work:
        work.record("replace_recovery_set", "recovery_set", made.name)
        replace_header(vault, old, amendment.header())


class Rescue:
    """The register, opened with the general sheets by people none of whom can log in. Used with `with`."""

    def __init__(self, folder: Path, shares: Sequence[str]) -> None:
        """Raises Invalid for the sheets, and what keeps the register from opening."""
        self._folder = folder
        self._header: Header = read_header(folder)
        self._roster = Roster.of(self._header)
        self._quorum = assemble(self._roster, GENERAL, shares)
        facts = self._roster.compartment(REGISTER)
        key = open_recovery_grant(self._roster, self._quorum.keys, REGISTER)
        self._register = open_compartment(folder, REGISTER, facts.kind, facts.epoch, key)
        try:
            self._check_pin()
        except BaseException:
            self._register.close()
            raise

    def _check_pin(self) -> None:
        table = self._register.tables.pin
        with self._register.read() as session:
            pin = Pin(*session.execute(select(table.c.root, table.c.generation, table.c.head)).one())
        self._roster.check_pin(pin)

    @property
    def keepers(self) -> tuple[Person, ...]:
        """The beheerders who can be helped, by name."""
        with self._register.read() as session:
            people = read_people(session)
        accounts = self._roster.accounts.values()
        able = {one.id for one in accounts if one.role is Role.KEEPER and not one.revoked}
        return tuple(person for person in people.values() if person.account in able)

    def restore(
        self,
        account: str,
        credentials: Credentials,
        *,
        now: Callable[[], datetime],
        origin: str,
        limits: KdfLimits = STRICT,
    ) -> str:
        """Give a beheerder new keys, a password typed here and now, and the register; returns the new fingerprint.

        Nothing can be compared beforehand, because the keys are made here, for who types the password; afterwards the
        fingerprint tells at the first login whether these are still the keys of the account. Raises NotFound.
        """
        if all(person.account != account for person in self.keepers):
            raise NotFound("Dit account is niet van een functioneel beheerder; laat die het account opnieuw instellen.")
        new = acts.reset(self._header, self._quorum.signer, account, credentials)
        new = acts.recover(new, self._quorum, account, REGISTER)
        roster = Roster.of(new)
        slot = open_slot(roster, credentials.login, credentials.password, key_file=credentials.key_file, limits=limits)
        author = Author(account, slot.signing, origin, now)
        with unit_of_work(self._register, author, roster) as work:
            work.record("rescue", "account", account)
            write_header(self._folder, new, self._roster.generation)
        self._header, self._roster = new, roster
        return roster.account(account).fingerprint

    def close(self) -> None:
        """Close the register and drop its key."""
        self._register.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
