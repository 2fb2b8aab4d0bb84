"""Signals that mention people, addresses and vehicles, for tests of what connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.rules.permissions import CASEWORK
from app.services.network.links import LinkDraft, Links
from app.services.signals.mentions import MentionDraft, Mentions
from models.casework import Link, Mention
from models.casework.choices import LinkKind, MentionKind
from tests.services.signals.files import signal

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault


def person(vault: UnlockedVault, surname: str = "Voorbeeld", **said: Any) -> int:
    """A mention of somebody, in a signal of its own unless told otherwise."""
    return mentioned(vault, kind=MentionKind.PERSON, surname=surname, **said)


def mentioned(vault: UnlockedVault, **said: Any) -> int:
    """A mention in a signal of its own, unless it says where it stands or comes from."""
    if not {"signal_id", "case_id", "inspection_id", "origin"} & set(said):
        said["signal_id"] = signal(vault)
    return Mentions(vault).add(MentionDraft(**said)).id


def link(vault: UnlockedVault, start: int, end: int, kind: LinkKind = LinkKind.OWNS, **said: Any) -> int:
    """A link between two mentions."""
    said = {"origin": "Kadaster", **said}
    return Links(vault).add(LinkDraft(from_id=start, to_id=end, kind=kind, **said)).id


def entities_of(vault: UnlockedVault) -> dict[int, int | None]:
    """The entity of every mention."""
    with vault.read(CASEWORK) as session:
        return {key: entity for key, entity in session.execute(select(Mention.id, Mention.entity_id))}  # noqa: C416


def ends_of(vault: UnlockedVault) -> dict[int, tuple[int, int]]:
    """On which mentions each link hangs."""
    with vault.read(CASEWORK) as session:
        return {key: (one, other) for key, one, other in session.execute(select(Link.id, Link.from_id, Link.to_id))}
