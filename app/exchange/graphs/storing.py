"""A network that was read, as it would be stored: what is dropped and why, and what seems to be known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.exchange.graphs.bundle import Bundle
from app.formats import format_count, format_date, format_integer
from app.services.clock import today
from app.services.importing.storing import Source
from app.services.network.exchange.coming_in import Look, NetworkDrafts, TakenIn, look_at, take_in
from app.services.network.links import LinkDraft
from app.services.signals.mentions import MentionDraft
from app.vault.progress import unheard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.exchange.graphs.bundle import Relation, Thing
    from app.vault.progress import Progress
    from app.vault.session import UnlockedVault

_ALIKE = "Lijkt op iets wat al is vastgelegd en anders is geschreven."
LONGEST = {"origin": 400, "ground": 400}


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all of it: on what ground it was received, and until when it may be kept."""

    ground: str | None = None
    keep_until: date | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The dry run of a file. `refused` are things that cannot be stored as they are, with why, by their label."""

    source: Source
    bundle: Bundle
    drafts: NetworkDrafts
    look: Look

    @property
    def refused(self) -> Mapping[str, str]:
        """What cannot be stored, and why."""
        return {
            self.bundle.things[place].label: " ".join(messages.values())
            for place, messages in self.look.problems.items()
        }

    @property
    def known(self) -> Mapping[str, str]:
        """What seems to be on record already, and where; nothing is joined by that but the same number."""
        return {
            self.bundle.things[place].label: hint.sentence or _ALIKE
            for place, hint in self.look.known.items()
            if place not in self.look.problems
        }

    @property
    def stored(self) -> NetworkDrafts:
        """What would be stored."""
        return self.drafts.without(self.look.problems)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the import would do, and what a reader of the file should know."""
        kept = self.stored
        things = format_count(len(kept.things), "item", "items")
        links = format_count(len(kept.links), "verband", "verbanden")
        told = [f"Ingelezen worden {things} en {links}."]
        if self.look.problems:
            told.append(f"Niet ingelezen: {format_integer(len(self.look.problems))}, met wat eraan hangt.")
        if self.known:
            told.append(f"Lijken al bekend: {format_integer(len(self.known))}. U beoordeelt ze daarna zelf.")
        return (*told, *self.bundle.notes)


def plan_for(
    vault: UnlockedVault, bundle: Bundle, source: Source, terms: Terms | None = None, tell: Progress = unheard
) -> ImportPlan:
    """What would be stored of a bundle; nothing is."""
    drafts = drafts_of(bundle, source, terms or Terms())
    return ImportPlan(source, bundle, drafts, look_at(vault, drafts, tell))


def store_plan(vault: UnlockedVault, plan: ImportPlan, tell: Progress = unheard) -> TakenIn:
    """Do what the plan says, in one act."""
    return take_in(vault, plan.stored, plan.source, tell)


def drafts_of(bundle: Bundle, source: Source, terms: Terms) -> NetworkDrafts:
    """Mentions without a record and the links between them, each with where it comes from."""
    read = f"ingelezen uit {source.name} op {format_date(today())}"[: LONGEST["origin"]]
    places = {thing.key: place for place, thing in enumerate(bundle.things)}
    return NetworkDrafts(
        [_mention(thing, read, terms) for thing in bundle.things],
        [(places[each.start], places[each.end], _link(each, read, terms)) for each in bundle.relations],
    )


def _mention(thing: Thing, read: str, terms: Terms) -> MentionDraft:
    said: Mapping[str, object] = thing.said
    return MentionDraft(
        kind=thing.kind,
        origin=read,
        ground=terms.ground,
        keep_until=terms.keep_until,
        **said,  # type: ignore[arg-type]
    )


def _link(each: Relation, read: str, terms: Terms) -> LinkDraft:
    """With the origin that the file gives, if any, behind that of the file."""
    origin = f"{read}; {each.origin}" if each.origin else read
    in_order = each.valid_from is None or each.valid_to is None or each.valid_from <= each.valid_to
    return LinkDraft(
        kind=each.kind,
        certainty=each.certainty,
        origin=origin[: LONGEST["origin"]],
        ground=terms.ground,
        reliability=each.reliability,
        information=each.information,
        valid_from=each.valid_from,
        valid_to=each.valid_to if in_order else None,
        keep_until=terms.keep_until,
        note=each.note,
    )
