"""Blind hits as who receives them sees them: on which mention, and with whom to get in touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import NotFound
from app.formats import format_date
from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.attention_item import AttentionItem, Urgency
from app.services.clock import today
from models.casework import BlindHit, Mention

if TYPE_CHECKING:
    from app.vault.session import UnlockedVault

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Received:
    """One hit; `sentence` is ready to show. Who gave it is told by nothing but the contact."""

    id: int
    mention: int
    entity: int
    label: str
    contact: str
    given_on: date
    handled_on: date | None

    @property
    def sentence(self) -> str:
        """Whom to get in touch with."""
        return f"Neem contact op met {self.contact} over {self.label}: daar is mogelijk meer bekend."


@requires(Act.READ_SIGNALS, CASEWORK)
def hits_received(vault: UnlockedVault, entity: int | None = None) -> tuple[Received, ...]:
    """The hits on mentions of one entity, or all, the newest first; without those that this user gave."""
    query = select(BlindHit, Mention).join(Mention, Mention.id == BlindHit.mention_id).order_by(BlindHit.id.desc())
    if entity is not None:
        query = query.where(Mention.entity_id == entity)
    people = vault.directory()
    with vault.read(CASEWORK) as session:
        return tuple(
            Received(
                id=hit.id,
                mention=mention.id,
                entity=mention.entity_id or mention.id,
                label=mention.label,
                contact=people[hit.contact].name if hit.contact in people else "een collega die niet meer werkt",
                given_on=hit.given_on,
                handled_on=hit.handled_on,
            )
            for hit, mention in session.execute(query)
            if hit.contact != vault.account.id
        )


@requires(Act.EDIT_SIGNALS, CASEWORK)
def handle_hit(vault: UnlockedVault, hit: int) -> None:
    """Note that somebody got in touch; it is shown no more where things wait. NotFound when it was withdrawn."""
    with vault.write(CASEWORK) as work:
        found = work.session.get(BlindHit, hit)
        if found is None:
            raise NotFound("Deze verwijzing is er niet meer.")
        if found.handled_on is not None:
            work.leave_unchanged()
            return
        found.handled_on, found.handled_by = today(), vault.account.id
        work.record("blind_hit.handled", "mention", str(found.mention_id))


@requires(Act.READ_SIGNALS, CASEWORK)
def hit_items(vault: UnlockedVault) -> tuple[AttentionItem, ...]:
    """What the start page says: with whom to get in touch."""
    waiting = [each for each in hits_received(vault) if each.handled_on is None]
    shown = [
        AttentionItem(f"{each.sentence} (sinds {format_date(each.given_on)})", Urgency.SOON, "network", each.entity)
        for each in waiting[:SHOWN]
    ]
    more = len(waiting) - SHOWN
    if more > 0:
        shown.append(AttentionItem(f"En nog {more} keer: neem contact op met een collega.", Urgency.SOON, "network"))
    return tuple(shown)
