"""Add statements to a header: each checked against the rules as it is made, superseded boxes dropped at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AccessDenied
from app.vault.header.replay import accept, replay
from app.vault.header.statements import UntrustedStatement, append
from app.vault.header.text import Header, box_digest
from app.vault.header.trust import Roster

if TYPE_CHECKING:
    from app.vault.header.bodies import Body
    from app.vault.header.statements import Signer


class Amendment:
    """A header under amendment. Nothing is written: `header()` gives a new one, for write_header."""

    def __init__(self, header: Header) -> None:
        self._vault_id = header.vault_id
        self._statements = list(header.statements)
        self._boxes = dict(header.boxes)
        self._ledger = replay(header.vault_id, header.statements)

    @classmethod
    def of_new_vault(cls, vault_id: str) -> Amendment:
        """The beginning of a header, before its first statement."""
        return cls(Header(vault_id, (), {}))

    @property
    def roster(self) -> Roster:
        """How things stand after what was said so far."""
        return Roster(self._ledger, self._boxes)

    def keep(self, box: bytes) -> str:
        """Put a sealed or locked part in the header; the digest by which a statement refers to it."""
        name = box_digest(box)
        self._boxes[name] = box
        return name

    def say(self, body: Body, signer: Signer) -> None:
        """Add a statement; raises AccessDenied with the rule when the signer may not say this; then this is void."""
        statement = append(self._statements, self._vault_id, body, signer)
        try:
            accept(self._ledger, statement)
        except UntrustedStatement as error:
            raise AccessDenied(f"Dit kan niet: {error.reason}.") from error
        self._statements.append(statement)

    def header(self) -> Header:
        """The header with everything said so far, and without the boxes that are not in use any more."""
        in_use = self._ledger.boxes_in_use()
        boxes = {name: box for name, box in self._boxes.items() if name in in_use}
        return Header(self._vault_id, tuple(self._statements), boxes)
