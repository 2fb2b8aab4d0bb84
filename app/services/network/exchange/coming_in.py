"""Taking in a network from elsewhere: mentions and links without a record, in one act that can be taken back as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.rules.permissions import CASEWORK, Act
from app.services.access import requires
from app.services.importing.storing import Imported, Source, batch_of, importing
from app.services.network.links import LinkDraft, Links
from app.services.network.settling import settle
from app.services.signals.hints import Hint, hints_among
from app.services.signals.mentions import MentionDraft, Mentions
from app.vault.progress import part_of, unheard
from models.casework import Mention

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault


@dataclass(frozen=True, slots=True)
class NetworkDrafts:
    """What would be stored: mentions, and links with the places of both ends among those."""

    things: Sequence[MentionDraft]
    links: Sequence[tuple[int, int, LinkDraft]] = ()

    def without(self, places: Mapping[int, object]) -> NetworkDrafts:
        """The same without the mentions at these places and the links that hang on them."""
        kept = [place for place in range(len(self.things)) if place not in places]
        moved = {place: new for new, place in enumerate(kept)}
        links = [(moved[start], moved[end], link) for start, end, link in self.links if start in moved and end in moved]
        return NetworkDrafts([self.things[place] for place in kept], links)


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in a dry run: what is wrong with a mention, by its place, and what seems to be known already."""

    problems: Mapping[int, Mapping[str, str]]
    known: Mapping[int, Hint]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was stored. `dropped` are links of which both ends turned out to be one and the same."""

    imported: Imported
    links: int
    dropped: int


@requires(Act.EDIT_SIGNALS, CASEWORK)
def look_at(vault: UnlockedVault, drafts: NetworkDrafts, tell: Progress = unheard) -> Look:
    """The dry run; nothing is stored."""
    problems = Mentions(vault).check_many(drafts.things, part_of(tell, 0, 2))
    return Look(problems, hints_among(vault, drafts.things, part_of(tell, 1, 2)))


@requires(Act.EDIT_SIGNALS, CASEWORK)
def take_in(vault: UnlockedVault, drafts: NetworkDrafts, source: Source, tell: Progress = unheard) -> TakenIn:
    """Store all of it in one act; ManyInvalid stores nothing. What has one number is one entity from then on."""
    with importing(vault, Act.EDIT_SIGNALS, CASEWORK, Mentions.kind, source) as batch:
        stored = batch.add(Mentions(vault), drafts.things, part_of(tell, 0, 2))
        session = batch.work.session
        settle(session)
        entity_of = _entities(session, stored.first, stored.last)
        kept = [
            replace(link, from_id=stored.first + start, to_id=stored.first + end)
            for start, end, link in drafts.links
            if entity_of[stored.first + start] != entity_of[stored.first + end]
        ]
        if kept:
            batch.add(Links(vault), kept, part_of(tell, 1, 2))
    imported = Imported(batch_of(batch), CASEWORK, len(drafts.things))
    return TakenIn(imported, len(kept), len(drafts.links) - len(kept))


def _entities(session: Session, first: int, last: int) -> dict[int, int]:
    rows = session.execute(select(Mention.id, Mention.entity_id).where(Mention.id.between(first, last)))
    return {key: entity or key for key, entity in rows}
