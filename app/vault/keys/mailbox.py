"""The mailbox of a compartment: the key that others seal to, and the voice in which it speaks without naming a holder.

The voice follows from the inbox, so that a compartment keeps one secret and both are renewed together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.vault.header import bodies
from app.vault.primitives.sealing import SigningKey, digest

if TYPE_CHECKING:
    from app.vault.primitives.sealing import KeyPair


def voice_of(inbox: KeyPair) -> SigningKey:
    """The neutral key of the compartment with this inbox; whoever holds the compartment can speak with it."""
    return SigningKey.from_seed(digest("bolwerk voice", inbox.private_bytes), "voice")


def inbox_statement(compartment: str, inbox: KeyPair) -> bodies.Inbox:
    """What the header says of a mailbox."""
    return bodies.Inbox(compartment, inbox.public_bytes, voice_of(inbox).public_bytes)
