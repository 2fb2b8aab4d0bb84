"""A beheerder who turned: the password, every file of the vault, and a script of their own instead of the program.

What the script can do it does with the program's own parts, so that no attack fails for want of skill.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.errors import SealBroken
from app.rules.permissions import REGISTER
from app.vault.disk.folder import HEADER
from app.vault.header.file import read_header
from app.vault.header.statements import Signer, append
from app.vault.header.text import Header, box_digest, to_text
from app.vault.header.trust import Roster
from app.vault.keys.grants import info_for_account, info_for_set, open_grant
from app.vault.keys.slots import open_slot
from app.vault.primitives.sealing import KeyPair, open_sealed
from app.vault.store.engine import connect
from tests.conftest import CHEAP_LIMITS, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.vault.header.bodies import Body


@dataclass
class Beheerder:
    """What they hold: their slot, the key of the register, and any pair they made or found on the way."""

    folder: Path
    pairs: list[KeyPair]
    signer: Signer
    register_key: bytearray

    @classmethod
    def of(cls, folder: Path, login: str = "keeper") -> Beheerder:
        """Log in and keep everything that comes into hand, the private inbox keys of the register too."""
        roster = Roster.of(read_header(folder))
        slot = open_slot(roster, login, PASSWORD, limits=CHEAP_LIMITS)
        key = open_grant(roster, slot.account, slot.keys, REGISTER)
        turned = cls(folder, [slot.keys], slot.signer, key)
        turned.pairs += [KeyPair.from_private(value) for (value,) in turned.register("SELECT value FROM secret")]
        return turned

    def register(self, statement: str, *values: object) -> list[tuple[bytes, ...]]:
        """Run SQL in the register, past the program."""
        connection = connect(self.folder / f"register.{self._epoch()}.db", self.register_key)
        try:
            rows: list[tuple[bytes, ...]] = connection.execute(statement, values).fetchall()
        finally:
            connection.close()
        return rows

    def _epoch(self) -> int:
        return Roster.of(read_header(self.folder)).compartment(REGISTER).epoch

    def put(self, header: Header) -> None:
        """Put a header in place without asking the program."""
        (self.folder / HEADER).write_bytes(to_text(header))

    def say(self, body: Body, signer: Signer | None = None, boxes: Sequence[bytes] = ()) -> Header:
        """A header with one more statement, whatever the rules say of it; the caller puts it."""
        header = read_header(self.folder)
        said = append(header.statements, header.vault_id, body, signer or self.signer)
        more = {box_digest(box): box for box in boxes}
        return replace(header, statements=(*header.statements, said), boxes={**header.boxes, **more})

    def readable(self) -> set[str]:
        """The databases that open with any key in hand or in the header: tried, not reasoned."""
        keys = [bytes(self.register_key), *self._keys_in_header()]
        return {path.name for path in self.folder.glob("*.db") for key in keys if _opens(path, key)}

    def _keys_in_header(self) -> Iterator[bytes]:
        """Every sealed box, tried with every pair, for every purpose, account, set and epoch that it could be for."""
        header = read_header(self.folder)
        roster = Roster.of(header)
        infos = [
            *(
                info_for_account(roster.vault_id, facts.name, epoch, account)
                for facts in roster.compartments.values()
                for epoch in range(1, facts.epoch + 1)
                for account in roster.accounts
            ),
            *(
                info_for_set(roster.vault_id, facts.name, facts.epoch, facts.recovery)
                for facts in roster.compartments.values()
            ),
        ]
        for box in header.boxes.values():
            for pair in self.pairs:
                yield from _tried(pair, box, infos)


def _tried(pair: KeyPair, box: bytes, infos: Sequence[object]) -> Iterator[bytes]:
    for info in infos:
        try:
            yield open_sealed(pair, box, info)  # type: ignore[arg-type]
        except SealBroken:
            continue


def _opens(path: Path, key: bytes) -> bool:
    if len(key) != 32:
        return False
    try:
        connect(path, bytearray(key)).close()
    except dbapi2.DatabaseError:
        return False
    return True
